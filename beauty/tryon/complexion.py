"""Foundation and concealer: colour evened as far as they cover; pores, lines and moles stay."""

from dataclasses import replace

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
DEWY_GAIN = 0.8


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
    patches, _ = _bands(sitter, region)
    near = np.exp(-np.square(patches / DEEPEST))  # a mole is no patch
    return _enlarged(-EVENED * patches * near, region)


def lift(sitter: Sitter, region: Region) -> np.ndarray:
    """What takes half of a broad shadow (under the eyes) away, and the patches in it."""
    patches, form = _bands(sitter, region)
    shadow = np.minimum(form - sitter.skin_level, 0)
    return _enlarged(-0.5 * np.maximum(shadow, -0.5) - 0.5 * patches, region)


def glow(sitter: Sitter, region: Region) -> np.ndarray:
    """More light where the skin already catches it: what a dewy base does."""
    _, form = _bands(sitter, region)
    return _enlarged(DEWY_GAIN * np.clip(form - sitter.skin_level - 0.05, 0, 0.25), region)


def _bands(sitter: Sitter, region: Region) -> tuple[np.ndarray, np.ndarray]:
    """Patches and form of the log luminance on a small picture of the region's box.

    Averages are weighted by the region, so that brows and lips at its border do not darken the skin.
    """
    shrink = min(1.0, SMALL_FACE_PX / sitter.unit_px)
    size = tuple(max(1, round(side * shrink)) for side in region.alpha.shape[::-1])
    level = cv2.resize(region.crop(sitter.level), size, interpolation=cv2.INTER_AREA)
    weight = cv2.resize(region.alpha, size, interpolation=cv2.INTER_AREA) + 1e-3
    unit = sitter.unit_px * shrink
    fine, wide = (_average(level, weight, share * unit) for share in (FINE, WIDE))
    return fine - wide, wide


def _average(level: np.ndarray, weight: np.ndarray, sigma_px: float) -> np.ndarray:
    over = cv2.GaussianBlur(level * weight, (0, 0), max(sigma_px, 0.5))
    averaged: np.ndarray = over / cv2.GaussianBlur(weight, (0, 0), max(sigma_px, 0.5))
    return averaged


def _enlarged(field: np.ndarray, region: Region) -> np.ndarray:
    large: np.ndarray = cv2.resize(
        field.astype(np.float32), region.alpha.shape[::-1], interpolation=cv2.INTER_LINEAR
    )
    return large
