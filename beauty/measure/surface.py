"""How skin reflects light and how even it is at a small scale, zone by zone: shine and texture.

Skin oil makes highlights: pixels clearly brighter than the zone, and paler, since a highlight has the
colour of the lamp and not of the skin. Both depend on light, camera and make-up as well. On 2,918
search pictures labelled dry, normal and oily, shine told oily from the rest no better than chance (area
under the curve 0.50 and 0.52) and texture hardly (0.55; tools/surface_accuracy.py): so shine weighs
little in the skin type, and texture is only told (measured, in the JSON).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import cv2
import numpy as np

from beauty.color import to_lab
from beauty.face import Face, Regions
from beauty.face.crop import CropFrame, crop_face
from beauty.photo import Photo

ZONES = ("t_zone", "u_zone")
FRAME = CropFrame(192, 2.9, 0.45)  # one scale for all faces: 66 pixels between the eyes
BRIGHTER_L = 10.0  # of a highlight, above the zone's median
FINE_PX = 1.5  # texture is what a blur this wide takes away
INSIDE = 0.8
LEAST_PIXELS = 50


@dataclass(frozen=True)
class Surface:
    """Of each zone that shows enough skin: shine, % of its skin in highlights, 0..100; texture, mean
    change of L* at a fine scale, about 0.4 (smooth or blurred) to 2.4 (rough or noisy)."""

    shine: Mapping[str, float]
    texture: Mapping[str, float]


def measure_surface(photo: Photo, face: Face, regions: Regions) -> Surface:
    """Shine and texture of forehead and nose (t_zone) and of the cheeks (u_zone) of one face."""
    crop = crop_face(photo.rgb, face.landmarks_px, FRAME)
    lab = to_lab(crop.pixels)
    lightness, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    fine = np.abs(lightness - cv2.GaussianBlur(lightness, (0, 0), FINE_PX))
    shine, texture = {}, {}
    for zone in ZONES:
        mask = crop.take(regions[zone].alpha, regions[zone].box_xyxy[:2]) >= INSIDE
        if mask.sum() < LEAST_PIXELS:
            continue
        bright = lightness > np.median(lightness[mask]) + BRIGHTER_L
        pale = chroma < np.median(chroma[mask])
        shine[zone] = 100 * float((bright & pale)[mask].mean())
        texture[zone] = float(fine[mask].mean())
    return Surface(MappingProxyType(shine), MappingProxyType(texture))
