"""Redness: skin that holds more blood than the palest quarter of the same face.

Erythema index maps after Yamamoto 2008, taken relative to the face itself as knowledge of cheek against
forehead suggests: so neither skin tone nor the lamp's colour makes a face redder. A face that is
evenly flushed all over therefore looks less red than it is.
"""

from types import MappingProxyType

import numpy as np

from beauty.concerns.canvas import Canvas
from beauty.concerns.finding import Finding, by_region
from beauty.concerns.maps import quantile, smooth_within

REGIONS = MappingProxyType(
    {"forehead": 0.5, "nose": 0.8, "right_cheek": 1.5, "left_cheek": 1.5, "chin": 0.7}
)
SMOOTH_PX = 3.0  # 1.2% of the face's width
PALEST = 0.25
EVERYBODY = 0.03  # of excess that an evenly coloured face shows from noise and shading alone


def find_redness(canvas: Canvas) -> Finding:
    """Mean excess of the erythema index, natural logarithm: 0 none, 0.1 rosy, 0.3 very red."""
    blood = smooth_within(canvas.blood, canvas.skin, SMOOTH_PX)
    pale = quantile(blood, canvas.skin, PALEST, inside=0.9) or 0.0
    return by_region(canvas, np.maximum(blood - pale - EVERYBODY, 0), REGIONS)
