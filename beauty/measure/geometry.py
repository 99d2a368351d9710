"""Ratios that make-up artists use, measured with the head turned back to the front.

The landmarks come with depth, so the face gets axes of its own: x across (mean direction between
mirrored points), y down the midline, z out of the face. Widths are taken along x and lengths along y,
which takes yaw, pitch and roll out. The upper end is the landmark mesh's (MediaPipe point 10), near
but not at the hairline: hair hides the true one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from beauty.face import Face
from beauty.face.axes import CHIN, TOP, face_axes
from beauty.paths import ASSETS

RANGES_FILE = ASSETS / "face" / "ratio_ranges.toml"

# name -> the two points whose distance across the face is the width
WIDTHS = {
    "forehead": (54, 284),
    "temple": (21, 251),
    "cheekbone": (234, 454),
    "jaw": (172, 397),
    "chin": (149, 378),
    "nose": (129, 358),
    "mouth": (61, 291),
    "right_eye": (33, 133),
    "left_eye": (362, 263),
    "between_eyes": (133, 362),
}
# where the face is cut across: for thirds from top to chin, for fifths from cheek to cheek
THIRDS = (TOP, 9, 2, CHIN)
FIFTHS = (234, 33, 133, 362, 263, 454)


@dataclass(frozen=True, eq=False)
class Geometry:
    """frontal: float32 (478, 3) landmarks on the face's own axes, in widths of the face, origin between
    the outer cheeks. ratios: name -> number, see `measure_geometry`."""

    frontal: np.ndarray
    ratios: Mapping[str, float]


def measure_geometry(face: Face) -> Geometry:
    """All ratios of one face.

    length_to_width: mesh top to chin over cheekbone width. forehead_, temple_, jaw_,
    chin_to_cheekbone: widths over cheekbone width. jaw_angle_deg: angle at the jaw corner between ear
    and chin, mean of both sides. eye_spacing: gap between the inner corners over one eye's width (1 is
    the canon). eye_tilt_deg: outer corner above inner, positive up. mouth_to_nose: widths.
    upper_to_lower_lip: heights of the red. upper_third, middle_third, lower_third: shares of the length
    (mesh top, between the brows, nose base, chin). fifth_1..5: shares of the width, from the person's
    right.
    """
    frontal = turn_to_front(face.landmarks)
    width = {name: _across(frontal, *pair) for name, pair in WIDTHS.items()}
    cheek = width["cheekbone"]
    eye = (width["right_eye"] + width["left_eye"]) / 2
    ratios = {
        "length_to_width": float(frontal[CHIN, 1] - frontal[TOP, 1]) / cheek,
        "forehead_to_cheekbone": width["forehead"] / cheek,
        "temple_to_cheekbone": width["temple"] / cheek,
        "jaw_to_cheekbone": width["jaw"] / cheek,
        "chin_to_cheekbone": width["chin"] / cheek,
        "jaw_angle_deg": (_angle(frontal, 132, 172, 152) + _angle(frontal, 361, 397, 152)) / 2,
        "eye_spacing": width["between_eyes"] / eye,
        "eye_tilt_deg": (_tilt(frontal, 133, 33) + _tilt(frontal, 362, 263)) / 2,
        "mouth_to_nose": width["mouth"] / width["nose"],
        "upper_to_lower_lip": _down(frontal, 0, 13) / max(_down(frontal, 14, 17), 1e-6),
        **_shares(("upper_third", "middle_third", "lower_third"), frontal[list(THIRDS), 1]),
        **_shares(tuple(f"fifth_{i}" for i in range(1, 6)), frontal[list(FIFTHS), 0]),
    }
    return Geometry(frontal, MappingProxyType(ratios))


@cache
def ratio_ranges() -> Mapping[str, tuple[float, float, float]]:
    """Name -> 5th, 50th and 95th percentile of people measured this way (the file says which)."""
    rows = tomllib.loads(RANGES_FILE.read_text("utf-8"))["range"]
    return MappingProxyType({name: (row[0], row[1], row[2]) for name, row in rows.items()})


def turn_to_front(landmarks: np.ndarray) -> np.ndarray:
    """Landmarks (478, 3) on the face's own axes, scaled to a cheekbone width of 1: float32 (478, 3)."""
    cheeks = landmarks[list(WIDTHS["cheekbone"])]
    turned = (landmarks - cheeks.mean(axis=0)) @ face_axes(landmarks).T
    scaled: np.ndarray = (turned / _across(turned, *WIDTHS["cheekbone"])).astype(np.float32)
    return scaled


def _across(points: np.ndarray, one: int, other: int) -> float:
    return abs(float(points[other, 0] - points[one, 0]))


def _down(points: np.ndarray, upper: int, lower: int) -> float:
    return abs(float(points[lower, 1] - points[upper, 1]))


def _tilt(points: np.ndarray, inner: int, outer: int) -> float:
    rise = float(points[inner, 1] - points[outer, 1])
    return float(np.degrees(np.arctan2(rise, _across(points, inner, outer))))


def _angle(points: np.ndarray, one: int, corner: int, other: int) -> float:
    a, b = (points[end, :2] - points[corner, :2] for end in (one, other))
    cosine = a @ b / (np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _shares(names: tuple[str, ...], cuts: np.ndarray) -> dict[str, float]:
    parts = np.diff(cuts)
    return {name: float(part / parts.sum()) for name, part in zip(names, parts, strict=True)}
