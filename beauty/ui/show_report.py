"""Take it with you: two buttons, and the report that one of them asked for, inside the page.

The file goes to the browser as text of an address and is never written anywhere on the server.
"""

import base64
from time import monotonic_ns

import numpy as np

from beauty.analysis import Analysis
from beauty.booklet import KINDS, Booklet, made
from beauty.profile import Profile
from beauty.recommend import Plan
from beauty.texts import Texts
from beauty.ui.html import card, tag, text

TYPES = {"pdf": "application/pdf", "html": "text/html"}
# the wait is shown at once; what came is saved by itself, from memory: long addresses are not opened
SAVE_IN_BROWSER = """
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-report]');
  if (!button) return;
  for (const one of element.querySelectorAll('button[data-report]')) one.disabled = true;
  element.querySelector('[data-waiting]').textContent = button.dataset.said;
  trigger('click', {report: button.dataset.report});
});
new MutationObserver(async () => {
  const link = element.querySelector('a[data-fresh]');
  if (!link) return;
  link.removeAttribute('data-fresh');
  const file = await (await fetch(link.href)).blob();
  link.href = URL.createObjectURL(file);
  link.click();
}).observe(element, {childList: true, subtree: true});
"""


def show_report(texts: Texts, file: str = "") -> str:
    """What a report is, a button a kind, and where the made file or the wait is told."""
    waiting = texts.get("booklet.making")
    buttons = "".join(
        tag("button", text(texts.get(f"booklet.{kind}")), "pill", **_asks(kind, waiting))
        for kind in KINDS
    )
    # the page draws a card anew only if it differs, and buttons that wait must come back: hence a stamp
    stamp = str(monotonic_ns()) if file else ""
    told = tag("p", file, "note", **{"data-waiting": stamp, "aria-live": "polite"})
    inner = tag("p", text(texts.get("booklet.intro"))) + tag("div", buttons, "actions") + told
    return card(texts.get("booklet.heading"), inner)


def show_made(
    analysis: Analysis,
    profile: Profile,
    plan: Plan,
    texts: Texts,
    kind: str,
    look_image: np.ndarray | None = None,
) -> str:
    """The same with a report of one of KINDS, which the browser saves as soon as it is here."""
    booklet = Booklet.of(analysis, profile, plan, texts, look_image)
    file = made(booklet, kind)
    name = f"{booklet.file_stem}.{kind}"
    address = f"data:{TYPES[kind]};base64,{base64.b64encode(file).decode('ascii')}"
    link = tag("a", text(name), href=address, download=name, **{"data-fresh": ""})
    said = texts.get("booklet.made", name="\0", size=f"{len(file) / 1e6:.1f}")
    return show_report(texts, text(said).replace("\0", link))


def _asks(kind: str, waiting: str) -> dict[str, str]:
    return {"type": "button", "data-report": kind, "data-said": waiting}
