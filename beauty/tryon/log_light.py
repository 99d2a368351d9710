"""Pictures as logarithms of light, in which pigment, shading and exposure simply add up.

A surface that reflects r under a light of strength s shows r * s: in logarithms a sum. So a pigment can
be laid over skin (r changes) while the photo's own light and shade (s) stays, with one addition. Mixing
in logarithms is also how pigments mix: a sheer red over brown skin gives a deep red, never a pale veil.
"""

import cv2
import numpy as np

from beauty.color.spaces import LINEAR

DARKEST = 3e-4  # linear light of sRGB 1, the least that is told apart from black
CODES = 8192  # steps of the way back: fine enough that every sRGB value finds itself again
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # of linear sRGB, IEC 61966-2-1

_LOWEST = float(np.log(DARKEST / 3))
# black has no logarithm; it stands as far below 1 as is needed to be told from it
_LOG = np.log(np.maximum(LINEAR, DARKEST / 3)).astype(np.float32)
_STEP = -_LOWEST / (CODES - 1)
_MIDDLES = (LINEAR[1:] + LINEAR[:-1]) / 2
_ENCODED = np.searchsorted(_MIDDLES, np.exp(_LOWEST + _STEP * np.arange(CODES))).astype(np.uint8)


def to_log(rgb: np.ndarray) -> np.ndarray:
    """Natural logarithm of linear light, float32 of any picture uint8 (h, w) or (h, w, 3), sRGB."""
    logs: np.ndarray = cv2.LUT(np.ascontiguousarray(rgb), _LOG)
    return logs


def from_log(logs: np.ndarray) -> np.ndarray:
    """sRGB uint8 of logarithms of light of any shape; the way back of `to_log`, exact for all values."""
    codes = logs * np.float32(1 / _STEP)
    codes += np.float32(0.5 - _LOWEST / _STEP)
    np.clip(codes, 0, CODES - 1, out=codes)
    rgb: np.ndarray = np.take(_ENCODED, codes.astype(np.uint16))
    return rgb


def log_luminance(logs: np.ndarray) -> np.ndarray:
    """float32 (h, w): the weighted mean of the logarithms (h, w, 3), moved as one by light and shade."""
    level: np.ndarray = cv2.transform(logs, LUMINANCE[None])
    return level


def level_of(color: np.ndarray) -> float:
    """The same of one colour in linear light (3,)."""
    return float(np.log(np.maximum(color, DARKEST)) @ LUMINANCE)


def linear_of_hex(code: str) -> np.ndarray:
    """Linear sRGB float64 (3,) of "#rrggbb"."""
    digits = code.lstrip("#")
    return LINEAR[[int(digits[at : at + 2], 16) for at in (0, 2, 4)]].astype(np.float64)


def hex_of_linear(color: np.ndarray) -> str:
    """ "#rrggbb" of linear sRGB (3,), clipped to what a screen shows."""
    codes = np.searchsorted(_MIDDLES, np.asarray(color))
    return "#" + "".join(f"{int(code):02x}" for code in codes)
