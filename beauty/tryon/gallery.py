"""Many looks on one face, small: what a person chooses from."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from beauty.tryon.look import Look
from beauty.tryon.render import render
from beauty.tryon.sitter import Sitter, moved_parsing

THUMBNAIL_PX = 240


def thumbnails(
    sitter: Sitter, looks: Sequence[Look], width_px: int = THUMBNAIL_PX
) -> tuple[np.ndarray, ...]:
    """The head with each look on, uint8 (h, width_px, 3) each."""
    small = made_small(sitter, width_px)
    return tuple(render(small, look).rgb for look in looks)


def made_small(sitter: Sitter, width_px: int) -> Sitter:
    """The sitter's head alone, as a photo of this width."""
    left, top, right, bottom = sitter.box_xyxy
    scale = width_px / (right - left)
    size = (width_px, max(1, round((bottom - top) * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    pixels = cv2.resize(sitter.rgb[top:bottom, left:right], size, interpolation=how)
    step = np.array(size, np.float32) / np.array(sitter.size_wh, np.float32)
    landmarks = sitter.face.landmarks * np.array([*step, step[0]], np.float32)
    return replace(
        sitter,
        rgb=pixels,
        box_xyxy=(0, 0, *size),
        sheet=pixels,
        face=replace(sitter.face, landmarks=landmarks),
        parsing=moved_parsing(sitter.parsing, 1.0, np.zeros(2, np.float32), step),
    )
