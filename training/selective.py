"""Answering only when sure: how many photos get an answer, and how often those answers are right."""

from dataclasses import dataclass

import numpy as np

from training.metrics import Judged

GRID = np.arange(1, 100) / 100  # thresholds tried; finer ones would only fit the noise


@dataclass(frozen=True, eq=False)
class RiskCoverage:
    """What answering only when sure brings: answers are given from threshold[i] on.

    threshold (falling), coverage (rising), accuracy of the answers given: float64 (m,), one point for
    each top probability that occurs, since photos that share one cannot be told apart.
    """

    threshold: np.ndarray
    coverage: np.ndarray
    accuracy: np.ndarray

    def accuracy_at(self, coverage: float) -> float:
        """At the highest threshold that answers at least this share of photos."""
        return float(self.accuracy[np.searchsorted(self.coverage, coverage - 1e-9)])

    @property
    def area(self) -> float:
        """Mean error over all coverages, 0 to 1, less is better (Geifman et al. 2019)."""
        return float(((1 - self.accuracy) * np.diff(self.coverage, prepend=0.0)).sum())


def risk_coverage(judged: Judged) -> RiskCoverage:
    order = np.argsort(-judged.top, kind="stable")
    top, right = judged.top[order], judged.right[order]
    last = np.flatnonzero(np.append(top[1:] != top[:-1], True))  # of those with one probability
    given = last + 1
    return RiskCoverage(top[last], given / len(top), right.cumsum()[last] / given)


def selective(judged: Judged, threshold: float) -> tuple[float, float]:
    """Share of photos answered from this top probability on, and how often those answers are right."""
    given = judged.top >= threshold
    return float(given.mean()), float(judged.right[given].mean()) if given.any() else np.nan


def threshold_for(judged: Judged, wanted: float, least: int = 50) -> float:
    """The lowest top probability, in hundredths, from which answers are right `wanted` of the time.

    At least `least` photos must be left: of a handful a good share is luck. Raises ValueError, naming the
    best that can be had, if none will do.
    """
    best = (0.0, 0.0)
    for threshold in GRID:
        coverage, right = selective(judged, threshold)
        if round(coverage * len(judged.truth)) < least:
            break
        if right >= wanted:
            return float(threshold)
        if right > best[0]:
            best = (right, float(threshold))
    raise ValueError(
        f"answers right {wanted:.0%} of the time on {least} photos or more: no threshold gives them,"
        f" the best is {best[0]:.1%} from {best[1]:.2f} on; want less, or train a better model"
    )
