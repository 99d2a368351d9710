"""From what a measure found to a `Concern`: on its scale, with its doubt and its place among faces."""

from types import MappingProxyType

import numpy as np

from beauty.concerns.concern import Concern
from beauty.concerns.finding import Finding
from beauty.concerns.scales import load_rules, load_scales


def score(
    name: str, finding: Finding, width_px: float, noticed: frozenset[str], group: str
) -> Concern:
    """width_px: of the face in the photo; noticed: codes of limits; group: of skin tone."""
    rule, scale = load_rules()[name], load_scales()[name]
    limits = tuple(code for code in rule.limits if code in noticed)
    if width_px < rule.least_width_px:
        return _without(name, finding, limits, "too_small")
    if finding.value is None:
        return _without(name, finding, limits, "too_turned" if "turned" in noticed else "hidden")
    points = scale.score(finding.value)
    interval = scale.interval(points, width_px)
    return Concern(
        name=name,
        score=points,
        interval=interval,
        regions=MappingProxyType({r: scale.score(v) for r, v in finding.regions.items()}),
        parts=MappingProxyType({p: scale.score(v) for p, v in finding.parts.items()}),
        heat=np.clip(finding.heat / scale.full_heat, 0, 1).astype(np.float32),
        limits=limits,
        reason=None,
        place=scale.place(points, interval, group),
    )


def _without(name: str, finding: Finding, limits: tuple[str, ...], reason: str) -> Concern:
    none: MappingProxyType[str, float] = MappingProxyType({})
    blank = np.zeros_like(finding.heat, dtype=np.float32)
    return Concern(name, None, None, none, none, blank, limits, reason, None)
