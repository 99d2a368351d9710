"""The upper lash line read as a line: how dark, how thick, and whether it goes on beyond the corner."""

from dataclasses import dataclass

import cv2
import numpy as np

from beauty.face.regions import smooth_outline
from beauty.tryon.eye_lines import UPPER
from beauty.tryon.sitter import Sitter

# the outer part of the lower lashes
LOWER = {"right": (144, 163, 7, 33), "left": (373, 390, 249, 263)}
# all lengths in widths of the eye
ACROSS = np.linspace(-0.06, 0.28, 35)  # from inside the eye to the lid
LID = (0.16, 0.28)  # where the lid itself is looked at
LINE = (-0.02, 0.13)  # where a line may lie
ALONG = np.linspace(0.12, 0.8, 24)  # shares of the lash line that are read: corners have folds
WING_OUT = np.linspace(0.05, 0.24, 12)  # beyond the outer corner
WING_UP = np.linspace(-0.1, 0.45, 56)
STEADY = 5  # steps of WING_UP that a wing rises at most from one reading to the next
BESIDE = 12  # steps of WING_UP from a line to the skin beside it
LEAST_EYE_PX = 24.0
LEAST_OPEN = 0.7


@dataclass(frozen=True)
class Lash:
    """depth: how much darker the line is than the lid above, logarithm of light. area: depth times
    thickness, in widths of the eye. wing: depth of a narrow dark line beyond the outer corner. color:
    logarithms of light (3,) in the line."""

    depth: float
    area: float
    wing: float
    color: tuple[float, float, float]


def line_of(sitter: Sitter, side: str) -> Lash | None:
    """One eye's line; None where the eye is small or something lies in front of it."""
    points = sitter.points(*UPPER[side])
    width = float(np.hypot(*(points[0] - points[-1])))
    if width < LEAST_EYE_PX:
        return None
    up = _up(points)
    curve = smooth_outline(points)[: 4 * len(points) - 4]  # without the way back to the first
    at = curve[np.round(ALONG * (len(curve) - 1)).astype(int)]
    grid = at[:, None] + ACROSS[None, :, None] * width * up
    if float(_read(sitter.open_sight, grid).mean()) < LEAST_OPEN:
        return None
    level = _read(sitter.level, grid)
    lid = np.median(level[:, _within(ACROSS, LID)], axis=1, keepdims=True)
    dark = np.maximum(lid - level[:, _within(ACROSS, LINE)], 0)
    step = float(ACROSS[1] - ACROSS[0])
    darkest = np.median(dark.max(axis=1))
    where = np.take_along_axis(
        grid, (level.argmin(axis=1))[:, None, None].repeat(2, axis=2), axis=1
    )
    color = np.median(_read(sitter.logs, where[:, 0][None])[0], axis=0)
    wing = _wing(sitter, side, width, up)
    red, green, blue = (float(channel) for channel in color)
    return Lash(float(darkest), float(dark.sum(axis=1).mean() * step), wing, (red, green, blue))


def _wing(sitter: Sitter, side: str, width: float, up: np.ndarray) -> float:
    """How dark the darkest narrow line is that leaves the outer corner outwards and up."""
    corner = sitter.points(UPPER[side][0])[0]
    outwards = corner - sitter.points(UPPER[side][-1])[0]
    outwards = outwards / np.hypot(*outwards)
    grid = corner + width * (WING_OUT[:, None, None] * outwards + WING_UP[None, :, None] * up)
    level = cv2.blur(_read(sitter.level, grid), (3, 1))
    rows, darkest = np.arange(len(level)), level.argmin(axis=1)
    above = level[rows, np.minimum(darkest + BESIDE, level.shape[1] - 1)]
    below = level[rows, np.maximum(darkest - BESIDE, 0)]
    depth = float(np.percentile(np.minimum(above, below) - level[rows, darkest], 40))
    climb = np.diff(darkest)  # folds and shadows wander or fall; a wing rises steadily
    return depth * float(((climb >= 0) & (climb <= STEADY)).mean()) ** 2


def _up(points: np.ndarray) -> np.ndarray:
    """Unit vector across the eye's own axis, towards the brow."""
    axis = points[0] - points[-1]
    across = np.array([axis[1], -axis[0]], np.float64) / np.hypot(*axis)
    up: np.ndarray = across if across[1] < 0 else -across
    return up


def _within(values: np.ndarray, bounds: tuple[float, float]) -> np.ndarray:
    inside: np.ndarray = (values >= bounds[0]) & (values <= bounds[1])
    return inside


def _read(field: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Values of a field at points float (n, m, 2), between pixels."""
    at = grid.astype(np.float32)
    read: np.ndarray = cv2.remap(
        field, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return read
