"""Rendered: a finished portrait and what is known about it."""

from dataclasses import dataclass

import numpy as np

from synthetic.arrays import Bytes, Floats


@dataclass(frozen=True, eq=False)
class Rendered:
    """A portrait and what is known about it.

    rgb: uint8 (H, W, 3), sRGB; labels: uint8 (H, W), numbers of `labels.LABELS`;
    neutral_mm: float64 (F, 3), vertices before the pose; posed_mm: float64 (F, 3), after it,
    camera axes (x right, y up, z to the viewer); points_px: float64 (F, 2), x then y;
    point_index: vertex number of each named point; pose_deg: (yaw, pitch, roll);
    skin_rgb: the evenly lit skin colour, sRGB 0..255.
    """

    rgb: Bytes
    labels: Bytes
    neutral_mm: Floats
    posed_mm: Floats
    points_px: Floats
    point_index: dict[str, int]
    pose_deg: tuple[float, float, float]
    skin_rgb: tuple[int, int, int]

    def distance_mm(self, start: str, end: str) -> float:
        """True 3-D distance between two named points of the head."""
        index = self.point_index
        apart = self.neutral_mm[index[start]] - self.neutral_mm[index[end]]
        return float(np.linalg.norm(apart))

    def point_px(self, name: str) -> tuple[float, float]:
        """Where a named point lies in the picture (hidden or not)."""
        x, y = self.points_px[self.point_index[name]]
        return float(x), float(y)
