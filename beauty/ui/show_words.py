"""What was read from the own words, as buttons that take it back, and what was not."""

from typing import Any

from beauty.knowledge import Answer, load_answer_fields
from beauty.shown import signs_said
from beauty.texts import Texts
from beauty.ui.html import card, tag, text
from beauty.words import Chip, Understood

TAKE_BACK = """
element.addEventListener('click', event => {
  const chip = event.target.closest('button[data-key]');
  if (chip) trigger('click', {key: chip.dataset.key});
});
"""
LONGEST_KEY = 300


def key_of(told: dict[str, Any]) -> str:
    """The chip that TAKE_BACK, or anybody else, names."""
    return str(told.get("key", ""))[:LONGEST_KEY]


def show_words(understood: Understood, texts: Texts) -> str:
    """Nothing while nothing was written."""
    shown = see_doctor(understood.answers.get("see_doctor", ()), texts)
    if understood.chips:
        said = texts.get("page.understood", count=len(understood.chips))
        shown += tag("p", text(said), "note")
        shown += tag("div", "".join(_button(chip, texts) for chip in understood.chips), "chips")
    if understood.rest:
        parts = " · ".join(understood.rest)
        shown += tag("p", text(texts.get("page.not_understood", parts=parts)), "note missed")
    return tag("div", shown, role="status") if shown else ""


def see_doctor(signs: Answer, texts: Texts) -> str:
    """The notice that stands before all advice where a sign was written of that no cosmetic is for."""
    if not isinstance(signs, tuple) or not signs:
        return ""
    said = texts.get("note.see_doctor", signs=signs_said(signs, texts))
    return card(texts.get("page.see_doctor_heading"), tag("p", text(said)), css="error doctor")


def chip_words(chip: Chip, texts: Texts) -> str:
    """A chip in words, such as "No glitter" or "At most 30 each"."""
    said = texts.get(f"chip.{chip.field}", value=_value(chip, texts))
    if chip.value is False or not chip.gives:
        said = texts.get("chip.not", said=said[:1].lower() + said[1:])
    return said[:1].upper() + said[1:]


def _value(chip: Chip, texts: Texts) -> str:
    if isinstance(chip.value, float):
        return f"{chip.value:g}"
    label = texts.find(f"answer.{chip.field}.{chip.value}")
    if label is None:
        return str(chip.value)
    several = load_answer_fields()[chip.field].kind == "choices"
    return label.lower() if several else label


def _button(chip: Chip, texts: Texts) -> str:
    said = chip_words(chip, texts)
    cross = tag("i", "×", **{"aria-hidden": "true"})
    label = texts.get("page.take_back", said=said)
    given = {"type": "button", "data-key": chip.key, "aria-label": label, "title": label}
    return tag("button", text(said) + cross, "heard" if chip.gives else "heard quiet", **given)
