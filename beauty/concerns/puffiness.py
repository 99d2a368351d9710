"""Puffiness under the eyes: a soft bulge that ends in a dark crease below.

Shape from shading at one scale: how brightness bends from above to below, at the width of such a crease.
Light from the front flattens it, light from above deepens it, and so does a smile.
"""

from types import MappingProxyType

import numpy as np

from beauty.concerns.canvas import Canvas
from beauty.concerns.finding import Finding, by_region
from beauty.concerns.ridges import curvature

REGIONS = MappingProxyType({"right_under_eye": 1.0, "left_under_eye": 1.0})
WIDTHS_PX = (5.0, 7.0)  # 2 to 3% of the face's width
FAINTEST = 0.01  # of brightness, natural logarithm
DEEPEST = 0.05  # more depth comes from hard light rather than from the face
STEEPEST = -0.4  # cosine of twice its angle: a crease runs across; a shadow beside the nose stands
CLEAR_PX = 9  # from the lower lashes
ABOVE = (1.2, 2.0, 2.8)  # where the bulge is looked for, in widths above the crease
BULGE = (
    2.0  # a crease counts up to this many times the bulge's own bend: the border of a dark circle
)
# has no bulge above it
SMILING = 0.5  # share that a full smile takes off, for it pushes the cheek against the lid


def find_puffiness(canvas: Canvas) -> Finding:
    """Mean depth of the crease, natural logarithm of brightness times 100."""
    depth = np.zeros_like(canvas.relief)
    for sigma in WIDTHS_PX:
        bent = curvature(canvas.relief, sigma)
        crease = bent.high - np.abs(bent.low) - FAINTEST
        crease[bent.lying < STEEPEST] = 0
        bulge = np.maximum(-bent.low - np.abs(bent.high), 0)
        depth = np.maximum(depth, np.minimum(crease, BULGE * highest_above(bulge, sigma)))
    depth = np.clip(depth, 0, DEEPEST) * canvas.skin * canvas.apart(CLEAR_PX)
    return by_region(canvas, 100 * (1 - SMILING * canvas.smile) * depth, REGIONS)


def highest_above(values: np.ndarray, sigma_px: float) -> np.ndarray:
    """The highest of the values (h, w) that lie ABOVE each pixel, 0 beyond the upper border."""
    best = np.zeros_like(values)
    for widths in ABOVE:
        down = round(widths * sigma_px)
        best[down:] = np.maximum(best[down:], values[:-down])
    return best
