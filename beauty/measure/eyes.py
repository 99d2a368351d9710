"""The form of the eyes, as make-up artists name it: how open, how tilted, how much lid shows.

Landmarks tell opening and tilt well. The lid's crease they do not know: it is looked for in the picture
(lid_crease.py), and where there are too few pixels, glasses or no crease at all, the form is not named.
A lid without a visible crease may be a monolid or a hooded one: the photo cannot tell, so the person may.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from beauty.errors import SetupError
from beauty.face import Face, Regions
from beauty.face.crop import CropFrame, crop_face
from beauty.measure.geometry import Geometry
from beauty.measure.lid_crease import find_crease
from beauty.paths import ASSETS
from beauty.photo import Photo

EYE_SHAPES = ("hooded", "monolid", "round", "almond", "upturned", "downturned")
SIDES = ("right", "left")
# the upper lash line and the brow's lower edge from the outer end inwards; pairs across the opening
LASHES = {
    "right": (33, 246, 161, 160, 159, 158, 157, 173, 133),
    "left": (263, 466, 388, 387, 386, 385, 384, 398, 362),
}
BROWS = {"right": (46, 53, 52, 65, 55), "left": (276, 283, 282, 295, 285)}
OPENINGS = {
    "right": ((160, 144), (159, 145), (158, 153)),
    "left": ((387, 373), (386, 374), (385, 380)),
}
FRAME = CropFrame(440, 2.0, -0.1)  # an eye is about 100 pixels wide in it
LIMITS = ("least_eye_px", "turned_deg", "closed", "covered")
CREASE = ("above", "depth", "whole", "none_below")
NAMES = ("hooded_below", "upturned_from", "downturned_below", "round_from")
ERRORS = ("lid_height", "tilt_deg", "aspect")


@dataclass(frozen=True)
class OneEye:
    """aspect: opening over width. tilt_deg: outer corner above inner, degrees, positive up, from the
    head's own axes. lid: crease, none (looked for, not there), unclear or unread (small, covered);
    lid_height: from the lashes to the crease, in widths of the eye; lid_share: the same as a share of
    the way to the brow; None without a crease."""

    aspect: float
    tilt_deg: float
    lid: str
    lid_height: float | None = None
    lid_share: float | None = None


@dataclass(frozen=True)
class EyeShape:
    """The joint form of both eyes. label: one of EYE_SHAPES, the likeliest, or None; sure: no number
    needs to move by more than its error for another name. reason: why it is not sure, "" where it is:
    turned, closed, small, covered, no_crease, unclear or between. Numbers: means, see OneEye."""

    label: str | None
    sure: bool
    reason: str
    aspect: float
    tilt_deg: float
    lid_height: float | None
    lid_share: float | None
    eyes: Mapping[str, OneEye]


Rules = Mapping[str, Mapping[str, float]]


@cache
def load_eye_rules() -> Rules:
    """Tables limit, crease, name and error of assets/face/eyes.toml. Raises SetupError naming the row."""
    path = ASSETS / "face" / "eyes.toml"
    tree = tomllib.loads(path.read_text("utf-8"))
    wanted = {"limit": LIMITS, "crease": CREASE, "name": NAMES, "error": ERRORS}
    for table, names in wanted.items():
        for name in names:
            if not isinstance(tree.get(table, {}).get(name), int | float):
                reason = f"{path.name}: {table}.{name}: expected a number"
                raise SetupError(reason=reason, fix="Correct that row.")
    return MappingProxyType({table: MappingProxyType(tree[table]) for table in wanted})


def measure_eyes(
    photo: Photo, face: Face, geometry: Geometry, drawn: Regions, regions: Regions
) -> EyeShape:
    """The form of both eyes. drawn, regions: as the landmarks draw them, and what of that can be seen."""
    crop = crop_face(photo.rgb, face.landmarks_px, FRAME)
    points = face.landmarks_px.astype(np.float64) @ crop.to_crop[:, :2].T + crop.to_crop[:, 2]
    scale = float(np.hypot(*crop.to_crop[0, :2]))
    eyes = {
        side: _one_eye(
            side, crop.pixels, points, geometry, _unseen(side, scale, points, drawn, regions)
        )
        for side in SIDES
    }
    return shape_of(eyes, _stopped(face, scale, points))


def shape_of(eyes: Mapping[str, OneEye], stopped: str = "") -> EyeShape:
    """Both eyes together. stopped: a reason for which nothing may be named, "" for none."""
    both = tuple(eyes.values())
    aspect, tilt = (
        float(np.mean([getattr(eye, name) for eye in both])) for name in ("aspect", "tilt_deg")
    )
    seen = [eye for eye in both if eye.lid_height is not None and eye.lid_share is not None]
    height = float(np.mean([eye.lid_height for eye in seen])) if seen else None
    share = float(np.mean([eye.lid_share for eye in seen])) if seen else None
    reason = stopped or _lid_reason(both)
    label = None if stopped or reason == "no_crease" else name_of(height, tilt, aspect)
    if (
        label
        and not reason
        and {name_of(*near) for near in _around(height, tilt, aspect)} != {label}
    ):
        reason = "between"
    numbers = (aspect, tilt, height, share)
    return EyeShape(
        label, label is not None and not reason, reason, *numbers, MappingProxyType(dict(eyes))
    )


def name_of(lid_height: float | None, tilt_deg: float, aspect: float) -> str:
    """The name that artists give these numbers: the lid first, then the tilt, then the opening."""
    rules = load_eye_rules()["name"]
    if lid_height is not None and lid_height < rules["hooded_below"]:
        return "hooded"
    if tilt_deg >= rules["upturned_from"]:
        return "upturned"
    if tilt_deg < rules["downturned_below"]:
        return "downturned"
    return "round" if aspect >= rules["round_from"] else "almond"


def _around(
    height: float | None, tilt: float, aspect: float
) -> Iterator[tuple[float | None, float, float]]:
    """The same numbers, one of them moved by its error."""
    error = load_eye_rules()["error"]
    for way in (-1, 1):
        if height is not None:
            yield height + way * error["lid_height"], tilt, aspect
        yield height, tilt + way * error["tilt_deg"], aspect
        yield height, tilt, aspect + way * error["aspect"]


def _lid_reason(eyes: tuple[OneEye, ...]) -> str:
    found = {eye.lid for eye in eyes}
    if "crease" in found:  # one lid that is read speaks for both
        return ""
    if found == {"none"}:
        return "no_crease"
    return next((name for name in ("small", "covered") if name in found), "unclear")


def _one_eye(
    side: str, rgb: np.ndarray, points: np.ndarray, geometry: Geometry, unseen: str
) -> OneEye:
    rules, front = load_eye_rules()["crease"], geometry.frontal
    outer, inner = LASHES[side][0], LASHES[side][-1]
    width = float(np.hypot(*(front[outer, :2] - front[inner, :2])))
    opening = [float(np.hypot(*(front[up, :2] - front[low, :2]))) for up, low in OPENINGS[side]]
    rise = float(front[inner, 1] - front[outer, 1])
    tilt = float(np.degrees(np.arctan2(rise, abs(float(front[outer, 0] - front[inner, 0])))))
    aspect = float(np.mean(opening)) / width
    if unseen:
        return OneEye(aspect, tilt, unseen)
    lashes, brow = points[list(LASHES[side])], points[list(BROWS[side])]
    crease, to_brow = find_crease(rgb, lashes, brow, rules["above"])
    if crease is None or crease.depth < rules["none_below"]:
        return OneEye(aspect, tilt, "unclear" if crease is None else "none")
    if crease.depth < rules["depth"] or crease.whole < rules["whole"]:
        return OneEye(aspect, tilt, "unclear")
    return OneEye(aspect, tilt, "crease", crease.height, crease.height / to_brow)


def _unseen(side: str, scale: float, points: np.ndarray, drawn: Regions, regions: Regions) -> str:
    """Why a lid cannot be read: small, covered, or "" where it can."""
    limits, name = load_eye_rules()["limit"], f"{side}_eyelid"
    ends = points[[LASHES[side][0], LASHES[side][-1]]]
    if float(np.hypot(*(ends[1] - ends[0]))) / scale < limits["least_eye_px"]:
        return "small"
    shown, there = float(regions[name].alpha.sum()), float(drawn[name].alpha.sum())
    return "covered" if shown < (1 - limits["covered"]) * max(there, 1.0) else ""


def _stopped(face: Face, scale: float, points: np.ndarray) -> str:
    """Why neither opening nor tilt can be trusted: turned, closed, or ""."""
    limits, pose = load_eye_rules()["limit"], face.pose
    if max(abs(pose.yaw_deg), abs(pose.pitch_deg)) > limits["turned_deg"]:
        return "turned"
    blink = max(face.blendshapes.get(name, 0.0) for name in ("eyeBlinkLeft", "eyeBlinkRight"))
    return "closed" if blink > limits["closed"] else ""
