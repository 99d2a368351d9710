"""A face of three flat ovals to paint on: what a measure sees, without landmarks or a renderer."""

import cv2
import numpy as np

from beauty.concerns import Canvas
from beauty.concerns.canvas import FEATURES, FRAME
from beauty.face.crop import Crop
from tests.builders import face_with

SIZE = FRAME.size_px
FAIR, DARK = (226, 184, 160), (92, 62, 48)
# boxes left, top, right, bottom on the canvas, roughly where the parts of a face lie
BOXES = {
    "forehead": (90, 20, 230, 80),
    "glabella": (145, 85, 175, 110),
    "nose": (140, 125, 180, 190),
    "right_cheek": (60, 165, 125, 235),
    "left_cheek": (195, 165, 260, 235),
    "right_under_eye": (75, 128, 125, 160),
    "left_under_eye": (195, 128, 245, 160),
    "right_crows_feet": (40, 105, 62, 140),
    "left_crows_feet": (258, 105, 280, 140),
    "right_nasolabial": (112, 195, 130, 240),
    "left_nasolabial": (190, 195, 208, 240),
    "chin": (120, 275, 200, 310),
    "right_jawline": (60, 245, 110, 290),
    "left_jawline": (210, 245, 260, 290),
    "skin": (35, 10, 285, 315),
}
ABSORBS_BLOOD = np.array([0.05, 0.42, 0.36])  # of red, green and blue light


def bare(rgb: tuple[int, int, int] = FAIR) -> np.ndarray:
    """Skin of one colour, uint8 (size, size, 3)."""
    return np.full((SIZE, SIZE, 3), rgb, np.uint8)


def absorbed(pixels: np.ndarray, where: np.ndarray, absorbs: np.ndarray) -> np.ndarray:
    """The same after a pigment: linear light times exp(-where * absorbs), `where` float (size, size)."""
    linear = (pixels / 255.0) ** 2.2 * np.exp(-where[..., None] * absorbs)
    darker: np.ndarray = np.round(255 * linear ** (1 / 2.2)).astype(np.uint8)
    return darker


def mask(name: str) -> np.ndarray:
    """A region's box, float32 (size, size)."""
    left, top, right, bottom = BOXES[name]
    inside = np.zeros((SIZE, SIZE), np.float32)
    inside[top:bottom, left:right] = 1
    return inside


def canvas_of(pixels: np.ndarray, without: tuple[str, ...] = (), **face: float) -> Canvas:
    """A canvas that shows these pixels; regions in `without` are hidden; `face`: blendshapes."""
    masks = {name: mask(name) * (name not in without) for name in BOXES}
    masks |= {name: np.zeros((SIZE, SIZE), np.float32) for name in FEATURES}
    to_crop = np.array([[1.0, 0, 0], [0, 1, 0]])
    return Canvas(Crop(pixels, to_crop), masks, face_with({}, blendshapes=face))


def dots(name: str, count: int, radius_px: int) -> np.ndarray:
    """Evenly spread round dots in a region, float32 (size, size), 0..1, soft at the rim."""
    left, top, right, bottom = BOXES[name]
    field = np.zeros((SIZE, SIZE), np.float32)
    side = int(np.ceil(np.sqrt(count)))
    for number in range(count):
        x = left + (right - left) * (number % side + 0.5) / side
        y = top + (bottom - top) * (number // side + 0.5) / side
        cv2.circle(field, (round(x), round(y)), radius_px, 1.0, -1, cv2.LINE_AA)
    return cv2.GaussianBlur(field, (0, 0), 0.8)


def lines(name: str, count: int, upright: bool = False) -> np.ndarray:
    """Thin lines across a region (or from above to below), float32 (size, size), 0..1."""
    left, top, right, bottom = BOXES[name]
    field = np.zeros((SIZE, SIZE), np.float32)
    for number in range(count):
        share = (number + 1) / (count + 1)
        if upright:
            x = round(left + share * (right - left))
            ends = ((x, top + 4), (x, bottom - 4))
        else:
            y = round(top + share * (bottom - top))
            ends = ((left + 4, y), (right - 4, y))
        cv2.line(field, *ends, 1.0, 2, cv2.LINE_AA)
    return cv2.GaussianBlur(field, (0, 0), 0.8)
