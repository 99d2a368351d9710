"""Layers over the portrait: nothing, the measures, the regions."""

import colorsys

import cv2
import numpy as np

from beauty.analysis import Analysis
from beauty.draw.portrait import Portrait
from beauty.face.axes import CHIN, TOP
from beauty.face.face import OVAL
from beauty.face.outline import load_outlines
from beauty.measure.geometry import THIRDS, WIDTHS

Color = tuple[int, int, int]
INK: Color = (255, 250, 244)
ACCENT: Color = (226, 86, 122)
GOLD: Color = (240, 196, 120)
MARK: Color = (255, 176, 32)
SUBPIXEL_BITS = 4
SHOWN_WIDTHS = ("forehead", "cheekbone", "jaw")
OUTLINED = ("right_eye", "left_eye", "right_brow", "left_brow", "upper_lip", "lower_lip", "nose")
SHOWN_REGIONS = (
    *("forehead", "glabella", "nose", "right_cheek", "left_cheek", "right_under_eye"),
    *("left_under_eye", "chin", "right_jawline", "left_jawline", "right_eyelid", "left_eyelid"),
    *("right_brow", "left_brow", "upper_lip", "lower_lip", "inner_mouth"),
)


def draw_plain(analysis: Analysis, shown: Portrait) -> np.ndarray:
    """The portrait as it is, uint8 (h, w, 3)."""
    return shown.rgb.copy()


def draw_measures(analysis: Analysis, shown: Portrait) -> np.ndarray:
    """Outline, features, the 478 points, the lines that the main ratios are taken from, and what the
    quality gate remarked on."""
    canvas = shown.rgb.copy()
    for name in marked_regions(analysis):
        _mark(canvas, shown.mask(analysis.drawn[name]))
    points = shown.place(analysis.face.landmarks_px)
    for x, y in points[:468]:
        _dot(canvas, (float(x), float(y)), 0.9, INK)
    _polyline(canvas, points[list(OVAL)], INK, closed=True)
    for name in OUTLINED:
        _polyline(canvas, points[list(load_outlines()[name].outline)], INK, closed=True)
    for name in SHOWN_WIDTHS:
        _measure(canvas, points[list(WIDTHS[name])], ACCENT)
    _measure(canvas, points[[TOP, CHIN]], GOLD)
    for cut in THIRDS[1:-1]:
        _dot(canvas, (float(points[cut, 0]), float(points[cut, 1])), 4.5, GOLD)
    return canvas


def draw_regions(analysis: Analysis, shown: Portrait) -> np.ndarray:
    """Every named region in its own colour, see-through."""
    image: np.ndarray = shown.rgb.astype(np.float32)
    for name, color in region_colors().items():
        alpha = shown.mask(analysis.regions[name])[..., None] * 0.42
        image = image * (1 - alpha) + np.array(color, np.float32) * alpha
    return np.round(image).astype(np.uint8)


def marked_regions(analysis: Analysis) -> tuple[str, ...]:
    """Regions that a remark of the quality gate is about; the whole skin is not worth marking."""
    named = (name for issue in analysis.quality.issues for name in issue.regions)
    return tuple(name for name in dict.fromkeys(named) if name != "skin")


def region_colors() -> dict[str, Color]:
    """Region -> RGB; the two sides of a pair share a colour."""
    pairs = list(dict.fromkeys(plain_name(name) for name in SHOWN_REGIONS))
    colors = {}
    for index, pair in enumerate(pairs):
        hue = (index * 0.381966) % 1.0  # golden ratio: neighbours in the list differ most
        red, green, blue = colorsys.hls_to_rgb(hue, 0.6, 0.75)
        colors[pair] = (round(red * 255), round(green * 255), round(blue * 255))
    return {name: colors[plain_name(name)] for name in SHOWN_REGIONS}


def plain_name(region: str) -> str:
    """A region's name without its side.

    >>> plain_name("left_cheek")
    'cheek'
    """
    return region.removeprefix("right_").removeprefix("left_")


def _mark(canvas: np.ndarray, alpha: np.ndarray) -> None:
    """A hem round a region that a remark is about."""
    inside = (alpha > 0.5).astype(np.uint8)
    hems, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    cv2.drawContours(canvas, hems, -1, (40, 28, 24), 5, cv2.LINE_AA)
    cv2.drawContours(canvas, hems, -1, MARK, 3, cv2.LINE_AA)


def _dot(canvas: np.ndarray, xy: tuple[float, float], radius: float, color: Color) -> None:
    one = 2**SUBPIXEL_BITS
    center = (round(xy[0] * one), round(xy[1] * one))
    cv2.circle(canvas, center, round(radius * one), color, -1, cv2.LINE_AA, SUBPIXEL_BITS)


def _polyline(canvas: np.ndarray, points: np.ndarray, color: Color, closed: bool) -> None:
    corners = np.round(points * 2**SUBPIXEL_BITS).astype(np.int32)
    cv2.polylines(canvas, [corners], closed, color, 1, cv2.LINE_AA, SUBPIXEL_BITS)


def _measure(canvas: np.ndarray, ends: np.ndarray, color: Color) -> None:
    """A line with a dot at each end, on a darker one so that it reads on any skin."""
    corners = [np.round(ends * 2**SUBPIXEL_BITS).astype(np.int32)]
    for shade, thickness in (((40, 28, 24), 5), (color, 2)):
        cv2.polylines(canvas, corners, False, shade, thickness, cv2.LINE_AA, SUBPIXEL_BITS)
    for x, y in ends:
        _dot(canvas, (float(x), float(y)), 6, (40, 28, 24))
        _dot(canvas, (float(x), float(y)), 4, color)
