"""How well a score tells two groups apart."""

import numpy as np


def auc(scores: np.ndarray, positive: np.ndarray) -> float:
    """Chance that a positive scores above a negative, ties counting half (area under the ROC curve).

    scores float (n,), positive bool (n,). NaN where either group is empty.

    >>> auc(np.array([0.1, 0.4, 0.35, 0.8]), np.array([False, False, True, True]))
    0.75
    """
    wanted, others = scores[positive][:, None], scores[~positive][None, :]
    if not wanted.size or not others.size:
        return float("nan")
    return float((wanted > others).mean() + (wanted == others).mean() / 2)


def share_flagged(flagged: np.ndarray, group: np.ndarray) -> float:
    """Share of a group that was flagged, both bool (n,): recall of the positives, or false alarms."""
    return float(flagged[group].mean()) if group.any() else float("nan")
