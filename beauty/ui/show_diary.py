"""A diary as small charts, one a concern: each photo's score with its doubt, over the days."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from beauty.concerns.concern import NAMES
from beauty.progress import Entry, Measured
from beauty.texts import Texts
from beauty.ui.html import tag, text
from beauty.ui.show_concerns import name_of

WIDE, HIGH, EDGE = 260.0, 64.0, 8.0  # of a chart, in its own units
LEAST_TOP = 25.0  # of the scale, the same for all charts of a diary: small scores stay small
Point = tuple[date, Measured]


def show_diary(entries: Sequence[Entry], numbers: Mapping[str, Any], texts: Texts) -> str:
    """Nothing before there are two days; then pictures that were saved, and a chart a concern."""
    now = Entry.of(dict(numbers), "", date.today())
    dated = [entry for entry in (*entries, now) if entry.day is not None]
    if len({entry.day for entry in dated}) < 2:
        return ""
    rows = {name: _points(name, dated) for name in NAMES}
    top = max([LEAST_TOP, *(one.value + one.half_width for row in rows.values() for _, one in row)])
    charts = "".join(
        tag("figure", _chart(name, row, top, texts) + _caption(name, row, texts))
        for name, row in rows.items()
        if len(row) > 1
    )
    heading = tag("h4", text(texts.get("progress.diary", count=len(dated))))
    return heading + _pictures(dated, texts) + tag("div", charts, "diary")


def _points(name: str, entries: Sequence[Entry]) -> list[Point]:
    return [
        (entry.day, entry.numbers.concerns[name].whole)
        for entry in entries
        if entry.day is not None and name in entry.numbers.concerns
    ]


def _chart(name: str, points: Sequence[Point], top: float, texts: Texts) -> str:
    """Dots joined by a line inside a pale band of what one photo leaves open; 0 to `top` from below."""
    first, last = points[0][0], points[-1][0]
    days = max(1, (last - first).days)
    at = [EDGE + (WIDE - 2 * EDGE) * (day - first).days / days for day, _ in points]
    above = [_height(one.value + one.half_width, top) for _, one in points]
    below = [_height(one.value - one.half_width, top) for _, one in points]
    middle = [_height(one.value, top) for _, one in points]
    band = _path([*zip(at, above, strict=True), *reversed(list(zip(at, below, strict=True)))])
    line = _path(list(zip(at, middle, strict=True)))
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in zip(at, middle, strict=True)
    )
    drawn = f'<polygon points="{band}"/><polyline points="{line}"/>{dots}'
    said = texts.get("progress.over_time", name=name_of(name, texts), points=_said(points, texts))
    view = {"viewBox": f"0 0 {WIDE:.0f} {HIGH:.0f}", "role": "img", "aria-label": said}
    return tag("svg", drawn, **view)


def _height(score: float, top: float) -> float:
    return HIGH - EDGE - (HIGH - 2 * EDGE) * max(0.0, min(top, score)) / top


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _said(points: Sequence[Point], texts: Texts) -> str:
    return "; ".join(
        texts.get(
            "progress.point",
            day=day.isoformat(),
            value=f"{one.value:.0f}",
            margin=f"{one.half_width:.0f}",
        )
        for day, one in points
    )


def _caption(name: str, points: Sequence[Point], texts: Texts) -> str:
    (first, before), (last, after) = points[0], points[-1]
    told = f"{first.isoformat()}: {before.value:.0f} → {last.isoformat()}: {after.value:.0f}"
    return tag("figcaption", tag("b", text(name_of(name, texts))) + tag("small", text(told)))


def _pictures(entries: Sequence[Entry], texts: Texts) -> str:
    """Those that the visitor had put into the file; their form was checked when it was read."""
    shown = ""
    for entry in entries:
        if entry.thumbnail and entry.day:
            day = text(entry.day.isoformat())
            said = text(texts.get("progress.picture", day=entry.day.isoformat()))
            image = f'<img alt="{said}" src="{entry.thumbnail}">'
            shown += tag("figure", image + tag("figcaption", day))
    return tag("div", shown, "diary-pictures") if shown else ""
