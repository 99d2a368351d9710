"""Eyeshadow: blended over lid, crease, corners or along the lower lashes; the eyeball stays bare."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from beauty.tryon.coat import Coat
from beauty.tryon.eye_lines import eyes_of
from beauty.tryon.eye_rules import EyeRule, rule_of
from beauty.tryon.eyes import Eye, S, fold_height, ramp
from beauty.tryon.look import Layer
from beauty.tryon.paint import coat
from beauty.tryon.products import load_products
from beauty.tryon.sitter import Sitter

BESIDE = 0.30  # how far beyond the outer corner colour is blended, widths of the eye
BRIDGE = (-BESIDE, 0.22)  # s between which the lash line dips into the outer corner
INNER_RADIUS = 0.14
LOWER_BAND = 0.085
SPARKLE = (0.9, 0.14)  # how strong, and at most how bright (logarithm), a shimmer's points are
SPARKLE_SIZE = 0.02  # widths of an eye
LID_MIDDLE = (0.48, 0.42)  # where the lid is roundest: s, and share of the way up to the fold


def eyeshadow(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    rule = rule_of(sitter)
    finish = load_products()["eyeshadow"].finish[layer.finish]
    made = []
    for whole in eyes_of(sitter):
        eye = whole.within(*ROOMS[layer.placement])
        soft = PLACES[layer.placement](eye.coarse, rule) * _below_brow(eye.coarse)
        alpha = eye.large(soft) * eye.skin
        region = eye.region(alpha, sitter, f"{eye.side}_{layer.placement}")
        one = coat(layer, sitter, region, sitter.skin_level)
        if layer.finish == "shimmer":
            one = replace(one, relief=_sparkle(sitter, eye))
        if finish.sheen:
            one = replace(one, sheen=eye.large(_sheen(sitter, eye.coarse, rule, finish.sheen)))
        made.append(one)
    return tuple(made)


def lid(eye: Eye, rule: EyeRule) -> np.ndarray:
    """Full at the lashes, blended away at the fold."""
    high = _height(eye, rule)
    late = _round(high)
    ends = ramp(eye.s - late, -0.8 * BESIDE, 0.06) * ramp(eye.s + late, 1.05, 0.84)
    along = 1 - max(1 - 1 / rule.outer, 0) * ramp(S, 0.2, 0.6)
    alpha: np.ndarray = _gate(eye, rule) * ramp(high, 1.3, 0.45) * ends * eye.at(along)
    return alpha


def crease(eye: Eye, rule: EyeRule) -> np.ndarray:
    """A soft band in the fold, deeper outside, fading into the lid and up under the brow."""
    high = _height(eye, rule)
    band = np.where(high < 0.95, ramp(high, 0.3, 0.95), ramp(high, 1.75, 0.95))
    along = ramp(eye.s - _round(high), -BESIDE, 0.1) * eye.at(ramp(S, 1.02, 0.35))
    alpha: np.ndarray = _gate(eye, rule) * band * along
    return alpha


def outer_corner(eye: Eye, rule: EyeRule) -> np.ndarray:
    """The outer third: full at the lashes, drawn up into the fold like a lying V."""
    high = _height(eye, rule)
    reach = 0.40 + 0.16 * np.clip(high, 0, 1)  # further in at the fold
    along = ramp(eye.s - _round(high), -BESIDE, 0.0) * ramp(
        eye.s / (reach * min(rule.outer, 1.15)), 1.15, 0.2
    )
    alpha: np.ndarray = _gate(eye, rule) * along * ramp(high, 1.5, 0.6)
    return alpha


def inner_corner(eye: Eye, rule: EyeRule) -> np.ndarray:
    """A spot of light around the inner corner."""
    width = np.float32(np.hypot(*eye.across) / eye.unit_px)
    away = np.square((eye.s - 0.985) * width) + np.square((eye.t - 0.015) * 1.15)
    spot: np.ndarray = np.exp(-away * np.float32(1 / INNER_RADIUS**2 * 2.2))
    spot *= ramp(spot, 0.02, 0.2)
    return spot


def lower_line(eye: Eye, rule: EyeRule) -> np.ndarray:
    """Smudged under the lower lashes, fading inwards."""
    below = eye.at(eye.lower) - eye.t
    along = ramp(S, -0.08, 0.06) * (0.35 + 0.65 * ramp(S, 0.85, 0.3)) * ramp(S, 1, 0.8)
    return np.asarray(ramp(below, LOWER_BAND, 0.012) * ramp(below, -0.03, 0.0) * eye.at(along))


# s and t that each place stays within
ABOVE = ((-BESIDE, 1.12), (-0.05, 0.95))
ROOMS = {
    "lid": ABOVE,
    "crease": ABOVE,
    "outer_corner": ((-BESIDE, 0.8), (-0.05, 0.95)),
    "inner_corner": ((0.75, 1.2), (-0.2, 0.22)),
    "lower_line": ((-0.12, 1.02), (-0.34, 0.05)),
}
PLACES: dict[str, Callable[[Eye, EyeRule], np.ndarray]] = {
    "lid": lid,
    "crease": crease,
    "outer_corner": outer_corner,
    "inner_corner": inner_corner,
    "lower_line": lower_line,
}


def _base(eye: Eye, rule: EyeRule) -> np.ndarray:
    """The line colour starts from: the lash line, prolonged outwards and up as a wing would go."""
    slope = eye.wing_slope * 0.85 + np.float32(np.tan(np.radians(rule.lift_deg)))
    base = np.where(S < 0, np.maximum(-S * slope, 0), eye.upper)
    return np.where(S > 1, eye.upper - 0.35 * (S - 1), base).astype(np.float32)


def _height(eye: Eye, rule: EyeRule) -> np.ndarray:
    """How high above the lashes, 1 at the fold; round the outer corner without the lash line's dip."""
    base = _base(eye, rule)
    across = np.interp(S, BRIDGE, np.interp(BRIDGE, S, base)).astype(np.float32)
    level = np.where((BRIDGE[0] < S) & (BRIDGE[1] > S), np.maximum(across, base), base)
    high: np.ndarray = (eye.t - eye.at(level)) * np.float32(1 / fold_height(eye, rule.reach))
    return high


def _round(high: np.ndarray) -> np.ndarray:
    """By how much the ends draw in with the height, so that they end in a round."""
    late: np.ndarray = np.float32(0.2) * np.square(np.clip(high, 0, 1.6))
    return late


def _gate(eye: Eye, rule: EyeRule) -> np.ndarray:
    """1 above the base line, 0 below; beyond the corners the border is blended."""
    soft = (0.015 + 0.09 * ramp(S, 0.08, -0.12) + 0.05 * ramp(S, 0.95, 1.1)).astype(np.float32)
    inside = (eye.t - eye.at(_base(eye, rule))) / eye.at(soft) + np.float32(0.5)
    gate = np.clip(inside, 0, 1)
    smooth: np.ndarray = gate * gate * (3 - 2 * gate)
    return smooth


def _below_brow(eye: Eye) -> np.ndarray:
    """1 below the brow, 0 on its hair."""
    return ramp(eye.at(eye.brow) - eye.t, 0.0, 0.1)


def _sparkle(sitter: Sitter, eye: Eye) -> np.ndarray:
    """The lid's own fine light made stronger: float32 (h, w), added to logarithms."""
    left, top, right, bottom = eye.box_xyxy
    level = sitter.level[top:bottom, left:right]
    size = 2 * round(SPARKLE_SIZE * eye.unit_px) + 3
    fine = level - cv2.blur(level, (size, size))
    strength, most = SPARKLE
    sparkle: np.ndarray = np.clip(fine * np.float32(strength), -most / 2, most)
    return sparkle


def _sheen(sitter: Sitter, eye: Eye, rule: EyeRule, amount: float) -> np.ndarray:
    """Light that the film itself sends back, strongest where the lid is roundest."""
    high = _height(eye, rule)
    away = np.square((eye.s - LID_MIDDLE[0]) / 0.26) + np.square((high - LID_MIDDLE[1]) / 0.38)
    light = amount * float(np.mean(sitter.light)) * min(np.exp(sitter.skin_level) * 2.2, 1.0)
    sheen: np.ndarray = np.exp(-away) * np.float32(light)
    return sheen
