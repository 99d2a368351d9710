"""Calibration finds what was done to fair probabilities; nobody is judged by what was fitted on them."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="needs requirements-train.txt")

from scipy.special import log_softmax, softmax
from sklearn.linear_model import LogisticRegression

from training.calibration import (
    apply_dirichlet,
    apply_temperature,
    cross_calibrate,
    fit_dirichlet,
    fit_temperature,
    log_of,
)
from training.metrics import Judged, calibration_error, log_likelihood_loss

LABELS = tuple("abcd")


def fair_logits(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Logits (n, 4) and truths drawn from their softmax."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 1.5, (count, len(LABELS)))
    truth = (softmax(logits, axis=1).cumsum(axis=1) < rng.random((count, 1))).sum(axis=1)
    return logits, np.minimum(truth, len(LABELS) - 1)


def judged(logits: np.ndarray, truth: np.ndarray) -> Judged:
    return Judged(LABELS, softmax(logits, axis=1), truth, np.arange(len(truth)) // 3)


@pytest.mark.parametrize("known", [0.5, 1.0, 2.5, 6.0])
def test_the_temperature_that_was_applied_is_found(known: float):
    logits, truth = fair_logits(20_000)
    assert fit_temperature(logits * known, truth) == pytest.approx(known, rel=0.04)
    told = log_softmax(logits * known, axis=1)
    assert fit_temperature(told, truth) == pytest.approx(fit_temperature(logits * known, truth))
    np.testing.assert_allclose(apply_temperature(told, known), softmax(logits, axis=1))


def test_the_temperature_is_the_least_loss():
    logits, truth = fair_logits(500)
    logits = logits * 3
    found = fit_temperature(logits, truth)

    def loss(temperature: float) -> float:
        chances = apply_temperature(logits, temperature)
        return -np.log(chances[np.arange(500), truth]).mean()

    assert loss(found) <= min(loss(found * 0.99), loss(found * 1.01))


def test_a_temperature_keeps_the_order_of_labels():
    logits, _ = fair_logits(200)
    hot = apply_temperature(logits, 4.0)
    np.testing.assert_array_equal(np.argsort(hot, axis=1), np.argsort(logits, axis=1))


def test_probabilities_of_zero_are_borne():
    sure = log_of(np.eye(4)[[0, 1, 2, 3, 0]])
    truth = np.array([0, 1, 2, 3, 1])  # the last is wrong, at a probability of 0
    assert np.isfinite(fit_temperature(sure, truth))
    assert np.isfinite(apply_dirichlet(sure, fit_dirichlet(sure, truth))).all()


def test_a_model_that_is_never_wrong_breaks_nothing():
    sure = log_of(np.eye(4)[[0, 1, 2, 3] * 5] * 0.9 + 0.025)
    truth = np.array([0, 1, 2, 3] * 5)
    assert 0.05 <= fit_temperature(sure, truth) < 0.1  # as sharp as makes a difference
    assert np.isfinite(fit_dirichlet(sure, truth).matrix).all()


def test_dirichlet_finds_a_label_that_is_told_too_often():
    logits, truth = fair_logits(20_000)
    skewed = logits + np.array([1.0, 0.0, 0.0, -1.0])
    fitted = fit_dirichlet(skewed, truth, strength=1e-6)
    calibrated = apply_dirichlet(skewed, fitted)
    assert np.abs(calibrated - softmax(logits, axis=1)).mean() < 0.01
    assert np.abs(softmax(skewed, axis=1) - softmax(logits, axis=1)).mean() > 0.05
    shares = np.bincount(truth, minlength=4) / len(truth)
    np.testing.assert_allclose(calibrated.mean(axis=0), shares, atol=1e-3)


def test_without_penalty_dirichlet_is_scikit_learns_regression():
    logits, truth = fair_logits(600)
    told = log_softmax(logits * 2, axis=1)
    theirs = LogisticRegression(C=np.inf, tol=1e-8, max_iter=5000).fit(told, truth)
    ours = apply_dirichlet(told, fit_dirichlet(told, truth, strength=0.0))
    np.testing.assert_allclose(ours, theirs.predict_proba(told), atol=2e-3)


def test_a_strong_penalty_leaves_one_factor_a_label():
    logits, truth = fair_logits(600)
    fitted = fit_dirichlet(logits, truth, strength=1e5)
    assert np.abs(fitted.matrix - np.diag(np.diag(fitted.matrix))).max() < 1e-3
    assert np.abs(fitted.bias).max() < 1e-3


@pytest.mark.parametrize("method", ["temperature", "dirichlet"])
def test_cross_calibration_mends_a_model_that_is_too_sure(method: str):
    logits, truth = fair_logits(4000)
    before = judged(logits * 3, truth)
    after = cross_calibrate(before, method)
    assert calibration_error(before) > 0.15
    assert calibration_error(after) < 0.035
    assert log_likelihood_loss(after) < log_likelihood_loss(before)
    np.testing.assert_array_equal(after.groups, before.groups)


def test_no_photo_is_calibrated_by_its_own_group():
    """Truths of one group are turned round: what it gets itself must not change."""
    logits, truth = fair_logits(300)
    one = judged(logits * 3, truth)
    own = one.groups == 7
    turned = Judged(LABELS, one.probabilities, np.where(own, 3 - truth, truth), one.groups)
    before, after = cross_calibrate(one).probabilities, cross_calibrate(turned).probabilities
    np.testing.assert_array_equal(before[own], after[own])
    assert not np.array_equal(before[~own], after[~own])


def test_too_few_groups_are_refused():
    logits, truth = fair_logits(9)
    with pytest.raises(ValueError, match="number of groups"):
        cross_calibrate(judged(logits, truth), folds=5)
