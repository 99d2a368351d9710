"""Face shape from the measured ratios alone, until a network looks at the picture as well.

A small multinomial logistic regression on eight ratios; its numbers and its card are in
weights/face_shape_ratios.toml (training/face_shape_ratios.py makes it). Ratios alone are right for
about one person in three and hold the right answer in their top two for about two in three: so the
probabilities are calibrated, and below the card's threshold no label is given at all.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

from beauty.errors import SetupError
from beauty.paths import WEIGHTS

CARD = WEIGHTS / "face_shape_ratios.toml"


@dataclass(frozen=True)
class ShapeGuess:
    """probabilities: every shape, sum 1. label: None when abstained; top2: always the two likeliest."""

    label: str | None
    probabilities: Mapping[str, float]
    top2: tuple[str, str]
    abstained: bool


@dataclass(frozen=True, eq=False)
class RatioModel:
    """z = (ratios - mean) / scale; probabilities = softmax(weights @ z + bias).

    features: ratio names (f,); labels (k,); mean, scale float64 (f,); weights (k, f); bias (k,).
    """

    features: tuple[str, ...]
    labels: tuple[str, ...]
    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    bias: np.ndarray
    threshold: float

    @classmethod
    def load(cls, path: Path = CARD) -> "RatioModel":
        """Read the card's [model] table. Raises SetupError if it is missing or does not fit together."""
        try:
            model = tomllib.loads(path.read_text("utf-8"))["model"]
            arrays = {
                name: np.array(model[name], np.float64)
                for name in ("mean", "scale", "weights", "bias")
            }
            loaded = cls(
                tuple(model["features"]),
                tuple(model["labels"]),
                **arrays,
                threshold=float(model["threshold"]),
            )
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise SetupError(
                reason=f"{path.name} cannot be used ({error})",
                fix="Take weights/ from the repository again.",
            ) from error
        if not loaded.fits_together:
            raise SetupError(
                reason=f"{path.name}: weights do not fit labels and features",
                fix="Take weights/ from the repository again.",
            )
        return loaded

    @property
    def fits_together(self) -> bool:
        """Whether every array has the length that labels and features ask for."""
        labels, features = len(self.labels), len(self.features)
        shapes = [array.shape for array in (self.mean, self.scale, self.weights, self.bias)]
        return shapes == [(features,), (features,), (labels, features), (labels,)]

    def guess(self, ratios: Mapping[str, float]) -> ShapeGuess:
        """Shape probabilities for the ratios of one face (see `measure_geometry`)."""
        values = np.array([ratios[name] for name in self.features])
        scores = self.weights @ ((values - self.mean) / self.scale) + self.bias
        raised = np.exp(scores - scores.max())
        shares = raised / raised.sum()
        first, second = (self.labels[i] for i in np.argsort(-shares)[:2])
        sure = bool(shares.max() >= self.threshold)
        return ShapeGuess(
            label=first if sure else None,
            probabilities=MappingProxyType(
                {name: float(p) for name, p in zip(self.labels, shares, strict=True)}
            ),
            top2=(first, second),
            abstained=not sure,
        )


@cache
def load_ratio_model() -> RatioModel:
    """The committed model, read once."""
    return RatioModel.load()
