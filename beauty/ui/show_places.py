"""Where each step of a look goes: outlines with numbers over the picture, and the list beside it."""

from collections.abc import Sequence

from beauty.texts import Texts
from beauty.tryon import Look, Sitter
from beauty.tryon.places import Place, places_of
from beauty.tryon.steps import LookStep, steps_of
from beauty.ui.html import tag, text

WIDE = 600.0  # the drawing's width in its own units; its height follows the picture's
RADIUS, EDGE, GAP = 17.0, 27.0, 44.0


def show_places(look: Look, sitter: Sitter, texts: Texts) -> str:
    """An SVG for over the picture; its numbers are those of the list."""
    width, height = sitter.size_wh
    high = WIDE * height / width
    steps = {step.number: step for step in steps_of(look, sitter, texts)}
    drawn, columns = "", ([], [])  # type: tuple[str, tuple[list[Place], list[Place]]]
    for place in places_of(look, sitter):
        columns[place.number % 2 == 0].append(place)
    for on_left, column in zip((True, False), columns, strict=True):
        drawn += "".join(
            _drawn(place, steps[place.number], x_y, spot, high)
            for place, x_y, spot in _column(column, on_left, high)
        )
    label = texts.get("look_page.places_alt")
    attributes = {"viewBox": f"0 0 {WIDE:.0f} {high:.0f}", "role": "img", "aria-label": label}
    return tag("svg", drawn, **attributes)


def show_steps(look: Look, sitter: Sitter, texts: Texts) -> str:
    """The steps in order: number, colour, what, how."""
    rows = "".join(
        tag(
            "li",
            tag("span", str(step.number), "badge", style=f"--badge:{step.color}")
            + tag("div", tag("h4", text(step.title)) + tag("p", text(step.how))),
            **{"data-step": str(step.number)},
        )
        for step in steps_of(look, sitter, texts)
    )
    heading = tag("h3", text(texts.get("look_page.steps_heading")))
    return tag("section", heading + tag("ol", rows, "steps"), "card look-steps")


Spot = tuple[float, float]


def _column(places: Sequence[Place], on_left: bool, high: float) -> list[tuple[Place, Spot, Spot]]:
    """Numbers down one edge as their parts lie, none on another, each with its point on the face."""
    x = EDGE if on_left else WIDE - EDGE
    aimed = [(place, place.spots[0] if on_left else place.spots[-1]) for place in places]
    aimed.sort(key=lambda one: one[1][1])
    found, y = [], EDGE
    for index, (place, spot) in enumerate(aimed):
        lowest = high - EDGE - (len(aimed) - 1 - index) * GAP
        y = min(max(spot[1] * high, y), lowest)
        found.append((place, (x, y), (spot[0] * WIDE, spot[1] * high)))
        y += GAP
    return found


def _drawn(place: Place, step: LookStep, at: Spot, spot: Spot, high: float) -> str:
    """One step: its outlines, a line from its number to one part of it, and the number."""
    curves = "".join(
        "M" + "L".join(f"{x * WIDE:.1f} {y * high:.1f}" for x, y in outline) + "Z"
        for outline in place.outlines
    )
    line = f"M{at[0]:.1f} {at[1]:.1f}L{spot[0]:.1f} {spot[1]:.1f}"
    inner = tag("path", "", "area", d=curves, fill=step.color) if curves else ""
    inner += tag("path", "", "under", d=line) + tag("path", "", "lead", d=line)
    inner += tag("circle", "", "spot", cx=f"{spot[0]:.1f}", cy=f"{spot[1]:.1f}", r="4")
    inner += tag("circle", "", "number", cx=f"{at[0]:.1f}", cy=f"{at[1]:.1f}", r=f"{RADIUS:.0f}",
                 stroke=step.color)  # fmt: skip
    inner += tag("text", str(place.number), x=f"{at[0]:.1f}", y=f"{at[1]:.1f}", dy=".35em")
    return tag("g", inner, **{"data-step": str(place.number)})
