"""How well products suit a skin type, by what people with such skin chose: assets/rules/type_fit.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

from beauty.catalogue import Catalogue, load_categories, load_tags
from beauty.checks import frozen
from beauty.errors import SetupError
from beauty.knowledge.groups import load_ingredient_groups
from beauty.paths import ASSETS
from beauty.recommend.shelf import Shelf

FILE = ASSETS / "rules" / "type_fit.toml"
TYPES = ("dry", "normal", "combination", "oily")


@dataclass(frozen=True)
class TypeFit:
    """weights: feature -> weight on the axis from dry (-) to oily (+); see `features`.

    middle, spread: mean and standard deviation of the axis over skincare. positions: skin type -> how
    far along the axis (1 oily, -1 dry) those who have it choose.
    """

    weights: Mapping[str, float]
    middle: float
    spread: float
    positions: Mapping[str, float]


@cache
def load_type_fit(path: Path = FILE) -> TypeFit:
    """Read the file. Raises SetupError naming file and row."""
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
        weights = {
            f"{kind}.{name}": float(weight)
            for kind in ("tag", "group", "word")
            for name, weight in tree[kind].items()
        }
        axis, positions = tree["axis"], {name: float(tree["position"][name]) for name in TYPES}
        found = TypeFit(
            MappingProxyType(weights),
            float(axis["middle"]),
            float(axis["spread"]),
            MappingProxyType(positions),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise SetupError(reason=f"{path.name}: {error}", fix="Correct that file.") from error
    for feature in weights:
        _refuse_unknown(feature, path)
    return found


def features(catalogue: Catalogue, names: Sequence[str]) -> np.ndarray:
    """float32 (n, k): 1 where a product has the feature, 0 where not, the mean of all where unknown.

    Names are tag.ID (stated of the product), group.ID (in its ingredient list), word.WORD (in its name).
    """
    shelf = Shelf.of(catalogue)
    columns = np.empty((len(catalogue), len(names)), np.float32)
    for place, feature in enumerate(names):
        columns[:, place] = _column(shelf, *feature.split(".", 1))
    return columns


@lru_cache(maxsize=8)
def oily_axis(catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): 0 is the mean of skincare, 1 one standard deviation to the oily side. NaN: make-up,
    of which the choices say nothing."""
    fit, shelf = load_type_fit(), Shelf.of(catalogue)
    total = np.zeros(len(catalogue), np.float32)
    for feature, weight in fit.weights.items():
        total += np.float32(weight) * _column(shelf, *feature.split(".", 1))
    total = (total - np.float32(fit.middle)) / np.float32(fit.spread)
    total[~skincare(catalogue)] = np.nan
    return frozen(total)


def type_fit(skin_type: str | None, catalogue: Catalogue) -> np.ndarray:
    """float32 (n,), 0..1: 0.5 is neither here nor there; NaN where type or product is not known."""
    if skin_type not in TYPES:
        return np.full(len(catalogue), np.nan, np.float32)
    position = np.float32(load_type_fit().positions[skin_type])
    return np.asarray(1 / (1 + np.exp(-position * oily_axis(catalogue))), np.float32)


def skincare(catalogue: Catalogue) -> np.ndarray:
    """bool (n,): the product is skincare."""
    areas = np.array([one.area == "skincare" for one in load_categories().values()])
    return np.asarray(areas[catalogue.columns.category], bool)


def _column(shelf: Shelf, kind: str, name: str) -> np.ndarray:
    """float32 (n,) of one feature."""
    if kind == "word":
        return shelf.named(name).astype(np.float32)
    catalogue = shelf.catalogue
    if kind == "tag":
        return np.asarray(catalogue.tag(name) == 1, np.float32)
    held = catalogue.contains_group(name).astype(np.float32)
    if not catalogue.listed.all():
        held[~catalogue.listed] = held[catalogue.listed].mean() if catalogue.listed.any() else 0
    return np.asarray(held, np.float32)


def _refuse_unknown(feature: str, path: Path) -> None:
    kind, name = feature.split(".", 1)
    known = {"tag": load_tags(), "group": load_ingredient_groups().groups}
    if kind in known and name not in known[kind]:
        raise SetupError(
            reason=f"{path.name}: {kind}.{name}: no {kind} of this name", fix="Correct that row."
        )
