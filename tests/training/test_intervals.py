"""Intervals that hold the truth as often as they say, and widen where photos share a person."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="needs requirements-train.txt")

from training.intervals import interval, intervals, pixel_intervals, summary
from training.metrics import Judged, accuracy, calibration_error, pixel_f1

HALVES = ("a", "b")


def coin(right: np.ndarray, groups: np.ndarray, top: float = 0.9) -> Judged:
    """A model that always says a."""
    shares = np.tile([top, 1 - top], (len(right), 1))
    return Judged(HALVES, shares, np.where(right, 0, 1), groups)


def test_the_interval_of_a_share_is_about_the_textbooks():
    right = np.arange(400) < 280
    low, high = interval(coin(right, np.arange(400)), accuracy, draws=2000)
    reach = 1.96 * np.sqrt(0.7 * 0.3 / 400)
    assert (low, high) == pytest.approx((0.7 - reach, 0.7 + reach), abs=0.006)


def test_it_holds_the_truth_about_19_times_in_20():
    rng = np.random.default_rng(0)
    held = 0
    for seed in range(100):
        chance = rng.beta(6, 4, 60).repeat(3)  # people differ; mean 0.6
        right = rng.random(180) < chance
        one = coin(right, np.arange(180) // 3)
        low, high = interval(one, lambda drawn: drawn.right.mean(), draws=200, seed=seed)
        held += low <= 0.6 <= high
    assert 87 <= held <= 100


def test_people_are_drawn_and_not_photos():
    right = np.repeat(np.arange(40) < 24, 10)  # ten photos of each person, all right or all wrong
    by_person = interval(coin(right, np.arange(400) // 10), accuracy)
    by_photo = interval(coin(right, np.arange(400)), accuracy)
    widths = [high - low for low, high in (by_person, by_photo)]
    assert widths[0] == pytest.approx(widths[1] * np.sqrt(10), rel=0.15)


def test_the_same_seed_gives_the_same_interval():
    one = coin(np.arange(500) % 7 > 2, np.arange(500) // 2)
    low_high = [interval(one, accuracy, draws=50, seed=seed) for seed in (3, 3, 4)]
    assert low_high[0] == low_high[1] != low_high[2]


def test_it_holds_what_was_measured_even_of_a_calibration_error():
    one = coin(np.arange(100) < 90, np.arange(100))  # error 0: every draw lies above
    assert calibration_error(one) == pytest.approx(0)
    low, high = interval(one, calibration_error)
    assert low == pytest.approx(0, abs=1e-12)
    assert high > 0.03


def test_one_group_says_nothing_about_others():
    assert np.isnan(interval(coin(np.arange(9) > 3, np.zeros(9)), accuracy)).all()


def test_a_figure_that_some_draws_lack_is_taken_from_the_others():
    def sometimes(one: Judged) -> np.ndarray:
        return np.array([np.nan, accuracy(one) if 0 in one.groups else np.nan])

    low, high = intervals(coin(np.arange(20) > 5, np.arange(20)), sometimes, draws=200)
    assert np.isnan([low[0], high[0]]).all()
    assert 0 < low[1] < 0.7 < high[1] < 1


def test_pixels_are_drawn_by_image():
    rng = np.random.default_rng(0)
    right = rng.integers(60, 100, 30)
    counts = np.array([[[n, 100 - n], [100 - n, n]] for n in right])
    low, high = pixel_intervals(counts)
    scores = pixel_f1(counts)
    assert (low < scores).all()
    assert (scores < high).all()
    reach = 1.96 * (right / 100).std() / np.sqrt(30)
    assert high - low == pytest.approx([2 * reach] * 2, rel=0.15)
    alike = np.repeat(counts[:1], 30, axis=0)
    low, high = pixel_intervals(alike, draws=50)
    np.testing.assert_allclose(low, high)


def test_pixel_intervals_take_other_measures():
    counts = np.array([[[8, 2], [1, 9]], [[7, 3], [0, 10]]])
    low, high = pixel_intervals(counts, lambda whole: np.array([pixel_f1(whole).mean()]), draws=50)
    assert low.shape == high.shape == (1,)


def test_a_summary_has_what_a_card_wants():
    rng = np.random.default_rng(0)
    shares = rng.dirichlet((1, 1, 1), 60)
    one = Judged(("a", "b", "c"), shares, rng.integers(0, 2, 60), np.arange(60) // 4)
    found = summary(one, threshold=0.6, draws=50)
    assert (found["photos"], found["people"]) == (60, 15)
    assert found["accuracy"] == accuracy(one)
    for name in ("accuracy", "top2_accuracy", "balanced_accuracy", "calibration_error"):
        low, high = found[f"{name}_95"]
        assert low <= found[name] <= high
    assert found["coverage"] == pytest.approx((shares.max(axis=1) >= 0.6).mean())
    assert len(found["recall"]) == len(found["recall_95"]) == len(found["f1"]) == 3
    assert np.isnan(found["recall"][2])  # no c is there
    assert np.array(found["confusion"]).sum() == 60
    assert found["pairs"] <= 15 * 6
