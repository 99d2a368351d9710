"""Filtering: every exclusion has its reason, nothing valid is lost, unknown is not called safe."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beauty.catalogue import Catalogue
from beauty.recommend import own_catalogue, screen
from beauty.recommend.meant import meant_by
from tests.recommend.strategies import answers, profile_of

SHOP = """product_id,name,brand,category,price,ingredients,tags
a,Plain Cream,One,moisturiser,20,"Water, Glycerin",vegan
b,Night Cream,Two,moisturiser,30,"Water, Retinol, Parfum",
c,Secret Cream,Three,moisturiser,,,
d,5% Salicylic Acid Serum,Four,serum,10,"Water, Salicylic Acid",
e,Glow Peel,Five,exfoliant,15,"Water, Lactic Acid",cruelty_free
f,Old Gel,Six,serum,12,"Water, Hydroquinone",
g,Wax Balm,Seven,moisturiser,25,"Cera Alba, Limonene",
"""
LETTERS = "abcdefg"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path: Path = tmp_path_factory.mktemp("shop") / "shop.csv"
    path.write_text(SHOP, "utf-8")
    return Catalogue.from_csv(path)


def reasons(shop: Catalogue, **given_answers: object) -> dict[str, str]:
    barred = screen(profile_of(given_answers), shop)
    return {
        LETTERS[row]: str(reason)
        for row in range(len(shop))
        if (reason := barred.reason(row)) is not None
    }


ALWAYS = {"d": "eu_max: bha 5% > 2%", "f": "eu_prohibited: HYDROQUINONE"}


@pytest.mark.parametrize(
    ("given_answers", "expected"),
    [
        ({}, {}),
        (
            {"pregnant": True},
            {"b": "pregnancy: RETINOL", "c": "unlisted", "e": "pregnancy_peel"},
        ),
        ({"allergies": ["limonene"]}, {"c": "unlisted", "g": "allergy: LIMONENE"}),
        ({"avoid": ["retinol"]}, {"b": "avoid: RETINOL", "c": "unlisted"}),
        (
            {"retinoid_in_use": True},
            {"b": "retinoid_in_use: RETINOL", "c": "unlisted", "e": "retinoid_in_use: LACTIC ACID"},
        ),
        (
            {"fragrance_free": True},
            {"b": "fragrance_free: PARFUM", "g": "fragrance_free: LIMONENE"},
        ),
        (
            {"vegan": True},
            {**dict.fromkeys("bcde", "vegan_not_stated"), "g": "vegan: CERA ALBA"},
        ),
        ({"cruelty_free": True}, dict.fromkeys("abcg", "cruelty_free_not_stated")),
        (
            {"budget_each": 24.99},
            {"b": "budget: 30.00 > 24.99 USD", "c": "price_unknown"}
            | {"g": "budget: 25.00 > 24.99 USD"},
        ),
        ({"budget_total": 28, "currency": "EUR"}, {"c": "price_unknown"}),
    ],
)
def test_what_is_out_and_why(
    shop: Catalogue, given_answers: dict[str, object], expected: dict[str, str]
):
    found = reasons(shop, **given_answers)
    if given_answers.get("fragrance_free"):
        assert found.pop("c") == "fragrance_free_not_stated"
    assert found == {**expected, **ALWAYS}


@settings(deadline=None, max_examples=60)
@given(answers())
def test_out_means_a_reason_and_a_reason_means_out(given_answers: dict[str, object]):
    barred = screen(profile_of(given_answers), own_catalogue())
    rows = np.random.default_rng(1).integers(0, len(own_catalogue()), 200)
    for row in map(int, rows):
        reason = barred.reason(row)
        assert bool(barred.excluded[row]) == (reason is not None)
        assert reason is None or reason.code


@settings(deadline=None, max_examples=40)
@given(answers(), st.sampled_from(["pregnant", "vegan", "fragrance_free", "retinoid_in_use"]))
def test_one_more_wish_never_lets_more_through(given_answers: dict[str, object], wish: str):
    without = screen(profile_of({**given_answers, wish: False}), own_catalogue()).excluded
    asked = screen(profile_of({**given_answers, wish: True}), own_catalogue()).excluded
    assert (asked | ~without).all()


def test_nobody_loses_only_what_the_law_takes_or_the_shop_lacks():
    catalogue = own_catalogue()
    gone = catalogue.over_eu_limit() | ~catalogue.columns.in_stock
    assert (screen(profile_of({}), catalogue).excluded == gone).all()


@pytest.mark.parametrize(
    ("said", "member"),
    [
        ("no retinol, please", "RETINOL"),
        ("不要视黄醇", "RETINOL"),
        ("paraben", "METHYLPARABEN"),
        ("silicon oils like dimethicone", "DIMETHICONE"),
    ],
)
def test_a_sentence_is_understood_by_what_it_names(said: str, member: str):
    table = own_catalogue().ingredients
    assert meant_by(said, table)[table.names.index(member)]


def test_common_words_do_not_mean_everything():
    table = own_catalogue().ingredients
    assert not meant_by("hello there", table).any()
    assert not meant_by("alcohol", table)[table.names.index("CETYL ALCOHOL")]
