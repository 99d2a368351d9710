"""Wrinkles and lines: thin dark lines where lines of expression and age run, told from spots and pores by
their length (hybrid Hessian filter, Ng 2015).

On the forehead only lines that run across count, since hair falls the other way. A smile makes lines
round eyes and mouth: the expression is named as a limit then.
"""

from types import MappingProxyType

import cv2
import numpy as np

from beauty.concerns.canvas import Canvas
from beauty.concerns.finding import Finding, by_region
from beauty.concerns.ridges import curvature

REGIONS = MappingProxyType(
    {
        "forehead": 1.0,
        "glabella": 0.5,
        "right_crows_feet": 0.7,
        "left_crows_feet": 0.7,
        "right_under_eye": 0.3,
        "left_under_eye": 0.3,
        "right_nasolabial": 0.3,
        "left_nasolabial": 0.3,
    }
)
SMILING = ("crows_feet", "under_eye", "nasolabial")  # where a smile makes lines that go with it
WIDTHS_PX = (1.0, 1.6)  # of a line: 0.4 to 0.6% of the face's width
ROUNDEST = 0.6  # smaller curvature over the larger: beyond it a spot
FAINTEST = 0.007  # of brightness, natural logarithm: below it lines drown in noise
DEEPEST = 0.02  # more depth comes from hard light rather than from the skin
SHORTEST_PX = 11  # 4.5% of the face's width
CLEAR_PX = 5  # from brows, eyes and lips: their borders are lines, too


def find_wrinkles(canvas: Canvas) -> Finding:
    """Mean depth of lines over each region, natural logarithm of brightness times 100."""
    depth = np.zeros_like(canvas.relief)
    for sigma in WIDTHS_PX:
        bent = curvature(canvas.relief, sigma)
        line = bent.high - np.maximum(np.abs(bent.low) / ROUNDEST, FAINTEST)
        line[(bent.lying < 0) & (canvas.masks["forehead"] > 0.5)] = 0
        depth = np.maximum(depth, line)
    depth = long_enough(depth * canvas.skin * canvas.apart(CLEAR_PX), SHORTEST_PX)
    weights = {
        name: weight * (1 - canvas.smile * name.endswith(SMILING))
        for name, weight in REGIONS.items()
    }
    return by_region(canvas, 100 * np.minimum(depth, DEEPEST), weights)


def long_enough(depth: np.ndarray, shortest_px: int) -> np.ndarray:
    """The map without pieces whose box is shorter than this in both directions."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((depth > 0).astype(np.uint8))
    reach = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    keep = reach >= shortest_px
    keep[0] = False
    kept: np.ndarray = depth * keep[labels]
    return kept
