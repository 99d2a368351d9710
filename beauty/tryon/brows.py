"""Brow colour: the own hair tinted, gaps filled with soft powder and fine strokes within a shape."""

from dataclasses import replace

import numpy as np

from beauty.face import Region
from beauty.tryon.brow_shape import Brow, S, brows_of
from beauty.tryon.coat import Coat
from beauty.tryon.eyes import ramp
from beauty.tryon.log_light import LUMINANCE
from beauty.tryon.look import Layer
from beauty.tryon.paint import coat
from beauty.tryon.products import AUTO
from beauty.tryon.sitter import Sitter
from beauty.tryon.strokes import Hairs, hairs

STROKES = 90
GOLDEN, PLASTIC = 0.618033988749895, 0.754877666246693  # their multiples fill an area evenly
STROKE_LONG, STROKE_THICK = 0.15, 0.011  # brow lengths
POWDER, STROKE, SKIN_BETWEEN = 0.42, 0.75, 0.35  # how strongly each takes the colour
SOFT = 0.03  # brow lengths over which the outline fades
FINE_S = np.linspace(S[0], S[-1], 801, dtype=np.float32)
LEAST_DARKER = 0.35  # logarithm by which brow hair is taken to be darker than skin


def brows(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    made = []
    for brow in brows_of(sitter, layer.placement):
        if not all(np.diff(np.reshape(brow.box_xyxy, (2, 2)), axis=0)[0] > 0):
            continue
        own = _own_hair(sitter, brow)
        level = _level(sitter, brow, own)
        left, top, right, bottom = brow.box_xyxy
        dark = (sitter.skin_level - sitter.level[top:bottom, left:right]) / (
            sitter.skin_level - level
        )
        hair = own * (SKIN_BETWEEN + (1 - SKIN_BETWEEN) * np.clip(dark, 0, 1))
        guide = _guide(brow)
        drawn = np.maximum(guide * np.float32(POWDER), _strokes(brow) * guide * np.float32(STROKE))
        alpha = np.maximum(hair, drawn).astype(np.float32)
        region = sitter.cut(Region(f"{brow.side}_brow", brow.box_xyxy, alpha))
        made.append(_not_lighter(coat(layer, sitter, region, level), layer))
    return tuple(made)


def _not_lighter(one: Coat, layer: Layer) -> Coat:
    """A brow matched to lighter hair takes its hue, and stays as dark as it is."""
    if layer.by_depth or layer.color != AUTO:
        return one
    step = min(one.level - float(one.goal @ LUMINANCE), 0.0)
    return replace(one, goal=one.goal + np.float32(step))


def _own_hair(sitter: Sitter, brow: Brow) -> np.ndarray:
    """How likely each pixel is the brow's own hair, float32 (h, w) on its box."""
    left, top, right, bottom = brow.box_xyxy
    if sitter.parsing is None:
        return sitter.drawn(f"{brow.side}_brow").on(brow.box_xyxy)
    share = sitter.parsing.crop.paste(
        sitter.parsing.share("brow"), (right - left, bottom - top), (left, top)
    )
    return ramp(share, 0.05, 0.75)


def _level(sitter: Sitter, brow: Brow, own: np.ndarray) -> float:
    """Log luminance of the brow's hair at its middle; what hair would have where there is none."""
    hair = Region("", brow.box_xyxy, np.where(own > 0.7, 1, 0).astype(np.float32))
    return min(sitter.level_in(hair), sitter.skin_level - LEAST_DARKER)


def _guide(brow: Brow) -> np.ndarray:
    """Soft inside of the outline: crisp below and at the tail, blended at the head."""
    s, t = brow.grid
    away = np.abs(t - _at(brow.middle, s))
    tail, head = brow.ends
    half = _at(brow.half, s) * (0.35 + 0.65 * ramp(s, tail - 0.02, tail + 0.28))
    inside = ramp(away - half, SOFT, -SOFT)
    inside *= ramp(s, tail - 0.03, tail + 0.06) * ramp(s, head + 0.04, head - 0.16)
    return inside


def _strokes(brow: Brow) -> np.ndarray:
    """Fine hairs that grow up at the head and lie down towards the tail."""
    at = np.arange(STROKES)
    tail, head = brow.ends
    u = (at + 0.5) / STROKES
    v = 1.7 * ((at * GOLDEN) % 1) - 1.0  # from the lower edge to most of the way up
    s = tail + (head - tail) * u
    t = np.interp(s, S, brow.middle) + v * np.interp(s, S, brow.half) * (
        0.4 + 0.6 * ramp(u, 0, 0.3)
    )
    slope = np.gradient(np.interp(s, S, brow.middle), s)
    lie = np.radians(np.interp(u, [0, 0.35, 0.8, 1.0], [4, 22, 48, 78]) - 14 * v)
    lie = lie - np.arctan(slope)  # along the brow, outwards
    size = (
        STROKE_LONG * (0.7 + 0.5 * ((at * PLASTIC) % 1)) * np.interp(u, [0, 0.2, 1], [0.7, 1, 0.8])
    )
    ds, dt = -np.cos(lie) * size, np.sin(lie) * size
    points = ((s, t), (s + 0.45 * ds, t + 0.58 * dt), (s + ds, t + dt))
    root, bend, tip = (brow.pixels(*point) for point in points)
    thick = np.full(STROKES, STROKE_THICK * brow.length_px)
    return hairs([Hairs(root, bend, tip, thick, 1.0)], brow.box_xyxy)


def _at(curve: np.ndarray, s: np.ndarray) -> np.ndarray:
    """A curve over S at these s, whatever their shape."""
    fine = np.interp(FINE_S, S, curve).astype(np.float32)
    at = (s - FINE_S[0]) * np.float32((len(FINE_S) - 1) / (FINE_S[-1] - FINE_S[0])) + 0.5
    values: np.ndarray = fine.take(np.clip(at, 0, len(FINE_S) - 1).astype(np.int32))
    return values
