"""sRGB, linear light and CIE Lab (D65), the few conversions a renderer needs."""

import numpy as np
import numpy.typing as npt

from synthetic.arrays import Bytes, Floats

_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = _TO_XYZ.sum(axis=1)


def decode(srgb: npt.ArrayLike) -> Floats:
    """sRGB 0..255 (..., 3) -> linear light 0..1."""
    value = np.asarray(srgb, dtype=np.float64) / 255.0
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def encode(linear: npt.ArrayLike) -> Bytes:
    """Linear light 0..1 (..., 3), clipped -> sRGB uint8."""
    value = np.clip(np.asarray(linear), 0, 1)
    srgb = np.where(value <= 0.0031308, 12.92 * value, 1.055 * value ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(srgb * 255), dtype=np.uint8)


def lab_to_linear(lab: npt.ArrayLike) -> Floats:
    """CIE Lab (3,) -> linear sRGB 0..1 (3,), clipped to the gamut."""
    lightness, a, b = np.asarray(lab, dtype=np.float64)
    f = np.array([(lightness + 16) / 116 + a / 500, (lightness + 16) / 116,
                  (lightness + 16) / 116 - b / 200])  # fmt: skip
    xyz = _WHITE * np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29))
    return np.asarray(np.clip(np.linalg.inv(_TO_XYZ) @ xyz, 0, 1))


def lightness(linear: npt.ArrayLike) -> Floats:
    """CIE L* (...,) of linear sRGB (..., 3)."""
    y = np.asarray(linear) @ _TO_XYZ[1]
    return np.asarray(np.where(y > (6 / 29) ** 3, 116 * np.cbrt(y) - 16, y * 903.3))
