"""Which place in line a waiting photo has. Gradio's own element tells it in English; a script of ours, in
the page's language, and only when there is something to wait for."""

from typing import Any

from beauty.texts import Texts
from beauty.ui.html import tag

# for the script of the component that tells
PLACE = """
const block = element.closest('.block');
const said = Object.assign(document.createElement('p'), {className: 'in-line quality', hidden: true});
said.setAttribute('role', 'status');
block.before(said);
let since = 0;
const say = () => {
  const told = block.querySelector('[data-testid="status-tracker"]')?.textContent ?? '';
  const place = told.match(/(\\d+)\\/\\d+ \\|/);
  since = place ? since || performance.now() : 0;
  said.hidden = !place || performance.now() - since < 500;
  if (said.hidden) return void (said.textContent = '');
  const words = document.querySelector('[data-in-line]')?.dataset.inLine ?? '';
  const sentence = words.replace('{place}', place[1]);
  if (said.textContent === sentence) return;
  const first = !said.textContent;
  said.textContent = sentence;
  if (first) said.scrollIntoView({block: 'nearest'});
};
new MutationObserver(say).observe(block, {childList: true, subtree: true, characterData: true});
"""


def shows_place(teller: Any) -> dict[str, Any]:  # noqa: ANN401 - Gradio components are untyped here
    """How to attach an event that may wait long. teller: the component that has the script."""
    return {"show_progress": "minimal", "show_progress_on": teller}


def words(texts: Texts) -> str:
    """The sentence for the script, unseen."""
    return tag("span", "", hidden="", **{"data-in-line": texts.entries["page.in_line"]})
