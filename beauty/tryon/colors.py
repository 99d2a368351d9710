"""The colour of a layer on this person: as given, by depth of the skin, or matched to their own."""

import numpy as np

from beauty.color import to_linear
from beauty.color.spaces import from_linear
from beauty.tryon.log_light import linear_of_hex
from beauty.tryon.look import Layer
from beauty.tryon.products import load_products
from beauty.tryon.sitter import Lab, Sitter

# photographed L* of skin that a look's light, medium and deep colours are made for: the 85th, 45th and
# 5th percentile of 739 studio faces (Chicago Face Database)
DEPTH_L = (71.0, 62.6, 42.8)
DARKEST_L, LIGHTEST_L = 6.0, 96.0


def color_of(layer: Layer, sitter: Sitter) -> np.ndarray:
    """Linear sRGB float64 (3,) of a layer's pigment at mid-shading in plain light."""
    if layer.by_depth:
        depth = sitter.known.get("skin") or own(sitter, "skin")
        return by_depth([linear_of_hex(code) for code in layer.by_depth], depth[0])
    if layer.color != "auto":
        return linear_of_hex(layer.color)
    product = load_products()[layer.product]
    lightness, a_star, b_star = (
        value + step for value, step in zip(own(sitter, product.match), product.auto, strict=True)
    )
    lab = np.array([np.clip(lightness, DARKEST_L, LIGHTEST_L), a_star, b_star])
    matched: np.ndarray = np.clip(to_linear(lab), 0, 1)
    return matched


def by_depth(colors: list[np.ndarray], skin_l: float) -> np.ndarray:
    """Between the colours for light, medium and deep skin, by the skin's L*; mixed as pigments mix."""
    logs = np.log(np.maximum(colors, 1e-3))
    at = [float(np.interp(skin_l, DEPTH_L[::-1], channel[::-1])) for channel in logs.T]
    mixed: np.ndarray = np.exp(np.array(at))
    return mixed


def own(sitter: Sitter, what: str) -> Lab:
    """CIELAB in plain light of the person's skin, hair or lips. Skin is always taken from the face that
    will be painted, so that a matched base changes nothing on the whole; hair and lips as measured, or
    where nobody measured them as the photo shows them."""
    if what in sitter.known and what != "skin":
        return sitter.known[what]
    region = {"lips": "lower_lip", "hair": "right_brow"}.get(what)
    seen = sitter.color_in(sitter.drawn(region)) if region else sitter.skin_color
    plain = seen / np.asarray(sitter.light)
    lightness, a_star, b_star = from_linear(plain)
    return float(lightness), float(a_star), float(b_star)
