"""Means and blurs of maps that count only where a mask says so."""

import cv2
import numpy as np

WIDE_PX = 6.0  # blurs from here on lose nothing at a quarter of the side


def smooth_within(values: np.ndarray, mask: np.ndarray, sigma_px: float) -> np.ndarray:
    """Gaussian mean of `values` (h, w) over the masked pixels alone, so that lips and hair do not leak
    into the skin beside them; where no masked pixel is near, the mean of all."""
    weight = blurred(mask, sigma_px)
    total = blurred(values * mask, sigma_px)
    everywhere = weighted_mean(values, mask)
    spread: np.ndarray = (total + 1e-3 * everywhere) / (weight + 1e-3)
    return spread


def blurred(values: np.ndarray, sigma_px: float) -> np.ndarray:
    """Gaussian blur; wide ones are done on a quarter of the side, where they look the same."""
    if sigma_px < WIDE_PX:
        narrow: np.ndarray = cv2.GaussianBlur(values, (0, 0), sigma_px)
        return narrow
    size_wh = values.shape[1::-1]
    small = cv2.resize(values, (size_wh[0] // 4, size_wh[1] // 4), interpolation=cv2.INTER_AREA)
    wide: np.ndarray = cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma_px / 4), size_wh)
    return wide


def weighted_mean(values: np.ndarray, mask: np.ndarray) -> float:
    """Mean of `values` (h, w), each pixel counting as the mask says."""
    return float((values * mask).sum() / max(float(mask.sum()), 1e-6))


def quantile(
    values: np.ndarray, mask: np.ndarray, share: float, inside: float = 0.5
) -> float | None:
    """Quantile of the pixels that are inside the mask by more than `inside`; None without any."""
    chosen = values[mask > inside]
    return float(np.quantile(chosen, share)) if chosen.size else None
