"""How sure a figure is: 95% intervals from drawing people, or images, again and again.

Photos of one person resemble each other, so whole groups are drawn, with replacement (the cluster
bootstrap). Percentiles 2.5 and 97.5 of the draws are the interval.
"""

from collections.abc import Callable, Iterator

import numpy as np

from training import metrics
from training.metrics import Judged, pair_consistency, pixel_f1
from training.selective import risk_coverage, selective

DRAWS = 1000
TAILS = (2.5, 97.5)
HEADLINES = (
    *("accuracy", "top2_accuracy", "balanced_accuracy", "calibration_error"),
    *("coverage", "accuracy_when_given"),
)
Figure = float | list[float] | list[list[float]]


def interval(
    judged: Judged, metric: Callable[[Judged], float], draws: int = DRAWS, seed: int = 0
) -> tuple[float, float]:
    """(low, high) of one figure."""
    low, high = intervals(judged, lambda drawn: np.array([metric(drawn)]), draws, seed)
    return float(low[0]), float(high[0])


def intervals(
    judged: Judged, measure: Callable[[Judged], np.ndarray], draws: int = DRAWS, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """(low, high), each float64 (m,), of several figures (m,) measured on the same draws."""
    names, of_group = np.unique(judged.groups, return_inverse=True)
    members = [np.flatnonzero(of_group == group) for group in range(len(names))]
    drawn = [
        measure(judged.chosen(np.concatenate([members[group] for group in groups])))
        for groups in _draws(len(names), draws, seed)
    ]
    return _middle(np.array(drawn), measure(judged), len(names))


def pixel_intervals(
    counts: np.ndarray,
    measure: Callable[[np.ndarray], np.ndarray] = pixel_f1,
    draws: int = DRAWS,
    seed: int = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """The same for pixels int (n, k, k) of n images; measure takes the sum (k, k) of those drawn. Where
    images share a person, sum their pixels first."""
    drawn = [
        measure(np.tensordot(np.bincount(images, minlength=len(counts)), counts, axes=1))
        for images in _draws(len(counts), draws, seed)
    ]
    return _middle(np.array(drawn), measure(counts.sum(axis=0)), len(counts))


def summary(
    judged: Judged, threshold: float, draws: int = DRAWS, seed: int = 0
) -> dict[str, Figure]:
    """Every figure that a card gives of a group of photos; NAME_95 is the interval of NAME."""
    low, high = intervals(judged, lambda drawn: _figures(drawn, threshold), draws, seed)
    spans = np.column_stack([low, high]).tolist()
    found: dict[str, Figure] = {
        "photos": len(judged.truth),
        "people": len(np.unique(judged.groups)),
    }
    for name, value, span in zip(HEADLINES, _figures(judged, threshold), spans, strict=False):
        found |= {name: float(value), f"{name}_95": span}
    found |= {
        "calibration_error_10_bins": metrics.calibration_error(judged, bins=10),
        "brier_score": metrics.brier_score(judged),
        "log_likelihood_loss": metrics.log_likelihood_loss(judged),
        "accuracy_at_half_coverage": risk_coverage(judged).accuracy_at(0.5),
        "area_under_risk_coverage": risk_coverage(judged).area,
    }
    each = metrics.per_label(judged)
    return (
        found
        | _same_person(judged, threshold)
        | {
            "photos_per_label": each.photos.tolist(),
            "recall": each.recall.tolist(),
            "recall_95": spans[len(HEADLINES) :],
            "precision": each.precision.tolist(),
            "f1": each.f1.tolist(),
            "confusion": metrics.confusion(judged).tolist(),
        }
    )


def _figures(judged: Judged, threshold: float) -> np.ndarray:
    """The HEADLINES, then the recall of each label."""
    recall = metrics.per_label(judged).recall
    first = [metrics.accuracy(judged), metrics.top2_accuracy(judged), np.nanmean(recall)]
    return np.array(
        [*first, metrics.calibration_error(judged), *selective(judged, threshold), *recall]
    )


def _same_person(judged: Judged, threshold: float) -> dict[str, Figure]:
    given = zip(judged.found.tolist(), judged.top.tolist(), strict=True)
    answers = [judged.labels[label] if top >= threshold else None for label, top in given]
    same = pair_consistency(answers, judged.groups)
    return {
        "same_answer_by_person": same.by_group,
        "same_answer_by_pair": same.by_pair,
        "pairs": same.pairs,
    }


def _draws(groups: int, draws: int, seed: int) -> Iterator[np.ndarray]:
    rng = np.random.default_rng(seed)
    return (rng.integers(0, groups, groups) for _ in range(draws))


def _middle(drawn: np.ndarray, measured: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray]:
    """The interval of each column; NaN of a single group, which says nothing about others.

    Drawing adds noise, which a calibration error only grows by: its draws may all lie above what was
    measured. The interval is widened to hold that, so it errs towards the worse.
    """
    low, high = np.full((2, *measured.shape), np.nan)
    known = np.isfinite(drawn).any(axis=0) & (groups > 1)
    if known.any():
        low[known], high[known] = np.nanpercentile(drawn[:, known], TAILS, axis=0)
    return np.minimum(low, measured), np.maximum(high, measured)
