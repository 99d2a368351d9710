"""Mascara: the lash line defined, the own lashes darker, and a few fine ones more."""

from dataclasses import dataclass

import cv2
import numpy as np

from beauty.tryon.coat import Coat
from beauty.tryon.eye_lines import eyes_of
from beauty.tryon.eyes import AROUND, Eye, S, ramp
from beauty.tryon.liner import cover, line_between
from beauty.tryon.look import Layer
from beauty.tryon.paint import coat
from beauty.tryon.sitter import Sitter
from beauty.tryon.strokes import Hairs, hairs

CLOSED, OPEN = 0.07, 0.2  # openings between which lashes turn from down to up
GOLDEN, PLASTIC = (
    0.618033988749895,
    0.754877666246693,
)  # their multiples spread evenly and never look regular
OWN_DEPTH = 0.5  # logarithm by which a hair is darker than the lid round it
ROOT_BAND = 0.014


@dataclass(frozen=True)
class Style:
    """number: lashes above; long: the longest, widths of an eye; thick: at the root; longest_at: its s;
    clumps: how many lashes meet in one tip; below: strength of the lower ones."""

    number: int
    long: float
    thick: float
    longest_at: float
    clumps: int
    below: float


STYLES = {
    "natural": Style(28, 0.22, 0.010, 0.14, 1, 0.25),
    "volume": Style(40, 0.25, 0.013, 0.12, 2, 0.32),
    "doll": Style(33, 0.25, 0.013, 0.4, 3, 0.55),
}


def mascara(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    style = STYLES[layer.placement]
    made = []
    for whole in eyes_of(sitter):
        eye = whole.within(*AROUND)
        drawn = _drawn(eye, _below(eye, style), style.below), _drawn(eye, _above(eye, style), 0.9)
        alpha = np.maximum(hairs(drawn, eye.box_xyxy), _own(sitter, eye, style))
        alpha = np.maximum(alpha, _line(eye) * np.float32(0.5))
        region = eye.region(alpha, sitter, f"{eye.side}_lashes")
        made.append(coat(layer, sitter, region, sitter.skin_level))
    return tuple(made)


@dataclass(frozen=True, eq=False)
class _Lashes:
    """In the eye's coordinates, each float (n,): where hairs start, pass and end, and how thick."""

    root: tuple[np.ndarray, np.ndarray]
    bend: tuple[np.ndarray, np.ndarray]
    tip: tuple[np.ndarray, np.ndarray]
    thick: np.ndarray


def _above(eye: Eye, style: Style) -> _Lashes:
    at = np.arange(style.number)
    chance = (at * GOLDEN) % 1
    s = 0.015 + 0.945 * ((at + 0.5 * chance) / style.number) ** 1.12
    lift = float(np.clip((eye.opening - CLOSED) / (OPEN - CLOSED), 0, 1)) * 2 - 1  # -1 down, 1 up
    lean = np.radians(np.interp(s, [0, 0.15, 0.5, 0.85, 1], [74, 62, 30, -6, -30]))
    lean = lean + np.radians(22) * (chance - 0.5)
    size = np.interp(s, [0, style.longest_at, 0.6, 0.85, 1], [0.75, 1, 0.66, 0.42, 0.25])
    size = style.long * size * (0.55 + 0.5 * ((at * PLASTIC) % 1))
    size = size * (0.55 + 0.45 * abs(lift)) * np.clip(0.7 + eye.opening, 0.8, 1.1)
    if style.clumps > 1:
        lean, size = _clumped(lean, style.clumps), _clumped(size, style.clumps)
    return _hairs_from(eye, (s, _height(eye.upper, s)), lean, size, lift, style)


def _below(eye: Eye, style: Style) -> _Lashes:
    number = style.number // 2
    at = np.arange(number)
    chance = (at * GOLDEN) % 1
    s = 0.06 + 0.72 * (at + 0.6 * chance) / number
    lean = np.radians(np.interp(s, [0, 0.4, 0.8], [38, 10, -14]) + 14 * (chance - 0.5))
    size = (
        0.36
        * style.long
        * (0.4 + 0.8 * ((at * PLASTIC) % 1))
        * np.interp(s, [0, 0.25, 0.8], [0.8, 1, 0.6])
    )
    return _hairs_from(eye, (s, _height(eye.lower, s)), lean, size, -1.0, style)


def _hairs_from(
    eye: Eye, root: tuple[np.ndarray, np.ndarray], lean: np.ndarray, size: np.ndarray, lift: float,
    style: Style,
) -> _Lashes:  # fmt: skip
    """Hairs that start outwards and curl up (or down): the bend lies further out than the tip's line."""
    stretch = eye.unit_px / float(np.hypot(*eye.across))  # heights to widths of this eye
    out, rise = -np.sin(lean) * size * stretch, np.cos(lean) * size * lift
    bend = root[0] + 0.6 * out, root[1] + 0.28 * rise
    tip = root[0] + out, root[1] + rise
    return _Lashes(root, bend, tip, np.full(len(size), style.thick))


def _clumped(values: np.ndarray, size: int) -> np.ndarray:
    """Neighbours drawn towards what their group has in common."""
    groups = np.arange(len(values)) // size
    means = np.array([values[groups == one].mean() for one in range(int(groups[-1]) + 1)])
    mixed: np.ndarray = 0.25 * values + 0.75 * means[groups]
    return mixed


def _drawn(eye: Eye, lashes: _Lashes, strength: float) -> Hairs:
    root, bend, tip = (eye.pixels(*point) for point in (lashes.root, lashes.bend, lashes.tip))
    return Hairs(root, bend, tip, lashes.thick * eye.unit_px, strength)


def _own(sitter: Sitter, eye: Eye, style: Style) -> np.ndarray:
    """The person's own lashes: fine and dark, close to the lash line."""
    left, top, right, bottom = eye.box_xyxy
    level = sitter.level[top:bottom, left:right]
    size = 2 * round(0.045 * eye.unit_px) + 3
    fine = cv2.blur(level, (size, size)) - level
    near = eye.large(_near_lashes(eye.coarse, style))
    own: np.ndarray = np.clip(fine * np.float32(1 / OWN_DEPTH), 0, 0.8) * near
    return own


def _near_lashes(eye: Eye, style: Style) -> np.ndarray:
    """1 where lashes grow, less with the distance."""
    along = (ramp(S, -0.2, 0.0) * ramp(S, 1.0, 0.9)).astype(np.float32)
    above, below = eye.t - eye.at(eye.upper), eye.at(eye.lower) - eye.t
    up = ramp(above, style.long, 0.02) * (above > -0.02)
    down = ramp(below, 0.08, 0.0) * (below > 0) * np.float32(0.3 * style.below)
    return np.asarray(np.maximum(up, down) * eye.at(along))


def _line(eye: Eye) -> np.ndarray:
    """The dark that dense roots make."""
    strength = ramp(S, -0.02, 0.06) * (0.4 + 0.6 * ramp(S, 0.95, 0.4)) * ramp(S, 1.0, 0.9)
    return cover(eye, line_between(eye.upper - 0.006, eye.upper + ROOT_BAND, strength, soft=0.008))


def _height(curve: np.ndarray, s: np.ndarray) -> np.ndarray:
    heights: np.ndarray = np.interp(s, S, curve)
    return heights
