"""From what a place shows to the make-up that would show it: the coat's sum read backwards."""

from dataclasses import dataclass

import numpy as np

from beauty.face import Region
from beauty.tryon.log_light import LUMINANCE, hex_of_linear
from beauty.tryon.look import Layer
from beauty.tryon.products import load_products
from beauty.tryon.render import coats_of
from beauty.tryon.sitter import Sitter
from beauty.tryon.traces import INSIDE

GREY = "#808080"

# how far (logarithm) a pigment stands from bare skin when a layer is at full strength; a photo gives the
# product of strength and vividness only, so this is a convention: sheer layers of a usual pigment
VIVID = {"blush": 1.1, "eyeshadow": 1.5, "lips": 0.0}
FURTHER = (
    1.3  # a pigment stands at most this much further from bare skin than what is seen, or VIVID
)
LEAST_OPACITY = 0.15
DARKEST, LIGHTEST = 0.0015, 0.88  # linear light of pigments


@dataclass(frozen=True, eq=False)
class Place:
    """Where a layer is read. regions: its parts on the sheet. bare, shown: logarithms float64 (3,) of
    what bare skin would show there and what is shown, both in plain light."""

    regions: tuple[Region, ...]
    bare: np.ndarray
    shown: np.ndarray


def layer_that_shows(
    sitter: Sitter, product: str, placement: str, finish: str, place: Place
) -> Layer:
    """The layer that turns `bare` into `shown`. Its opacity follows from how far the two differ, for a
    pigment as vivid as usual; a pigment of more than full strength stays as it is seen."""
    off = place.shown - place.bare
    far = max(float(np.linalg.norm(off)), 1e-6)
    cover = laid_on(sitter, Layer(product, GREY, 1.0, finish, placement), place.regions)
    opacity = 1.0
    if VIVID[product]:
        opacity = float(np.clip(far / (VIVID[product] * max(cover, 0.3)), LEAST_OPACITY, 1))
    reach = min(far / max(opacity * cover, 1e-3), max(VIVID[product], FURTHER * far))
    pigment, kept = _within_reach(place.bare, off * (reach / far), load_products()[product].body)
    opacity = min(opacity / kept, 1.0)
    return Layer(product, hex_of_linear(np.exp(pigment)), round(opacity, 2), finish, placement)


def _within_reach(bare: np.ndarray, off: np.ndarray, body: float) -> tuple[np.ndarray, float]:
    """Logarithms of a pigment that stands `off` from bare skin, no purer than pigments are, and the share
    of its colour that this left. A coat of little body leaves light and dark to the skin, so that its
    pigment is further off in light."""
    low, high = float(np.log(DARKEST)), float(np.log(LIGHTEST))
    bare_level, step = float(bare @ LUMINANCE), float(off @ LUMINANCE)
    level = float(np.clip(bare_level + step / body, low + 0.1, high - 0.1))
    hue = bare + off - (bare_level + step)
    room = np.where(hue > 0, high - level, level - low)
    kept = float(np.clip(np.min(room / np.maximum(np.abs(hue), 1e-6)), 0.4, 1))
    return np.clip(level + kept * hue, low, high), kept


def after(sitter: Sitter, layer: Layer, place: Place) -> np.ndarray:
    """Logarithms (3,) in plain light that a place which shows `bare` shows with this layer on it."""
    coats = coats_of(sitter, layer)
    if not coats:
        return place.bare
    goal = coats[0].goal - np.log(sitter.light)
    covered: np.ndarray = place.bare + laid_on(sitter, layer, place.regions) * (goal - place.bare)
    return covered


def laid_on(sitter: Sitter, layer: Layer, regions: tuple[Region, ...]) -> float:
    """Share of a place's colour that this layer's painter replaces, 0..1; mean of the place's parts."""
    coats = coats_of(sitter, layer)
    shares = []
    for region in regions:
        inside = region.alpha > INSIDE
        if inside.any():
            bare = np.ones(int(inside.sum()))
            for coat in coats:
                bare *= 1 - coat.region.on(region.box_xyxy)[inside]
            shares.append(1 - float(bare.mean()))
    return float(np.mean(shares)) if shares else 0.0
