"""Unevenness: blotches of colour, one to six hundredths of the face wide, on forehead, cheeks and chin.

Spread of the two pigments of skin, which shading does not change, between two widths of blur.
"""

from types import MappingProxyType

import numpy as np

from beauty.concerns.canvas import Canvas
from beauty.concerns.finding import Finding, by_region
from beauty.concerns.maps import smooth_within

REGIONS = MappingProxyType({"forehead": 1.0, "right_cheek": 1.0, "left_cheek": 1.0, "chin": 0.5})
BAND_PX = (3.0, 10.0)
BLOOD = 0.1  # weight of blood's square: redness has a measure of its own
CLEAR_PX = 5  # from brows, eyes and lips


def find_unevenness(canvas: Canvas) -> Finding:
    """Mean distance of the two pigments from their surroundings, natural logarithm times 100."""
    skin = canvas.unspotted * canvas.apart(CLEAR_PX)
    total = np.zeros_like(skin)
    for pigment, weight in ((canvas.blood, BLOOD), (canvas.pigment, 1.0)):
        fine, coarse = (smooth_within(pigment, skin, width) for width in BAND_PX)
        total += weight * (fine - coarse) ** 2
    return by_region(canvas, 100 * np.sqrt(total), REGIONS)
