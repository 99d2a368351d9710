"""Pores and texture: how much brightness changes from one half millimetre to the next on nose and cheeks.

Roughness in a narrow band of sizes, after phone-camera work (JVCIR 2017). The band ends above the size of
single pixels, where a camera's noise and its sharpening live.
"""

from types import MappingProxyType

import numpy as np

from beauty.concerns.canvas import Canvas
from beauty.concerns.finding import Finding, by_region
from beauty.concerns.maps import blurred, smooth_within

REGIONS = MappingProxyType({"nose": 1.0, "right_cheek": 1.0, "left_cheek": 1.0, "forehead": 0.5})
BAND_PX = (0.7, 2.0)  # 0.3 to 0.8% of the face's width
AROUND_PX = 5.0  # over which roughness is averaged
STEEPEST = 0.03  # of brightness, natural logarithm: more is a mole, a line, a hair or a nostril
CLEAR_PX = 3


def find_pores(canvas: Canvas) -> Finding:
    """Standard deviation of brightness in the band, natural logarithm times 100."""
    fine, coarse = (blurred(canvas.matte_relief, width) for width in BAND_PX)
    change = np.minimum(np.abs(fine - coarse), STEEPEST)
    rough = smooth_within(change * change, canvas.unspotted * canvas.apart(CLEAR_PX), AROUND_PX)
    return by_region(canvas, 100 * np.sqrt(np.maximum(rough, 0)), REGIONS)
