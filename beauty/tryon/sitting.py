"""From an analysis to a sitter: what was measured about a face, in the terms of the painters."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from beauty.analysis import Analysis
from beauty.face import Face
from beauty.measure.eyes import EyeShape
from beauty.photo import Photo
from beauty.predict import Parsing
from beauty.recommend import Plan
from beauty.tryon.sitter import Sitter

# luminance of skin at L* 38, the 1st percentile of 739 studio faces (Chicago Face Database)
DEEPEST_SKIN = 0.1

READ = ("", "between")  # eyes whose lids were seen


def sit(
    analysis: Analysis, photo: Photo | None = None, plan: Plan | None = None, eye_shape: str = ""
) -> Sitter:
    """The analysed face, ready to be painted in `photo` (by default the analysed one; otherwise the
    same picture at a larger size), with the places that a plan chose for it. eye_shape: as the person
    said it; otherwise as it was measured."""
    photo = photo or analysis.photo
    shrunk = photo.size_wh[0] / analysis.photo.size_wh[0]
    sitter = Sitter.of(photo.rgb, analysis.face, analysis.parsing, shrunk)
    red, green, blue = (float(lamp) for lamp in 1 / analysis.light.gains)
    return replace(
        sitter,
        light=(red, green, blue),
        known=analysis.coloring.parts,
        zones=_zones(plan),
        eye_shape=eye_shape or _measured(analysis.eyes),
    )


def sit_unjudged(photo: Photo, small: Photo, face: Face, parsing: Parsing) -> Sitter:
    """A face that nobody could judge, found in `small`, a smaller copy of `photo`. Skin darker than the
    deepest there is says that the light is low, and colours are laid on as dark."""
    sitter = Sitter.of(photo.rgb, face, parsing, photo.size_wh[0] / small.size_wh[0])
    lamp = min(1.0, float(np.exp(sitter.skin_level)) / DEEPEST_SKIN)
    return replace(sitter, light=(lamp, lamp, lamp))


def _measured(eyes: EyeShape) -> str:
    """The likeliest form of eyes that could be read; a near miss places make-up no worse than none."""
    return eyes.label or "" if eyes.reason in READ else ""


def _zones(plan: Plan | None) -> Mapping[str, tuple[str, ...]]:
    steps = plan.makeup if plan else ()
    return MappingProxyType({step.step: step.zones for step in steps})
