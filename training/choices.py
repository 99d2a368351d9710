"""Who chose what: the reviews as arrays, halves of people, and the measures of the recommender."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet

from beauty.catalogue import Catalogue


@dataclass(frozen=True, eq=False)
class Choices:
    """One row a review of a product in our catalogue.

    rows: int (n,) of the catalogue. skin: str (n,), "" unknown. second: bool (n,), whether its writer
    belongs to the second half of people. shelf: int (n,), the shop's own shelf of the product.
    """

    rows: np.ndarray
    skin: np.ndarray
    second: np.ndarray
    shelf: np.ndarray

    def where(self, mask: np.ndarray) -> "Choices":
        return Choices(self.rows[mask], self.skin[mask], self.second[mask], self.shelf[mask])


def read_choices(path: Path, catalogue: Catalogue) -> Choices:
    """The reviews of a Parquet file whose product the catalogue has."""
    names = ("user", "product_id", "skin_type", "secondary_category")
    table = pyarrow.parquet.read_table(path, columns=list(names))
    user, product, skin, shelf = (np.array(table.column(name).to_pylist()) for name in names)
    rows = np.array([-1 if (row := catalogue.row_of(one)) is None else row for one in product])
    second = np.array([half_of(str(one)) == 1 for one in user])
    shelves = np.unique(shelf, return_inverse=True)[1]
    every = Choices(rows, np.where(skin == "<unk>", "", skin), second, shelves)
    return every.where(rows >= 0)


def half_of(name: str, parts: int = 2) -> int:
    """A part of people or products that stays the same on every machine and in every order."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % parts


def within(scores: np.ndarray, oily: np.ndarray, shelf: np.ndarray) -> Mapping[str, float]:
    """AUC of oily against dry choices inside each shelf, joined in three ways.

    pairs: every oily-dry pair of one shelf counts once; shelves: every shelf counts once; large: every
    shelf with at least 20 choices of each kind counts once.
    """
    found = []
    for one in np.unique(shelf):
        here = shelf == one
        first, other = scores[here & oily], scores[here & ~oily]
        if len(first) and len(other):
            found.append((auc(first, other), len(first), len(other)))
    values, ups, downs = map(np.array, zip(*found, strict=True))
    large = (ups >= 20) & (downs >= 20)
    return {
        "pairs": float(np.average(values, weights=ups * downs)),
        "shelves": float(values.mean()),
        "large": float(values[large].mean()) if large.any() else float("nan"),
    }


def auc(first: np.ndarray, other: np.ndarray) -> float:
    """Share of pairs in which `first` scores higher, ties half."""
    ordered = np.sort(other)
    below = np.searchsorted(ordered, first, "left") + np.searchsorted(ordered, first, "right")
    return float(below.mean() / 2 / len(other))


def top10(scores: np.ndarray, choices: Choices, category: np.ndarray) -> tuple[float, float]:
    """hit@10 and nDCG@10 of each choice among all products of its category.

    scores: (n products,); ties are broken against the choice. NaN ranks last.
    """
    filled = np.where(np.isnan(scores), -np.inf, scores)
    ranks = np.empty(len(filled))
    for one in np.unique(category):
        here = np.flatnonzero(category == one)
        ordered = np.sort(-filled[here])
        ranks[here] = np.searchsorted(ordered, -filled[here], "right")
    chosen = ranks[choices.rows]
    hit = chosen <= 10
    return float(hit.mean()), float(np.where(hit, 1 / np.log2(1 + chosen), 0).mean())


def by_chance(choices: Choices, category: np.ndarray) -> tuple[float, float]:
    """hit@10 and nDCG@10 of a random order."""
    sizes = np.bincount(category)[category[choices.rows]]
    top = np.minimum(sizes, 10)
    gains = np.concatenate([[0], np.cumsum(1 / np.log2(1 + np.arange(1, 11)))])
    return float((top / sizes).mean()), float((gains[top] / sizes).mean())


def mean_of(pairs: Iterable[tuple[tuple[float, float], int]]) -> tuple[float, float]:
    """Means of measures weighted by their counts."""
    values, counts = zip(*pairs, strict=True)
    first, second = np.average(np.array(values), axis=0, weights=counts)
    return float(first), float(second)
