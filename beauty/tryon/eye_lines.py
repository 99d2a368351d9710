"""Where the eyes of a face are: lash lines and brows from its landmarks, corrected by the picture."""

from weakref import WeakKeyDictionary

import cv2
import numpy as np

from beauty.tryon.eyes import ROOM_S, ROOM_T, STEPS, Eye, S, box_of
from beauty.tryon.parsed import share_at
from beauty.tryon.sitter import Sitter

SIDES = ("right", "left")
UPPER = {
    "right": (33, 246, 161, 160, 159, 158, 157, 173, 133),
    "left": (263, 466, 388, 387, 386, 385, 384, 398, 362),
}
LOWER = {
    "right": (33, 7, 163, 144, 145, 153, 154, 155, 133),
    "left": (263, 249, 390, 373, 374, 380, 381, 382, 362),
}
BROW_EDGE = {"right": (46, 53, 52, 65, 55), "left": (276, 283, 282, 295, 285)}
MOST_RAISED = 0.09  # widths of an eye by which the picture may correct a lash line

_laid: WeakKeyDictionary[Sitter, tuple[Eye, ...]] = WeakKeyDictionary()


def eyes_of(sitter: Sitter) -> tuple[Eye, ...]:
    """Both eyes of a sitter, right then left; laid out once."""
    if sitter not in _laid:
        unit = _unit_px(sitter)
        _laid[sitter] = tuple(_lay(sitter, side, unit) for side in SIDES)
    return _laid[sitter]


def curve_through(points_px: np.ndarray, per_piece: int = 8) -> np.ndarray:
    """Open Catmull-Rom curve through float (n, 2), with `per_piece` points between two of them."""
    ends = np.vstack(
        [2 * points_px[0] - points_px[1], points_px, 2 * points_px[-1] - points_px[-2]]
    )
    p0, p1, p2, p3 = (ends[i : len(ends) - 3 + i, None] for i in range(4))
    x = (np.arange(per_piece) / per_piece)[None, :, None]
    pieces = 0.5 * (
        2 * p1 + (p2 - p0) * x + (2 * p0 - 5 * p1 + 4 * p2 - p3) * x**2
        + (3 * p1 - p0 - 3 * p2 + p3) * x**3
    )  # fmt: skip
    return np.vstack([pieces.reshape(-1, 2), points_px[-1:]])


def _unit_px(sitter: Sitter) -> float:
    """Width of an eye as if seen from the front: the mean of both in space."""
    ends = sitter.face.landmarks[[UPPER[side][i] for side in SIDES for i in (0, -1)]]
    return max(float(np.linalg.norm(ends[::2] - ends[1::2], axis=1).mean()), 2.0)


def _lay(sitter: Sitter, side: str, unit_px: float) -> Eye:
    corners = sitter.points(UPPER[side][0], UPPER[side][-1]).astype(np.float64)
    across = corners[1] - corners[0]
    width = max(float(np.hypot(*across)), 0.25 * unit_px)
    along = across / max(float(np.hypot(*across)), 1e-3)
    up = np.array([along[1], -along[0]])
    brow = sitter.points(*BROW_EDGE[side])
    up = up if up @ (brow.mean(axis=0) - corners.mean(axis=0)) > 0 else -up
    across, up = along * width, up * unit_px
    upper, lower, edge = (
        heights_along(sitter.points(*numbers[side]), corners[0], across, up, S)
        for numbers in (UPPER, LOWER, BROW_EDGE)
    )
    upper, lower = _as_seen(sitter, (corners[0], across, up), np.maximum(upper, lower), lower)
    sheet = sitter.size_wh * 2
    left, top, right, bottom = np.clip(
        box_of(corners[0], across, up, ROOM_S, ROOM_T), 0, sheet
    ).tolist()
    return Eye(side, corners[0], across, up, upper, lower, edge, (left, top, right, bottom))


def heights_along(
    points: np.ndarray, origin: np.ndarray, across: np.ndarray, up: np.ndarray, at: np.ndarray
) -> np.ndarray:
    """Heights of the curve through float (n, 2), float32 as many as `at`: places in units of `across`
    from `origin`, heights in units of `up`."""
    curve = curve_through(points.astype(np.float64)) - origin
    s = np.maximum.accumulate(curve @ across / (across @ across))
    heights: np.ndarray = np.interp(at, s, curve @ up / (up @ up)).astype(np.float32)
    return heights


def _as_seen(
    sitter: Sitter, frame: tuple[np.ndarray, np.ndarray, np.ndarray], upper: np.ndarray,
    lower: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Lash lines moved outwards to where the parser sees the eye end: landmarks often lie within it."""
    if sitter.parsing is None:
        return upper, lower
    origin, across, up = frame
    s, away = np.linspace(0, 1, 41), np.arange(-6, 13) / 100
    columns = np.rint(np.interp(s, S, np.arange(STEPS))).astype(int)
    moved = []
    for line, sign in ((upper, 1), (lower, -1)):
        t = line[columns] + sign * away[:, None]
        points = origin + s[None, :, None] * across + t[..., None] * up
        eye = np.clip((share_at(sitter.parsing, "eye", points) - 0.35) / 0.3, 0, 1)
        beyond = eye[7:].sum(axis=0) * (away[1] - away[0]) * (eye[6] > 0.5)
        beyond = np.minimum(cv2.GaussianBlur(beyond[None], (0, 0), 1.5)[0], MOST_RAISED)
        beyond *= np.clip(np.minimum(s, 1 - s) / 0.1, 0, 1)  # corners stay where they are
        moved.append((line + sign * np.interp(S, s, beyond)).astype(np.float32))
    return moved[0], moved[1]
