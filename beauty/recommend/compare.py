"""Two products side by side: what both hold, what only one does, price, and what is said of them."""

from dataclasses import dataclass

import numpy as np

from beauty.catalogue import Catalogue, Product, load_tags
from beauty.knowledge.groups import load_ingredient_groups
from beauty.recommend.similar import ingredient_overlap


@dataclass(frozen=True)
class Shared:
    """Names that both products have, that the first alone has, and that the second alone has."""

    both: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """actives: groups of rules/ingredient_groups.toml that help with a concern or are strong.
    allergens: of Annex III of the EU cosmetics regulation, as listed there. tags: what is known to be so;
    refuted: tags that are known not to be so. ingredients: INCI names in order. Each is None where the
    list of either product is not known, except tags and refuted. overlap: 0..1, None likewise.
    cheaper_by: how much less the second costs, per pack, None where a price is not known.
    """

    first: Product
    second: Product
    actives: Shared | None
    allergens: Shared | None
    ingredients: Shared | None
    tags: Shared
    refuted: Shared
    overlap: float | None
    cheaper_by: float | None


def compare_products(catalogue: Catalogue, first: int, second: int) -> Comparison:
    """The products of two rows of the catalogue."""
    one, other = catalogue.product(first), catalogue.product(second)
    known = one.listed and other.listed
    overlap = ingredient_overlap(catalogue, first)[second]
    prices = (one.price, other.price)
    return Comparison(
        first=one,
        second=other,
        actives=_shared(_actives(catalogue, first), _actives(catalogue, second)) if known else None,
        allergens=_shared(_allergens(catalogue, one), _allergens(catalogue, other))
        if known
        else None,
        ingredients=_shared(_names(catalogue, one), _names(catalogue, other)) if known else None,
        tags=_shared(_tags(catalogue, first, 1), _tags(catalogue, second, 1)),
        refuted=_shared(_tags(catalogue, first, -1), _tags(catalogue, second, -1)),
        overlap=None if np.isnan(overlap) else round(float(overlap), 4),
        cheaper_by=None if None in prices else round((one.price or 0) - (other.price or 0), 2),
    )


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> Shared:
    return Shared(
        tuple(name for name in first if name in set(second)),
        tuple(name for name in first if name not in set(second)),
        tuple(name for name in second if name not in set(first)),
    )


def _actives(catalogue: Catalogue, row: int) -> tuple[str, ...]:
    groups = load_ingredient_groups().groups.values()
    telling = (group.id for group in groups if group.helps or group.strong)
    return tuple(name for name in telling if catalogue.contains_group(name)[row])


def _allergens(catalogue: Catalogue, product: Product) -> tuple[str, ...]:
    listed = catalogue.ingredients.allergens
    return tuple(dict.fromkeys(listed[one] for one in product.ingredients if one in listed))


def _names(catalogue: Catalogue, product: Product) -> tuple[str, ...]:
    return tuple(catalogue.ingredients.names[one] for one in product.ingredients)


def _tags(catalogue: Catalogue, row: int, sign: int) -> tuple[str, ...]:
    return tuple(name for name in load_tags() if int(catalogue.tag(name)[row]) == sign)
