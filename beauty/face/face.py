"""One face in one photo, as the landmark model saw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from beauty.checks import frozen, require_array

LANDMARKS = 478
RIGHT_CHEEK_EDGE, LEFT_CHEEK_EDGE = 234, 454
OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)


@dataclass(frozen=True)
class Pose:
    """How the head is turned, in degrees, as the viewer sees it.

    yaw_deg: positive when the face turns towards the right edge of the photo.
    pitch_deg: positive when the face looks up.
    roll_deg: positive when the head tilts clockwise.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float


@dataclass(frozen=True, eq=False)
class Face:
    """One face.

    landmarks: float32 (478, 3), MediaPipe's order; x right, y down in pixels from the photo's
        top-left corner, z in the same unit, negative towards the camera.
    pose: from the landmarks and their depth (face/axes.py).
    blendshapes: name -> 0..1, MediaPipe's 52 (jawOpen, mouthSmileLeft, ...).
    """

    landmarks: np.ndarray
    pose: Pose
    blendshapes: Mapping[str, float]

    def __post_init__(self) -> None:
        require_array("landmarks", self.landmarks, (LANDMARKS, 3), np.float32)
        frozen(self.landmarks)

    @property
    def landmarks_px(self) -> np.ndarray:
        """float32 (478, 2), x then y."""
        return self.landmarks[:, :2]

    @property
    def box_xyxy(self) -> tuple[int, int, int, int]:
        """Smallest whole-pixel box around the landmarks; it may reach outside the photo."""
        low, high = self.landmarks_px.min(axis=0), self.landmarks_px.max(axis=0)
        return (
            int(np.floor(low[0])),
            int(np.floor(low[1])),
            int(np.ceil(high[0])),
            int(np.ceil(high[1])),
        )

    @cached_property
    def width_px(self) -> float:
        """Distance between the outer cheeks in the photo: the unit of every size threshold."""
        across = self.landmarks_px[LEFT_CHEEK_EDGE] - self.landmarks_px[RIGHT_CHEEK_EDGE]
        return float(np.hypot(*across))

    @property
    def area_px(self) -> float:
        left, top, right, bottom = self.box_xyxy
        return float((right - left) * (bottom - top))

    def share_outside(self, size_wh: tuple[int, int]) -> float:
        """Share of the face outline's points that lie outside a photo of this size (0..1)."""
        outline = self.landmarks_px[list(OVAL)]
        inside = ((outline >= 0) & (outline <= np.array(size_wh, np.float32))).all(axis=1)
        return float(1 - inside.mean())
