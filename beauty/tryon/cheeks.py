"""Contour, bronzer, blush and highlighter: powders and creams blended out over skin."""

from dataclasses import replace

import cv2
import numpy as np

from beauty.face import Region
from beauty.tryon.coat import Coat
from beauty.tryon.look import Layer
from beauty.tryon.paint import coat
from beauty.tryon.sitter import Sitter
from beauty.tryon.zones import zones

SUN_KISSED = ("temples", "apples_across", "nose_bridge")
# where no plan says it: what suits an oval face
USUAL = {
    "contour": ("under_cheekbones",),
    "blush": ("cheek_centers_up",),
    "highlight": ("cheekbone_tops", "nose_bridge", "cupids_bow"),
}
BROAD = {"forehead_center": 0.45, "chin_center": 0.5}  # share of the strength where a zone is wide
SOFTER = {"contour": 0.02, "bronzer": 0.035, "blush": 0.025, "highlighter": 0.008}  # face widths
NARROWER = {"inner_corners": 0.0, "nose_bridge": 0.004, "cupids_bow": 0.002}


def contour(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    names = {"nose": ("nose_sides",)}.get(layer.placement, (layer.placement,))
    return _powder(
        sitter, layer, _of_plan(sitter, "contour") if layer.placement == "auto" else names
    )


def bronzer(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    sun = layer.placement == "sun_kissed"
    return _powder(sitter, layer, SUN_KISSED if sun else _of_plan(sitter, "contour"))


def blush(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    if layer.placement == "auto":
        return _powder(sitter, layer, _of_plan(sitter, "blush"))
    across = layer.placement == "sun_kissed"
    return _powder(
        sitter, layer, ("apples_across", "nose_bridge") if across else (layer.placement,)
    )


def highlighter(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    auto = layer.placement == "auto"
    names = _of_plan(sitter, "highlight") if auto else (layer.placement,)
    made = []
    for name in names:
        region = zones(sitter, (name,), NARROWER.get(name, SOFTER["highlighter"]))
        one = coat(layer, sitter, region, sitter.skin_level, BROAD.get(name, 1.0))
        shimmer = layer.finish == "shimmer"
        made.append(replace(one, relief=_glint(sitter, region)) if shimmer else one)
    return tuple(made)


def _of_plan(sitter: Sitter, step: str) -> tuple[str, ...]:
    return sitter.zones.get(step) or USUAL[step]


def _powder(sitter: Sitter, layer: Layer, names: tuple[str, ...]) -> tuple[Coat, ...]:
    region = zones(sitter, names, SOFTER[layer.product])
    return (coat(layer, sitter, region, sitter.skin_level),)


def _glint(sitter: Sitter, region: Region) -> np.ndarray:
    """Fine light of the skin made stronger: shimmer catches light where pores and fine lines do."""
    level = region.crop(sitter.level)
    fine = level - cv2.GaussianBlur(level, (0, 0), max(0.006 * sitter.unit_px, 0.8))
    glint: np.ndarray = np.clip(fine, -0.1, 0.15) * np.float32(0.8)
    return glint
