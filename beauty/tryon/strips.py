"""Lays coats on a photo, strip by strip: small pieces stay in the cache.

One thread does it: the steps are so short that two would mostly wait for each other's lock, and other
visitors have use for the second core.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from beauty.face import Region
from beauty.tryon.coat import CEILING, FLOOR, KNEE, Coat
from beauty.tryon.log_light import LUMINANCE, from_log, to_log
from beauty.tryon.sitter import Sitter

STRIP_PX = 30_000  # fits the cache, and is worth the calls
LEAST_ROWS = 40
LEAST_GAP_PX = 24
LEAST_ALPHA = 1 / 512  # thinner than what 8 bits can show
SOFT = 0.12  # linear light below the ceiling over which highlights flatten out
LOG_FLOOR, LOG_CEILING = float(np.log(FLOOR)), float(np.log(CEILING))


@dataclass(frozen=True, eq=False)
class Rendered:
    """rgb: uint8 (H, W, 3), the photo with the look on. changed: uint8 (H, W), 255 wherever a pixel may
    have changed; all others are those of the photo, bit by bit."""

    rgb: np.ndarray
    changed: np.ndarray


def lay_on(sitter: Sitter, coats: Sequence[Coat]) -> Rendered:
    """The sitter's photo with the coats on it, in order."""
    rgb = sitter.rgb.copy()
    changed = np.zeros(rgb.shape[:2], np.uint8)
    worn = [
        coat for coat in coats if coat.region.alpha.size and coat.region.alpha.max() > LEAST_ALPHA
    ]
    left, upper, right, lower = sitter.box_xyxy
    high = max(LEAST_ROWS, STRIP_PX // max(right - left, 1))
    for top in range(0, lower - upper, high):
        _paint_strip(sitter, worn, rgb, changed, (top, min(top + high, lower - upper)))
    return Rendered(rgb, changed)


def _paint_strip(
    sitter: Sitter,
    coats: Sequence[Coat],
    rgb: np.ndarray,
    changed: np.ndarray,
    span: tuple[int, int],
) -> None:
    """Paint some rows of the head box in place."""
    left, upper, right, lower = sitter.box_xyxy
    top, bottom = span
    zoom = sitter.size_wh[0] / (right - left), sitter.size_wh[1] / (lower - upper)
    here = (coat for coat in coats if _reaches(coat, top, bottom, zoom[1]))
    pieces = [piece for coat in here for piece in _pieces(coat, (top, bottom), zoom)]
    if not pieces:
        return
    first, last = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    rows, columns = slice(upper + top, upper + bottom), slice(left + first, left + last)
    before = rgb[rows, columns]
    planes = np.stack([to_log(plane) for plane in cv2.split(before)])
    touched = np.zeros(before.shape[:2], bool)
    for piece in pieces:
        at = slice(piece.left - first, piece.right - first)
        lay(planes[..., at], piece, np.asarray(sitter.light))
        touched[:, at] |= piece.alpha > LEAST_ALPHA
    after = cv2.merge([from_log(plane) for plane in planes])
    cv2.copyTo(after, touched.astype(np.uint8), before)
    changed[rows, columns][touched] = 255


@dataclass(frozen=True, eq=False)
class _Piece:
    """A coat's part in one strip, at the photo's own size; columns count from the head box."""

    coat: Coat
    left: int
    right: int
    alpha: np.ndarray
    relief: np.ndarray | None
    sheen: np.ndarray | None


def _reaches(coat: Coat, top: int, bottom: int, zoom: float) -> bool:
    """Whether a coat lies in these rows at all."""
    box = coat.region.box_xyxy
    return box[1] < bottom * zoom and box[3] > top * zoom and box[0] < box[2]


def _pieces(coat: Coat, rows: tuple[int, int], zoom: tuple[float, float]) -> Iterator[_Piece]:
    """What of a coat lies in one strip: often a left and a right part, with nothing between them."""
    box = coat.region.box_xyxy
    left, right = int(box[0] / zoom[0]), int(np.ceil(box[2] / zoom[0]))
    size = (right - left, rows[1] - rows[0])
    alpha, *others = (
        None if field is None else _at_full_size(coat.region, field, (left, rows[0]), size, zoom)
        for field in (coat.region.alpha, coat.relief, coat.sheen)
    )
    assert alpha is not None
    used: np.ndarray = (alpha > LEAST_ALPHA).max(axis=0)
    for first, last in _runs(used):
        relief, sheen = (None if one is None else one[:, first:last] for one in others)
        yield _Piece(coat, left + first, left + last, alpha[:, first:last], relief, sheen)


def _runs(used: np.ndarray) -> list[tuple[int, int]]:
    """Stretches (first, end) of columns in use, joined over gaps too short to be worth a break."""
    columns = np.flatnonzero(used)
    if not columns.size:
        return []
    breaks = np.flatnonzero(np.diff(columns) > LEAST_GAP_PX)
    firsts = columns[np.concatenate([[0], breaks + 1])]
    ends = columns[np.concatenate([breaks, [columns.size - 1]])] + 1
    return list(zip(firsts.tolist(), ends.tolist(), strict=True))


def _at_full_size(
    region: Region,
    field: np.ndarray,
    corner: tuple[int, int],
    size_wh: tuple[int, int],
    zoom: tuple[float, float],
) -> np.ndarray:
    """A field on a region's box of the sheet, for the piece of the head box at `corner`; 0 beyond."""
    if zoom == (1.0, 1.0):
        return Region(region.name, region.box_xyxy, field).on(
            (corner[0], corner[1], corner[0] + size_wh[0], corner[1] + size_wh[1])
        )
    # from piece pixels to field pixels, centre to centre
    shift = [(corner[i] + 0.5) * zoom[i] - 0.5 - region.box_xyxy[i] for i in (0, 1)]
    to_field = np.array([[zoom[0], 0, shift[0]], [0, zoom[1], shift[1]]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen: np.ndarray = cv2.warpAffine(field, to_field, size_wh, flags=flags)
    return seen


def lay(planes: np.ndarray, piece: "_Piece", light: np.ndarray) -> None:
    """One coat over logarithms float32 (3, h, w), in place: colour goes towards the pigment's, the
    surface's light and shade stay, highlights as far as the finish lets them through."""
    coat, alpha, finish = piece.coat, piece.alpha, piece.coat.finish
    red, green, blue = planes
    level = red * LUMINANCE[0] + green * LUMINANCE[1] + blue * LUMINANCE[2]
    shade = level - coat.level
    body = np.minimum(shade, KNEE)
    kept = body * finish.contrast
    if not coat.wet:
        kept += (shade - body) * min(finish.highlight * finish.contrast, 1.15)
    if piece.relief is not None:
        kept += piece.relief
    low, high = LOG_FLOOR - float(kept.min()), LOG_CEILING - float(kept.max())
    for plane, goal in zip(planes, coat.goal, strict=True):
        aim = kept + goal
        if not low <= goal <= high:
            np.clip(aim, LOG_FLOOR, LOG_CEILING, out=aim)
        aim -= plane
        aim *= alpha
        plane += aim
    if coat.wet or piece.sheen is not None:
        _shine(planes, piece, level, light)


def _shine(planes: np.ndarray, piece: "_Piece", level: np.ndarray, light: np.ndarray) -> None:
    """Light that the surface itself sends back, whatever the pigment: white as the lamp, added."""
    coat = piece.coat
    glare = piece.sheen.copy() if piece.sheen is not None else np.zeros_like(level)
    if coat.wet:
        above = cv2.exp(level)
        above -= np.float32(np.exp(coat.level + KNEE))
        np.maximum(above, 0, out=above)
        above *= np.float32(coat.finish.highlight)
        glare += above
    glare *= piece.alpha
    for plane, lamp in zip(planes, light / light.max(), strict=True):
        plane[:] = cv2.log(_lit(cv2.exp(plane), glare * np.float32(lamp)))


def _lit(light: np.ndarray, extra: np.ndarray) -> np.ndarray:
    """Linear light with more of it; highlights flatten out before they clip."""
    start = np.float32(CEILING - SOFT)
    lit: np.ndarray = light + extra
    if lit.max() > start:
        before = np.maximum(light, start)
        soft = before + _flatten(lit - before, CEILING - before)
        lit = np.where((lit > before), soft, lit)
    lit = np.maximum(lit, np.float32(1e-4))
    return lit


def _flatten(extra: np.ndarray, room: np.ndarray) -> np.ndarray:
    """`extra` light squeezed into the `room` that is left: steep first, never beyond it."""
    room = np.maximum(room, 1e-6)
    flat: np.ndarray = room * (1 - cv2.exp(-extra / room))
    return flat
