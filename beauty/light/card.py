"""A calibrated reading: somebody points at a white paper or a grey card that lies in the face's light."""

from types import MappingProxyType

import numpy as np

from beauty.color.spaces import LINEAR
from beauty.errors import CardError, UsageError
from beauty.light.constants import load_constants
from beauty.light.evidence import CLIPPED, FLOOR, LUMINANCE
from beauty.light.light import Light
from beauty.photo import Photo

KINDS = ("paper", "grey")
LEAST_RADIUS_PX = 4


def light_from_card(photo: Photo, xy_px: tuple[float, float], kind: str) -> Light:
    """The light that makes the patch round a point look as it does.

    xy_px: in pixels of `photo.rgb`, x right and y down from its top-left corner. kind: one of KINDS.
    Raises UsageError for another kind, CardError with code card_outside, card_clipped, card_dark,
    card_uneven or card_coloured where the patch cannot be such a card.
    """
    known = load_constants()
    if kind not in KINDS:
        raise UsageError(reason=f"card {kind!r} is not known", fix=f"Say {' or '.join(KINDS)}.")
    linear = _patch(photo, xy_px)
    card, limits = known.card[kind], known.card["limits"]
    middle = np.median(linear, axis=0)
    red, green, blue = np.log2(middle + FLOOR)
    if middle[1] < limits["darkest"]:
        raise CardError("card_dark")
    if float(np.std(np.log2(linear @ LUMINANCE + FLOOR))) > limits["uneven_above_ev"]:
        raise CardError("card_uneven")
    if max(abs(red - green), abs(blue - green)) > limits["coloured_above_ev"]:
        raise CardError("card_coloured")
    return Light(
        exposure_ev=float(green - np.log2(card["reflectance"])),
        exposure_se_ev=card["level_se_ev"],
        red_ev=float(red - green),
        blue_ev=float(blue - green) - card["blue_ev"],
        balance_se_ev=card["balance_se_ev"],
        evidence=MappingProxyType({kind: 1.0}),
        calibrated=True,
    )


def _patch(photo: Photo, xy_px: tuple[float, float]) -> np.ndarray:
    """Linear float32 (n, 3) of the pixels round a point. Raises CardError outside, or burnt out."""
    limits = load_constants().card["limits"]
    width, height = photo.size_wh
    if not (0 <= xy_px[0] < width and 0 <= xy_px[1] < height):
        raise CardError("card_outside")
    radius = max(LEAST_RADIUS_PX, round(limits["radius"] * max(width, height)))
    x, y = int(xy_px[0]), int(xy_px[1])
    pixels = photo.rgb[max(0, y - radius) : y + radius + 1, max(0, x - radius) : x + radius + 1]
    flat = pixels.reshape(-1, 3)
    if float((flat >= CLIPPED).any(axis=1).mean()) > limits["clipped_above"]:
        raise CardError("card_clipped")
    linear: np.ndarray = LINEAR[flat]
    return linear
