"""Fine tapering hairs, drawn several times larger than they end up, so that they stay fine."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from beauty.face.regions import Box

LARGE_PX = 560  # width that the canvas is drawn at
MOST_ENLARGED = 8
BENDS = 7  # points along one hair
FINE = 3  # binary places of a pixel that corners are given to


@dataclass(frozen=True, eq=False)
class Hairs:
    """roots, bends, tips: float (n, 2), quadratic curves in pixels of the sheet; width_px: (n,), at the
    root; a hair ends in a point. strength: how much of what it covers it hides, 0..1."""

    roots: np.ndarray
    bends: np.ndarray
    tips: np.ndarray
    width_px: np.ndarray
    strength: float


def hairs(groups: Sequence[Hairs], box_xyxy: Box) -> np.ndarray:
    """How much of each pixel hairs hide, float32 (h, w), 0..1, on a box of the sheet."""
    width, height = box_xyxy[2] - box_xyxy[0], box_xyxy[3] - box_xyxy[1]
    zoom = int(np.clip(round(LARGE_PX / max(width, 1)), 1, MOST_ENLARGED))
    canvas = np.zeros((height * zoom, width * zoom), np.uint8)
    if not canvas.size:
        return np.zeros((height, width), np.float32)
    for group in groups:
        # from centres of pixels to centres of the larger canvas' pixels
        corners = (_outlines(group) - box_xyxy[:2] + 0.5) * zoom - 0.5
        for corner in np.rint(corners * 2**FINE).astype(np.int32):
            cv2.fillPoly(canvas, [corner], 255 * group.strength, cv2.LINE_8, FINE)
    small = cv2.resize(canvas, (width, height), interpolation=cv2.INTER_AREA)
    hidden: np.ndarray = small.astype(np.float32) * np.float32(1 / 255)
    return hidden


def _outlines(group: Hairs) -> np.ndarray:
    """Closed outlines (n, 2 * BENDS - 1, 2) of curves that grow thinner to nothing."""
    x = np.linspace(0, 1, BENDS)[None, :, None]
    root, bend, tip = (points[:, None, :] for points in (group.roots, group.bends, group.tips))
    spine = (1 - x) ** 2 * root + 2 * x * (1 - x) * bend + x**2 * tip
    run = 2 * (1 - x) * (bend - root) + 2 * x * (tip - bend)
    run = run / np.maximum(np.linalg.norm(run, axis=2, keepdims=True), 1e-6)
    aside = np.stack([run[..., 1], -run[..., 0]], axis=2)
    aside = aside * (group.width_px[:, None] / 2 * (1 - x[..., 0] ** 1.5))[..., None]
    outline: np.ndarray = np.concatenate([spine + aside, (spine - aside)[:, -2::-1]], axis=1)
    return outline
