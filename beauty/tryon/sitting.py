"""From an analysis to a sitter: what was measured about a face, in the terms of the painters."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from beauty.analysis import Analysis
from beauty.photo import Photo
from beauty.recommend import Plan
from beauty.tryon.sitter import Sitter


def sit(analysis: Analysis, photo: Photo | None = None, plan: Plan | None = None) -> Sitter:
    """The analysed face, ready to be painted in `photo` (by default the analysed one; otherwise the
    same picture at a larger size), with the places that a plan chose for it."""
    photo = photo or analysis.photo
    shrunk = photo.size_wh[0] / analysis.photo.size_wh[0]
    sitter = Sitter.of(photo.rgb, analysis.face, analysis.parsing, shrunk)
    red, green, blue = (float(lamp) for lamp in 1 / analysis.light.gains)
    return replace(
        sitter, light=(red, green, blue), known=analysis.coloring.parts, zones=_zones(plan)
    )


def _zones(plan: Plan | None) -> Mapping[str, tuple[str, ...]]:
    steps = plan.makeup if plan else ()
    return MappingProxyType({step.step: step.zones for step in steps})
