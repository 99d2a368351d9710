"""The recommender's measures, on cases that can be counted by hand, and the fit on planted choices."""

import numpy as np
import pytest

from beauty.recommend import own_catalogue
from training.choice_fit import fit, positions
from training.choices import Choices, auc, by_chance, half_of, top10, within


def test_auc_counts_pairs_and_halves_ties():
    assert auc(np.array([2.0, 3.0]), np.array([1.0])) == 1
    assert auc(np.array([1.0]), np.array([1.0])) == 0.5
    assert auc(np.array([1.0, 3.0]), np.array([2.0])) == 0.5


def test_auc_is_taken_inside_shelves_only():
    scores = np.array([1.0, 0.0, 101.0, 100.0])
    oily = np.array([True, False, True, False])
    shelf = np.array([0, 0, 1, 1])
    assert within(scores, oily, shelf)["pairs"] == 1
    assert within(np.array([1.0, 0.0, 100.0, 101.0]), oily, shelf)["pairs"] == 0.5


def test_top10_looks_among_the_category_and_breaks_ties_against_the_choice():
    category = np.array([0] * 20 + [1] * 3)
    scores = np.arange(23, dtype=float)
    scores[5:10] = np.nan
    chosen = np.array(
        [19, 10, 9, 22]
    )  # first, tenth and last of the first category, first of the other
    choices = Choices(chosen, np.array(["oily"] * 4), np.zeros(4, bool), np.zeros(4, int))
    hit, gain = top10(scores, choices, category)
    assert hit == 0.75
    assert gain == pytest.approx((1 + 1 / np.log2(11) + 1) / 4)
    tied = Choices(np.array([0]), np.array(["oily"]), np.zeros(1, bool), np.zeros(1, int))
    assert top10(np.zeros(23), tied, category) == (0.0, 0.0)


def test_chance_is_what_random_orders_give_on_average():
    category = np.array([0] * 25 + [1] * 4)
    choices = Choices(np.arange(29), np.array([""] * 29), np.zeros(29, bool), np.zeros(29, int))
    draw = np.random.default_rng(0)
    seen = np.mean([top10(draw.random(29), choices, category) for _ in range(400)], axis=0)
    np.testing.assert_allclose(seen, by_chance(choices, category), atol=0.01)


def test_halves_are_even_and_do_not_depend_on_order():
    halves = [half_of(str(one)) for one in range(4000)]
    assert abs(np.mean(halves) - 0.5) < 0.03
    assert half_of("13235") == half_of("13235")
    assert {half_of(str(one), 5) for one in range(100)} == set(range(5))


def test_fit_finds_a_planted_taste_and_learns_nothing_from_the_other_half():
    """Oily people of the first half choose products with clay; those of the second the opposite."""
    catalogue, draw = own_catalogue(), np.random.default_rng(3)
    masks = np.flatnonzero(catalogue.in_category("mask") & catalogue.listed)
    clay = catalogue.contains_group("clay")[masks]
    rows, skin, second = [], [], []
    for half in (False, True):
        for kind, likes in (("oily", not half), ("dry", half)):
            weights = np.where(clay == likes, 3.0, 1.0)
            rows += list(draw.choice(masks, 400, p=weights / weights.sum()))
            skin += [kind] * 400
            second += [half] * 400
    size = len(rows)
    choices = Choices(np.array(rows), np.array(skin), np.array(second), np.zeros(size, int))
    config = {"tags": [], "groups": ["clay", "shea"], "words": []}
    fitted = fit(choices, catalogue, {**config, "inverse_penalty": 1.0, "least_products": 1})
    weights = dict(zip(fitted.names, fitted.weights, strict=True))
    assert weights["group.clay"] > 1 > abs(weights["group.shea"])
    learnt = ~choices.second
    oily = choices.skin[learnt] == "oily"
    found = within(fitted.held[choices.rows[learnt]], oily, np.zeros(learnt.sum(), int))
    assert found["pairs"] > 0.6


def test_positions_put_every_type_between_dry_and_oily():
    catalogue = own_catalogue()
    rows = np.flatnonzero(catalogue.in_category("serum"))[:8]
    axis = np.zeros(len(catalogue))
    axis[rows] = np.arange(8)
    skin = np.array(
        ["dry", "dry", "normal", "normal", "combination", "combination", "oily", "oily"]
    )
    choices = Choices(rows, skin, np.zeros(8, bool), np.zeros(8, int))
    found = positions(axis, choices, catalogue)
    assert [round(found[name], 3) for name in ("dry", "normal", "combination", "oily")] == [
        *(-1.0, round(-1 / 3, 3), round(1 / 3, 3), 1.0)
    ]
