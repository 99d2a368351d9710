"""Look-alikes by list and colour, and two products side by side."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.catalogue import Catalogue
from beauty.recommend import own_catalogue
from beauty.recommend.compare import compare_products
from beauty.recommend.similar import Similar, active_overlap, ingredient_overlap, similar


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return own_catalogue()


def row_named(catalogue: Catalogue, brand: str, words: str) -> int:
    own = catalogue.columns
    named = zip(own.brands, own.names, strict=True)
    return next(row for row, (b, n) in enumerate(named) if b == brand and n.startswith(words))


def by_hand(catalogue: Catalogue, first: int, second: int) -> float:
    """The weighted Jaccard index, ingredient by ingredient."""
    count = np.bincount(catalogue.indices, minlength=len(catalogue.ingredients.names))

    def weights(row: int) -> dict[int, float]:
        ids = catalogue.ids_of(row).tolist()
        rare = {one: np.log1p(len(catalogue) / count[one]) for one in ids}
        return {one: rare[one] / (1 + place / 6.0) for place, one in enumerate(ids)}

    a, b = weights(first), weights(second)
    both = sum(min(a[one], b[one]) for one in a.keys() & b.keys())
    either = sum(max(a.get(one, 0.0), b.get(one, 0.0)) for one in a.keys() | b.keys())
    return both / either


def some(n: int = 3800) -> st.SearchStrategy[int]:
    return st.integers(0, n)


@given(some(), some())
def test_overlap_is_the_weighted_jaccard_index_and_symmetric(first: int, second: int):
    catalogue = own_catalogue()
    there, back = (
        ingredient_overlap(catalogue, first)[second],
        ingredient_overlap(catalogue, second)[first],
    )
    if not (catalogue.listed[first] and catalogue.listed[second]):
        assert np.isnan(there)
        assert np.isnan(back)
        return
    assert there == pytest.approx(back)
    assert there == pytest.approx(by_hand(catalogue, first, second))


def test_a_product_is_wholly_like_itself_and_unknown_lists_are_like_nothing(catalogue: Catalogue):
    known, unknown = np.flatnonzero(catalogue.listed)[:20], np.flatnonzero(~catalogue.listed)[:5]
    for row in known:
        overlap = ingredient_overlap(catalogue, int(row))
        assert overlap[row] == pytest.approx(1.0)
        assert np.isnan(overlap[unknown]).all()
        assert ((overlap >= 0) & (overlap <= 1) | np.isnan(overlap)).all()
    for row in unknown:
        assert similar(catalogue, int(row)) == ()


def test_like_a_niacinamide_serum_are_niacinamide_serums(catalogue: Catalogue):
    row = row_named(catalogue, "The Ordinary", "Niacinamide 10% + Zinc 1%")
    found = similar(catalogue, row, most=5)
    has = catalogue.contains_group("niacinamide")
    assert sum(bool(has[one.row]) for one in found) >= 4


def test_only_the_same_category_never_itself_nor_its_other_sizes(catalogue: Catalogue):
    row = row_named(catalogue, "Drunk Elephant", "Protini Polypeptide")
    found = similar(catalogue, row, most=500)
    assert len(found) == len({one.row for one in found})
    for one in found:
        assert catalogue.columns.category[one.row] == catalogue.columns.category[row]
        assert one.row != row
        name = catalogue.columns.names[one.row]
        assert not name.startswith("Mini Protini")


def test_order_is_by_score_and_the_score_by_what_is_known(catalogue: Catalogue):
    row = row_named(catalogue, "Drunk Elephant", "Protini Polypeptide")
    found = similar(catalogue, row, most=50)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        mean = one.ingredients if one.actives is None else (4 * one.ingredients + one.actives) / 5
        assert one.score == pytest.approx(mean, abs=1e-4)
        assert one.colour is None
    assert found == similar(catalogue, row, most=50)


def test_what_is_not_allowed_is_left_out(catalogue: Catalogue):
    row = row_named(catalogue, "Drunk Elephant", "Protini Polypeptide")
    allowed = catalogue.columns.price < 30
    found = similar(catalogue, row, allowed=allowed)
    assert found
    assert all(one.price is not None and one.price < 30 for one in found)
    assert similar(catalogue, row, allowed=np.zeros(len(catalogue), bool)) == ()


def foundation(catalogue: Catalogue) -> tuple[int, int]:
    """A foundation product and one of its shades."""
    shades = catalogue.shades
    shade = next(int(row) for row in shades.rows_at("base") if shades.product[row] >= 0)
    return int(shades.product[shade]), shade


def test_a_shade_is_found_again_in_other_products(catalogue: Catalogue):
    row, shade = foundation(catalogue)
    found = similar(catalogue, row, shade, most=200)
    coloured = [one for one in found if one.colour is not None]
    assert coloured
    for one in coloured:
        assert one.shade_row is not None
        assert catalogue.shades.product[one.shade_row] == one.row
    best = max(coloured, key=lambda one: one.colour or 0.0)
    assert best.shade_row is not None
    away = np.abs(catalogue.shades.lab[best.shade_row] - catalogue.shades.lab[shade])
    assert away.max() < 5


def test_make_up_is_not_compared_by_actives(catalogue: Catalogue):
    row, _ = foundation(catalogue)
    assert np.isnan(active_overlap(catalogue, row)).all()


def pairs(catalogue: Catalogue) -> Iterator[tuple[int, int]]:
    draw = np.random.default_rng(1)
    for _ in range(60):
        first, second = draw.integers(len(catalogue), size=2)
        yield int(first), int(second)


def test_comparison_tells_what_both_have_and_what_only_one_has(catalogue: Catalogue):
    for first, second in pairs(catalogue):
        found = compare_products(catalogue, first, second)
        listed = bool(catalogue.listed[first] and catalogue.listed[second])
        assert (found.ingredients is not None) == listed == (found.overlap is not None)
        if found.ingredients is None:
            assert found.actives is None
            assert found.allergens is None
            continue
        own = {catalogue.ingredients.names[one] for one in catalogue.ids_of(first)}
        others = {catalogue.ingredients.names[one] for one in catalogue.ids_of(second)}
        assert set(found.ingredients.both) == own & others
        assert set(found.ingredients.first) == own - others
        assert set(found.ingredients.second) == others - own


def test_comparison_is_the_same_from_either_side(catalogue: Catalogue):
    for first, second in pairs(catalogue):
        there, back = (
            compare_products(catalogue, *pair) for pair in ((first, second), (second, first))
        )
        assert there.tags.both == back.tags.both
        assert there.tags.first == back.tags.second
        assert there.overlap == back.overlap
        if there.cheaper_by is not None:
            assert back.cheaper_by == -there.cheaper_by


def test_allergens_and_price_of_two_products_read_by_eye(catalogue: Catalogue):
    first = row_named(catalogue, "The Ordinary", "Niacinamide 10% + Zinc 1%")
    second = row_named(catalogue, "Paula's Choice", "CLEAR Anti-Redness Exfoliating")
    found = compare_products(catalogue, first, second)
    assert found.actives is not None
    assert "niacinamide" in found.actives.first
    assert "bha" in found.actives.second
    assert found.allergens is not None
    assert found.allergens.first == ()
    assert found.cheaper_by == -28.0
    scented = row_named(catalogue, "Armani Beauty", "Luminous Silk Perfect Glow")
    allergens = compare_products(catalogue, first, scented).allergens
    assert allergens is not None
    assert {"Limonene", "Linalool"} <= {name.split()[-1] for name in allergens.second}
    assert set(found.tags.first) & set(found.tags.both) == set()


def test_values_cannot_be_changed(catalogue: Catalogue):
    row, shade = foundation(catalogue)
    one = similar(catalogue, row, shade)[0]
    assert isinstance(one, Similar)
    with pytest.raises(AttributeError):
        one.score = 1.0  # type: ignore[misc]
