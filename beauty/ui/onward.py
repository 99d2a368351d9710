"""One way through the result: at the end of each tab a button leads to the next. The make-up room, which
needs the page's whole width, is one step of it."""

import itertools

from beauty.texts import Texts
from beauty.ui.html import tag, text

JOURNEY = ("face", "skin", "makeup", "look", "care", "report")
ROOMS = {"look": "look"}  # which of the page's rooms a step is in, if not beside the photo
# the tab is told, too, as it would be by hand: keyboards and screen readers then stand on it
GO = """
const tab = name => document.querySelector(`button[role=tab][data-tab-id="${name}"]`);
element.addEventListener('click', event => {
  const way = event.target.closest('[data-next]')?.dataset.next.split(' ') ?? [];
  for (const name of way) tab(name)?.click();
  requestAnimationFrame(() => { // when its room is there
    const last = tab(way.at(-1));
    last?.focus({preventScroll: true});
    last?.closest('.tabs')?.scrollIntoView({block: 'start'});
  });
});
"""


def onward(name: str, texts: Texts) -> str:
    """A button to the step after this one. Raises KeyError for the last."""
    after = dict(itertools.pairwise(JOURNEY))[name]
    way = dict.fromkeys((ROOMS.get(after, "photo"), after))  # the room first, then its tab
    said = texts.get("page.next", tab=texts.get(f"page.tab_{after}"))
    button = tag("button", text(said), "pill", type="button", **{"data-next": " ".join(way)})
    return tag("nav", button, "onward")
