"""Guided filter (He, Sun, Tang: "Guided image filtering", 2010): a mask takes on the photo's edges.

Within a small window the mask is written as a * photo + b. The two maps are found on a small picture
and applied to a large one (He, Sun: "Fast guided filter", 2015), which keeps single hairs sharp.
"""

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True, eq=False)
class Guided:
    """Maps float32 (h, w): mask = slope * brightness + offset, brightness 0..1."""

    slope: np.ndarray
    offset: np.ndarray


def follow_edges(mask: np.ndarray, guide: np.ndarray, radius: int, smooth: float) -> Guided:
    """Fit `mask` float32 (h, w), 0..1, to the brightness `guide` float32 (h, w), 0..1.

    radius: half the window's side in pixels; smooth: variance of brightness below which a window
    counts as flat and the mask is only averaged.
    """
    window = (2 * radius + 1, 2 * radius + 1)

    def mean(values: np.ndarray) -> np.ndarray:
        averaged: np.ndarray = cv2.blur(values, window, borderType=cv2.BORDER_REFLECT)
        return averaged

    mean_guide, mean_mask = mean(guide), mean(mask)
    spread = mean(guide * guide) - mean_guide**2
    together = mean(guide * mask) - mean_guide * mean_mask
    slope = together / (spread + smooth)
    return Guided(mean(slope), mean(mean_mask - slope * mean_guide))
