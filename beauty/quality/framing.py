"""What to do for a good shot, from the faces in a small live picture: advice, never a refusal."""

from collections.abc import Sequence

from beauty.face import Face
from beauty.quality.thresholds import load_limits

FRAMINGS = ("good", "no_face", "several", "closer", "back", "center", "turned", "tilted")


def framing(faces: Sequence[Face], size_wh: tuple[int, int]) -> str:
    """One of FRAMINGS for a picture of that size: the first thing to change, or "good"."""
    if len(faces) != 1:
        return "several" if faces else "no_face"
    (face,), limits = faces, load_limits()["framing"]
    share = face.width_px / min(size_wh)
    if share < limits["closer_below"]:
        return "closer"
    if share > limits["back_above"]:
        return "back"
    left, top, right, bottom = face.box_xyxy
    aside = abs((left + right) / 2 / size_wh[0] - 0.5), abs((top + bottom) / 2 / size_wh[1] - 0.5)
    if max(aside) > limits["off_center"]:
        return "center"
    if max(abs(face.pose.yaw_deg), abs(face.pose.pitch_deg)) > limits["turned"]:
        return "turned"
    return "tilted" if abs(face.pose.roll_deg) > limits["tilted"] else "good"
