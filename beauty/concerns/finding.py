"""What one measure found, still in its own unit; score.py turns it into a `Concern`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from beauty.concerns.canvas import Canvas
from beauty.concerns.maps import weighted_mean

LEAST_SHARE = 0.0012  # of the canvas that must show a region before anything is said of it


@dataclass(frozen=True, eq=False)
class Finding:
    """value: of the whole face, None where no region could be seen. regions: each region's own.
    heat: float32 (size, size), the same unit, 0 where nothing was found. parts: kinds told apart."""

    value: float | None
    regions: Mapping[str, float]
    heat: np.ndarray
    parts: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


def seen(canvas: Canvas, names: Sequence[str]) -> tuple[str, ...]:
    """Those regions of which enough can be seen."""
    size = canvas.skin.size
    return tuple(name for name in names if float(canvas.masks[name].sum()) >= LEAST_SHARE * size)


def by_region(canvas: Canvas, heat: np.ndarray, weights: Mapping[str, float]) -> Finding:
    """The mean of `heat` over each region, and over all of them by their weights; the heat is kept
    where those regions are."""
    names = seen(canvas, tuple(weights))
    regions = {name: weighted_mean(heat, canvas.masks[name]) for name in names}
    shown = heat * covering(canvas, names)
    return Finding(_mean(regions, weights), MappingProxyType(regions), shown.astype(np.float32))


def covering(canvas: Canvas, names: Sequence[str]) -> np.ndarray:
    """How much each pixel belongs to any of these regions, float32 (size, size), 0..1."""
    cover = np.zeros_like(canvas.skin)
    for name in names:
        cover = np.maximum(cover, canvas.masks[name])
    return cover


def _mean(regions: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    if not regions:
        return None
    total = sum(weights[name] for name in regions)
    return sum(regions[name] * weights[name] for name in regions) / total
