"""Ways of looking at a photo again when the detector sees no face at first."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

MARGIN = 0.35  # of the long side; a face that fills the frame needs room around it
GREY = (128, 128, 128)
SMALLEST_SIDE_TO_SPLIT_PX = 480  # below this a part cannot hold a face large enough to measure


@dataclass(frozen=True, eq=False)
class View:
    """rgb: uint8 (h, w, 3); origin_xy: where its top-left corner lies in the photo, pixels."""

    rgb: np.ndarray
    origin_xy: tuple[int, int]


def views(rgb: np.ndarray) -> Iterator[tuple[View, ...]]:
    """Rounds of views of a photo uint8 (H, W, 3), from the likeliest to the most costly."""
    yield (View(rgb, (0, 0)),)
    yield (_with_margin(rgb),)
    if min(rgb.shape[:2]) >= SMALLEST_SIDE_TO_SPLIT_PX:
        yield _parts(rgb, per_side=2)
        yield _parts(rgb, per_side=4)


def _with_margin(rgb: np.ndarray) -> View:
    margin = round(MARGIN * max(rgb.shape[:2]))
    padded = cv2.copyMakeBorder(
        rgb, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=GREY
    )
    return View(padded, (-margin, -margin))


def _parts(rgb: np.ndarray, per_side: int) -> tuple[View, ...]:
    """Overlapping parts: each as large as two of (per_side + 1) strips."""
    height, width = rgb.shape[:2]
    step_y, step_x = height / (per_side + 1), width / (per_side + 1)
    corners = [
        (round(row * step_y), round(col * step_x))
        for row in range(per_side)
        for col in range(per_side)
    ]
    return tuple(
        View(rgb[top : round(top + 2 * step_y), left : round(left + 2 * step_x)], (left, top))
        for top, left in corners
    )
