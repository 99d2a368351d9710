"""What tests of eye make-up share: a layer alone on a face, the eyeball, faces with other eyes."""

from dataclasses import replace

import cv2
import numpy as np

from beauty.tryon import Layer, Look, Rendered, Sitter, render
from beauty.tryon.eye_lines import LOWER, UPPER
from tests.builders import with_landmarks

SIDES = ("right", "left")


def worn(sitter: Sitter, *layers: Layer) -> Rendered:
    return render(sitter, Look("test", layers))


def on_sheet(sitter: Sitter, rgb: np.ndarray) -> np.ndarray:
    """The head of a picture; faces of these tests are small enough for a sheet of the photo's pixels."""
    left, top, right, bottom = sitter.box_xyxy
    assert sitter.size_wh == (right - left, bottom - top)
    return rgb[top:bottom, left:right]


def touched(sitter: Sitter, made: Rendered) -> np.ndarray:
    """bool (h, w) on the sheet: which pixels are not what they were."""
    return (on_sheet(sitter, made.rgb) != on_sheet(sitter, sitter.rgb)).any(axis=2)


def eyeball(sitter: Sitter, side: str, shrunk_px: int = 1) -> np.ndarray:
    """bool (h, w) on the sheet: inside the straight-sided outline of the landmarks, by some pixels."""
    outline = np.vstack([sitter.points(*UPPER[side]), sitter.points(*LOWER[side])[-2:0:-1]])
    inside = np.zeros(sitter.size_wh[::-1], np.uint8)
    cv2.fillPoly(inside, [np.rint(outline * 16).astype(np.int32)], 1, cv2.LINE_8, 4)
    size = 2 * shrunk_px + 1
    eroded: np.ndarray = cv2.erode(inside, np.ones((size, size), np.uint8)) > 0
    return eroded


def closed(sitter: Sitter) -> Sitter:
    """The same landmarks with the upper lash lines on the lower ones, over skin without any detail."""
    points = np.array(sitter.face.landmarks)
    for side in SIDES:
        points[list(UPPER[side])] = points[list(LOWER[side])]
    plain = np.full_like(sitter.sheet, 170)
    return replace(sitter, face=with_landmarks(sitter.face, points), sheet=plain, parsing=None)


def middle_row(mask: np.ndarray) -> float:
    """Mean row of what a mask (h, w) holds."""
    return float(np.nonzero(mask)[0].mean())
