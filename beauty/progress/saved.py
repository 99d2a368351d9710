"""Numbers as the user saved them: read with suspicion, for anybody may have written the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from beauty.concerns.concern import NAMES, NO_NUMBER
from beauty.errors import UsageError

SCHEMA = 1  # of the JSON that can be compared
MAX_BYTES = 1024 * 1024  # one analysis with all its landmarks takes 20 kB
SCORES, ANGLES_DEG = (0.0, 100.0), (-180.0, 180.0)  # beyond: no score, no ITA or end of its range
ABSENT = "absent"  # why a concern has no number: the analysis does not speak of it

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Measured:
    """A value and half of its 90% interval, the longer side: one that ends at 0 is cut short there."""

    value: float
    half_width: float


@dataclass(frozen=True)
class Reading:
    """A concern with a score: of the whole face, of each region; limits: what may have disturbed it."""

    whole: Measured
    regions: Mapping[str, float]
    limits: frozenset[str]


@dataclass(frozen=True)
class Numbers:
    """One analysis as far as it can be compared. missing: concern -> a reason of `Concern` or ABSENT."""

    concerns: Mapping[str, Reading]
    missing: Mapping[str, str]
    ita_deg: Measured | None

    @classmethod
    def of(cls, row: object, name: str) -> "Numbers":
        """From the JSON object of `analyze`; `name` is what a refusal calls it. Raises UsageError."""
        if not isinstance(row, Mapping) or row.get("schema") != SCHEMA:
            raise refusal("other_schema", name)
        if "error" in row:
            raise refusal("photo_was_refused", name)
        try:
            concerns = {
                one: _reading(row["concerns"][one]) for one in NAMES if _has_score(row, one)
            }
            ita = _ita(row.get("skin_tone") or {})
        except (TypeError, LookupError, ValueError, AttributeError) as error:
            raise refusal("no_number", name) from error
        missing = {one: _why_not(row, one) for one in NAMES if one not in concerns}
        if not concerns and set(missing.values()) == {ABSENT}:
            raise refusal("no_concerns", name)
        return cls(MappingProxyType(concerns), MappingProxyType(missing), ita)


def read_saved(content: bytes, name: str) -> Json:
    """The one JSON object in a saved file. Raises UsageError where there is none, or more than one."""
    if len(content) > MAX_BYTES:
        raise refusal("not_numbers", name)
    try:
        rows = [json.loads(content)]
    except (ValueError, RecursionError):
        rows = _lines(content)
    if len(rows) > 1:
        raise refusal("several_analyses", name)
    if not rows or not isinstance(rows[0], dict):
        raise refusal("not_numbers", name)
    return rows[0]


def refusal(reason: str, name: str) -> UsageError:
    """`reason` is a key of the texts under error.reason, with {name} in it."""
    return UsageError(reason=reason, fix="give_saved_numbers", name=name)


def _lines(content: bytes) -> list[Any]:
    """JSON lines, as `analyze` writes them for several photos; none where they are not that."""
    try:
        return [json.loads(line) for line in content.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []


def _has_score(row: Json, name: str) -> bool:
    return (
        bool((row.get("concerns") or {}).get(name)) and row["concerns"][name]["score"] is not None
    )


def _why_not(row: Json, name: str) -> str:
    reason = ((row.get("concerns") or {}).get(name) or {}).get("reason")
    return reason if reason in NO_NUMBER else ABSENT


def _reading(concern: Json) -> Reading:
    whole = _measured(concern["score"], concern["interval"], SCORES)
    regions = {str(name): _number(score, SCORES) for name, score in concern["regions"].items()}
    limits = frozenset(str(code) for code in concern.get("limits", ()))
    return Reading(whole, MappingProxyType(regions), limits)


def _ita(tone: Json) -> Measured | None:
    if tone.get("ita_deg") is None:
        return None
    return _measured(tone["ita_deg"], tone["ita_interval_deg"], ANGLES_DEG)


def _measured(value: object, interval: list[object], within: tuple[float, float]) -> Measured:
    low, middle, high = (_number(one, within) for one in (interval[0], value, interval[1]))
    if not low <= middle <= high:
        raise ValueError(f"expected {value} inside {interval}")
    return Measured(middle, max(middle - low, high - middle))


def _number(value: object, within: tuple[float, float]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"expected a number, got {value!r}")
    if not within[0] <= value <= within[1]:  # holds for not-a-number, too
        raise ValueError(f"expected {within[0]} to {within[1]}, got {value}")
    return float(value)
