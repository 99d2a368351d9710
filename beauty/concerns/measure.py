"""All eight measures of one face, on one canvas."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from beauty.concerns.canvas import Canvas
from beauty.concerns.concern import Concerns
from beauty.concerns.dark_circles import find_dark_circles
from beauty.concerns.finding import Finding
from beauty.concerns.limits import BEARDED, bearded
from beauty.concerns.pores import find_pores
from beauty.concerns.puffiness import find_puffiness
from beauty.concerns.redness import find_redness
from beauty.concerns.score import score
from beauty.concerns.shine import find_shine
from beauty.concerns.spots import find_spots
from beauty.concerns.unevenness import find_unevenness
from beauty.concerns.wrinkles import find_wrinkles

MEASURES = MappingProxyType(
    {
        "redness": find_redness,
        "dark_circles": find_dark_circles,
        "wrinkles": find_wrinkles,
        "spots": find_spots,
        "pores": find_pores,
        "shine": find_shine,
        "unevenness": find_unevenness,
        "puffiness": find_puffiness,
    }
)
LIGHTER_ITA_DEG, DARKER_ITA_DEG = 41.0, 10.0  # between the groups of tone that are compared


def measure_concerns(canvas: Canvas, noticed: frozenset[str], ita_deg: float) -> Concerns:
    """All eight. noticed: codes of what may disturb them (`notice`); ita_deg: of the skin, which says
    whom to compare with."""
    group, width_px = tone_group(ita_deg), canvas.face.width_px
    found = [
        score(name, finding, width_px, noticed, group) for name, finding in find_all(canvas).items()
    ]
    return Concerns.of(found, canvas.crop)


def find_all(canvas: Canvas) -> Mapping[str, Finding]:
    """What each measure finds, in its own unit; skin under a beard is left out."""
    if bearded(canvas):
        nothing = np.zeros_like(canvas.skin)
        masks = {name: nothing if name in BEARDED else mask for name, mask in canvas.masks.items()}
        canvas = replace(canvas, masks=masks)
    return {name: find(canvas) for name, find in MEASURES.items()}


def tone_group(ita_deg: float) -> str:
    """light, medium or dark: three groups large enough to compare with.

    >>> tone_group(30.0)
    'medium'
    """
    if ita_deg > LIGHTER_ITA_DEG:
        return "light"
    return "dark" if ita_deg <= DARKER_ITA_DEG else "medium"
