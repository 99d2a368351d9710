"""What hides the skin: a fringe over the forehead, glasses on the nose."""

import cv2
import numpy as np

from beauty.color import to_lab
from beauty.face import Face, Regions
from beauty.measure.skin_color import skin_pixels
from beauty.photo import Photo
from beauty.quality.issue import Issue
from beauty.quality.thresholds import load_limits

UPRIGHT_WIDTH_PX = 200
LEAST_PIXELS = 40
BRIDGE_MIDDLE, BRIDGE_TOP, BRIDGE_END = 6, 8, 197
INNER_CORNERS = (133, 362)


def check_fringe(photo: Photo, face: Face, regions: Regions) -> Issue | None:
    """Much of the forehead far darker than the cheeks: hair, a hat or a deep shadow."""
    share = fringe_share(photo, face, regions)
    if share is None or share <= load_limits()["covered"]["fringe_share"]:
        return None
    return Issue("covered_forehead", regions=("forehead",))


def fringe_share(photo: Photo, face: Face, regions: Regions) -> float | None:
    """Share of the forehead (0..1) far darker than the cheeks; None with too few valid pixels."""
    cheeks = np.concatenate(
        [skin_pixels(photo, face, regions[name]) for name in ("right_cheek", "left_cheek")]
    )
    forehead = skin_pixels(photo, face, regions["forehead"])
    if min(len(cheeks), len(forehead)) < LEAST_PIXELS:
        return None
    darker = np.median(cheeks[:, 0]) - forehead[:, 0] > load_limits()["covered"]["fringe_darker"]
    return float(darker.mean())


def check_glasses(photo: Photo, face: Face) -> Issue | None:
    """A line across the bridge of the nose."""
    if bridge_line(photo, face) <= load_limits()["covered"]["glasses_line"]:
        return None
    return Issue("glasses", regions=("right_under_eye", "left_under_eye"))


def bridge_line(photo: Photo, face: Face) -> float:
    """Strongest mean change of L* per pixel down the bridge of the nose, at UPRIGHT_WIDTH_PX."""
    turn = _upright(face)
    size = (round(UPRIGHT_WIDTH_PX * 1.2), round(UPRIGHT_WIDTH_PX * 1.6))
    lightness = to_lab(cv2.warpAffine(photo.rgb, turn, size, flags=cv2.INTER_AREA))[..., 0]
    points = face.landmarks_px @ turn[:, :2].T + turn[:, 2]
    half = int((points[INNER_CORNERS[1], 0] - points[INNER_CORNERS[0], 0]) * 0.22)
    middle = int(points[BRIDGE_MIDDLE, 0])
    top, bottom = int(points[BRIDGE_TOP, 1]), int(points[BRIDGE_END, 1])
    change = np.abs(cv2.Sobel(lightness, cv2.CV_32F, 0, 1, ksize=3)) / 8
    strip = change[max(0, top) : max(0, bottom), max(0, middle - half) : middle + half + 1]
    return float(strip.mean(axis=1).max()) if strip.size else 0.0


def _upright(face: Face) -> np.ndarray:
    """Affine map (2, 3) that puts the cheeks level, UPRIGHT_WIDTH_PX apart, into a small picture."""
    right, left = face.landmarks_px[234], face.landmarks_px[454]
    across = left - right
    scale = UPRIGHT_WIDTH_PX / float(np.hypot(*across))
    angle = float(np.arctan2(across[1], across[0]))
    cos, sin = np.cos(-angle) * scale, np.sin(-angle) * scale
    turn = np.array([[cos, -sin], [sin, cos]])
    target = np.array([UPRIGHT_WIDTH_PX * 0.6, UPRIGHT_WIDTH_PX * 0.75])
    return np.column_stack([turn, target - turn @ ((right + left) / 2)])
