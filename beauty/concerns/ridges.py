"""Lines and blobs: second derivatives of brightness at several widths, as wrinkles and spots need them.

The larger eigenvalue of the Hessian matrix of a dark line is large and the smaller near zero; of a dark
spot both are large (Lindeberg 1998; for wrinkles Ng 2015, "hybrid Hessian filter").
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from beauty.concerns.maps import smooth_within


@dataclass(frozen=True, eq=False)
class Curvature:
    """high, low: eigenvalues float32 (h, w), the larger first, times the squared width, so that widths
    compare. lying: cosine of twice the angle between a line and the horizontal, float32 (h, w): 1 for
    a line that runs across, -1 for one that stands upright."""

    high: np.ndarray
    low: np.ndarray
    lying: np.ndarray


def curvature(values: np.ndarray, sigma_px: float) -> Curvature:
    """Of a map float32 (h, w), blurred by sigma_px."""
    blurred = cv2.GaussianBlur(values, (0, 0), sigma_px)
    scale = 0.25 * sigma_px * sigma_px  # Sobel kernels of 3 x 3 sum to 4 times the derivative
    along_x = cv2.Sobel(blurred, cv2.CV_32F, 2, 0, ksize=3, scale=scale)
    along_y = cv2.Sobel(blurred, cv2.CV_32F, 0, 2, ksize=3, scale=scale)
    mixed = cv2.Sobel(blurred, cv2.CV_32F, 1, 1, ksize=3, scale=scale)
    middle, half = (along_x + along_y) / 2, (along_x - along_y) / 2
    reach = cv2.magnitude(half, mixed)
    return Curvature(middle + reach, middle - reach, -half / np.maximum(reach, 1e-9))


def filled(values: np.ndarray, mask: np.ndarray, sigma_px: float = 6.0) -> np.ndarray:
    """`values` (h, w) on the mask, and beyond it what its nearby pixels have on average, so that the
    border of brows, eyes and hair is no line."""
    around = smooth_within(values, mask, sigma_px)
    whole: np.ndarray = around + mask * (values - around)
    return whole


def dark_blobs(values: np.ndarray, sigmas_px: Sequence[float]) -> np.ndarray:
    """How much of a dark spot each pixel is, float32 (h, w), 0 and up: the strongest over the sizes."""
    best = np.zeros_like(values)
    for sigma in sigmas_px:
        best = np.maximum(best, curvature(values, sigma).low)
    return best
