"""Colours of hair, lips and irises beside the skin's, in plain light, and how far they stand apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from beauty.color import delta_e, to_lab
from beauty.face import Face, Region, Regions
from beauty.light import Light, relight
from beauty.measure.skin_color import CLIPPED, Lab, as_lab, robust_lab, skin_pixels
from beauty.photo import Photo
from beauty.predict import Parsing
from beauty.skin.constants import load_constants
from beauty.skin.tone import SkinTone

PARTS = ("skin", "hair", "lips", "eyes")
IRISES = (
    (468, "right_eye"),
    (473, "left_eye"),
)  # the middle of each; four points of its rim follow
RING = (0.45, 0.9)  # of the iris's radius: outside the pupil, inside the dark rim
SURELY = 0.9
STEP = 2  # of the parser's crop: a median of hair needs no more


@dataclass(frozen=True)
class Coloring:
    """parts: colour of each of PARTS that can be seen. lightness_contrast: greatest distance of L*
    between the skin and hair or eyes, None where neither is seen; level: low, medium or high.
    from_skin: CIEDE2000 of each other part from the skin.
    """

    parts: Mapping[str, Lab]
    from_skin: Mapping[str, float]
    lightness_contrast: float | None
    level: str | None


def measure_coloring(
    photo: Photo, face: Face, regions: Regions, parsing: Parsing, light: Light, skin: SkinTone
) -> Coloring:
    """regions: as far as they can be seen. Make-up, dye and lenses count as what they show."""
    seen = {
        "hair": _hair(photo, parsing),
        "lips": _lips(photo, face, regions),
        "eyes": _eyes(photo, face, regions),
    }
    parts = {"skin": skin.lab}
    for name, lab in seen.items():
        if lab is not None:
            parts[name] = as_lab(relight(np.array(lab), light))
    return describe_coloring(parts)


def describe_coloring(parts: Mapping[str, Lab]) -> Coloring:
    """What follows from the colours, "skin" always among them."""
    skin = np.array(parts["skin"])
    apart = {
        name: float(delta_e(skin, np.array(lab))) for name, lab in parts.items() if name != "skin"
    }
    steps = [abs(parts["skin"][0] - parts[name][0]) for name in ("hair", "eyes") if name in parts]
    contrast = max(steps) if steps else None
    return Coloring(
        MappingProxyType(dict(parts)),
        MappingProxyType(apart),
        contrast,
        None if contrast is None else contrast_level(contrast),
    )


def contrast_level(lightness_contrast: float) -> str:
    """low, medium or high, by thirds of public portraits (assets/face/tone.toml)."""
    low, high = load_constants().contrast_levels
    return "low" if lightness_contrast < low else "high" if lightness_contrast > high else "medium"


def _hair(photo: Photo, parsing: Parsing) -> Lab | None:
    """Median of what the parser takes for hair, in its crop, without shine and deep shade; what the
    crop shows beyond the photo's edge is a repetition of it."""
    share = parsing.shares[::STEP, ::STEP, parsing.labels.index("hair")]
    rows, columns = np.nonzero(share > SURELY)
    back = parsing.crop.to_photo
    at = np.stack([columns, rows], axis=1) * STEP @ back[:, :2].T + back[:, 2]
    inside = ((at >= 0) & (at <= np.array(photo.size_wh) - 1)).all(axis=1)
    pixels = parsing.crop.pixels[::STEP, ::STEP][rows[inside], columns[inside]]
    if len(pixels) < load_constants().least_hair_px:
        return None
    return robust_lab(to_lab(pixels[(pixels < CLIPPED).all(axis=1)]))


def _lips(photo: Photo, face: Face, regions: Regions) -> Lab | None:
    both = [skin_pixels(photo, face, regions[name]) for name in ("upper_lip", "lower_lip")]
    return robust_lab(np.concatenate(both))


def _eyes(photo: Photo, face: Face, regions: Regions) -> Lab | None:
    """Median of both irises, or of the one that is open and large enough to see its colour."""
    pixels = np.concatenate([_iris(photo, face, regions[eye], at) for at, eye in IRISES])
    return robust_lab(to_lab(pixels)) if len(pixels) else None


def _iris(photo: Photo, face: Face, eye: Region, at: int) -> np.ndarray:
    """Pixels uint8 (n, 3) of a ring between pupil and rim, without the window's reflection."""
    left, top, _, _ = eye.box_xyxy
    middle = face.landmarks_px[at]
    radius = float(np.linalg.norm(face.landmarks_px[at + 1 : at + 5] - middle, axis=1).mean())
    rows, columns = np.nonzero(eye.alpha > SURELY)
    away = np.hypot(columns + left - middle[0], rows + top - middle[1]) / max(radius, 1e-6)
    ring = (away > RING[0]) & (away < RING[1])
    pixels: np.ndarray = eye.crop(photo.rgb)[rows[ring], columns[ring]]
    if radius < load_constants().least_iris_px or not len(pixels):
        return pixels[:0]
    bright = pixels.sum(axis=1, dtype=np.int32)
    kept: np.ndarray = pixels[bright <= np.percentile(bright, load_constants().iris_percentile)]
    return kept
