"""What changed between two analyses, and what the doubt of both is too large to tell.

The margin of a difference is the root of the sum of the squared half-widths of both intervals (Gauss's
law for independent errors), and only what lies beyond it is called a change.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beauty.progress.saved import Json, Measured, Numbers, Reading


@dataclass(frozen=True)
class Change:
    """One number, before and after. margin: how far apart the two may lie by chance alone (90%)."""

    before: float
    after: float
    margin: float

    @property
    def difference(self) -> float:
        """After less before, to the tenth in which both are written."""
        return round(self.after - self.before, 1)

    @property
    def word(self) -> str:
        """more, less, or same where the difference is within the margin."""
        if abs(self.difference) <= self.margin:
            return "same"
        return "more" if self.difference > 0 else "less"


@dataclass(frozen=True)
class ConcernChange:
    """whole: the concern's score; regions: those measured both times. limits: what may have disturbed
    only one of the two photos, which makes them less alike."""

    whole: Change
    regions: Mapping[str, Change]
    limits: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """concerns: by name, those measured both times; ita_deg: skin depth, None where one of the two lacks
    it. missing: concern -> why it cannot be compared: a reason of `Concern`, or "absent"."""

    concerns: Mapping[str, ConcernChange]
    ita_deg: Change | None
    missing: Mapping[str, str]


def compare(before: Json, after: Json, called: tuple[str, str] = ("before", "after")) -> Changes:
    """What changed between two JSON objects of `analyze`; `called` names them in a refusal.

    Raises UsageError for another schema, a refused photo, no concerns at all, or a value that is none.
    """
    first, second = Numbers.of(before, called[0]), Numbers.of(after, called[1])
    both = [name for name in first.concerns if name in second.concerns]
    found = {name: _concern(first.concerns[name], second.concerns[name]) for name in both}
    ita = _change(first.ita_deg, second.ita_deg) if first.ita_deg and second.ita_deg else None
    missing = MappingProxyType({**second.missing, **first.missing})
    return Changes(MappingProxyType(found), ita, missing)


def _concern(before: Reading, after: Reading) -> ConcernChange:
    shared = [name for name in before.regions if name in after.regions]
    regions = {name: _change(_in_region(before, name), _in_region(after, name)) for name in shared}
    limits = tuple(sorted(before.limits ^ after.limits))
    return ConcernChange(_change(before.whole, after.whole), MappingProxyType(regions), limits)


def _in_region(reading: Reading, name: str) -> Measured:
    """A region's score with the doubt that it can have at most, given that of the whole, which is the
    mean of n regions: independent errors shrink by root n in a mean, others by less. With the doubt of
    the whole alone, far more pairs of unchanged faces would be called changed
    (`python -m tools.change_accuracy`)."""
    widest = reading.whole.half_width * math.sqrt(len(reading.regions))
    return Measured(reading.regions[name], widest)


def _change(before: Measured, after: Measured) -> Change:
    return Change(before.value, after.value, math.hypot(before.half_width, after.half_width))
