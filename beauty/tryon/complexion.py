"""Foundation and concealer: colour evened as far as they cover; pores, lines and moles stay."""

from dataclasses import replace
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from beauty.face import Region
from beauty.face.regions import union
from beauty.tryon.coat import Coat
from beauty.tryon.look import Layer
from beauty.tryon.paint import coat
from beauty.tryon.sitter import Sitter
from beauty.tryon.zones import zone

# sizes in face widths: what is finer than FINE is texture and stays, what is wider than WIDE is the form
# of the face and stays; between the two lie the patches that a foundation evens
FINE, WIDE = 0.008, 0.055
DEEPEST = (
    0.22  # logarithm: a patch that is this much darker is a mole, a nostril or a line, and stays
)
EVENED = 0.8  # share of a patch that full cover hides
SMALL_FACE_PX = 170.0  # face width at which patches are looked at
COARSER = 4  # the form is so smooth that it is looked at on a picture that much smaller still
DEWY_GAIN = 0.8

_found: WeakKeyDictionary[Sitter, tuple[np.ndarray, np.ndarray]] = WeakKeyDictionary()


def foundation(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    """Over all visible skin of the face, fading out towards hairline, ears and jaw."""
    region = sitter.cut(sitter.skin)
    relief = even(sitter, region)
    if layer.finish == "dewy":
        relief = relief + glow(sitter, region)
    return (replace(coat(layer, sitter, region, sitter.skin_level), relief=relief),)


def concealer(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    """Under the eyes, beside the nose or both; a shade lighter, and the hollow's shadow lifted."""
    names = {
        "under_eyes": ("under_eyes",),
        "nose_sides": ("nose_sides",),
        "under_eyes_and_nose": ("under_eyes", "nose_sides"),
    }[layer.placement]
    region = union("concealer", [zone(sitter, name) for name in names])
    made = coat(layer, sitter, region, sitter.skin_level)
    return (replace(made, relief=lift(sitter, region)),)


def even(sitter: Sitter, region: Region) -> np.ndarray:
    """What evens the patches within a region: float32 (h, w) on its box, added to logarithms."""
    patches, _ = _bands(sitter)
    near = np.exp(-np.square(patches / DEEPEST))  # a mole is no patch
    return _on(region, -EVENED * patches * near, sitter)


def lift(sitter: Sitter, region: Region) -> np.ndarray:
    """What takes half of a broad shadow (under the eyes) away, and the patches in it."""
    patches, form = _bands(sitter)
    shadow = np.clip(form - sitter.skin_level, -0.5, 0)
    return _on(region, -0.5 * (shadow + patches), sitter)


def glow(sitter: Sitter, region: Region) -> np.ndarray:
    """More light where the skin already catches it: what a dewy base does."""
    _, form = _bands(sitter)
    return _on(region, DEWY_GAIN * np.clip(form - sitter.skin_level - 0.05, 0, 0.25), sitter)


def _bands(sitter: Sitter) -> tuple[np.ndarray, np.ndarray]:
    """Patches and form of the log luminance on a small picture of the sheet; worked out once.

    Averages are weighted by the skin, so that brows and lips at its border do not darken it.
    """
    if sitter not in _found:
        shrink = min(1.0, SMALL_FACE_PX / sitter.unit_px)
        level, weight = (
            _sized(field, (round(sitter.size_wh[0] * shrink), round(sitter.size_wh[1] * shrink)))
            for field in (sitter.level, sitter.open_skin)
        )
        weight = weight + np.float32(1e-3)
        both = cv2.merge([level * weight, weight])
        unit = sitter.unit_px * shrink
        size = both.shape[1::-1]
        tiny = _sized(both, (size[0] // COARSER, size[1] // COARSER))
        fine = _average(both, FINE * unit)
        wide = _sized(_average(tiny, WIDE * unit / COARSER), size)
        _found[sitter] = fine - wide, wide
    return _found[sitter]


def _average(both: np.ndarray, sigma_px: float) -> np.ndarray:
    """Weighted average round each pixel of values times weights and weights, float32 (h, w, 2)."""
    blurred = cv2.GaussianBlur(both, (0, 0), max(sigma_px, 0.5))
    averaged: np.ndarray = blurred[..., 0] / blurred[..., 1]
    return averaged


def _on(region: Region, field: np.ndarray, sitter: Sitter) -> np.ndarray:
    """The part of a small field of the whole sheet under a region's box, at the box's own size."""
    left, top, right, bottom = region.box_xyxy
    zoom = np.array(field.shape[1::-1]) / sitter.size_wh
    shift = (np.array([left, top]) + 0.5) * zoom - 0.5  # centre to centre
    laid: np.ndarray = cv2.warpAffine(
        field.astype(np.float32),
        np.array([[zoom[0], 0, shift[0]], [0, zoom[1], shift[1]]]),
        (right - left, bottom - top),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return laid


def _sized(field: np.ndarray, size_wh: tuple[int, int]) -> np.ndarray:
    size = max(size_wh[0], 1), max(size_wh[1], 1)
    smaller = size[0] < field.shape[1]
    sized: np.ndarray = cv2.resize(
        field, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    )
    return sized
