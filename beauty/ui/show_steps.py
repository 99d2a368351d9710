"""What is being done while a photo is looked at: values in, HTML out."""

from beauty.texts import Texts
from beauty.ui.html import card, tag, text

STEPS = ("photo", "face", "regions", "quality", "measures", "networks")  # as `analyze` names them


def show_steps(now: str, texts: Texts) -> str:
    """Every step, those behind ticked, the one at work brought out and said aloud."""
    reached = STEPS.index(now) if now in STEPS else 0
    items = ""
    for number, step in enumerate(STEPS):
        said = text(texts.get(f"page.step_{step}"))
        css = "behind" if number < reached else "now" if number == reached else "ahead"
        items += tag("li", tag("i", "", **{"aria-hidden": "true"}) + said, css)
    aloud = tag("p", text(texts.get(f"page.step_{STEPS[reached]}")), "unseen", role="status")
    listed = tag("ol", items, **{"aria-hidden": "true"})
    return card(texts.get("page.steps_heading"), aloud + listed, css="steps-card")
