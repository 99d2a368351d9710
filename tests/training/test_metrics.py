"""Figures against sums done by hand, against scikit-learn, and what must hold of any of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("sklearn", reason="needs requirements-train.txt")

from sklearn.metrics import balanced_accuracy_score, f1_score, top_k_accuracy_score

from training import metrics
from training.metrics import Judged, pair_consistency, pixel_f1, reliability
from training.selective import RiskCoverage, risk_coverage, selective, threshold_for

EVERY = (
    *(metrics.accuracy, metrics.top2_accuracy, metrics.balanced_accuracy, metrics.brier_score),
    *(metrics.log_likelihood_loss, metrics.calibration_error, lambda one: risk_coverage(one).area),
)


def judged(probabilities: list[list[float]], truth: list[int]) -> Judged:
    labels = tuple("abcdefgh"[: len(probabilities[0])])
    return Judged(labels, np.array(probabilities), np.array(truth), np.arange(len(truth)))


def sure_of_first(tops: list[float], right: list[bool]) -> Judged:
    """Photos of two labels with these top probabilities, all found to be the first."""
    return judged([[top, 1 - top] for top in tops], [0 if one else 1 for one in right])


def drawn(count: int, labels: int, seed: int, sharp: float = 1.0) -> Judged:
    """Photos whose truth is drawn from the probabilities before they are sharpened."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 1.5, (count, labels))
    fair = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truth = np.array([rng.choice(labels, p=row) for row in fair])
    told = np.exp(sharp * logits)
    told /= told.sum(axis=1, keepdims=True)
    return Judged(tuple("abcdefgh"[:labels]), told, truth, rng.integers(0, count // 4 + 1, count))


@st.composite
def any_judged(draw: st.DrawFn) -> Judged:
    labels, photos = draw(st.integers(2, 5)), draw(st.integers(1, 20))
    # few values, so that ties are common
    parts = st.lists(st.integers(0, 4), min_size=labels, max_size=labels).filter(any)
    rows = np.array([draw(parts) for _ in range(photos)], np.float64)
    truth = [draw(st.integers(0, labels - 1)) for _ in range(photos)]
    return judged((rows / rows.sum(axis=1, keepdims=True)).tolist(), truth)


# --- one small case, by hand ---

FOUR = judged([[0.7, 0.2, 0.1], [0.4, 0.5, 0.1], [0.3, 0.1, 0.6], [0.5, 0.3, 0.2]], [0, 0, 1, 0])
# found: a b c a; right: yes no no yes


def test_four_photos_by_hand():
    assert metrics.accuracy(FOUR) == 2 / 4
    assert metrics.top2_accuracy(FOUR) == 3 / 4  # the truth of the third comes last
    assert metrics.balanced_accuracy(FOUR) == pytest.approx((2 / 3 + 0 / 1) / 2)  # c does not occur
    assert metrics.confusion(FOUR).tolist() == [[2, 1, 0], [0, 0, 1], [0, 0, 0]]
    squares = [0.09 + 0.04 + 0.01, 0.36 + 0.25 + 0.01, 0.09 + 0.81 + 0.36, 0.25 + 0.09 + 0.04]
    assert metrics.brier_score(FOUR) == pytest.approx(sum(squares) / 4)
    loss = -np.log([0.7, 0.4, 0.1, 0.5]).mean()
    assert metrics.log_likelihood_loss(FOUR) == pytest.approx(loss)


def test_per_label_by_hand():
    each = metrics.per_label(FOUR)
    assert each.photos.tolist() == [3, 1, 0]
    assert each.recall[:2] == pytest.approx([2 / 3, 0])
    assert np.isnan(each.recall[2])
    assert each.precision == pytest.approx([1, 0, 0])
    assert each.f1 == pytest.approx([0.8, 0, 0])


def test_brier_of_two_labels_is_summed_over_both():
    assert metrics.brier_score(judged([[0.8, 0.2]], [0])) == pytest.approx(2 * 0.2**2)


# --- calibration error ---


def test_calibration_error_of_ten_answers_by_hand():
    """Bins of a fifth: five answers at 0.9, three of them right; three at 0.7, two; two at 0.55, none."""
    tops = [0.9] * 5 + [0.7] * 3 + [0.55] * 2
    right = [True] * 3 + [False] * 2 + [True] * 2 + [False] + [False] * 2
    seen = reliability(sure_of_first(tops, right), bins=5)
    assert seen.photos.tolist() == [0, 0, 2, 3, 5]
    assert seen.accuracy[2:] == pytest.approx([0, 2 / 3, 3 / 5])
    assert seen.confidence[2:] == pytest.approx([0.55, 0.7, 0.9])
    by_hand = (2 * 0.55 + 3 * (0.7 - 2 / 3) + 5 * (0.9 - 0.6)) / 10
    assert seen.error == pytest.approx(by_hand)


def test_a_bin_holds_its_upper_edge():
    assert reliability(sure_of_first([0.6], [True]), bins=5).photos.tolist() == [0, 0, 1, 0, 0]
    assert reliability(sure_of_first([1.0], [True]), bins=5).photos.tolist() == [0, 0, 0, 0, 1]


def test_gaps_do_not_cancel_between_bins_but_do_within_one():
    over_and_under = sure_of_first([0.95, 0.95, 0.55, 0.55], [True, False, True, True])
    assert metrics.calibration_error(over_and_under, bins=10) == pytest.approx(0.45)
    assert metrics.calibration_error(over_and_under, bins=1) == pytest.approx(0.0)


def test_fair_probabilities_show_little_error_and_sharpened_ones_much():
    assert metrics.calibration_error(drawn(20_000, 5, 0)) < 0.015
    assert metrics.calibration_error(drawn(20_000, 5, 0, sharp=3)) > 0.15


# --- scikit-learn and extremes ---


@pytest.mark.parametrize("seed", range(5))
def test_equal_to_scikit_learn(seed: int):
    one = drawn(200, 5, seed)
    top2 = top_k_accuracy_score(one.truth, one.probabilities, k=2, labels=range(5))
    assert metrics.top2_accuracy(one) == pytest.approx(top2)
    balanced = balanced_accuracy_score(one.truth, one.found)
    assert metrics.balanced_accuracy(one) == pytest.approx(balanced)
    each = f1_score(one.truth, one.found, average=None)
    assert metrics.per_label(one).f1 == pytest.approx(each)


def test_a_perfect_model():
    perfect = judged(np.eye(3)[[0, 1, 2, 1]].tolist(), [0, 1, 2, 1])
    found = [metric(perfect) for metric in EVERY]
    assert found == pytest.approx([1, 1, 1, 0, 0, 0, 0], abs=1e-12)


def test_a_model_that_always_says_the_same():
    constant = judged([[0.5, 0.3, 0.2]] * 10, [0] * 5 + [1] * 3 + [2] * 2)
    assert metrics.accuracy(constant) == 0.5
    assert metrics.top2_accuracy(constant) == 0.8
    assert metrics.balanced_accuracy(constant) == pytest.approx(1 / 3)
    assert metrics.calibration_error(constant) == pytest.approx(0.0)  # it knows how little it knows
    assert risk_coverage(constant).area == pytest.approx(0.5)


def test_equally_likely_labels_do_not_make_top2_worse_than_top1():
    assert metrics.top2_accuracy(judged([[0.25] * 4] * 2, [0, 1])) == 1.0


# --- properties ---


@given(any_judged())
@settings(max_examples=60, deadline=None)
def test_ranges(one: Judged):
    assert 0 <= metrics.calibration_error(one) <= 1
    assert 0 <= metrics.calibration_error(one, bins=10) <= 1
    assert 0 <= metrics.brier_score(one) <= 2 + 1e-12
    assert metrics.log_likelihood_loss(one) >= 0
    assert metrics.accuracy(one) <= metrics.top2_accuracy(one) <= 1
    assert metrics.confusion(one).sum() == len(one.truth)
    assert np.isfinite(metrics.balanced_accuracy(one))


@given(any_judged(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_photos_does_not_matter(one: Judged, random: object):
    order = np.arange(len(one.truth))
    random.shuffle(order)
    for metric in EVERY:
        assert metric(one.chosen(order)) == pytest.approx(metric(one))


@given(any_judged())
@settings(max_examples=60, deadline=None)
def test_risk_coverage_ends_with_everyone(one: Judged):
    curve = risk_coverage(one)
    assert (np.diff(curve.coverage) > 0).all()
    assert (np.diff(curve.threshold) < 0).all()
    assert curve.coverage[-1] == 1
    assert curve.accuracy[-1] == pytest.approx(metrics.accuracy(one))
    assert 0 <= curve.area <= 1
    for threshold, coverage, right in zip(
        curve.threshold, curve.coverage, curve.accuracy, strict=True
    ):
        assert selective(one, threshold) == pytest.approx((coverage, right))


# --- answering only when sure ---

SORTED = sure_of_first([0.95, 0.9, 0.8, 0.7, 0.6], [True, True, True, False, False])


def test_risk_coverage_by_hand():
    curve = risk_coverage(SORTED)
    assert curve.coverage == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert curve.accuracy == pytest.approx([1, 1, 1, 3 / 4, 3 / 5])
    assert (np.diff(curve.accuracy) <= 0).all()  # the surest are right: it falls all the way
    assert curve.area == pytest.approx((0 + 0 + 0 + 1 / 4 + 2 / 5) / 5)
    assert curve.accuracy_at(0.6) == 1.0
    assert curve.accuracy_at(0.5) == 1.0
    assert curve.accuracy_at(0.61) == 3 / 4


def test_photos_of_one_probability_come_together():
    curve = risk_coverage(sure_of_first([0.9, 0.9, 0.6], [True, False, True]))
    assert curve.coverage == pytest.approx([2 / 3, 1])
    assert curve.accuracy == pytest.approx([1 / 2, 2 / 3])
    assert isinstance(curve, RiskCoverage)


def test_selective_by_hand():
    assert selective(SORTED, 0.75) == (pytest.approx(0.6), 1.0)
    assert selective(SORTED, 0.9) == (pytest.approx(0.4), 1.0)  # at the threshold counts as above
    coverage, right = selective(SORTED, 0.99)
    assert coverage == 0
    assert np.isnan(right)


def test_threshold_for_is_the_lowest_that_does():
    assert threshold_for(SORTED, 1.0, least=1) == 0.71
    assert threshold_for(SORTED, 0.75, least=1) == 0.61
    assert threshold_for(SORTED, 0.6, least=1) == 0.01
    one = drawn(2000, 5, 1)
    threshold = threshold_for(one, 0.7)
    assert selective(one, threshold)[1] >= 0.7
    assert selective(one, threshold - 0.01)[1] < 0.7


def test_threshold_for_does_not_trust_a_handful():
    with pytest.raises(ValueError, match=r"100% of the time on 4 photos.*75\.0% from 0\.61"):
        threshold_for(SORTED, 1.0, least=4)


# --- one person, several photos ---


def test_pair_consistency_by_hand():
    """Ann: oval, oval, round, abstained: 1 pair of 3; Bea: oval, oval: 1 of 1; Cy: one photo, no pair."""
    labels = ["oval", "oval", "round", None, "oval", "oval", "round"]
    groups = np.array(["ann", "ann", "ann", "ann", "bea", "bea", "cy"])
    same = pair_consistency(labels, groups)
    assert same.by_group == pytest.approx((1 / 3 + 1) / 2)
    assert same.by_pair == pytest.approx(2 / 4)
    assert (same.pairs, same.groups) == (4, 2)


def test_without_pairs_consistency_is_unknown():
    same = pair_consistency(["oval", None, None], np.array([1, 1, 2]))
    assert np.isnan([same.by_group, same.by_pair]).all()
    assert (same.pairs, same.groups) == (0, 0)


# --- pixels ---


def test_pixel_f1_by_hand():
    counts = np.array([[6, 2, 0], [1, 3, 0], [0, 0, 0]])
    scores = pixel_f1(counts)
    assert scores[:2] == pytest.approx([12 / 15, 6 / 9])
    assert np.isnan(scores[2])
    stack = np.stack([counts, 2 * counts])
    np.testing.assert_allclose(pixel_f1(stack), scores)


def test_pixel_f1_is_that_of_scikit_learn():
    rng = np.random.default_rng(0)
    truth, found = rng.integers(0, 4, 500), rng.integers(0, 4, 500)
    counts = np.bincount(truth * 4 + found, minlength=16).reshape(4, 4)
    assert pixel_f1(counts) == pytest.approx(f1_score(truth, found, average=None))


# --- what a Judged refuses ---


@pytest.mark.parametrize(
    ("probabilities", "truth", "groups", "said"),
    [
        ([[0.5, 0.5]], [2], [0], "truth"),
        ([[0.5, 0.6]], [0], [0], "sum to 1"),
        ([[1.5, -0.5]], [0], [0], "sum to 1"),
        ([[1.0]], [0], [0], "probabilities"),
        ([[0.5, 0.5]], [0.0], [0], "truth"),
        ([[0.5, 0.5]], [0], [0, 1], "groups"),
        (np.zeros((0, 2)), np.zeros(0, int), [], "probabilities"),
    ],
)
def test_a_judged_that_does_not_fit_is_refused(probabilities, truth, groups, said: str):
    with pytest.raises(ValueError, match=said):
        Judged(("a", "b"), np.array(probabilities), np.array(truth), np.array(groups))


def test_float32_probabilities_are_taken_as_they_come_from_a_network():
    rng = np.random.default_rng(0)
    scores = np.exp(rng.normal(0, 3, (500, 7)).astype(np.float32))
    shares = scores / scores.sum(axis=1, keepdims=True)
    kept = shares.copy()
    one = Judged(tuple("abcdefg"), shares, rng.integers(0, 7, 500), np.arange(500))
    assert metrics.log_likelihood_loss(one) > 0  # scikit-learn warns of sums off by 1e-8
    assert one.probabilities.dtype == np.float64
    np.testing.assert_array_equal(shares, kept)
