"""What a model says: complete probabilities, and a label only where they carry one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.measure.guess import Guess

LABELS = ("dry", "normal", "oily")


@st.composite
def shares_of(draw: st.DrawFn) -> np.ndarray:
    raised = np.array(draw(st.lists(st.floats(1e-6, 1), min_size=3, max_size=3)))
    return raised / raised.sum()


@given(shares_of(), st.floats(0, 1))
def test_label_is_the_likeliest_or_none(shares: np.ndarray, threshold: float):
    guess = Guess.of(LABELS, shares, threshold)
    assert tuple(guess.probabilities) == LABELS
    assert list(guess.probabilities.values()) == pytest.approx(list(shares))
    likeliest = max(guess.probabilities, key=lambda name: guess.probabilities[name])
    assert guess.top2[0] == likeliest
    assert guess.abstained == (shares.max() < threshold)
    assert guess.label == (None if guess.abstained else likeliest)


@given(shares_of())
def test_top_two_are_the_likeliest_in_order(shares: np.ndarray):
    guess = Guess.of(LABELS, shares, 0.99)
    first, second = guess.top2
    (third,) = set(LABELS) - {first, second}
    given = guess.probabilities
    assert given[first] >= given[second] >= given[third]


def test_threshold_itself_is_enough():
    assert Guess.of(LABELS, np.array([0.25, 0.5, 0.25]), 0.5).label == "normal"
    assert Guess.of(LABELS, np.array([0.25, 0.5, 0.25]), 0.51).label is None


def test_of_equals_the_first_label_wins():
    guess = Guess.of(LABELS, np.array([0.2, 0.4, 0.4]), 0.3)
    assert guess.top2 == ("normal", "oily")
    assert guess.label == "normal"


@pytest.mark.parametrize(
    "shares",
    [[0.5, 0.5], [0.4, 0.3, 0.2, 0.1], [0.5, 0.5, 0.5], [0.1, 0.1, 0.1], [[0.2, 0.3, 0.5]]],
)
def test_wrong_shares_are_refused(shares: list[float]):
    with pytest.raises(ValueError, match="expected 3 shares that sum to 1"):
        Guess.of(LABELS, np.array(shares), 0.5)


def test_shares_that_are_no_numbers_are_refused():
    with pytest.raises(ValueError, match="expected 3 shares"):
        Guess.of(LABELS, np.array([np.nan, 0.5, 0.5]), 0.5)


def test_probabilities_cannot_be_changed():
    guess = Guess.of(LABELS, np.array([0.2, 0.3, 0.5]), 0.5)
    with pytest.raises(TypeError):
        guess.probabilities["oily"] = 1.0  # type: ignore[index]
