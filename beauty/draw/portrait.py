"""The part of a photo that is worth showing: the face with some room, at a size made for a screen."""

from dataclasses import dataclass

import cv2
import numpy as np

from beauty.analysis import Analysis
from beauty.face import Region
from beauty.photo import Photo

SHOWN_WIDTH_PX = 720
ROOM = (0.42, 0.55, 0.42, 0.32)  # left, top, right, bottom, as shares of the face box


@dataclass(frozen=True, eq=False)
class Portrait:
    """rgb: uint8 (h, w, 3); a photo pixel p lies at (p - origin_xy) * scale of it."""

    rgb: np.ndarray
    box_xyxy: tuple[int, int, int, int]
    scale: float

    def place(self, points_px: np.ndarray) -> np.ndarray:
        """Photo pixels float (n, 2) to pixels of this picture, float32 (n, 2)."""
        placed: np.ndarray = (points_px - np.array(self.box_xyxy[:2], np.float32)) * self.scale
        return placed.astype(np.float32)

    def mask(self, region: Region) -> np.ndarray:
        """A region's mask on this picture, float32 (h, w)."""
        height, width = self.rgb.shape[:2]
        small: np.ndarray = cv2.resize(
            region.on(self.box_xyxy), (width, height), interpolation=cv2.INTER_LINEAR
        )
        return small


def portrait(analysis: Analysis) -> Portrait:
    """Head and shoulders round the analysed face, SHOWN_WIDTH_PX wide."""
    left, top, right, bottom = analysis.face.box_xyxy
    width, height = right - left, bottom - top
    photo_width, photo_height = analysis.photo.size_wh
    box = (
        max(0, round(left - ROOM[0] * width)),
        max(0, round(top - ROOM[1] * height)),
        min(photo_width, round(right + ROOM[2] * width)),
        min(photo_height, round(bottom + ROOM[3] * height)),
    )
    return cut(analysis.photo, box)


def cut(photo: Photo, box: tuple[int, int, int, int], width_px: int = SHOWN_WIDTH_PX) -> Portrait:
    """A box of the photo, brought to this width."""
    pixels = photo.rgb[box[1] : box[3], box[0] : box[2]]
    scale = width_px / pixels.shape[1]
    size = (width_px, max(1, round(pixels.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return Portrait(cv2.resize(pixels, size, interpolation=how), box, scale)
