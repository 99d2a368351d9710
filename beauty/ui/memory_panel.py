"""Panel: remember the answers in this browser, if that is wanted, and forget everything at one touch.

Answers alone are kept, never a photo, and only in the browser's own storage; the server reads them once,
when the page opens. A text in storage may have been written by anybody, so it is read with suspicion.
"""

import json
from collections.abc import Mapping

import gradio as gr

from beauty.errors import BeautyError
from beauty.knowledge import check_answers
from beauty.texts import Texts
from beauty.ui.answers_panel import asked_fields, empty_boxes
from beauty.ui.html import tag, text
from beauty.ui.page import Page, Updates
from beauty.ui.parts import Parts
from beauty.ui.scene import Drawn, Scene
from beauty.ui.session import Session, Tab

LONGEST_KEPT = 64 * 1024  # characters
KEY = "beauty-answers"
# what the server drew last is what is kept; a browser that allows no storage is not asked
KEEP_IN_BROWSER = """
const kept = () => { try { return localStorage.getItem('KEY'); } catch { return null; } };
const keep = said => { try { localStorage.setItem('KEY', said); } catch { /* none allowed */ } };
const drop = () => { try { localStorage.removeItem('KEY'); } catch { /* none allowed */ } };
const shown = () => element.querySelector('[data-answers]');
const settle = () => {
  const box = element.querySelector('input');
  if (!shown() || !box) return;
  box.checked = kept() !== null;
  if (box.checked) keep(shown().dataset.answers);
};
element.addEventListener('change', event => {
  if (event.target.checked && shown()) keep(shown().dataset.answers); else drop();
});
element.addEventListener('click', event => {
  if (!event.target.closest('button[data-forget]')) return;
  drop();
  trigger('click', {forget: true});
});
const news = {childList: true, subtree: true, attributes: true, attributeFilter: ['data-answers']};
new MutationObserver(settle).observe(element, news);
settle();
""".replace("KEY", KEY)
# the first input of the page's opening: what this browser kept
READ_KEPT = """(...values) => {
    try { values[0] = localStorage.getItem('KEY') ?? ''; } catch { values[0] = ''; }
    return values;
}""".replace("KEY", KEY)


def build(texts: Texts) -> Parts:
    """The panel's component; without `data-answers` it keeps nothing yet."""
    return Parts(
        {"memory": gr.HTML(_shown(None, texts), elem_id="memory", js_on_load=KEEP_IN_BROWSER)}
    )


def drawn(scene: Scene) -> dict[str, Drawn]:
    answers, texts = scene.session.answers, scene.texts
    return {
        "memory": Drawn((answers, texts.language), lambda: {"value": _shown(answers, texts)}),
    }


def bind(page: Page, parts: Parts) -> None:
    def on_forget(tab: Tab | None, layer: str, language: str) -> Updates:
        empty = {page.parts[name]: gr.update(value=value) for name, value in empty_boxes().items()}
        cleared: Updates = {page.parts["photo"]: None, **empty}
        forgotten = Session(notice="page.forgotten")
        return page.changed(tab, layer, language, lambda now: forgotten) | cleared

    boxes = [page.parts[field.name] for field in asked_fields()]
    outputs = [*page.outputs(), page.parts["photo"], *boxes]
    page.on(parts["memory"].click, on_forget, outputs=outputs)


def read_kept(kept: object) -> dict[str, object]:
    """The answers in a text from a browser's storage; what we never wrote there is left out."""
    try:
        said = json.loads(str(kept)[:LONGEST_KEPT])
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {name: value for name, value in said.items() if _known(name, value)}


def _known(name: str, value: object) -> bool:
    try:
        check_answers({name: value})
    except BeautyError:
        return False
    return True


def _shown(answers: Mapping[str, object] | None, texts: Texts) -> str:
    said = tag("label", '<input type="checkbox">' + text(texts.get("page.remember")))
    forget = {"type": "button", "data-forget": ""}
    said += tag("button", text(texts.get("page.forget")), "say", **forget)
    said += tag("p", text(texts.get("page.remember_note")), "note")
    given = {} if answers is None else {"data-answers": json.dumps(dict(answers), default=list)}
    return tag("div", said, "memory", **given)
