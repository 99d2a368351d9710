"""A soft veil of colour over the portrait: how much a network, or a measure, found where.

Viridis, whose steps look equally large (Smith and van der Walt 2015), from blue over green to yellow:
no skin has these hues, so the veil reads on all of them and none of it looks like redness or a shadow.
"""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np

from beauty.draw.portrait import Portrait
from beauty.predict import Explanation

DARKEST = 0.2  # of the map's 0..1: its first violet would pass for a bruise
STRONGEST = 0.5  # share of the veil where most spoke; the skin stays visible everywhere
UNSEEN = 0.002  # heat up to here would change no pixel by half a level
FULL_FROM = 0.55  # heat from which the veil is that strong; below it fades to nothing at 0


# lays a map float32 (h, w), 0..1, over a part of the photo: its size (width, height), its corner (x, y)
OverPhoto = Callable[[tuple[int, int], tuple[int, int]], np.ndarray]


def draw_heat(explanation: Explanation, shown: Portrait) -> np.ndarray:
    """The portrait under the veil, uint8 (h, w, 3); where nothing spoke it is as photographed."""
    return veiled(shown, explanation.over_photo)


def veiled(shown: Portrait, over_photo: OverPhoto) -> np.ndarray:
    """A picture under the veil of a map: uint8 (h, w, 3), the photo's own pixels where the map is 0."""
    left, top, right, bottom = shown.box_xyxy
    heat = over_photo((right - left, bottom - top), (left, top))
    height, width = shown.rgb.shape[:2]
    how = (
        cv2.INTER_AREA if shown.scale < 1 else cv2.INTER_LINEAR
    )  # thin lines must not fall between
    heat = np.clip(cv2.resize(heat, (width, height), interpolation=how), 0, 1)
    painted = shown.rgb.copy()
    there = heat > UNSEEN  # mostly a small part of the picture
    strength = heat[there]
    veil = _colors()[np.round(strength * 255).astype(np.uint8)]
    share = (STRONGEST * np.minimum(strength / FULL_FROM, 1))[:, None]
    painted[there] = np.round(painted[there] * (1 - share) + veil * share).astype(np.uint8)
    return painted


def heat_scale(steps: int = 5) -> tuple[tuple[int, int, int], ...]:
    """Colours of the veil from little to much, RGB."""
    chosen = _colors()[np.linspace(0, 255, steps).round().astype(int)]
    return tuple((int(red), int(green), int(blue)) for red, green, blue in chosen)


@cache
def _colors() -> np.ndarray:
    """float32 (256, 3), RGB."""
    levels = np.linspace(DARKEST, 1, 256) * 255
    bgr = cv2.applyColorMap(np.round(levels).astype(np.uint8)[None], cv2.COLORMAP_VIRIDIS)
    colors: np.ndarray = bgr[0, :, ::-1].astype(np.float32)
    return colors
