"""The columns agree with each other, unknown stays unknown, and loading is quick."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beauty.catalogue import Catalogue, load_categories, load_tags
from beauty.errors import SetupError
from beauty.knowledge.groups import load_ingredient_groups


def test_a_product_is_what_its_columns_say(catalogue: Catalogue):
    row = catalogue.row_of("P427417") or 0
    product = catalogue.product(row)
    assert product.row == row
    assert product.id == catalogue.columns.ids[row]
    assert product.currency == "USD" and product.price and product.price > 0
    assert product.ingredients == tuple(catalogue.ids_of(row).tolist())
    assert catalogue.row_of("no such id") is None
    with pytest.raises(AttributeError):
        product.price = 0.0  # type: ignore[misc]


def test_ids_are_unique_and_sorted_and_every_category_is_stocked(catalogue: Catalogue):
    assert list(catalogue.columns.ids) == sorted(set(catalogue.columns.ids))
    counts = {name: int(catalogue.in_category(name).sum()) for name in load_categories()}
    assert min(counts.values()) >= 20
    assert sum(counts.values()) == len(catalogue)


def test_most_have_lists_of_their_own_and_none_holds_an_ingredient_twice(catalogue: Catalogue):
    assert 0.95 < catalogue.listed.mean() < 1
    for row in range(len(catalogue)):
        ids = catalogue.ids_of(row)
        assert len(set(ids.tolist())) == len(ids)
    assert catalogue.indices.min() >= 0 and catalogue.indices.max() < len(
        catalogue.ingredients.names
    )


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_contains_is_what_looking_at_each_list_says(seed: int):
    catalogue = Catalogue.load()
    mask = np.random.default_rng(seed).random(len(catalogue.ingredients.names)) < 0.001
    slow = [bool(mask[catalogue.ids_of(row)].any()) for row in range(len(catalogue))]
    assert catalogue.contains(mask).tolist() == slow


def test_contains_of_nothing_and_of_all(catalogue: Catalogue):
    mask = np.zeros(len(catalogue.ingredients.names), bool)
    assert not catalogue.contains(mask).any()
    assert (catalogue.contains(~mask) == catalogue.listed).all()
    with pytest.raises(ValueError, match="mask"):
        catalogue.contains(mask[:-1])


def test_without_a_list_a_product_is_free_of_nothing(catalogue: Catalogue):
    unlisted = ~catalogue.listed
    assert unlisted.any()
    for tag in load_tags().values():
        state = catalogue.tag(tag.id)
        assert set(np.unique(state)) <= {-1, 0, 1}
        stated = catalogue.columns.tags >> np.uint64(tag.bit) & np.uint64(1) == 1
        assert (state[unlisted & ~stated] == 0).all()


def test_a_claim_that_the_list_contradicts_is_turned_round(catalogue: Catalogue):
    for name, group in (
        ("fragrance_free", "fragrance"),
        ("vegan", "carmine"),
        ("alcohol_free", "alcohol"),
    ):
        holds = catalogue.contains_group(group)
        assert holds.any()
        assert (catalogue.tag(name)[holds] == -1).all()
    claimed = (
        catalogue.columns.tags >> np.uint64(load_tags()["fragrance_free"].bit) & np.uint64(1) == 1
    )
    assert (catalogue.tag("fragrance_free")[claimed] == -1).any()  # some claims are contradicted


def test_a_name_nobody_knows_keeps_a_list_from_saying_free_of(catalogue: Catalogue):
    doubtful = catalogue.listed & (catalogue.columns.unmatched > 0)
    stated = (
        catalogue.columns.tags >> np.uint64(load_tags()["paraben_free"].bit) & np.uint64(1) == 1
    )
    assert (catalogue.tag("paraben_free")[doubtful & ~stated] <= 0).all()


def test_eu_limits_are_those_of_the_groups(catalogue: Catalogue):
    over = catalogue.over_eu_limit()
    assert over[catalogue.contains_group("eu_prohibited")].all()
    most = load_ingredient_groups().groups["bha"].eu_max_percent
    stated = catalogue.stated_percent("bha")
    assert most == 2.0 and np.nanmax(stated) > 1
    assert over[stated > most].all()
    assert not over[(stated <= most) & ~catalogue.contains_group("eu_prohibited")].all()
    assert np.isnan(catalogue.stated_percent("no such group")).all()


def test_known_products_hold_what_they_are_known_for(catalogue: Catalogue):
    def row(name: str) -> int:
        return next(at for at, one in enumerate(catalogue.columns.names) if name in one)

    exfoliant = row("Skin Perfecting 2% BHA Liquid Exfoliant")
    assert catalogue.contains_group("bha")[exfoliant]
    assert catalogue.stated_percent("bha")[exfoliant] == 2
    assert catalogue.contains_group("retinoid")[row("A-Passioni Retinol Cream")]
    assert catalogue.columns.spf[row("Unseen Sunscreen SPF 40")] == 40


def test_columns_cannot_be_changed(catalogue: Catalogue):
    for array in (catalogue.indices, catalogue.columns.price, catalogue.tags_yes, catalogue.listed):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_loading_takes_less_than_half_a_second_of_work(catalogue: Catalogue):
    times = []
    for _ in range(3):
        start = time.process_time()
        Catalogue.load()
        times.append(time.process_time() - start)
    assert min(times) < 0.5


def test_a_damaged_table_is_refused_by_name(tmp_path, catalogue: Catalogue):
    (tmp_path / "products.tsv.gz").write_bytes(b"no gzip")
    with pytest.raises(SetupError, match=r"products\.tsv\.gz"):
        Catalogue.load(tmp_path)
