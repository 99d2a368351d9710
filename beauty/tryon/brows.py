"""Brow colour: the own hair tinted, gaps filled with soft powder and fine strokes within a shape."""

from dataclasses import replace

import numpy as np

from beauty.face import Region
from beauty.tryon.brow_shape import Brow, S, brows_of
from beauty.tryon.coat import Coat
from beauty.tryon.colors import color_of
from beauty.tryon.eyes import ramp
from beauty.tryon.log_light import LUMINANCE, hex_of_linear
from beauty.tryon.look import Layer
from beauty.tryon.paint import coat
from beauty.tryon.products import AUTO
from beauty.tryon.sitter import Sitter
from beauty.tryon.strokes import Hairs, hairs

STROKES = 120
STROKE_LONG, STROKE_THICK = 0.115, 0.009  # brow lengths
GOLDEN, PLASTIC = (  # their multiples fill an area evenly
    (np.arange(STROKES) * ratio) % 1 for ratio in (0.618033988749895, 0.754877666246693)
)
# of every stroke: where its root lies along the brow (0 tail, 1 head) and across it (half widths), its
# lean from the brow's own line (radians), its length (brow lengths)
ROOT_U = (np.arange(STROKES) + 0.5) / STROKES
ACROSS = 1.7 * GOLDEN - 1.0  # from the lower edge to most of the way up
ROOT_V = ACROSS * (0.4 + 0.6 * ramp(ROOT_U, 0, 0.3))
LEAN = np.radians(
    np.interp(ROOT_U, [0, 0.35, 0.8, 1.0], [4, 22, 48, 78]) - 14 * ACROSS + 16 * PLASTIC
)
LONG = STROKE_LONG * (0.7 + 0.5 * PLASTIC) * np.interp(ROOT_U, [0, 0.2, 1], [0.7, 1, 0.8])
POWDER, STROKE, SKIN_BETWEEN = 0.45, 0.7, 0.35  # how strongly each takes the colour
SOFT = 0.03  # brow lengths over which the outline fades
# logarithms by which a pencil matched to the hair makes a brow darker, at least and at most
DEFINED, DEEPER = 0.15, 0.4
FINE_S = np.linspace(S[0], S[-1], 801, dtype=np.float32)
LEAST_DARKER = 0.35  # logarithm by which brow hair is taken to be darker than skin


def brows(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    code = hex_of_linear(color_of(layer, sitter))
    pencil = replace(layer, color=code, by_depth=())  # worked out once for both sides
    matched = layer.color == AUTO and not layer.by_depth
    shapes = brows_of(sitter, layer.placement)
    return tuple(_one(sitter, brow, pencil, matched) for brow in shapes if _is_seen(brow))


def _is_seen(brow: Brow) -> bool:
    left, top, right, bottom = brow.box_xyxy
    return right > left and bottom > top


def _one(sitter: Sitter, brow: Brow, pencil: Layer, matched: bool) -> Coat:
    own = _own_hair(sitter, brow)
    level = _level(sitter, brow, own)
    left, top, right, bottom = brow.box_xyxy
    dark = (sitter.skin_level - sitter.level[top:bottom, left:right]) / (sitter.skin_level - level)
    hair = own * (SKIN_BETWEEN + (1 - SKIN_BETWEEN) * np.clip(dark, 0, 1))
    goal = coat(pencil, sitter, _part(brow, hair), level).goal
    if matched:  # the hair's hue; neither bleached nor blackened
        wanted = float(goal @ LUMINANCE)
        goal = goal + np.float32(np.clip(wanted, level - DEEPER, level - DEFINED) - wanted)
    darker = sitter.skin_level - float(goal @ LUMINANCE)  # a pencil cannot lighten skin
    drawn = _drawn(brow) * np.float32(np.clip(darker / LEAST_DARKER, 0, 1))
    region = sitter.cut(_part(brow, np.maximum(hair, drawn)))
    return replace(coat(pencil, sitter, region, level), goal=goal)


def _part(brow: Brow, alpha: np.ndarray) -> Region:
    return Region(f"{brow.side}_brow", brow.box_xyxy, alpha.astype(np.float32))


def _drawn(brow: Brow) -> np.ndarray:
    """What a pencil adds: powder and strokes within the outline, float32 (h, w)."""
    guide = _guide(brow)
    drawn: np.ndarray = guide * np.maximum(_strokes(brow) * np.float32(STROKE), np.float32(POWDER))
    return drawn


def _own_hair(sitter: Sitter, brow: Brow) -> np.ndarray:
    """How likely each pixel is the brow's own hair, float32 (h, w) on its box."""
    left, top, right, bottom = brow.box_xyxy
    if sitter.parsing is None:
        return sitter.drawn(f"{brow.side}_brow").on(brow.box_xyxy)
    share = sitter.parsing.crop.paste(
        sitter.parsing.share("brow"), (right - left, bottom - top), (left, top)
    )
    s, (tail, head) = brow.grid[0], brow.ends
    hair: np.ndarray = ramp(share, 0.05, 0.75)
    hair *= ramp(s, tail - 0.08, tail) * ramp(s, head + 0.08, head)
    return hair


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
    inside *= ramp(s, tail - 0.03, tail + 0.06) * ramp(s, head + 0.05, head - 0.25)
    return inside


def _strokes(brow: Brow) -> np.ndarray:
    """Fine hairs that grow up at the head and lie down towards the tail."""
    tail, head = brow.ends
    s = tail + (head - tail) * ROOT_U
    middle = np.interp(s, S, brow.middle)
    t = middle + ROOT_V * np.interp(s, S, brow.half)
    lie = LEAN - np.arctan(np.gradient(middle, s))  # along the brow, outwards
    ds, dt = -np.cos(lie) * LONG, np.sin(lie) * LONG
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
