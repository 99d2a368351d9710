"""Products like another one: by what is in them, weighed by place in the list, and by colour.

The overlap is a weighted Jaccard index: what both hold over what either holds. An ingredient weighs more
the further in front it stands, for there is more of it, and the fewer products have it: water tells
nothing. Actives, which a product is bought for, are compared once more by themselves.
Alike lists do not make alike products: amounts and making are not on the label.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from beauty.catalogue import Catalogue, load_categories
from beauty.checks import frozen
from beauty.color import delta_e
from beauty.knowledge.groups import load_ingredient_groups

HALF_PLACE = (
    6.0  # places after which an ingredient weighs half as much: a convention, amounts are secret
)
FAR_COLOUR = 12.0  # CIEDE2000 from which a colour scores 0: four steps of shades
WEIGHTS = {"ingredients": 4.0, "actives": 1.0, "colour": 1.0}  # overlaps are seldom above 0.3
SAME = 0.999  # overlap from which a product of the same maker is the same in another size


@dataclass(frozen=True)
class Similar:
    """One product like another. row: of the catalogue. ingredients: 0..1; actives: 0..1, None where
    neither has any; colour: 0..1 for the nearest shade, None where none was asked for or there are none;
    shade_row: that shade, of the catalogue's shades."""

    row: int
    score: float
    ingredients: float
    actives: float | None
    colour: float | None
    shade_row: int | None
    price: float | None


def similar(
    catalogue: Catalogue,
    row: int,
    shade_row: int | None = None,
    allowed: np.ndarray | None = None,
    most: int = 10,
) -> tuple[Similar, ...]:
    """The products of the same category that are most like `row`, best first; ties by brand and name.
    The same product in another size is left out.

    shade_row: the shade that is to be found again. allowed: bool (n,), others are left out. Empty where
    the product's own ingredients are not known.
    """
    parts = _parts(catalogue, row, shade_row)
    score = _total(parts)
    fits = ~np.isnan(score) & ~_other_sizes(catalogue, row, parts["ingredients"])
    if allowed is not None:
        fits &= allowed
    rows, own = np.flatnonzero(fits), catalogue.columns
    least = np.sort(score[rows])[-most:][
        :1
    ]  # sorting names is slow, so only of those that may be shown
    front = [int(one) for one in rows[score[rows] >= least]] if len(least) else []
    front.sort(key=lambda one: (-score[one], own.brands[one], own.names[one], own.ids[one]))
    nearest = _nearest_shades(catalogue, shade_row)
    return tuple(_one(catalogue, one, parts, score, nearest) for one in front[:most])


@lru_cache(maxsize=32)
def likeness(catalogue: Catalogue, row: int) -> np.ndarray:
    """float32 (n,): the same score for every product, 1 for `row` itself; NaN in other categories and
    where either list is not known."""
    found = _total(_parts(catalogue, row, None)).astype(np.float32)
    found[row] = 1
    return frozen(found)


def _parts(catalogue: Catalogue, row: int, shade_row: int | None) -> dict[str, np.ndarray]:
    """Each of WEIGHTS as float64 (n,), NaN where it is not known and in other categories."""
    colour = np.full(len(catalogue), np.nan)
    for product, (_, away) in _nearest_shades(catalogue, shade_row).items():
        colour[product] = max(0.0, 1 - away / FAR_COLOUR)
    overlaps = (ingredient_overlap(catalogue, row), active_overlap(catalogue, row), colour)
    parts = {name: part.round(4) for name, part in zip(WEIGHTS, overlaps, strict=True)}
    other = catalogue.columns.category != catalogue.columns.category[row]
    parts["ingredients"][other] = np.nan
    return parts


def _total(parts: Mapping[str, np.ndarray]) -> np.ndarray:
    """float64 (n,): weighted mean of the known parts; NaN where the ingredients are not known."""
    known = {name: ~np.isnan(part) for name, part in parts.items()}
    summed = np.sum([WEIGHTS[name] * np.nan_to_num(part) for name, part in parts.items()], axis=0)
    counted = np.sum([WEIGHTS[name] * told for name, told in known.items()], axis=0)
    total: np.ndarray = np.where(known["ingredients"], summed / np.maximum(counted, 1), np.nan)
    return total.round(4)


def _other_sizes(catalogue: Catalogue, row: int, overlap: np.ndarray) -> np.ndarray:
    """bool (n,): the product itself, and what its maker sells with the same list."""
    brands, found = catalogue.columns.brands, np.zeros(len(catalogue), bool)
    same = np.flatnonzero(np.nan_to_num(overlap) >= SAME)
    found[[one for one in same if brands[one] == brands[row]]] = True
    found[row] = True
    return found


def ingredient_overlap(catalogue: Catalogue, row: int) -> np.ndarray:
    """float64 (n,): 1 the same list, 0 nothing in common, NaN where either list is not known."""
    weights, sums = _weighted(catalogue)
    found = np.full(len(catalogue), np.nan)
    if not catalogue.listed[row]:
        return found
    own = np.zeros(len(catalogue.ingredients.names))
    here = slice(int(catalogue.indptr[row]), int(catalogue.indptr[row + 1]))
    own[catalogue.indices[here]] = weights[here]
    shared = np.concatenate([[0.0], np.cumsum(np.minimum(own[catalogue.indices], weights))])
    both = shared[catalogue.indptr[1:]] - shared[catalogue.indptr[:-1]]
    either = own.sum() + sums - both
    listed = catalogue.listed
    found[listed] = np.clip(both[listed] / either[listed], 0, 1)
    return found


def active_overlap(catalogue: Catalogue, row: int) -> np.ndarray:
    """float64 (n,): kinds of actives that both lists hold over those that either does.

    NaN where neither has any, and for make-up, which nobody buys for them.
    """
    held = _actives(catalogue)
    found = np.full(len(catalogue), np.nan)
    area = [category.area for category in load_categories().values()]
    if area[catalogue.columns.category[row]] != "skincare":
        return found
    both, either = (held & held[row]).sum(axis=1), (held | held[row]).sum(axis=1)
    np.divide(both, either, out=found, where=either > 0)
    return found


@lru_cache(maxsize=8)
def _actives(catalogue: Catalogue) -> np.ndarray:
    """bool (n, k): which kinds of ingredients that help with something, or are strong, a list holds."""
    groups = load_ingredient_groups().groups.values()
    names = [group.id for group in groups if group.helps or group.strong]
    return frozen(np.stack([catalogue.contains_group(name) for name in names], axis=1))


@lru_cache(maxsize=8)
def _weighted(catalogue: Catalogue) -> tuple[np.ndarray, np.ndarray]:
    """Weight of every entry of `indices`, and the sum of each product's."""
    starts = np.repeat(catalogue.indptr[:-1], np.diff(catalogue.indptr))
    place = np.arange(len(catalogue.indices)) - starts
    count = np.bincount(catalogue.indices, minlength=len(catalogue.ingredients.names))
    rare = np.log1p(len(catalogue) / np.maximum(count, 1))
    weights = rare[catalogue.indices] / (1 + place / HALF_PLACE)
    sums = np.concatenate([[0.0], np.cumsum(weights)])
    return frozen(weights), frozen(sums[catalogue.indptr[1:]] - sums[catalogue.indptr[:-1]])


def _one(
    catalogue: Catalogue,
    row: int,
    parts: Mapping[str, np.ndarray],
    score: np.ndarray,
    nearest: Mapping[int, tuple[int, float]],
) -> Similar:
    known = {name: float(part[row]) for name, part in parts.items() if not np.isnan(part[row])}
    return Similar(
        *(row, float(score[row]), known["ingredients"], known.get("actives"), known.get("colour")),
        shade_row=nearest[row][0] if row in nearest else None,
        price=catalogue.product(row).price,
    )


def _nearest_shades(catalogue: Catalogue, shade_row: int | None) -> dict[int, tuple[int, float]]:
    """Product -> its shade that is nearest to another one, and CIEDE2000 between them."""
    shades = catalogue.shades
    if shade_row is None:
        return {}
    there = np.array([place == shades.places[shade_row] for place in shades.places])
    rows = np.flatnonzero(there & (shades.product >= 0))
    lab = shades.lab[rows].astype(np.float64)
    away = delta_e(np.broadcast_to(shades.lab[shade_row].astype(np.float64), lab.shape), lab)
    found: dict[int, tuple[int, float]] = {}
    for n in np.argsort(-away, kind="stable"):  # the nearest last: it stays
        found[int(shades.product[rows[n]])] = (int(rows[n]), float(away[n]))
    return found
