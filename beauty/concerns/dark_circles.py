"""Dark circles: skin under the eyes that is darker, or bluer, than the cheek of the same side.

The difference in lightness between under-eye and cheek follows graders best of the measures compared in
SciELO S0365-05962015000400494. It is taken as a ratio of light, so that it means the same on every tone.
A lamp from above darkens the eye sockets too: light/ says when it does.
"""

from types import MappingProxyType

import numpy as np

from beauty.concerns.canvas import Canvas
from beauty.concerns.finding import Finding, by_region
from beauty.concerns.maps import quantile, smooth_within

SIDES = ("right", "left")
REGIONS = MappingProxyType({f"{side}_under_eye": 1.0 for side in SIDES})
SMOOTH_PX = 2.5
CLEAR_PX = 4  # from the lower lashes


def find_dark_circles(canvas: Canvas) -> Finding:
    """Mean loss of light against the middle of the cheek below, natural logarithm: 0.1 is 10% darker."""
    skin = canvas.skin * canvas.apart(CLEAR_PX)
    bright = smooth_within(canvas.brightness, skin, SMOOTH_PX)
    heat = np.zeros_like(bright)
    for side in SIDES:
        cheek = quantile(bright, canvas.masks[f"{side}_cheek"], 0.5)
        if cheek is not None:
            mine = canvas.masks[f"{side}_under_eye"] > 0
            heat[mine] = np.maximum(cheek - bright[mine], 0)
    return by_region(canvas, heat * (skin > 0), REGIONS)
