"""Conversions between sRGB and CIELAB, and the difference between two colours.

| value | range |
| --- | --- |
| sRGB | uint8, 0..255 |
| L* | 0..100 |
| a*, b* | about -110..110 |
White is D65, observer 2 degrees.
"""

import cv2
import numpy as np
from skimage import color as skimage_color

ENCODED = np.arange(256) / 255
LINEAR = np.where(  # light of each sRGB value, IEC 61966-2-1
    ENCODED <= 0.04045, ENCODED / 12.92, ((ENCODED + 0.055) / 1.055) ** 2.4
).astype(np.float32)
TO_XYZ = np.array(  # of linear sRGB, IEC 61966-2-1
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.072175],
        [0.0193339, 0.119192, 0.9503041],
    ]
)
WHITE_XYZ = TO_XYZ.sum(axis=1)


def to_lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB float32 (..., 3) of sRGB uint8 (..., 3).

    Raises ValueError for other dtypes. OpenCV converts, twice as fast as scikit-image (bench/color.py),
    but from linear light: its direct way from sRGB is off by up to 0.5. Tests hold both to each other.

    >>> to_lab(np.array([[255, 255, 255]], np.uint8)).round(1).tolist()
    [[100.0, 0.0, 0.0]]
    """
    if rgb.dtype != np.uint8 or rgb.shape[-1] != 3:
        raise ValueError(f"expected uint8 (..., 3), got {rgb.dtype} {rgb.shape}")
    if rgb.size == 0:
        return rgb.astype(np.float32)
    light = cv2.LUT(np.ascontiguousarray(rgb).reshape(-1, 1, 3), LINEAR)
    lab: np.ndarray = cv2.cvtColor(light, cv2.COLOR_LRGB2Lab)
    return lab.reshape(rgb.shape)


def to_linear(lab: np.ndarray) -> np.ndarray:
    """Linear sRGB float64 (..., 3) of CIELAB (..., 3): 0..1 for what a screen shows, and beyond.

    >>> to_linear(np.array([100.0, 0.0, 0.0])).round(3).tolist()
    [1.0, 1.0, 1.0]
    """
    lightness, a_star, b_star = np.moveaxis(np.asarray(lab, np.float64), -1, 0)
    middle = (lightness + 16) / 116
    roots = np.stack([middle + a_star / 500, middle, middle - b_star / 200], axis=-1)
    straight = (roots - 16 / 116) * 3 * (6 / 29) ** 2
    xyz = np.where(roots > 6 / 29, roots**3, straight) * WHITE_XYZ
    linear: np.ndarray = xyz @ np.linalg.inv(TO_XYZ).T
    return linear


def from_linear(linear: np.ndarray) -> np.ndarray:
    """CIELAB float64 (..., 3) of linear sRGB (..., 3), brighter than white too: the way back.

    >>> from_linear(to_linear(np.array([65.0, 13.0, 22.0]))).round(3).tolist()
    [65.0, 13.0, 22.0]
    """
    xyz = np.asarray(linear, np.float64) @ TO_XYZ.T / WHITE_XYZ
    roots = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 16 / 116)
    x, y, z = np.moveaxis(roots, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def delta_e(lab_a: np.ndarray, lab_b: np.ndarray) -> np.ndarray:
    """CIEDE2000 difference of CIELAB arrays (..., 3): float array (...), 0 is the same colour."""
    difference: np.ndarray = skimage_color.deltaE_ciede2000(lab_a, lab_b)
    return difference


def to_hex(lab: np.ndarray) -> str:
    """sRGB of one CIELAB colour (3,) as "#rrggbb", clipped to what a screen shows.

    >>> to_hex(np.array([100.0, 0.0, 0.0]))
    '#ffffff'
    """
    rgb = skimage_color.lab2rgb(np.asarray(lab, np.float64))
    return "#" + "".join(f"{round(float(channel) * 255):02x}" for channel in rgb)
