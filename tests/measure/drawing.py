"""Draws what each ratio measures onto a photo, so that a person can check that names and points agree."""

import cv2
import numpy as np

from beauty.face import Face
from beauty.measure.geometry import FIFTHS, THIRDS, WIDTHS

ZOOM = 2  # of the drawing over the photo, so that lines do not cover each other
COLOURS = (
    *((230, 60, 60), (60, 160, 250), (60, 200, 90), (250, 170, 30), (190, 80, 220)),
    *((30, 200, 200), (250, 120, 170), (150, 110, 60), (90, 90, 250), (160, 200, 40)),
)
THIRD_COLOUR, FIFTH_COLOUR, ANGLE_COLOUR = (255, 255, 255), (20, 20, 20), (255, 255, 0)
LENGTH, LIPS = (10, 152), ((0, 13), (14, 17))
JAW_ANGLES = ((132, 172, 152), (361, 397, 152))


def draw_ratios(rgb: np.ndarray, face: Face, box_xyxy: tuple[int, ...]) -> np.ndarray:
    """This part of the photo, enlarged, with every width, cut, lip and angle; uint8."""
    left, top, right, bottom = box_xyxy
    pale = cv2.addWeighted(rgb, 0.6, np.full_like(rgb, 255), 0.4, 0)[top:bottom, left:right]
    canvas = cv2.resize(pale, None, fx=ZOOM, fy=ZOOM, interpolation=cv2.INTER_NEAREST)
    points = (face.landmarks_px - (left, top)) * ZOOM
    for (name, pair), colour in zip(WIDTHS.items(), COLOURS, strict=True):
        _line(canvas, points[list(pair)], colour, 3)
        _name(canvas, name, points[list(pair)].mean(axis=0), colour)
    middle, half = points[168], 0.12 * canvas.shape[1]
    for index in THIRDS:
        y = points[index, 1]
        _line(canvas, np.array([(middle[0] - half, y), (middle[0] + half, y)]), THIRD_COLOUR, 2)
    for index in FIFTHS:
        x, y = points[index]
        _line(canvas, np.array([(x, y - half / 2), (x, y + half / 2)]), FIFTH_COLOUR, 2)
    _line(canvas, points[list(LENGTH)], THIRD_COLOUR, 1)
    for lip, aside in zip(LIPS, (-6, 6), strict=True):
        _line(canvas, points[list(lip)] + (aside, 0), FIFTH_COLOUR, 3)
    for corner in JAW_ANGLES:
        _line(canvas, points[list(corner)], ANGLE_COLOUR, 2)
    return canvas


def _line(canvas: np.ndarray, points: np.ndarray, colour: tuple[int, ...], width: int) -> None:
    corners = np.round(points * 16).astype(np.int32)
    cv2.polylines(
        canvas,
        [corners],
        isClosed=False,
        color=colour,
        thickness=width,
        lineType=cv2.LINE_AA,
        shift=4,
    )
    for x, y in np.round(points).astype(int).tolist():
        cv2.circle(canvas, (x, y), width + 2, colour, -1, cv2.LINE_AA)


def _name(canvas: np.ndarray, name: str, at: np.ndarray, colour: tuple[int, ...]) -> None:
    x, y = np.round(at).astype(int).tolist()
    for ink, width in (((0, 0, 0), 3), (colour, 1)):
        cv2.putText(
            canvas, name, (x - 30, y - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.45, ink, width, cv2.LINE_AA
        )
