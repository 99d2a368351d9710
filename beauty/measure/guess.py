"""What a model says that may be wrong: probabilities first, a label only where they carry one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np


@dataclass(frozen=True)
class Guess:
    """probabilities: every label, sum 1. label: None when abstained; top2: always the two likeliest."""

    label: str | None
    probabilities: Mapping[str, float]
    top2: tuple[str, str]
    abstained: bool

    @classmethod
    def of(cls, labels: Sequence[str], shares: np.ndarray, threshold: float) -> "Guess":
        """From probabilities (k,) in the order of `labels`; below `threshold` no label is given."""
        if shares.shape != (len(labels),) or not abs(float(shares.sum()) - 1) < 1e-3:
            raise ValueError(f"expected {len(labels)} shares that sum to 1, got {shares}")
        first, second = (labels[i] for i in np.argsort(-shares, kind="stable")[:2])
        sure = bool(shares.max() >= threshold)
        return cls(
            label=first if sure else None,
            probabilities=MappingProxyType(
                {name: float(share) for name, share in zip(labels, shares, strict=True)}
            ),
            top2=(first, second),
            abstained=not sure,
        )


@dataclass(frozen=True)
class ZonedGuess:
    """One guess for the whole face, one for forehead and nose, one for the cheeks."""

    whole: Guess
    t_zone: Guess
    u_zone: Guess
