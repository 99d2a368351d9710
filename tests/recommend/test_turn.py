"""Whose turn it is: the same person, the same draw; others see others; nothing bad is drawn."""

import numpy as np
import pytest
from hypothesis import given, settings

from beauty.profile import Profile
from beauty.recommend import own_catalogue, screen
from beauty.recommend.judged import Judged
from beauty.recommend.rank import rank
from beauty.recommend.score import score
from beauty.recommend.shelf import by_category
from beauty.recommend.turn import drawn, lots
from tests.recommend.strategies import answers, profile_of
from tools.profiles import profiles

PERSON = {"concerns": ["pores", "shine"], "skin_depth": "tan", "skin_type": "oily"}


def lot_of(given_answers: dict[str, object]) -> np.ndarray:
    found = lots(profile_of(given_answers), own_catalogue())
    assert found is not None
    return found


def test_who_tells_nothing_of_themselves_sees_what_most_chose():
    catalogue = own_catalogue()
    for bare in ({}, {"skin_type": "dry", "budget_each": 30, "vegan": True}):
        assert lots(profile_of(bare), catalogue) is None
        assert np.isnan(score(profile_of(bare), catalogue).parts["turn"]).all()


def test_lots_stay_while_wishes_change_and_differ_between_people():
    same = lot_of(PERSON)
    for change in ({"skin_type": "dry"}, {"budget_each": 12}, {"occasion": "party"}):
        np.testing.assert_array_equal(lot_of({**PERSON, **change}), same)
    backwards = {**PERSON, "concerns": ["shine", "pores"]}
    np.testing.assert_array_equal(lot_of(backwards), same)
    other = lot_of({**PERSON, "skin_depth": "deep"})
    assert abs(np.corrcoef(same, other)[0, 1]) < 0.05


def test_lots_are_fair():
    """Even between 0 and 1, over products and over people."""
    people = [lot_of({"concerns": ["pores"], "monk": monk}) for monk in range(1, 11)]
    every = np.array(people)
    assert ((every >= 0) & (every < 1)).all()
    shares = np.histogram(every, 10, (0, 1))[0] / every.size
    np.testing.assert_allclose(shares, 0.1, atol=0.01)
    assert np.abs(every.mean(axis=0) - 0.5).max() < 6 * (1 / 12 / len(people)) ** 0.5


@settings(max_examples=20)
@given(answers(age_band="30_39"))
def test_one_product_of_each_category_allowed_and_no_worse_than_half(
    given_answers: dict[str, object],
):
    catalogue = own_catalogue()
    judged = Judged.of(profile_of(given_answers), catalogue)
    turn, allowed = judged.scores.parts["turn"] == 1, ~judged.barred.excluded
    assert not (turn & ~allowed).any()
    for rows in by_category(catalogue):
        rows = rows[allowed[rows]]
        assert turn[rows].sum() == bool(len(rows))
        if len(rows):
            suits = np.nan_to_num(judged.scores.suits[rows])
            assert suits[turn[rows]][0] >= np.median(suits)
            first = rank(rows, judged.scores.total, catalogue)[:5]
            assert turn[first].any(), "its place is among the first five"


def test_nothing_else_moves():
    """Without the drawn ones the order is the one of the weighted mean."""
    catalogue = own_catalogue()
    one, bare = (
        score(profile_of({"skin_type": "oily", **extra}), catalogue) for extra in ({"monk": 4}, {})
    )
    rest = np.isnan(one.parts["turn"])
    np.testing.assert_array_equal(one.total[rest], bare.total[rest])
    assert (one.total[~rest] >= np.nan_to_num(bare.total[~rest])).all()


def test_a_draw_from_nothing_is_empty():
    catalogue = own_catalogue()
    nobody = np.zeros(len(catalogue), bool)
    assert not drawn(lot_of(PERSON), np.zeros(len(catalogue)), nobody, catalogue).any()


@pytest.mark.parametrize("category", ["moisturiser", "brow", "lipstick"])
def test_over_many_people_many_products_have_their_turn(category: str):
    """Popularity alone would show the same ten; 150 people see at least six times as many."""
    catalogue = own_catalogue()
    here, seen = np.flatnonzero(catalogue.in_category(category)), set[int]()
    for given_answers in profiles(5, 150):
        profile = Profile.of(None, given_answers)
        barred = screen(profile, catalogue)
        rows = here[~barred.excluded[here]]
        seen |= set(rank(rows, score(profile, catalogue, barred).total, catalogue)[:10].tolist())
    assert len(seen) > 60
