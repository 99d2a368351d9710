"""The columns that products have besides their ingredients, and reading them from our own table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from beauty.catalogue.packed import read_columns
from beauty.catalogue.shelves import load_categories, load_tags
from beauty.checks import frozen, require_array


@dataclass(frozen=True, eq=False)
class RowColumns:
    """What n products are, one entry a product.

    category int8: place in load_categories(). price float32 in the catalogue's currency, NaN unknown. spf
    int16, 0 where the name states none. in_stock bool. tags uint64: bits of the tags that name or claims
    state. unmatched int16: printed names of the list that stand for no known ingredient. stated: group ->
    float32 share in percent, NaN where none. interactions, mean_rating (1 to 5) and loves float32, NaN
    unknown; loves counts all shoppers of the shop and is no prior for held-out people.
    """

    ids: tuple[str, ...]
    brands: tuple[str, ...]
    names: tuple[str, ...]
    sizes: tuple[str, ...]
    category: np.ndarray
    price: np.ndarray
    spf: np.ndarray
    in_stock: np.ndarray
    tags: np.ndarray
    unmatched: np.ndarray
    stated: Mapping[str, np.ndarray]
    interactions: np.ndarray
    mean_rating: np.ndarray
    loves: np.ndarray

    def __post_init__(self) -> None:
        kinds = {"category": np.int8, "spf": np.int16, "in_stock": np.bool_, "tags": np.uint64}
        floats = ("price", "interactions", "mean_rating", "loves")
        for name, dtype in {
            **kinds,
            "unmatched": np.int16,
            **dict.fromkeys(floats, np.float32),
        }.items():
            require_array(name, getattr(self, name), (len(self.ids),), dtype)


def packed_columns(path: Path) -> tuple[RowColumns, np.ndarray, np.ndarray]:
    """Columns, indptr and indices of our own table of products."""
    ids, brands, names, category, price, size, spf, *others = read_columns(path)
    stock, tags, stated, *counts = others
    interactions, mean_rating, loves, unmatched, lists = counts
    numbers = np.fromiter((len(one.split()) for one in lists), np.int64, len(ids))
    rows = RowColumns(
        *(tuple(ids), tuple(brands), tuple(names), tuple(size)),
        category=category_column(category),
        price=float_column(price),
        spf=frozen(np.array([int(one or 0) for one in spf], np.int16)),
        in_stock=frozen(np.array(stock) == "1"),
        tags=tag_column([one.split() for one in tags]),
        unmatched=frozen(np.array(unmatched, np.int16)),
        stated=stated_columns(stated),
        interactions=float_column(interactions),
        mean_rating=float_column(mean_rating),
        loves=float_column(loves),
    )
    indices = np.array(" ".join(lists).split(), np.int32)
    return rows, frozen(np.concatenate([[0], np.cumsum(numbers)])), frozen(indices)


def category_column(names: Sequence[str]) -> np.ndarray:
    """int8 (n,): places in load_categories()."""
    places = {name: place for place, name in enumerate(load_categories())}
    return frozen(np.array([places[name] for name in names], np.int8))


def float_column(texts: Sequence[str]) -> np.ndarray:
    """float32 (n,): numbers, NaN for ""."""
    return frozen(np.array([text or "nan" for text in texts], np.float32))


def tag_column(tags: Sequence[Sequence[str]]) -> np.ndarray:
    """uint64 (n,): the bits of each product's tags."""
    bits = {tag.id: 1 << tag.bit for tag in load_tags().values()}
    return frozen(np.array([sum({bits[name] for name in one}) for one in tags], np.uint64))


def stated_columns(stated: Sequence[str]) -> Mapping[str, np.ndarray]:
    """group -> float32 (n,) of texts like "retinoid=0.3 bha=2"."""
    found: dict[str, np.ndarray] = {}
    for row, text in enumerate(stated):
        for pair in text.split():
            group, share = pair.split("=")
            column = found.setdefault(group, np.full(len(stated), np.nan, np.float32))
            column[row] = float(share)
    return MappingProxyType({group: frozen(column) for group, column in found.items()})
