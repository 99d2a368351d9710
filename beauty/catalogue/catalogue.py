"""The catalogue: products as columns, one row a product, with their ingredients as a sparse matrix."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import numpy as np

from beauty.catalogue.packed import packed_ingredients
from beauty.catalogue.rows import RowColumns, packed_columns
from beauty.catalogue.shades import Shades, packed_shades
from beauty.catalogue.shelves import Tag, load_categories, load_tags
from beauty.catalogue.shop import read_shop
from beauty.catalogue.table import IngredientTable
from beauty.checks import frozen, require_array
from beauty.knowledge.groups import load_ingredient_groups
from beauty.paths import ASSETS


@dataclass(frozen=True)
class Product:
    """One product. price and mean_rating: None if unknown. listed: whether its ingredients are known."""

    row: int
    id: str
    brand: str
    name: str
    category: str
    price: float | None
    currency: str
    size: str
    in_stock: bool
    listed: bool
    ingredients: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """n products and m different ingredients.

    columns: what each product is, see RowColumns. indptr int64 (n + 1,) and indices int32: the ids of
    product i's ingredients are indices[indptr[i]:indptr[i + 1]], in the order of its list. tags_yes and
    tags_no uint64 (n,): bit `Tag.bit` set where the tag is so, or is not so; neither means unknown.
    """

    columns: RowColumns
    indptr: np.ndarray
    indices: np.ndarray
    ingredients: IngredientTable
    shades: Shades
    currency: str

    def __post_init__(self) -> None:
        require_array("indptr", self.indptr, (len(self) + 1,), np.int64)
        require_array("indices", self.indices, (int(self.indptr[-1]),), np.int32)

    @classmethod
    def load(cls, folder: Path = ASSETS / "catalogue") -> "Catalogue":
        """Our own tables, prices in US dollars as of 2023. Raises SetupError if one is damaged."""
        columns, indptr, indices = packed_columns(folder / "products.tsv.gz")
        ingredients = packed_ingredients(folder / "ingredients.tsv.gz")
        shades = packed_shades(folder, columns.ids)
        return cls(columns, indptr, indices, ingredients, shades, "USD")

    @classmethod
    def from_csv(cls, path: Path) -> "Catalogue":
        """A shop's own products (docs/catalogue.md). Raises UsageError naming file, row, column."""
        known = packed_ingredients(ASSETS / "catalogue" / "ingredients.tsv.gz")
        return cls(*read_shop(path, known))

    def __len__(self) -> int:
        return len(self.columns.ids)

    def product(self, row: int) -> Product:
        """Row `row` (0 .. n - 1) as one value."""
        own, price = self.columns, float(self.columns.price[row])
        return Product(
            row=row,
            id=own.ids[row],
            brand=own.brands[row],
            name=own.names[row],
            category=tuple(load_categories())[own.category[row]],
            price=None if np.isnan(price) else round(price, 2),
            currency=self.currency,
            size=own.sizes[row],
            in_stock=bool(own.in_stock[row]),
            listed=bool(self.listed[row]),
            ingredients=tuple(self.ids_of(row).tolist()),
        )

    def row_of(self, product_id: str) -> int | None:
        """The row of a product, None if there is none of this id."""
        return self._rows.get(product_id)

    def ids_of(self, row: int) -> np.ndarray:
        """int32 (k,): ingredient ids of one product in the order of its list."""
        return self.indices[self.indptr[row] : self.indptr[row + 1]]

    @cached_property
    def listed(self) -> np.ndarray:
        """bool (n,): whether a list of ingredients is known. Where not, nothing is known to be absent."""
        return frozen(np.diff(self.indptr) > 0)

    def contains(self, mask: np.ndarray) -> np.ndarray:
        """bool (n,): products whose list holds an ingredient of `mask`, bool (m,).

        False also where no list is known: ask `listed` before calling anything free of something.
        """
        require_array("mask", mask, (len(self.ingredients.names),), np.bool_)
        hits = np.concatenate([[0], np.cumsum(mask[self.indices], dtype=np.int64)])
        found: np.ndarray = hits[self.indptr[1:]] > hits[self.indptr[:-1]]
        return found

    def contains_group(self, group: str) -> np.ndarray:
        """bool (n,): products whose list holds a member of a group of rules/ingredient_groups.toml."""
        return self._group_hits[group]

    def in_category(self, name: str) -> np.ndarray:
        """bool (n,): the products of one category of categories.toml."""
        found: np.ndarray = self.columns.category == tuple(load_categories()).index(name)
        return found

    def tag(self, name: str) -> np.ndarray:
        """int8 (n,): 1 the tag is so, -1 it is not, 0 nobody said. KeyError for a tag nobody knows."""
        bit = np.uint64(load_tags()[name].bit)
        yes, no = (column >> bit & np.uint64(1) for column in (self.tags_yes, self.tags_no))
        return yes.astype(np.int8) - no.astype(np.int8)

    @property
    def tags_yes(self) -> np.ndarray:
        return self._tags[0]

    @property
    def tags_no(self) -> np.ndarray:
        return self._tags[1]

    def stated_percent(self, group: str) -> np.ndarray:
        """float32 (n,): share of an active that name or list states, NaN where none is stated."""
        nothing = np.full(len(self), np.nan, np.float32)
        return self.columns.stated.get(group, nothing)

    def over_eu_limit(self) -> np.ndarray:
        """bool (n,): lists what the EU prohibits on faces, or states more of an active than it allows.

        Where no share is stated nothing is known: False does not mean within the limit.
        """
        over = np.zeros(len(self), bool)
        for group in load_ingredient_groups().groups.values():
            if group.eu_prohibited:
                over |= self.contains_group(group.id)
            if group.eu_max_percent is not None:
                over |= self.stated_percent(group.id) > group.eu_max_percent
        return over

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return MappingProxyType({name: row for row, name in enumerate(self.columns.ids)})

    @cached_property
    def _group_hits(self) -> Mapping[str, np.ndarray]:
        groups = self.ingredients.groups
        return MappingProxyType({name: frozen(self.contains(groups[name])) for name in groups})

    @cached_property
    def _tags(self) -> tuple[np.ndarray, np.ndarray]:
        yes, no = self.columns.tags.copy(), np.zeros(len(self), np.uint64)
        whole = self.listed & (self.columns.unmatched == 0)
        for tag in load_tags().values():
            bit = np.uint64(1 << tag.bit)
            refuted = self._refuted(tag)
            if tag.free_of:
                yes[whole] |= bit
            yes[refuted] &= ~bit
            no[refuted] |= bit
        return frozen(yes), frozen(no)

    def _refuted(self, tag: Tag) -> np.ndarray:
        groups = (*tag.free_of, *tag.refuted_by)
        hits = [self.contains_group(group) for group in groups]
        return np.logical_or.reduce(hits) if hits else np.zeros(len(self), bool)
