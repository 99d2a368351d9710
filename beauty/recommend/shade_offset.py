"""From faces to the swatches that shops show for them: the numbers of assets/recommend/shades.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from beauty.checks import frozen
from beauty.errors import SetupError
from beauty.paths import ASSETS

FILE = ASSETS / "recommend" / "shades.toml"
LEAST_KNOTS = 2
TOLD = ("noticed", "blur", "far")


@dataclass(frozen=True)
class MatchRules:
    """The [match] table: distances in the units that the file names."""

    lightness_counts: float
    close: float
    near: float
    step: float
    sharp: float
    wide_step: float
    against_word: float
    as_good: float
    wide_as_good: float
    alternatives: int

    def word(self, distance: float) -> str:
        """close, near or weak."""
        return "close" if distance <= self.close else "near" if distance <= self.near else "weak"


@dataclass(frozen=True, eq=False)
class ShadeOffset:
    """face_lightness, swatch_lightness: knots, float64 (k,), rising; error: of a mapped L*. lightness,
    chroma, hue_deg: the usual swatch at each L*, float64 (m,). lean_deg: undertone -> hue against it.
    depth: word -> swatch L*; depth_error: standard deviation of L* within a word. doubt_deg: of hue.
    told: the [told] table.
    """

    face_lightness: np.ndarray
    swatch_lightness: np.ndarray
    error: float
    lightness: np.ndarray
    chroma: np.ndarray
    hue_deg: np.ndarray
    lean_deg: Mapping[str, float]
    depth: Mapping[str, float]
    depth_error: float
    doubt_deg: Mapping[str, float]
    match: MatchRules
    told: Mapping[str, float]

    def lift(self, lightness: np.ndarray) -> np.ndarray:
        """L* of swatches for faces of this photographed L*, any shape."""
        first = self.swatch_lightness[0] - self.face_lightness[0]
        last = self.swatch_lightness[-1] - self.face_lightness[-1]
        inside = np.interp(lightness, self.face_lightness, self.swatch_lightness)
        lifted = np.where(lightness < self.face_lightness[0], lightness + first, inside)
        lifted = np.where(lightness > self.face_lightness[-1], lightness + last, lifted)
        clipped: np.ndarray = np.clip(lifted, 0, 100)
        return clipped

    def swatch(self, lightness: np.ndarray, lean_deg: np.ndarray | float) -> np.ndarray:
        """CIELAB (..., 3) of the usual swatch of this L* (...), its hue turned by lean_deg."""
        chroma = np.interp(lightness, self.lightness, self.chroma)
        angle = np.radians(np.interp(lightness, self.lightness, self.hue_deg) + lean_deg)
        lightness = np.broadcast_to(lightness, angle.shape)
        return np.stack([lightness, chroma * np.cos(angle), chroma * np.sin(angle)], axis=-1)


@cache
def load_shade_offset(path: Path = FILE) -> ShadeOffset:
    """Raises SetupError naming what is wrong in the file."""
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
        offset = _read(tree)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SetupError(reason=f"{path.name}: {error!r}", fix="Correct that file.") from error
    for name in ("face_lightness", "swatch_lightness", "lightness"):
        knots = getattr(offset, name)
        if len(knots) < LEAST_KNOTS or not (np.diff(knots) > 0).all():
            raise SetupError(
                reason=f"{path.name}: {name}: expected rising numbers, got {knots.tolist()}",
                fix="Run tools/shade_offset.py and copy what it prints.",
            )
    return offset


def _read(tree: Mapping[str, Any]) -> ShadeOffset:
    offset, swatch = tree["offset"], tree["swatch"]
    return ShadeOffset(
        face_lightness=_column(offset["face_lightness"]),
        swatch_lightness=_column(offset["swatch_lightness"]),
        error=float(offset["error"]),
        lightness=_column(swatch["lightness"]),
        chroma=_column(swatch["chroma"]),
        hue_deg=_column(swatch["hue_deg"]),
        lean_deg=MappingProxyType(dict(tree["lean_deg"])),
        depth=MappingProxyType(dict(tree["depth"])),
        depth_error=float(tree["match"]["depth_error"]),
        doubt_deg=MappingProxyType(dict(tree["doubt_deg"])),
        match=MatchRules(**{k: v for k, v in tree["match"].items() if k != "depth_error"}),
        told=MappingProxyType({name: float(tree["told"][name]) for name in TOLD}),
    )


def _column(values: list[float]) -> np.ndarray:
    return frozen(np.array(values, np.float64))
