"""Look-alikes and comparisons as JSON: product ids in, what the catalogue knows of them out."""

import difflib
from typing import Any

import numpy as np

from beauty.catalogue import Catalogue, Product
from beauty.errors import UsageError
from beauty.recommend.compare import Comparison, Shared, compare_products
from beauty.recommend.feedback import product_row, shade_id, shade_rows
from beauty.recommend.similar import Similar, similar

Json = dict[str, Any]
MOST = 50  # look-alikes that are told at once


def similar_json(
    catalogue: Catalogue, one: str, most: int = 10, allowed: np.ndarray | None = None
) -> Json:
    """The products most like one, the best first; of a shade's id, those with a shade like it.

    allowed: bool (n,), others are left out. Raises UsageError for an id that the catalogue does not have.
    """
    row, shades = row_of(catalogue, one), shade_rows(one, catalogue)
    found = similar(catalogue, row, shades[0] if shades else None, allowed, min(most, MOST))
    return {
        "of": _product(catalogue.product(row)),
        "ingredients_known": bool(catalogue.listed[row]),
        "similar": [_similar(catalogue, each) for each in found],
    }


def versus_json(catalogue: Catalogue, first: str, second: str) -> Json:
    """Two products side by side. Raises UsageError for an id that the catalogue does not have."""
    found = compare_products(catalogue, row_of(catalogue, first), row_of(catalogue, second))
    return comparison_json(found)


def comparison_json(found: Comparison) -> Json:
    """Each pair of lists as both, first, second; null where a list of ingredients is not known."""
    return {
        "first": _product(found.first),
        "second": _product(found.second),
        "overlap": found.overlap,
        "second_costs_less_by": found.cheaper_by,
        "actives": _shared(found.actives),
        "allergens": _shared(found.allergens),
        "ingredients": _shared(found.ingredients),
        "states": _shared(found.tags),
        "states_not": _shared(found.refuted),
    }


def row_of(catalogue: Catalogue, one: str) -> int:
    """The row of a product, or of a shade's product. Raises UsageError with the nearest id there is."""
    row = product_row(one, catalogue)
    if row is None:
        near = difflib.get_close_matches(one, catalogue.columns.ids, n=1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(
            reason=f"the catalogue has no product {one!r}",
            fix=f"{meant}`python -m beauty score` lists every product_id.",
        )
    return row


def _similar(catalogue: Catalogue, one: Similar) -> Json:
    shades, row = catalogue.shades, one.shade_row
    return {
        **_product(catalogue.product(one.row)),
        "score": one.score,
        "parts": {
            "ingredients": one.ingredients,
            "actives": one.actives,
            "colour": one.colour,
        },
        "shade": None
        if row is None
        else {
            "shade_id": shade_id(catalogue, row),
            "name": shades.names[row],
            "hex": shades.hexes[row],
        },
    }


def _product(product: Product) -> Json:
    return {
        "product_id": product.id,
        "brand": product.brand,
        "name": product.name,
        "category": product.category,
        "price": product.price,
        "currency": product.currency,
        "size": product.size or None,
    }


def _shared(shared: Shared | None) -> Json | None:
    if shared is None:
        return None
    return {
        "both": list(shared.both),
        "first": list(shared.first),
        "second": list(shared.second),
    }
