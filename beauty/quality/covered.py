"""What hides the skin: hair or a hat over the forehead, glasses round the eyes."""

import cv2
import numpy as np

from beauty.face import Face, Regions
from beauty.predict import Parsing
from beauty.quality.issue import Issue
from beauty.quality.thresholds import load_limits

OVER_FOREHEAD = ("hair", "other")
CORNERS = (33, 133, 362, 263)  # of both eyes
AROUND = 0.25  # how far round the eyes frames may lie, in distances between the outer corners


def check_fringe(parsing: Parsing, regions: Regions) -> Issue | None:
    """Much of the forehead shows hair or a hat."""
    if fringe_share(parsing, regions) <= load_limits()["covered"]["fringe_share"]:
        return None
    return Issue("covered_forehead", regions=("forehead",))


def fringe_share(parsing: Parsing, regions: Regions) -> float:
    """Share of the forehead, as landmarks draw it, that shows something else (0..1)."""
    forehead = regions["forehead"]
    left, top, right, bottom = forehead.box_xyxy
    if right <= left or bottom <= top:
        return 0.0
    hidden = parsing.crop.paste(
        parsing.share(*OVER_FOREHEAD), (right - left, bottom - top), (left, top)
    )
    return float((hidden * forehead.alpha).sum() / max(float(forehead.alpha.sum()), 1e-6))


def check_glasses(parsing: Parsing, face: Face) -> Issue | None:
    """Frames or lenses round the eyes."""
    if glasses_share(parsing, face) <= load_limits()["covered"]["glasses_share"]:
        return None
    return Issue("glasses", regions=("right_under_eye", "left_under_eye"))


def glasses_share(parsing: Parsing, face: Face) -> float:
    """Share of the box round both eyes that shows glasses (0..1)."""
    corners = cv2.transform(face.landmarks_px[None, list(CORNERS)], parsing.crop.to_crop)[0]
    reach = AROUND * float(np.hypot(*(corners[-1] - corners[0])))
    side = parsing.shares.shape[0]
    low = np.clip(corners.min(axis=0) - reach, 0, side).astype(int)
    high = np.clip(corners.max(axis=0) + reach, 0, side).astype(int)
    box = parsing.share("glasses")[low[1] : high[1], low[0] : high[0]]
    return float(box.mean()) if box.size else 0.0
