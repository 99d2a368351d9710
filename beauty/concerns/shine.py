"""Shine: light that the skin's surface throws back as it came, before it takes on the skin's colour.

Dichromatic model (Ohtsuki 2012), see `Canvas.gloss`. The same oil shows more on dark skin, which gives
back less light of its own: so the share counts less there.
"""

from types import MappingProxyType

from beauty.concerns.canvas import Canvas
from beauty.concerns.finding import Finding, by_region

REGIONS = MappingProxyType(
    {"forehead": 1.0, "nose": 1.0, "right_cheek": 0.8, "left_cheek": 0.8, "chin": 0.6}
)


def find_shine(canvas: Canvas) -> Finding:
    """Mean of mirrored light over each region, % of the light of the middle of a fair skin."""
    return by_region(canvas, 100 * canvas.contrast**2 * canvas.gloss, REGIONS)
