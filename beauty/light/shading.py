"""Where light falls on the face from: first-order shading of the skin over the landmarks' normals.

Linear luminance of matt skin under one lamp and even light from all round is a + b . n with n the unit
normal of the skin (first-order spherical harmonics; Basri & Jacobs 2003). Cast shadows, beards and the
shape of the model itself are not in it, so only the side is taken for sure, above and below are told
when strong, and what a face shows in even studio light (`usual`) is taken off first.
"""

import cv2
import numpy as np

from beauty.color.spaces import LINEAR
from beauty.face import Face, Regions
from beauty.light.constants import Constants
from beauty.light.evidence import FLOOR, LUMINANCE, SURELY
from beauty.light.light import Shading
from beauty.predict import Parsing

MESH = range(0, 468, 3)  # landmarks that are asked, of those on the skin's surface; irises follow
SURFACE = 468
NEIGHBOURS = 9  # points a tangent plane is laid through, the point itself among them
HALF = 2  # the parser's crop is read at half its size: pores and noise are no shading
LEAST_POINTS = 25
ROUNDS = 3  # of least squares, each trusting the far-off points of the last one less
EDGE_REGIONS = ("forehead", "right_cheek", "left_cheek", "chin")
LEAST_PIXELS = 50


def read_shading(face: Face, regions: Regions, parsing: Parsing, known: Constants) -> Shading:
    """Direction and hardness of the light; without enough skin in sight, nothing of either."""
    light = _luminance(parsing)
    turn = parsing.crop.to_crop
    at = (face.landmarks_px[MESH] @ turn[:, :2].T + turn[:, 2]) / HALF
    at = np.clip(np.round(at), 0, light.shape[0] - 1).astype(np.int32)
    seen = _seen(("skin",), regions, parsing)[at[:, 1], at[:, 0]]
    if seen.sum() < LEAST_POINTS:
        return Shading()
    values = light[at[seen, 1], at[seen, 0]]
    slope = fit_first_order(values, surface_normals(face.landmarks)[seen])
    if slope is None:
        return Shading()
    slope = slope - (0.0, known.shading["usual_down"], known.shading["usual_away"])
    crop_width = face.width_px * float(np.hypot(*turn[0, :2])) / HALF
    return describe(slope, _edge(light, regions, parsing) * crop_width, known)


def surface_normals(landmarks: np.ndarray) -> np.ndarray:
    """Outward unit normals (156, 3) at the landmarks of MESH, from all of them (478, 3); x right, y down,
    z away from the camera."""
    points = landmarks[:SURFACE].astype(np.float64)
    squares = (points**2).sum(axis=1)
    apart = squares[MESH, None] + squares[None] - 2 * points[MESH] @ points.T
    near = points[np.argpartition(apart, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]]
    near = near - near.mean(axis=1, keepdims=True)
    _, axes = np.linalg.eigh(np.einsum("nki,nkj->nij", near, near))
    normals: np.ndarray = axes[:, :, 0]  # the direction of least spread: across the plane
    middle = points.mean(axis=0)
    middle[2] += np.ptp(points[:, 0]) / 2  # inside the head
    facing = np.sign((normals * (points[MESH] - middle)).sum(axis=1, keepdims=True))
    outward: np.ndarray = normals * facing
    return outward


def fit_first_order(light: np.ndarray, normals: np.ndarray) -> np.ndarray | None:
    """b over the mean of light = a + b . n, float (3,), from linear luminance (n,) and normals (n, 3);
    None where all is black."""
    basis = np.concatenate([np.ones((len(normals), 1)), normals], axis=1)
    weights, fit = np.ones(len(light)), np.zeros(4)
    for _ in range(ROUNDS):
        root = np.sqrt(weights)
        fit = np.linalg.lstsq(basis * root[:, None], light * root, rcond=None)[0]
        off = np.abs(light - basis @ fit)
        weights = 1 / np.maximum(off / max(float(np.median(off)), 1e-9), 1)
    mean = float(np.mean(light))
    slope: np.ndarray = fit[1:] / mean if mean > 0 else fit[1:] * 0
    return slope if mean > 0 else None


def describe(slope: np.ndarray, edge: float, known: Constants) -> Shading:
    """Words for a slope (3,) that even studio light is already taken off, and for an edge in stops a
    face width. The light comes from where the slope points to."""
    right, down = float(slope[0]), float(slope[1])
    strength = float(np.hypot(right, down))
    limits = known.shading
    words = {
        ("right" if right > 0 else "left"): abs(right) / limits["side_above"],
        ("below" if down > 0 else "above"): abs(down) / limits["vertical_above"],
    }
    direction = max(words, key=lambda word: words[word])
    towards = max(float(-slope[2]) + limits["facing"], 0.1)
    hardness = None
    if edge < limits["soft_below"]:
        hardness = "soft"
    elif edge > limits["hard_above"] and strength > limits["hard_strength"]:
        hardness = "hard"
    return Shading(
        azimuth_deg=float(np.degrees(np.arctan2(right, towards))),
        elevation_deg=float(np.degrees(np.arctan2(-down, np.hypot(right, towards)))),
        strength=strength,
        direction=direction if words[direction] > 1 else "front",
        hardness=hardness,
    )


def _luminance(parsing: Parsing) -> np.ndarray:
    side = parsing.crop.pixels.shape[0] // HALF
    small = cv2.resize(parsing.crop.pixels, (side, side), interpolation=cv2.INTER_AREA)
    light: np.ndarray = cv2.GaussianBlur(LINEAR[small] @ LUMINANCE, (0, 0), 1.0)
    return light


def _seen(names: tuple[str, ...], regions: Regions, parsing: Parsing) -> np.ndarray:
    """Where these regions lie in the half-sized crop, bool (h, w)."""
    masks = [parsing.crop.take(regions[name].alpha, regions[name].box_xyxy[:2]) for name in names]
    inside: np.ndarray = np.maximum.reduce(masks)[::HALF, ::HALF] > SURELY
    return inside


def _edge(light: np.ndarray, regions: Regions, parsing: Parsing) -> float:
    """How steep the steepest change of brightness on the skin is, in stops a pixel of the half crop."""
    levels = np.log2(light + FLOOR)
    across = cv2.Sobel(levels, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(levels, cv2.CV_32F, 0, 1, scale=1 / 8)
    inside = _seen(EDGE_REGIONS, regions, parsing)
    if inside.sum() < LEAST_PIXELS:
        return float("nan")
    return float(np.percentile(np.hypot(across, down)[inside], 98))
