"""Why make-up cannot be read: the whole photo, or one place of the face."""

import numpy as np

from beauty.quality.covered import glasses_share
from beauty.quality.thresholds import load_limits
from beauty.tryon.bare import Bare
from beauty.tryon.eye_lines import UPPER
from beauty.tryon.lash_line import LEAST_EYE_PX
from beauty.tryon.log_light import LUMINANCE
from beauty.tryon.sitter import Sitter
from beauty.tryon.traces import INSIDE, Traces

LEAST_FACE_PX = 110.0
MOST_YAW_DEG, MOST_PITCH_DEG = 35.0, 30.0
DARK = float(np.log(0.012))  # linear light of skin below which colours drown in noise
BURNT, MOST_BURNT = -0.02, 0.25  # log luminance from which a pixel is burnt out; share of the skin
MOST_ONE_SIDED = 0.5  # logarithm of light between the cheeks
OUT_OF_TONE = 0.35  # logarithm by which skin may lie beyond all tones that were measured
AROUND_EYES = ("lid", "crease", "outer_corner", "lash_line", "wing")


def whole_photo(sitter: Sitter, traces: Traces) -> str:
    """small, turned, too_dark, too_bright, or "" where make-up can be read."""
    pose = sitter.face.pose
    skin = sitter.skin.crop(sitter.level)[sitter.skin.alpha > INSIDE]
    checks = {
        "small": sitter.face.width_px < LEAST_FACE_PX,
        "turned": abs(pose.yaw_deg) > MOST_YAW_DEG or abs(pose.pitch_deg) > MOST_PITCH_DEG,
        "too_dark": float(traces.skin.mean()) < DARK,
        "too_bright": skin.size > 0 and float((skin > BURNT).mean()) > MOST_BURNT,
    }
    return next((reason for reason, true in checks.items() if true), "")


def coloured(traces: Traces, bare: Bare) -> bool:
    """Whether the skin itself has a colour that no bare skin had: coloured light, or painted all over."""
    hue, low, high = traces.tone[1:], bare.low[1:], bare.high[1:]
    return bool(((hue < low - OUT_OF_TONE) | (hue > high + OUT_OF_TONE)).any())


def one_place(sitter: Sitter, traces: Traces, place: str) -> str:
    """glasses, small, covered or one_sided, or "" where the place can be read."""
    if place in AROUND_EYES and wears_glasses(sitter):
        return "glasses"
    if place in traces.found:
        one_sided = place != "lips" and _one_sided(traces) > MOST_ONE_SIDED
        return "one_sided" if one_sided else ""
    small = place in ("lash_line", "wing") and _eye_px(sitter) < LEAST_EYE_PX
    return "small" if small else "covered"


def wears_glasses(sitter: Sitter) -> bool:
    """Frames or lenses round the eyes, by the gate's own limit."""
    if sitter.parsing is None:
        return False
    return glasses_share(sitter.parsing, sitter.face) > load_limits()["covered"]["glasses_share"]


def _eye_px(sitter: Sitter) -> float:
    ends = [sitter.points(line[0], line[-1]) for line in UPPER.values()]
    return max(float(np.hypot(*(end[0] - end[1]))) for end in ends)


def _one_sided(traces: Traces) -> float:
    cheeks = traces.found.get("cheeks")
    return 0.0 if cheeks is None or cheeks.apart is None else float(cheeks.apart @ LUMINANCE)
