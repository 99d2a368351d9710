"""The numbers of assets/face/tone.toml, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from beauty.paths import ASSETS

FILE = ASSETS / "face" / "tone.toml"


@dataclass(frozen=True)
class Axis:
    """One axis of the seasons: what is usual, and how far faces commonly lie from it."""

    centre: float
    spread: float


@dataclass(frozen=True)
class Constants:
    """See the comments in tone.toml."""

    camera_deg: float
    contrast_levels: tuple[float, float]
    least_hair_px: int
    least_iris_px: float
    iris_percentile: float
    axes: Mapping[str, Axis]
    value_weights: Mapping[str, float]
    seasons: Mapping[str, str]


@cache
def load_constants() -> Constants:
    tree = tomllib.loads(FILE.read_text("utf-8"))
    axes = {name: Axis(**row) for name, row in tree["season"]["axis"].items()}
    return Constants(
        camera_deg=tree["undertone"]["camera_deg"],
        contrast_levels=tuple(tree["contrast"]["levels"]),
        **tree["reading"],
        axes=MappingProxyType(axes),
        value_weights=MappingProxyType(tree["season"]["value_weights"]),
        seasons=MappingProxyType(tree["season"]["of"]),
    )
