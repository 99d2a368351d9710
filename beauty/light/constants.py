"""The numbers of assets/face/light.toml, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from beauty.paths import ASSETS

FILE = ASSETS / "face" / "light.toml"


@dataclass(frozen=True)
class Witness:
    """How one kind of evidence speaks: what it reads in plain light, and how far it errs (None: of
    this it says nothing). All in stops, in the order level, red, blue."""

    usual_ev: tuple[float, float, float]
    error_ev: tuple[float | None, float | None, float | None]


@dataclass(frozen=True)
class Constants:
    """See the comments in light.toml."""

    prior_ev: tuple[float, float, float]
    witnesses: Mapping[str, Witness]
    error_scale: tuple[float, float]
    white_percentile: float
    least_points: int
    neutral_within_ev: float
    neutral_above: float
    neutral_share: float
    eye_percentiles: tuple[float, float]
    least_iris_px: float
    shading: Mapping[str, float]
    card: Mapping[str, Mapping[str, float]]
    advice: Mapping[str, float]


@cache
def load_constants() -> Constants:
    tree = tomllib.loads(FILE.read_text("utf-8"))
    witnesses = {name: _witness(row) for name, row in tree["witness"].items()}
    return Constants(
        prior_ev=tuple(tree["prior"]["spread_ev"]),
        error_scale=tuple(tree["prior"]["error_scale"]),
        witnesses=MappingProxyType(witnesses),
        eye_percentiles=tuple(tree["reading"].pop("eye_percentiles")),
        **tree["reading"],
        shading=MappingProxyType(tree["shading"]),
        card=MappingProxyType({k: MappingProxyType(row) for k, row in tree["card"].items()}),
        advice=MappingProxyType(tree["advice"]),
    )


def _witness(row: Mapping[str, Any]) -> Witness:
    level, red, blue = (None if error == "silent" else float(error) for error in row["error_ev"])
    return Witness(tuple(row["usual_ev"]), (level, red, blue))
