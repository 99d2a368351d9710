"""Lip colour and lip liner: on the red of the lips alone, never on teeth, tongue or skin."""

from dataclasses import replace

import cv2
import numpy as np

from beauty.checks import frozen
from beauty.face import Region
from beauty.tryon.coat import Coat
from beauty.tryon.look import Layer
from beauty.tryon.paint import coat
from beauty.tryon.products import load_products
from beauty.tryon.sitter import Sitter

OUTER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
INNER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)
CORNERS = (61, 291)
LOWER_RIDGE = ((14, 17), (317, 314), (87, 84), (402, 405), (178, 181))  # inner and outer landmark
UPPER_RIDGE = ((13, 0), (312, 267), (82, 37))
# how bright, how far outwards from the mouth (shares of the lip), between which landmarks
RIDGES = ((1.0, 0.55, LOWER_RIDGE), (0.4, 0.6, UPPER_RIDGE))
ALONG_RIDGE = (1.0, 0.8, 0.8, 0.4, 0.4)  # from the first pair on
EDGE_FEATHER, INNER_FEATHER = 0.004, 0.0025  # face widths
LINER_WIDTH = 0.012
SPOT = (0.012, 0.05)  # half a spot of light across and along the lip, face widths
STREAKS = 3.0  # how much the lip's own fine light breaks up a sheen


def lips(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    """Whole lips, their middle (as if dabbed on) or blurred at the edge; ombre is two coats."""
    whole = lip_region(sitter)
    level = sitter.level_in(whole)
    if layer.finish == "ombre":
        middle = _middle(sitter, whole)
        return (
            replace(coat(layer, sitter, whole, level, share=0.5), wet=True),
            replace(coat(layer, sitter, middle, level), wet=True),
        )
    region = (
        whole if layer.placement == "full" else _middle(sitter, whole, layer.placement == "blurred")
    )
    sheen = load_products()["lips"].finish[layer.finish].sheen
    shine = _sheen(sitter, region, sheen * layer.opacity) if sheen else None
    return (replace(coat(layer, sitter, region, level), sheen=shine, wet=True),)


def lip_liner(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    """A soft line along the outer edge, on the lip."""
    whole = lip_region(sitter)
    inside = (whole.alpha > 0.5).astype(np.uint8)
    deep = cv2.distanceTransform(inside, cv2.DIST_L2, 3) / (LINER_WIDTH * sitter.unit_px)
    from_mouth = _away_from_mouth(sitter, whole)
    edge = np.exp(-np.square(deep)) * (from_mouth > deep * LINER_WIDTH * sitter.unit_px + 1)
    region = replace(whole, alpha=frozen((whole.alpha * edge).astype(np.float32)))
    return (coat(layer, sitter, region, sitter.level_in(whole)),)


def lip_region(sitter: Sitter) -> Region:
    """The red of both lips as far as it can be seen."""
    outer = sitter.outline(sitter.points(*OUTER), EDGE_FEATHER, "lips")
    mouth = sitter.outline(sitter.points(*INNER), INNER_FEATHER).on(outer.box_xyxy)
    # the border belongs to the teeth: the lip begins where the mouth's soft edge has ended
    open_part = np.clip(2 * mouth, 0, 1) if _is_open(sitter) else 0 * mouth
    seen = sitter.lips_sight(outer.box_xyxy)
    return replace(outer, alpha=frozen(outer.alpha * (1 - open_part) * seen))


def _is_open(sitter: Sitter) -> bool:
    """Whether lips are apart; the inner outline of a closed mouth is a line that needs no care."""
    gap = sitter.points(13, 14)
    return float(np.hypot(*(gap[1] - gap[0]))) > 0.012 * sitter.unit_px


def _middle(sitter: Sitter, whole: Region, wide: bool = False) -> Region:
    """The lips fading out outwards: the inner half, or with `wide` all but the edge."""
    inside = (whole.alpha > 0.35).astype(np.uint8)
    deep = cv2.distanceTransform(
        cv2.copyMakeBorder(inside, 1, 1, 1, 1, cv2.BORDER_CONSTANT), cv2.DIST_L2, 3
    )
    near_mouth = np.exp(-np.square(_away_from_mouth(sitter, whole) / (0.045 * sitter.unit_px)))
    reach = (0.018 if wide else 0.03) * sitter.unit_px
    fade = np.clip(deep[1:-1, 1:-1] / reach, 0, 1) if wide else near_mouth
    soft = cv2.GaussianBlur(fade.astype(np.float32), (0, 0), max(0.006 * sitter.unit_px, 0.5))
    return replace(whole, alpha=frozen(whole.alpha * soft))


def _away_from_mouth(sitter: Sitter, whole: Region) -> np.ndarray:
    """Distance in pixels to the line between the lips, float32 on the region's box."""
    canvas = np.ones(whole.alpha.shape, np.uint8)
    inner = sitter.points(*INNER) - np.array(whole.box_xyxy[:2], np.float32)
    cv2.fillPoly(canvas, [np.round(inner * 16).astype(np.int32)], 0, cv2.LINE_8, 4)
    cv2.polylines(canvas, [np.round(inner * 16).astype(np.int32)], True, 0, 1, cv2.LINE_8, 4)
    away: np.ndarray = cv2.distanceTransform(canvas, cv2.DIST_L2, 5)
    return away


def _sheen(sitter: Sitter, region: Region, amount: float) -> np.ndarray:
    """Highlights of a glossy film, linear light float32 on the region's box: along the fullest part of
    each lip, on the side the light comes from, broken up by the lip's own fine light and shade."""
    level = region.crop(sitter.level)
    fine = level - cv2.GaussianBlur(level, (0, 0), max(0.02 * sitter.unit_px, 1.0))
    spots = _ridges(sitter, region)
    broken = np.clip(0.55 + STREAKS * fine, 0.0, 1.6)
    lamp = float(np.mean(sitter.light))
    sheen: np.ndarray = (amount * lamp * spots * broken).astype(np.float32)
    return sheen


def _ridges(sitter: Sitter, region: Region) -> np.ndarray:
    """Soft streaks along the fullest parts of both lips, float32 on the region's box; 1 at most."""
    corners = sitter.points(*CORNERS)
    along = (corners[1] - corners[0]) / max(float(np.hypot(*(corners[1] - corners[0]))), 1e-3)
    across = np.array([-along[1], along[0]])
    left, top, right, bottom = region.box_xyxy
    x, y = np.arange(left, right, dtype=np.float32), np.arange(top, bottom, dtype=np.float32)
    # both axes in widths of a spot
    axes = [
        axis / (size * sitter.unit_px) for axis, size in zip((across, along), SPOT, strict=True)
    ]
    fields = [x[None] * np.float32(axis[0]) + y[:, None] * np.float32(axis[1]) for axis in axes]
    streaks = []
    for strength, outwards, pairs in RIDGES:
        ends = [sitter.points(*numbers) for numbers in zip(*pairs, strict=True)]
        middles = ends[0] + (ends[1] - ends[0]) * np.float32(outwards)
        away = np.full(region.alpha.shape, np.inf, np.float32)
        for weight, middle in zip(ALONG_RIDGE, middles, strict=False):
            steps = [field - float(axis @ middle) for field, axis in zip(fields, axes, strict=True)]
            spot = steps[0] * steps[0] + steps[1] * steps[1] - np.float32(np.log(weight))
            np.minimum(away, spot, out=away)
        streaks.append(strength * cv2.exp(-away))
    total: np.ndarray = sum(streaks[1:], start=streaks[0])
    return total
