"""How good a classifier's answers are: right, sure of itself only when right, the same for one person.

Every figure takes a `Judged`: the model's probabilities for photos that it was not fitted on. A figure
that cannot be told (no photo of a label, no pair) is NaN, never 0. Answering only when sure is in
training.selective, calibration in training.calibration, intervals in training.intervals.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import (
    accuracy_score,
    brier_score_loss,
    confusion_matrix,
    log_loss,
    precision_recall_fscore_support,
)


@dataclass(frozen=True, eq=False)
class Judged:
    """What a model said of photos, beside the truth.

    labels: k names; probabilities: float (n, k), each row sums to 1; truth: int (n,), indices of labels;
    groups: (n,), the person or source image of each photo, which are what varies independently.
    """

    labels: tuple[str, ...]
    probabilities: np.ndarray
    truth: np.ndarray
    groups: np.ndarray

    def __post_init__(self) -> None:
        photos, labels = len(self.truth), len(self.labels)
        if photos == 0 or self.probabilities.shape != (photos, labels):
            raise ValueError(
                f"probabilities: expected {(photos, labels)}, got {self.probabilities.shape}"
            )
        if self.groups.shape != (photos,):
            raise ValueError(f"groups: expected one a photo ({photos}), got {self.groups.shape}")
        if not np.issubdtype(self.truth.dtype, np.integer):
            raise ValueError(f"truth: expected indices of labels, got {self.truth.dtype}")
        if self.truth.min() < 0 or self.truth.max() >= labels:
            raise ValueError(f"truth: expected 0 to {labels - 1}, got one outside")
        sums = self.probabilities.sum(axis=1, keepdims=True, dtype=np.float64)
        if not np.allclose(sums, 1, atol=1e-4) or self.probabilities.min() < 0:
            raise ValueError("probabilities: expected rows of 0 to 1 that sum to 1")
        # float32 rows miss 1 by enough for scikit-learn to complain; rows that do not are left as they
        # are, so that a photo chosen again keeps its ties
        even = np.where(np.abs(sums - 1) < 1e-12, self.probabilities, self.probabilities / sums)
        object.__setattr__(self, "probabilities", even)

    @property
    def found(self) -> np.ndarray:
        """int (n,): the likeliest label, the earlier one of equals."""
        return np.asarray(self.probabilities.argmax(axis=1))

    @property
    def right(self) -> np.ndarray:
        return np.asarray(self.found == self.truth)

    @property
    def top(self) -> np.ndarray:
        """float64 (n,): the probability of the likeliest label."""
        return np.asarray(self.probabilities.max(axis=1))

    def chosen(self, keep: np.ndarray) -> "Judged":
        """Those at the indices (an index may come twice) or where the mask says so."""
        return Judged(self.labels, self.probabilities[keep], self.truth[keep], self.groups[keep])


@dataclass(frozen=True, eq=False)
class PerLabel:
    """precision, recall, f1: float64 (k,), NaN where undefined; photos: int (k,), those truly of it."""

    precision: np.ndarray
    recall: np.ndarray
    f1: np.ndarray
    photos: np.ndarray


def accuracy(judged: Judged) -> float:
    return float(accuracy_score(judged.truth, judged.found))


def top2_accuracy(judged: Judged) -> float:
    """How often the truth is among the two likeliest; of equals the earlier label counts, as in `found`
    (scikit-learn's top_k_accuracy_score takes the later one, and so may fall below the accuracy)."""
    best = np.argsort(-judged.probabilities, axis=1, kind="stable")[:, :2]
    return float((best == judged.truth[:, None]).any(axis=1).mean())


def per_label(judged: Judged) -> PerLabel:
    every = range(len(judged.labels))
    return PerLabel(
        *precision_recall_fscore_support(
            judged.truth, judged.found, labels=every, zero_division=np.nan
        )
    )


def balanced_accuracy(judged: Judged) -> float:
    """The mean recall of the labels that occur."""
    return float(np.nanmean(per_label(judged).recall))


def confusion(judged: Judged) -> np.ndarray:
    """int (k, k): photos, true label by row, found label by column."""
    every = range(len(judged.labels))
    return np.asarray(confusion_matrix(judged.truth, judged.found, labels=every))


def brier_score(judged: Judged) -> float:
    """Squared error of the probabilities summed over labels, 0 to 2 (Brier 1950)."""
    every = range(len(judged.labels))
    return float(
        brier_score_loss(judged.truth, judged.probabilities, labels=every, scale_by_half=False)
    )


def log_likelihood_loss(judged: Judged) -> float:
    """Mean negative log-likelihood, in nats."""
    return float(log_loss(judged.truth, judged.probabilities, labels=range(len(judged.labels))))


@dataclass(frozen=True, eq=False)
class Reliability:
    """Photos by top probability, in bins of equal width, empty ones included.

    edges: float64 (bins + 1,); photos: int (bins,); confidence, accuracy: float64 (bins,), means in the
    bin, NaN where it is empty.
    """

    edges: np.ndarray
    photos: np.ndarray
    confidence: np.ndarray
    accuracy: np.ndarray

    @property
    def error(self) -> float:
        """The gap between confidence and accuracy, averaged over photos."""
        gaps = np.abs(self.confidence - self.accuracy)
        return float(np.nansum(gaps * self.photos) / self.photos.sum())


def reliability(judged: Judged, bins: int = 15) -> Reliability:
    """Bin b holds top probabilities in (b / bins, (b + 1) / bins], as in Guo et al. 2017."""
    edges = np.linspace(0, 1, bins + 1)
    places = np.clip(np.searchsorted(edges, judged.top, side="left") - 1, 0, bins - 1)
    photos = np.bincount(places, minlength=bins)
    full = np.where(photos > 0, photos, np.nan)
    confidence = np.bincount(places, judged.top, bins) / full
    right = np.bincount(places, judged.right, bins) / full
    return Reliability(edges, photos, confidence, right)


def calibration_error(judged: Judged, bins: int = 15) -> float:
    """Expected calibration error of the top label, 0 to 1 (Naeini et al. 2015; 15 bins: Guo et al. 2017).

    It is never 0 by chance alone: of few photos even a perfect model shows some.
    """
    return reliability(judged, bins).error


@dataclass(frozen=True)
class Consistency:
    """Share of pairs of photos of one group with one answer, NaN without pairs.

    by_group: each group weighs the same; by_pair: each pair does; groups: those with a pair.
    """

    by_group: float
    by_pair: float
    pairs: int
    groups: int


def pair_consistency(labels: Sequence[str | None], groups: np.ndarray) -> Consistency:
    """How often two photos of one person get the same answer; None, an abstention, makes no pair."""
    answers: dict[object, Counter[str]] = defaultdict(Counter)
    for label, group in zip(labels, groups.tolist(), strict=True):
        if label is not None:
            answers[group][label] += 1
    pairs = np.array([_pairs(counts.total()) for counts in answers.values()], np.int64)
    same = np.array([sum(map(_pairs, counts.values())) for counts in answers.values()], np.int64)
    there = pairs > 0
    if not there.any():
        return Consistency(np.nan, np.nan, 0, 0)
    by_group = float((same[there] / pairs[there]).mean())
    return Consistency(
        by_group, float(same.sum() / pairs.sum()), int(pairs.sum()), int(there.sum())
    )


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def pixel_f1(counts: np.ndarray) -> np.ndarray:
    """F1 of each label, float64 (k,), from pixels (k, k), true by row, or of a stack of them (n, k, k)
    taken together; NaN for a label that is neither there nor found."""
    whole = counts.reshape(-1, *counts.shape[-2:]).sum(axis=0)
    either = whole.sum(axis=0) + whole.sum(axis=1)
    return np.asarray(2 * np.diag(whole) / np.where(either > 0, either, np.nan))
