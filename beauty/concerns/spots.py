"""Spots: small round places darker than the skin round them, red ones (as of acne) and brown ones apart.

Blobs of several sizes by the smaller eigenvalue of the Hessian of brightness, which a line does not have
(Lindeberg 1998; LoG blobs on L* and a*, Chang and Liao 2013). A spot that has more blood than its
surroundings, for how dark it is, counts as red. To a camera a mole or a grain of mascara is a spot, too.
"""

from types import MappingProxyType

import numpy as np

from beauty.concerns.canvas import FAINTEST_SPOT, SPOT_SIZES_PX, Canvas
from beauty.concerns.finding import Finding, by_region
from beauty.concerns.ridges import dark_blobs, filled

REGIONS = MappingProxyType(
    {"forehead": 1.0, "right_cheek": 1.5, "left_cheek": 1.5, "chin": 0.5}
)  # the nose has nostrils
DEEPEST = 0.03  # how many spots there are counts for more than how dark one is
RED_FROM = 0.5  # of blood over brightness: a brown spot of melanin has about none
CLEAR_PX = 5  # from brows, eyes and lips


def find_spots(canvas: Canvas) -> Finding:
    """Mean depth of spots over each region, natural logarithm of brightness times 100; parts: red and
    brown, which sum to the whole."""
    depth = np.minimum(canvas.spots, DEEPEST) * canvas.matte * canvas.apart(CLEAR_PX)
    blood = dark_blobs(filled(-canvas.blood, canvas.matte), SPOT_SIZES_PX)
    red = blood > RED_FROM * (canvas.spots + FAINTEST_SPOT)
    whole = by_region(canvas, 100 * depth, REGIONS)
    parts = {
        kind: found
        for kind, chosen in (("red", red), ("brown", ~red))
        if (found := by_region(canvas, 100 * depth * chosen, REGIONS).value) is not None
    }
    return Finding(whole.value, whole.regions, whole.heat, MappingProxyType(parts))
