"""The order of products: by score, ties by id, the first few spread over makers and actives."""

from collections.abc import Hashable, Sequence
from functools import lru_cache

import numpy as np

from beauty.catalogue import Catalogue


def rank(rows: np.ndarray, total: np.ndarray, catalogue: Catalogue) -> np.ndarray:
    """int (k,): the same rows, the highest total first, NaN last; equal totals by product id."""
    keys = np.where(np.isnan(total[rows]), -np.inf, total[rows])
    order: np.ndarray = rows[np.lexsort((_place_of_id(catalogue)[rows], -keys))]
    return order


def spread(order: Sequence[int], kinds: Sequence[Sequence[Hashable]], first: int) -> list[int]:
    """The same rows: at the front `first` of them, no two of which share a kind; then the rest in order.

    kinds: one sequence a criterion, each with the kind of every row of `order` (its maker, its main
    active). Where too few differ, the front is filled in order.
    """
    front: list[int] = []
    seen: list[set[Hashable]] = [set() for _ in kinds]
    for place in range(len(order)):
        if len(front) == first:
            break
        own = [kind[place] for kind in kinds]
        if not any(one in taken for one, taken in zip(own, seen, strict=True)):
            front.append(place)
            for one, taken in zip(own, seen, strict=True):
                taken.add(one)
    rest = [place for place in range(len(order)) if place not in set(front)]
    return [order[place] for place in (*front, *rest)]


@lru_cache(maxsize=8)
def _place_of_id(catalogue: Catalogue) -> np.ndarray:
    """int32 (n,): place of each product's id among all ids in alphabetical order."""
    places = np.empty(len(catalogue), np.int32)
    places[np.argsort(np.array(catalogue.columns.ids), kind="stable")] = np.arange(len(catalogue))
    return places
