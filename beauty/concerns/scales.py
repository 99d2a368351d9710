"""What turns a measure into a score: assets/skin/concerns.toml (rules, by hand) and scales.toml (numbers
that tools/concern_scales.py derives from public faces)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from beauty.concerns.concern import NAMES, Place
from beauty.errors import SetupError
from beauty.paths import ASSETS

RULES_FILE = ASSETS / "skin" / "concerns.toml"
SCALES_FILE = ASSETS / "skin" / "scales.toml"
EVERYBODY = "all"
FEWEST = 60  # faces that a tone group needs to be compared with on its own
LOW, HIGH = 0.25, 0.75  # shares of the reference faces that "less" and "more" begin at


@dataclass(frozen=True)
class Rule:
    least_width_px: float
    limits: tuple[str, ...]


@dataclass(frozen=True)
class Scale:
    """full: value of the measure that scores 100; full_heat: value of the map that is drawn at its
    strongest. doubt: half-width of the 90% interval at score 0, and how much it grows with the score,
    points a point; small: points more for each 100 px that the face is narrower than 200.
    reference: group of tone -> score at 21 equal steps from the least to the most; faces: how many.
    """

    full: float
    full_heat: float
    doubt: tuple[float, float]
    small: float
    reference: Mapping[str, tuple[float, ...]]
    faces: Mapping[str, int]

    def score(self, value: float) -> float:
        return float(np.clip(100 * value / self.full, 0, 100))

    def interval(self, score: float, width_px: float) -> tuple[float, float]:
        """90%: where the score of another photo of this face, with another expression, would lie."""
        narrow = self.small * max(0.0, 200 - width_px) / 100
        half = float(np.hypot(self.doubt[0] + self.doubt[1] * score, narrow))
        return max(0.0, score - half), min(100.0, score + half)

    def place(self, score: float, interval: tuple[float, float], group: str) -> Place:
        """Among faces of this tone group, or among all where there are too few of them. It is called
        less or more only where the interval's other end does not cross the middle."""
        group = group if self.faces.get(group, 0) >= FEWEST else EVERYBODY
        below, least, most = (self._share_below(one, group) for one in (score, *interval))
        word = "about"
        if below <= LOW and most <= 0.5:
            word = "less"
        elif below >= HIGH and least >= 0.5:
            word = "more"
        return Place(word, below, self.faces[group], group)

    def _share_below(self, score: float, group: str) -> float:
        steps = np.array(self.reference[group])
        shares = np.linspace(0, 1, len(steps))
        return float(np.interp(score, steps, shares))


@cache
def load_rules() -> Mapping[str, Rule]:
    """Concern -> rule. Raises SetupError where the file lacks one."""
    rows = _read(RULES_FILE, "concern")
    return MappingProxyType(
        {
            name: Rule(float(row["least_width_px"]), tuple(row["limits"]))
            for name, row in rows.items()
        }
    )


@cache
def load_notice() -> Mapping[str, float]:
    """When each limit is noticed."""
    return MappingProxyType(tomllib.loads(RULES_FILE.read_text("utf-8"))["notice"])


@cache
def load_scales() -> Mapping[str, Scale]:
    """Concern -> scale. Raises SetupError where the file lacks one."""
    return MappingProxyType(
        {
            name: Scale(
                full=row["full"],
                full_heat=row["full_heat"],
                doubt=(row["doubt"][0], row["doubt"][1]),
                small=row["small"],
                reference={group: tuple(steps) for group, steps in row["reference"].items()},
                faces=row["faces"],
            )
            for name, row in _read(SCALES_FILE, "scale").items()
        }
    )


def _read(path: Path, table: str) -> Mapping[str, Any]:
    try:
        rows: Mapping[str, Any] = tomllib.loads(path.read_text("utf-8"))[table]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise SetupError(
            reason=f"{path.name} cannot be used ({error})",
            fix="Take assets/ from the repository again.",
        ) from error
    if missing := [name for name in NAMES if name not in rows]:
        raise SetupError(
            reason=f"{path.name} says nothing of {', '.join(missing)}",
            fix="Take assets/ from the repository again.",
        )
    return rows
