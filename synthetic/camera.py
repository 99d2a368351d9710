"""What a camera does to the same scene: exposure, white balance, noise, size, JPEG. Pure functions.

All take and return sRGB pictures, uint8 (H, W, 3), and leave their argument alone.
"""

import cv2
import numpy as np

from synthetic.arrays import Bytes
from synthetic.colour import decode, encode


def shift_exposure(rgb: Bytes, ev: float) -> Bytes:
    """The picture taken with 2**ev times the light; what passes white is clipped."""
    return encode(decode(rgb) * 2.0**ev)


def shift_white(rgb: Bytes, red: float, blue: float) -> Bytes:
    """The picture with the red and the blue channel's linear light multiplied (1.0 = no change)."""
    return encode(decode(rgb) * np.array([red, 1.0, blue]))


def jpeg(rgb: Bytes, quality: int) -> Bytes:
    """The picture after JPEG of quality 1..100, with OpenCV's default halving of chroma."""
    if not 1 <= quality <= 100:
        raise ValueError(f"quality: expected 1..100, got {quality}; pass JPEG's own number")
    flipped = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    done, coded = cv2.imencode(".jpg", flipped, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError(f"rgb: expected uint8 (H, W, 3), got {rgb.shape}; check the picture")
    back = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    return np.asarray(cv2.cvtColor(back, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def noise(rgb: Bytes, sigma: float, seed: int) -> Bytes:
    """The picture plus seeded Gaussian noise of that many sRGB levels, independent per value."""
    grain = np.random.default_rng(seed).normal(0.0, sigma, rgb.shape)
    return np.asarray(np.clip(np.rint(rgb + grain), 0, 255), dtype=np.uint8)


def resized(rgb: Bytes, factor: float) -> Bytes:
    """The picture `factor` times as wide and high: areas are averaged down, cubic is used up."""
    if factor <= 0:
        raise ValueError(f"factor: expected above 0, got {factor}; 0.5 halves the picture")
    size = (max(1, round(rgb.shape[1] * factor)), max(1, round(rgb.shape[0] * factor)))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(rgb, size, interpolation=how), dtype=np.uint8)
