"""What in a photo, other than the skin, tells of its light: scenery, neutral background, whites of eyes.

The skin is never asked: a light that is judged by the skin makes all skins alike. Scenery is what the
parser takes for neither face nor neck, and all that lies outside of what the parser saw.
"""

from dataclasses import dataclass

import numpy as np

from beauty.color.spaces import LINEAR
from beauty.face import Face, Region, Regions
from beauty.light.constants import Constants
from beauty.photo import Photo
from beauty.predict import Parsing

GRID = 160  # points along the longer side at which the photo is read
BODY = ("skin", "nose", "ear", "neck", "brow", "eye", "upper_lip", "lower_lip", "inner_mouth")
NOT_BODY = 0.05  # share of body below which a point is scenery
SURELY = 0.95
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # of linear sRGB
FLOOR = 2e-3  # keeps the logarithm of black finite
CLIPPED = 250  # of 255: a channel from here on may be burnt out
IRISES = ((468, "right_eye"), (473, "left_eye"))  # landmark of each iris's middle; four more follow
BESIDE_IRIS = 1.2  # iris radii from its middle, from where on the white begins
LEAST_WHITE_PX = 15


@dataclass(frozen=True)
class Reading:
    """One witness. level_ev: log2 of its green, 0 is full; red_ev, blue_ev: against green."""

    level_ev: float
    red_ev: float
    blue_ev: float


@dataclass(frozen=True, eq=False)
class Scenery:
    """linear: float32 (n, 3) of the grid's points that are scenery; background: bool (n,), such for
    sure; clipped: share of all points of the photo with a burnt-out channel."""

    linear: np.ndarray
    background: np.ndarray
    clipped: float


def look_round(photo: Photo, parsing: Parsing) -> Scenery:
    """Read the whole photo on a coarse grid, without the body."""
    step = max(1, max(photo.size_wh) // GRID)
    pixels = photo.rgb[step // 2 :: step, step // 2 :: step]
    rows, columns = np.indices(pixels.shape[:2]).reshape(2, -1) * step + step // 2
    inside, at = _in_crop(parsing, columns, rows)
    body, background = np.zeros(len(rows), np.float32), np.ones(len(rows), np.float32)
    shares = parsing.shares[at[:, 1], at[:, 0]]
    body[inside] = shares[:, [parsing.labels.index(name) for name in BODY]].sum(axis=1)
    background[inside] = shares[:, parsing.labels.index("background")]
    flat = pixels.reshape(-1, 3)
    free = body < NOT_BODY
    clipped = float((flat >= CLIPPED).any(axis=1).mean())
    return Scenery(LINEAR[flat[free]], background[free] > SURELY, clipped)


def brightest(scenery: Scenery, known: Constants) -> Reading | None:
    """The near-white of the scenery: median of what is brighter than most of it."""
    if len(scenery.linear) < known.least_points:
        return None
    light = scenery.linear @ LUMINANCE
    return _reading(scenery.linear[light >= np.percentile(light, known.white_percentile)])


def neutral_background(scenery: Scenery, known: Constants) -> Reading | None:
    """A wall of little colour behind the head, if there is enough of one."""
    behind = scenery.linear[scenery.background]
    if len(behind) < known.least_points:
        return None
    against_green = np.log2((behind + FLOOR) / (behind[:, 1:2] + FLOOR))
    plain = (np.abs(against_green) < known.neutral_within_ev).all(axis=1)
    seen = (behind.max(axis=1) > known.neutral_above) & (behind.max(axis=1) < 0.95)
    wall = behind[plain & seen]
    return _reading(wall) if len(wall) > known.neutral_share * len(behind) else None


def eye_whites(photo: Photo, face: Face, drawn: Regions, known: Constants) -> Reading | None:
    """The whites of both eyes: what lies beside the iris, without lashes' shadow and highlights."""
    found = [_white_of(photo, face, drawn[eye], iris, known) for iris, eye in IRISES]
    pixels = np.concatenate(found)
    return _reading(LINEAR[pixels]) if len(pixels) >= LEAST_WHITE_PX else None


def on_body(parsing: Parsing, xy_px: tuple[float, float]) -> bool:
    """Whether the parser takes this point of the photo for face, ear or neck."""
    inside, at = _in_crop(parsing, np.array([xy_px[0]]), np.array([xy_px[1]]))
    if not inside[0]:
        return False
    shares = parsing.shares[at[0, 1], at[0, 0]]
    return bool(shares[[parsing.labels.index(name) for name in BODY]].sum() > 0.5)


def _white_of(photo: Photo, face: Face, eye: Region, iris: int, known: Constants) -> np.ndarray:
    """Pixels uint8 (n, 3) of one eye's white."""
    left, top, _, _ = eye.box_xyxy
    middle = face.landmarks_px[iris]
    radius = np.linalg.norm(face.landmarks_px[iris + 1 : iris + 5] - middle, axis=1).mean()
    rows, columns = np.nonzero(eye.alpha > SURELY)
    away = np.hypot(columns + left - middle[0], rows + top - middle[1]) > BESIDE_IRIS * radius
    pixels: np.ndarray = eye.crop(photo.rgb)[rows[away], columns[away]]
    pixels = pixels[(pixels < CLIPPED).all(axis=1)]
    if radius < known.least_iris_px or not len(pixels):
        return pixels[:0]
    sums = pixels.sum(axis=1, dtype=np.int32)
    low, high = np.percentile(sums, known.eye_percentiles)
    white: np.ndarray = pixels[(sums >= low) & (sums <= high)]
    return white


def _in_crop(
    parsing: Parsing, columns: np.ndarray, rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Which photo points the parser saw, bool (n,), and where those lie in its crop, int (m, 2)."""
    turn = parsing.crop.to_crop
    points = np.stack([columns, rows], axis=1) @ turn[:, :2].T + turn[:, 2]
    at = np.round(points).astype(np.int32)
    inside = ((at >= 0) & (at < parsing.crop.pixels.shape[0])).all(axis=1)
    return inside, at[inside]


def _reading(linear: np.ndarray) -> Reading:
    red, green, blue = np.log2(np.median(linear, axis=0) + FLOOR)
    return Reading(float(green), float(red - green), float(blue - green))
