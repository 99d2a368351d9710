"""Eyeliner: a smooth line along the lashes, with or without a wing."""

from dataclasses import dataclass

import numpy as np

from beauty.tryon.coat import Coat
from beauty.tryon.eye_lines import eyes_of
from beauty.tryon.eye_rules import EyeRule, rule_of
from beauty.tryon.eyes import AROUND, Eye, S, ramp
from beauty.tryon.look import Layer
from beauty.tryon.paint import coat
from beauty.tryon.sitter import Sitter

WING_LENGTH, PUPPY_LENGTH = 0.28, 0.17  # beyond the outer corner, widths of the eye
WING_START = (
    0.045  # height of the wing's lower edge at the corner: where lashes end, above the skin's fold
)
JOINS = 0.3  # where on the lid a wing's upper edge begins
SOFT_PX = 1.15  # how soft the edges are: a pixel, so that they are smooth at every size


@dataclass(frozen=True, eq=False)
class Band:
    """Between two curves t(s) float32 (STEPS,); strength: the same along s, 0..1."""

    low: np.ndarray
    high: np.ndarray
    strength: np.ndarray
    soft: float = 0.0


def eyeliner(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    rule = rule_of(sitter)
    made = []
    for whole in eyes_of(sitter):
        eye = whole.within(*AROUND)
        alpha = cover(eye, SHAPES[layer.placement](eye, rule))
        region = eye.region(alpha, sitter, f"{eye.side}_{layer.placement}_line")
        made.append(coat(layer, sitter, region, sitter.skin_level))
    return tuple(made)


def cover(eye: Eye, band: Band) -> np.ndarray:
    """How much of each pixel a band covers, float32 (h, w)."""
    half = np.float32(SOFT_PX / 2 / eye.unit_px + band.soft)
    top = np.minimum(eye.t + half, eye.at(band.high))
    covered = top - np.maximum(eye.t - half, eye.at(band.low))
    covered *= np.float32(0.5) / half
    alpha: np.ndarray = np.clip(covered, 0, 1) * eye.at(band.strength)
    return alpha


def _thin(eye: Eye, rule: EyeRule) -> Band:
    thick = 0.012 + 0.020 * ramp(S, 0.95, 0.15)
    flick = eye.wing_slope * 0.6
    low = np.where(S < 0, -S * flick, eye.upper - 0.008)
    thick = thick * ramp(S, -0.07, 0.02)
    return line_between(low, low + thick, ramp(S, -0.08, -0.05) * ramp(S, 1.0, 0.9))


def _wing(eye: Eye, rule: EyeRule) -> Band:
    """Below: from the end of the lashes straight to the tip. Above: a hollow curve from lid to tip."""
    slope = eye.wing_slope + float(np.tan(np.radians(rule.lift_deg)))
    lid = eye.upper + 0.010 + 0.030 * ramp(S, 0.95, 0.1)
    tip = WING_START + WING_LENGTH * slope
    low = np.maximum(WING_START - S * slope, np.where(S < 0, -9, eye.upper - 0.008))
    x = np.linspace(0, 1, 33)
    ends = (-WING_LENGTH, 0.02, JOINS), (tip, WING_START + 0.045, float(np.interp(JOINS, S, lid)))
    at, height = ((1 - x) ** 2 * a + 2 * x * (1 - x) * b + x**2 * c for a, b, c in ends)
    curve = np.interp(S, at, height)
    high = np.where(S < JOINS, np.maximum(curve, np.where(S < 0.03, -9, lid)), lid)
    return line_between(low, high, np.where(S < -WING_LENGTH, 0, ramp(S, 1.0, 0.9)))


def _puppy(eye: Eye, rule: EyeRule) -> Band:
    lid = eye.upper + 0.010 + 0.026 * ramp(S, 0.95, 0.1)
    down = -0.16  # the slope at which the lid's own curve runs on
    low = np.where(S < 0, -S * down - 0.008, eye.upper - 0.008)
    x = np.clip(-S / PUPPY_LENGTH, 0, 1)
    high = np.where(S < 0, low + 0.045 * (1 - x), lid)
    return line_between(low, high, np.where(S < -PUPPY_LENGTH, 0, ramp(S, 1.0, 0.9)))


def _tightline(eye: Eye, rule: EyeRule) -> Band:
    return line_between(
        eye.upper - 0.014, eye.upper + 0.008, ramp(S, 0.02, 0.1) * ramp(S, 0.97, 0.85)
    )


def _lower(eye: Eye, rule: EyeRule) -> Band:
    along = ramp(S, -0.03, 0.03) * ramp(S, 0.85, 0.45)
    return line_between(eye.lower - 0.022, eye.lower + 0.002, 0.9 * along, soft=0.006)


SHAPES = {"thin": _thin, "wing": _wing, "puppy": _puppy, "tightline": _tightline, "lower": _lower}


def line_between(
    low: np.ndarray, high: np.ndarray, strength: np.ndarray, soft: float = 0.0
) -> Band:
    low, high, strength = (curve.astype(np.float32) for curve in (low, high, strength))
    return Band(low, high, strength, soft)
