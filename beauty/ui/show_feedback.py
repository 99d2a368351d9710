"""Buttons to say what one thinks of a product or shade, and the card that shows and saves it all."""

import base64
from collections.abc import Sequence
from datetime import date

from beauty.catalogue import Catalogue
from beauty.recommend import Plan
from beauty.recommend.as_json import reason_text
from beauty.recommend.feedback import VERDICTS, Feedback
from beauty.recommend.feedback_file import MAX_BYTES, feedback_file, name_of
from beauty.texts import Texts
from beauty.ui.html import tag, text
from beauty.ui.session import Session

OF_PRODUCTS = ("liked", "disliked", "owned")
# A press draws the plan anew: the button that takes its place, or the word that takes it back, gets the
# focus, so that one may go on with the keyboard.
PRESS = """
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-say]');
  if (!button) return;
  const {say, id} = button.dataset;
  const same = `button[data-say="${say}"][data-id="${CSS.escape(id)}"]`;
  const drawn = new MutationObserver(() => {
    if (button.isConnected) return;
    drawn.disconnect();
    setTimeout(() => {
      const place = element.querySelector(same) ?? document.querySelector(`#show-feedback ${same}`);
      for (let fold = place?.closest('details'); fold; fold = fold.parentElement.closest('details'))
        fold.open = true;
      place?.focus({preventScroll: true});
    }, 50);
  });
  drawn.observe(element, {childList: true, subtree: true});
  setTimeout(() => drawn.disconnect(), 5000);
  trigger('click', {say, id});
});
"""
READ_IN_BROWSER = """
element.addEventListener('change', async event => {
  const file = event.target.closest('input[type=file]')?.files[0];
  if (!file) return;
  const text = await file.slice(0, MOST).text();
  event.target.value = '';
  trigger('upload', {name: file.name, text});
});
""".replace("MOST", str(MAX_BYTES + 1))


def buttons(
    one: str, name: str, given: Sequence[str], texts: Texts, offered: Sequence[str] = OF_PRODUCTS
) -> str:
    """A button for each verdict; those given are pressed, and pressing again takes them back."""
    shown = "".join(_button(verdict, one, name, verdict in given, texts) for verdict in offered)
    return tag("div", shown, "verdicts", role="group", **{"aria-label": name})


def toggle(say: str, one: str, said: str, label: str, on: bool) -> str:
    """A small button that tells PRESS `say` of `one`, and whether it is pressed."""
    state = {"type": "button", "data-say": say, "data-id": one}
    state |= {"aria-label": label, "aria-pressed": "true" if on else "false"}
    return tag("button", text(said), "say", **state)


def show_feedback(session: Session, plan: Plan, catalogue: Catalogue, texts: Texts) -> str:
    """All that was said, each a button that takes it back; what of it serves no step; the file."""
    feedback = session.feedback
    count = sum(len(feedback.ids(verdict)) for verdict in VERDICTS)
    inner = tag("p", text(texts.get("feedback.intro")), "note")
    for verdict in VERDICTS:
        words = [_chip(verdict, one, catalogue, texts) for one in feedback.ids(verdict)]
        if words:
            inner += tag("h4", text(texts.get(f"feedback.{verdict}")))
            inner += tag("div", "".join(words), "chips")
    for one in plan.unused:
        reason = reason_text(one.reason, texts)
        said = texts.get("feedback.unused", product=f"{one.brand} {one.name}", reason=reason)
        inner += tag("p", text(said), "why")
    if session.file_error is not None:
        error = session.file_error
        said = " ".join(error.said(part, texts.language) for part in ("message", "advice"))
        inner += tag("p", text(said), "note", role="alert")
    inner += tag("div", _save(feedback, catalogue, texts) + _choose(texts), "actions")
    heading = tag("summary", text(texts.get("feedback.heading", count=count)))
    opened = {"open": ""} if count or session.file_error else {}
    return tag("details", heading + inner, "card said", **opened)


def _button(verdict: str, one: str, name: str, on: bool, texts: Texts) -> str:
    said = texts.get(f"feedback.{verdict}")
    return toggle(verdict, one, said, texts.get("feedback.label", said=said, name=name), on)


def _chip(verdict: str, one: str, catalogue: Catalogue, texts: Texts) -> str:
    name = name_of(one, catalogue)
    cross = tag("i", "×", **{"aria-hidden": "true"})
    label = texts.get("page.take_back", said=f"{texts.get(f'feedback.{verdict}')}: {name}")
    given = {"type": "button", "data-say": verdict, "data-id": one, "aria-label": label}
    return tag("button", text(name) + cross, "heard", **given)


def _save(feedback: Feedback, catalogue: Catalogue, texts: Texts) -> str:
    if not feedback:
        return ""
    content = base64.b64encode(feedback_file(feedback, catalogue).encode()).decode("ascii")
    name = f"beauty-feedback-{date.today().isoformat()}.toml"
    link = {"href": f"data:application/toml;base64,{content}", "download": name}
    return tag("a", text(texts.get("feedback.save")), "pill", **link)


def _choose(texts: Texts) -> str:
    box = '<input type="file" accept=".toml,application/toml">'
    return tag("label", box + text(texts.get("feedback.read")), "pill quiet")
