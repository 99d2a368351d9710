"""How it works, while there is no photo: values in, HTML out."""

from beauty.texts import Texts
from beauty.ui.html import tag, text


def show_empty(texts: Texts, notice: str = "") -> str:
    """A drawing, a promise, and three steps; above them what `notice`, a key of the texts, tells."""
    told = tag("p", text(texts.get(notice)), "quality good", role="status") if notice else ""
    steps = "".join(
        tag("li", tag("span", str(number), "badge") + text(texts.get(f"page.empty_{number}")))
        for number in (1, 2, 3)
    )
    heading = tag("h2", text(texts.get("page.empty_heading")))
    return told + tag("section", OVAL_DRAWING + heading + tag("ol", steps), "card empty")


OVAL_DRAWING = """
<svg class="oval" viewBox="0 0 200 240" aria-hidden="true">
  <g fill="none" stroke="currentColor" stroke-linecap="round" stroke-width="1.6">
    <path d="M100 18c44 0 66 34 64 82-2 58-30 116-64 120-34-4-62-62-64-120-2-48 20-82 64-82z"/>
    <path d="M58 92c8-8 22-9 32-3M110 89c10-6 24-5 32 3"/>
    <path d="M60 108c8-8 22-8 29 1-8 5-21 6-29-1zM111 109c7-9 21-9 29-1-8 7-21 6-29 1z"/>
    <path d="M97 108c-1 18-6 30-9 38 3 6 20 7 25 0"/>
    <path d="M76 176c9-6 17-8 24-5 7-3 15-1 24 5-15 15-33 15-48 0z"/>
    <path d="M76 176c17 3 31 3 48 0"/>
  </g>
  <g stroke="currentColor" stroke-dasharray="2 5" stroke-width="1" opacity=".55">
    <path d="M26 78h148M26 150h148M100 6v226"/>
  </g>
</svg>
"""
