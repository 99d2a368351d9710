"""Probabilities made honest after training: "70 %" is to be right seven times in ten.

Two methods, both fitted on photos that the network was not: one temperature for all labels (Guo et al.
2017), and Dirichlet calibration, which may also favour one label over another (Kull et al. 2019).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.model_selection import GroupKFold

from training.metrics import Judged

Method = Literal["temperature", "dirichlet"]
LEAST_LOG = -100.0  # stands for the logarithm of 0; float32 knows nothing between
TEMPERATURES = (0.05, 20.0)
FOLDS = 5


@dataclass(frozen=True, eq=False)
class Dirichlet:
    """probabilities = softmax(matrix @ log_probabilities + bias); matrix float64 (k, k), bias (k,)."""

    matrix: np.ndarray
    bias: np.ndarray


def fit_temperature(log_probabilities: np.ndarray, truth: np.ndarray) -> float:
    """The divisor of the logarithms (n, k) that makes the truth (n,) likeliest; above 1 for a network
    that is too sure. Logits will do as well. A network that is never wrong gets the least allowed."""
    logs = _logs(log_probabilities)

    def loss(log_temperature: float) -> float:
        chances = log_softmax(logs / np.exp(log_temperature), axis=1)
        return -float(chances[np.arange(len(truth)), truth].mean())

    found = minimize_scalar(loss, bounds=np.log(TEMPERATURES), options={"xatol": 1e-7})
    return float(np.exp(found.x))


def apply_temperature(log_probabilities: np.ndarray, temperature: float) -> np.ndarray:
    """Probabilities float64 (n, k)."""
    return np.asarray(softmax(_logs(log_probabilities) / temperature, axis=1))


def fit_dirichlet(
    log_probabilities: np.ndarray, truth: np.ndarray, strength: float = 0.01
) -> Dirichlet:
    """Multinomial logistic regression on logarithms (n, k), held back by the mean squares of the bias and
    of what is off the diagonal, each times `strength` (ODIR of Kull et al. 2019).

    Not scikit-learn's, whose penalty pulls the diagonal to 0 as well, which makes every answer unsure.
    """
    inputs = np.column_stack([_logs(log_probabilities), np.ones(len(truth))])
    count = log_probabilities.shape[1]
    hot = np.eye(count)[truth]
    off_diagonal = (1 - np.eye(count)) / max(count * (count - 1), 1)
    penalty = strength * np.column_stack([off_diagonal, np.full(count, 1 / count)])

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        factors = flat.reshape(count, count + 1)
        chances = log_softmax(inputs @ factors.T, axis=1)
        value = -(hot * chances).sum() / len(truth) + (penalty * factors**2).sum()
        slope = (np.exp(chances) - hot).T @ inputs / len(truth) + 2 * penalty * factors
        return float(value), slope.ravel()

    unchanged = np.eye(count, count + 1).ravel()
    found = minimize(loss, unchanged, jac=True, method="L-BFGS-B", options={"maxiter": 5000})
    factors = found.x.reshape(count, count + 1)
    return Dirichlet(factors[:, :count], factors[:, count])


def apply_dirichlet(log_probabilities: np.ndarray, fitted: Dirichlet) -> np.ndarray:
    """Probabilities float64 (n, k)."""
    return np.asarray(softmax(_logs(log_probabilities) @ fitted.matrix.T + fitted.bias, axis=1))


def cross_calibrate(
    judged: Judged, method: Method = "temperature", folds: int = FOLDS, seed: int = 0
) -> Judged:
    """Each photo calibrated by what was fitted on the groups of other folds, so that nothing measured on
    the outcome is flattered. What is shipped is fitted on all of them."""
    logs = log_of(judged.probabilities)
    calibrated = np.empty_like(judged.probabilities)
    parts = GroupKFold(folds, shuffle=True, random_state=seed)
    for fitted, held_out in parts.split(logs, judged.truth, judged.groups):
        if method == "temperature":
            temperature = fit_temperature(logs[fitted], judged.truth[fitted])
            calibrated[held_out] = apply_temperature(logs[held_out], temperature)
        else:
            dirichlet = fit_dirichlet(logs[fitted], judged.truth[fitted])
            calibrated[held_out] = apply_dirichlet(logs[held_out], dirichlet)
    return Judged(judged.labels, calibrated, judged.truth, judged.groups)


def log_of(probabilities: np.ndarray) -> np.ndarray:
    """float64 logarithms; that of 0 is LEAST_LOG."""
    return np.asarray(np.log(np.maximum(probabilities.astype(np.float64), np.exp(LEAST_LOG))))


def _logs(values: np.ndarray) -> np.ndarray:
    """Log-probabilities float64 (n, k) from such, or from logits."""
    return np.asarray(np.maximum(log_softmax(values.astype(np.float64), axis=1), LEAST_LOG))
