"""The two brows laid straight: where their hair is, and the outline that a pencil would fill."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from beauty.tryon.eye_lines import SIDES, heights_along
from beauty.tryon.eyes import ramp
from beauty.tryon.parsed import share_at
from beauty.tryon.sitter import Sitter

TOP = {"right": (70, 63, 105, 66, 107), "left": (300, 293, 334, 296, 336)}
BOTTOM = {"right": (46, 53, 52, 65, 55), "left": (276, 283, 282, 295, 285)}
S = np.linspace(-0.3, 1.3, 81, dtype=np.float32)  # along the brow: 0 tail, 1 head, by landmarks
AWAY = np.arange(-22, 23, dtype=np.float32) / 100  # heights looked at, brow lengths
LEAST = 0.02  # brow lengths: thinner hair than this is none
STRAIGHTER, TAIL_LIFT = 0.5, 0.02
# brow lengths that the peak is raised by, and where along the brow (0 tail, 1 head) it lies
PEAKS = {"soft_arch": (0.025, 0.36), "high_arch": (0.055, 0.36)}


@dataclass(frozen=True, eq=False)
class Brow:
    """origin, across, up: pixels of the sheet of the tail, and to the head and up from it, both one brow
    long. middle, half: float32, height of the outline's middle and half its width over S, in brow
    lengths; ends: s of its tail and head."""

    side: str
    origin: np.ndarray
    across: np.ndarray
    up: np.ndarray
    middle: np.ndarray
    half: np.ndarray
    ends: tuple[float, float]
    box_xyxy: tuple[int, int, int, int]

    @cached_property
    def length_px(self) -> float:
        return float(np.hypot(*self.across))

    @cached_property
    def grid(self) -> tuple[np.ndarray, np.ndarray]:
        """s and t of every pixel of the box, float32 (h, w) each."""
        left, top, right, bottom = self.box_xyxy
        x = np.arange(left, right, dtype=np.float32)[None, :] - np.float32(self.origin[0])
        y = np.arange(top, bottom, dtype=np.float32)[:, None] - np.float32(self.origin[1])
        per = np.float32(1 / self.length_px**2)
        s, t = (
            x * (np.float32(axis[0]) * per) + y * (np.float32(axis[1]) * per)
            for axis in (self.across, self.up)
        )
        return s, t

    def pixels(self, s: np.ndarray, t: np.ndarray) -> np.ndarray:
        placed: np.ndarray = self.origin + s[:, None] * self.across + t[:, None] * self.up
        return placed


def brows_of(sitter: Sitter, shape: str) -> tuple[Brow, ...]:
    """Right and left brow with the outline of a shape: natural, straight, soft_arch or high_arch."""
    return tuple(_lay(sitter, side, shape) for side in SIDES)


def _lay(sitter: Sitter, side: str, shape: str) -> Brow:
    top, bottom = sitter.points(*TOP[side]), sitter.points(*BOTTOM[side])
    tail, head = (top[0] + bottom[0]) / 2, (top[-1] + bottom[-1]) / 2
    origin, across = tail.astype(np.float64), (head - tail).astype(np.float64)
    if np.hypot(*across) < 2:
        across = np.array([2.0, 0.0])
    up = np.array([across[1], -across[0]])
    up = up if up @ (top.mean(axis=0) - bottom.mean(axis=0)) > 0 else -up
    edges = [heights_along(line, origin, across, up, S) for line in (top, bottom)]
    middle, half = (edges[0] + edges[1]) / 2, np.maximum(edges[0] - edges[1], 0.05) / 2
    middle, half, ends = _as_seen(sitter, (origin, across, up), middle, half)
    middle, half = _shaped(middle, half, ends, shape)
    box = _box(sitter, (origin, across, up), middle, half, ends)
    return Brow(side, origin, across, up, middle, half, ends, box)


def _as_seen(
    sitter: Sitter, frame: tuple[np.ndarray, np.ndarray, np.ndarray], middle: np.ndarray,
    half: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, tuple[float, float]]:  # fmt: skip
    """The outline where the parser saw hair; landmarks know a brow only roughly."""
    drawn = (0.0, 1.0)
    if sitter.parsing is None:
        return middle, half, drawn
    origin, across, up = frame
    t = middle + AWAY[:, None]
    points = origin + S[None, :, None] * across + t[..., None] * up
    hair = np.clip((share_at(sitter.parsing, "brow", points) - 0.25) / 0.4, 0, 1)
    thick = hair.sum(axis=0)
    seen = thick * (AWAY[1] - AWAY[0])
    sure = ramp(seen, LEAST, 2 * LEAST)
    if (sure[(S > 0.2) & (S < 0.8)] > 0.5).mean() < 0.6:
        return middle, half, drawn
    found = S[sure > 0.5]
    weight = np.maximum(_blurred(sure), 1e-3)
    away = (hair * AWAY[:, None]).sum(axis=0) / np.maximum(thick, 1e-3)
    away = _blurred(away * sure) / weight
    half = _blurred(np.maximum(seen / 2, LEAST / 2) * sure) / weight
    return _blurred(middle + away), half, (float(found[0]), float(found[-1]))


def _shaped(
    middle: np.ndarray, half: np.ndarray, ends: tuple[float, float], shape: str
) -> tuple[np.ndarray, np.ndarray]:
    u = (S - ends[0]) / max(ends[1] - ends[0], 0.2)
    if shape == "straight":
        tail, head = (float(np.interp(end, S, middle)) for end in ends)
        line = tail + TAIL_LIFT + (head - tail - TAIL_LIFT) * u
        middle = middle + STRAIGHTER * (line - middle) * ramp(u, 1.05, 0.7)
        half = half * (1 + 0.12 * ramp(u, 0.1, 0.5))
    if shape in PEAKS:
        rise, at = PEAKS[shape]
        bump = np.exp(-np.square((u - at) / np.where(u < at, 0.2, 0.3)))
        middle, half = middle + rise * bump, half * (1 - 0.1 * ramp(u, 0.5, 0.2))
    return middle.astype(np.float32), half.astype(np.float32)


def _blurred(curve: np.ndarray) -> np.ndarray:
    smooth: np.ndarray = cv2.GaussianBlur(
        np.atleast_2d(curve.astype(np.float32)), (0, 0), 2.5, borderType=cv2.BORDER_REPLICATE
    )[0]
    return smooth


def _box(
    sitter: Sitter, frame: tuple[np.ndarray, np.ndarray, np.ndarray], middle: np.ndarray,
    half: np.ndarray, ends: tuple[float, float],
) -> tuple[int, int, int, int]:  # fmt: skip
    origin, across, up = frame
    inside = (ends[0] - 0.08 <= S) & (ends[1] + 0.08 >= S)
    edges = [
        origin + S[inside, None] * across + (middle + sign * (half + 0.12))[inside, None] * up
        for sign in (-1, 1)
    ]
    points = np.concatenate(edges)
    low = np.clip(np.floor(points.min(axis=0)), 0, sitter.size_wh).astype(int)
    high = np.clip(np.ceil(points.max(axis=0)) + 1, 0, sitter.size_wh).astype(int)
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])
