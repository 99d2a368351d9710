"""The make-up guide: where each step of the plan goes on this face, numbered."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import cv2
import numpy as np

from beauty.analysis import Analysis
from beauty.color import delta_e, to_lab
from beauty.draw.portrait import Portrait
from beauty.face import draw_zone
from beauty.face.zones import ZONES_FILE
from beauty.recommend import Plan

BADGE_RADIUS_PX = 15
BADGE_GAP_PX = 40
EDGE_PX = 26
LEAST_SEEN = 0.15
LEAST_HEM_PX2 = 150  # a smaller speck is no zone
REACH_L = 35.0  # L* above the skin from which a light paint is thinned
LEAST_DIFFERENCE = 20.0  # CIEDE2000 between paint and skin below which a zone gets a hem
UNPAINTED = "base"  # covers the whole face: a tint over it would only hide the skin
PAPER, INK = (255, 255, 255), (43, 35, 32)


@dataclass(frozen=True)
class Badge:
    """A step's number, its colour, and the point on the face (x, y) that it stands for."""

    number: int
    color: tuple[int, int, int]
    target: tuple[int, int]


@dataclass(frozen=True)
class Paint:
    """How a step's guide is drawn: hex colour and strength 0..1."""

    color: str
    strength: float

    @property
    def rgb(self) -> tuple[int, int, int]:
        code = self.color.lstrip("#")
        return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


@cache
def load_paint() -> Mapping[str, Paint]:
    """Step -> paint, from assets/face/placements.toml."""
    rows = tomllib.loads(ZONES_FILE.read_text("utf-8"))["paint"]
    return MappingProxyType(
        {step: Paint(row["color"], float(row["strength"])) for step, row in rows.items()}
    )


def draw_guide(analysis: Analysis, shown: Portrait, plan: Plan) -> np.ndarray:
    """The portrait with every step's zones in its colour and its number beside them: uint8 (h, w, 3).

    A guide shows places, not the finished look: colours are chosen to be told apart.
    """
    image: np.ndarray = shown.rgb.astype(np.float32)
    badges, hems = [], []
    for number, step in enumerate(plan.makeup, 1):
        alpha = _step_mask(analysis, shown, step.zones)
        if step.step == UNPAINTED or alpha.max() <= LEAST_SEEN:
            continue
        paint = load_paint()[step.step]
        strength = (alpha * strength_on(paint, analysis.skin.seen_lab))[..., None]
        image = image * (1 - strength) + np.array(paint.rgb, np.float32) * strength
        side = number % 2  # odd numbers stand on the left edge, even ones on the right
        badges.append(Badge(number, paint.rgb, _middle_of_one_part(alpha, leftmost=bool(side))))
        if _hard_to_see(paint, analysis.skin.seen_lab):
            hems.append(alpha)
    canvas = np.round(image).astype(np.uint8)
    for alpha in hems:
        _draw_hem(canvas, alpha)
    for side in (0, 1):
        _draw_column(canvas, [badge for badge in badges if badge.number % 2 == side], bool(side))
    return canvas


def strength_on(paint: Paint, skin: tuple[float, float, float]) -> float:
    """How strongly a paint shows on skin of this CIELAB: a light one less on a deep skin, where it would
    lie like chalk."""
    lighter = float(to_lab(np.array(paint.rgb, np.uint8))[0]) - skin[0]
    return paint.strength * min(1.0, REACH_L / max(lighter, 1.0))


def _hard_to_see(paint: Paint, skin: tuple[float, float, float]) -> bool:
    own = to_lab(np.array(paint.rgb, np.uint8))
    return float(delta_e(own, np.array(skin))) < LEAST_DIFFERENCE


def _draw_hem(canvas: np.ndarray, alpha: np.ndarray) -> None:
    """A thin light line round zones whose paint is too near to the skin to be told apart."""
    inside = (alpha > 2 * LEAST_SEEN).astype(np.uint8)
    hems, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hems = [hem for hem in hems if cv2.contourArea(hem) > LEAST_HEM_PX2]
    cv2.drawContours(canvas, hems, -1, PAPER, 1, cv2.LINE_AA)


def _step_mask(analysis: Analysis, shown: Portrait, zones: tuple[str, ...]) -> np.ndarray:
    masks = [
        shown.mask(draw_zone(zone, analysis.face, analysis.regions, analysis.photo.size_wh))
        for zone in zones
    ]
    height, width = shown.rgb.shape[:2]
    mask: np.ndarray = np.maximum.reduce([np.zeros((height, width), np.float32), *masks])
    return mask


def _middle_of_one_part(alpha: np.ndarray, leftmost: bool) -> tuple[int, int]:
    """Centre (x, y) of the connected part nearest to one side of the picture."""
    _, _, _, centers = cv2.connectedComponentsWithStats((alpha > LEAST_SEEN).astype(np.uint8))
    nearest = (min if leftmost else max)(centers[1:], key=lambda center: center[0])
    return round(float(nearest[0])), round(float(nearest[1]))


def _draw_column(canvas: np.ndarray, badges: list[Badge], on_left: bool) -> None:
    """Badges down one edge, top to bottom as their targets lie, each with a line to its target."""
    height, width = canvas.shape[:2]
    x, lowest = (EDGE_PX if on_left else width - EDGE_PX), height - EDGE_PX
    ordered = sorted(badges, key=lambda badge: badge.target[1])
    y = EDGE_PX
    for index, badge in enumerate(ordered):
        below = (len(ordered) - 1 - index) * BADGE_GAP_PX
        y = min(max(badge.target[1], y), lowest - below)
        _draw_badge(canvas, badge, (x, y))
        y += BADGE_GAP_PX


def _draw_badge(canvas: np.ndarray, badge: Badge, center: tuple[int, int]) -> None:
    cv2.line(canvas, center, badge.target, INK, 3, cv2.LINE_AA)
    cv2.line(canvas, center, badge.target, PAPER, 1, cv2.LINE_AA)
    cv2.circle(canvas, badge.target, 4, INK, -1, cv2.LINE_AA)
    cv2.circle(canvas, badge.target, 3, PAPER, -1, cv2.LINE_AA)
    cv2.circle(canvas, center, BADGE_RADIUS_PX + 2, PAPER, -1, cv2.LINE_AA)
    cv2.circle(canvas, center, BADGE_RADIUS_PX, badge.color, -1, cv2.LINE_AA)
    text, font, size = str(badge.number), cv2.FONT_HERSHEY_DUPLEX, 0.6
    (wide, high), _ = cv2.getTextSize(text, font, size, 1)
    ink = PAPER if sum(badge.color) < 440 else INK
    origin = (center[0] - wide // 2, center[1] + high // 2)
    cv2.putText(canvas, text, origin, font, size, ink, 1, cv2.LINE_AA)
