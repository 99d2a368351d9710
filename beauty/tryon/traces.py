"""What a face shows where make-up would lie: each place beside the face's own skin, in logarithms.

Differences of logarithms do not change with the strength or the colour of the light, so most of what the
light leaves unsure stays out of the question whether something is worn.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from beauty.checks import frozen
from beauty.face import Region
from beauty.face.regions import union
from beauty.tryon.lash_line import Lash, line_of
from beauty.tryon.lips import lip_region
from beauty.tryon.log_light import LUMINANCE
from beauty.tryon.sitter import Sitter
from beauty.tryon.zones import zones

INSIDE = 0.6  # alpha from which a pixel belongs to a place
LEAST_SEEN = 0.55  # share of a place that must lie open
LEAST_PX = 12
MIDDLE = (15.0, 85.0)  # percentiles of light: highlights and shadows stay out of the colour
BETWEEN_LASHES = (45.0, 95.0)  # the same beside lashes, whose dark would pass for shadow
GLARE = 98.0  # percentile of light that stands for the highlights
CHEEKS = ("cheek_centers_up", "apples_across")
SIDES = ("right", "left")
# between lashes and fold, between fold and brow bone, beside the outer corner
EYE_ZONES: Mapping[str, Mapping[str, tuple[int, ...]]] = {
    "lid": {
        "right": (246, 161, 160, 159, 158, 157, 173, 56, 28, 27, 29, 30, 247),
        "left": (466, 388, 387, 386, 385, 384, 398, 286, 258, 257, 259, 260, 467),
    },
    "crease": {
        "right": (247, 30, 29, 27, 28, 56, 221, 222, 223, 224, 225),
        "left": (467, 260, 259, 257, 258, 286, 441, 442, 443, 444, 445),
    },
    "outer_corner": {
        "right": (33, 247, 225, 113, 226),
        "left": (263, 467, 445, 342, 446),
    },
}
EYE_FEATHER = 0.004


@dataclass(frozen=True, eq=False)
class Trace:
    """What one place shows. values: float64 (n,), what is judged: for places with a colour the
    logarithms of its light minus the skin's, in red, green, blue. apart: how far the two sides differ,
    float64 (n,), None with one. logs: float64 (3,), the place's own light. glare: linear light of its
    highlights above its middle, in plain light. regions: its parts on the sheet, as far as seen."""

    values: np.ndarray
    logs: np.ndarray
    apart: np.ndarray | None = None
    glare: float = 0.0
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, eq=False)
class Traces:
    """skin: float64 (3,), logarithms of light of the face's skin without the cheeks, as photographed.
    tone: float64 (3,), the same in plain light: level, red over green, blue over green. found: place ->
    trace; places that cannot be seen are missing."""

    skin: np.ndarray
    tone: np.ndarray
    found: Mapping[str, Trace]


def traces_of(sitter: Sitter) -> Traces:
    """All places of one face."""
    skin = _skin(sitter)
    plain = skin - np.log(sitter.light)
    tone = np.array([plain @ LUMINANCE, plain[0] - plain[1], plain[2] - plain[1]])
    lips = lip_region(sitter)
    found: dict[str, Trace | None] = {}
    found["lips"] = _one(sitter, [_open(lips, sitter.lips_sight((0, 0, *sitter.size_wh)))], skin)
    for name, outlines in EYE_ZONES.items():
        eyes = [sitter.outline(sitter.points(*outlines[side]), EYE_FEATHER) for side in SIDES]
        seen = [_open(one, sitter.open_sight) for one in eyes]
        found[name] = _one(sitter, seen, skin, BETWEEN_LASHES)
    cheeks = cheek_regions(sitter)
    found["cheeks"] = _one(sitter, [_open(one, sitter.open_sight) for one in cheeks], skin)
    brows = [sitter.drawn(f"{side}_brow") for side in SIDES]
    found["brows"] = _one(sitter, [(one, True) for one in brows], skin)
    lashes = [line_of(sitter, side) for side in SIDES]
    found["lash_line"] = _lines(lashes, ("area", "depth"))
    found["wing"] = _lines(lashes, ("wing",))
    known = {name: trace for name, trace in found.items() if trace is not None}
    return Traces(skin, tone, MappingProxyType(known))


def cheek_regions(sitter: Sitter) -> list[Region]:
    """Where blush goes, the person's right and left cheek."""
    both = zones(sitter, CHEEKS)
    middle = float(sitter.points(168, 1).mean(axis=0)[0]) - both.box_xyxy[0]
    columns = np.arange(both.alpha.shape[1]) < middle
    parts = (both.alpha * columns, both.alpha * ~columns)
    return [replace(both, alpha=frozen(part.astype(np.float32))) for part in parts]


def middle_logs(
    sitter: Sitter, region: Region, bounds: tuple[float, float] = MIDDLE
) -> np.ndarray | None:
    """Logarithms of light float64 (3,) in the middle of a place's light and shade; None if too small."""
    logs = region.crop(sitter.logs)[region.alpha > INSIDE]
    if len(logs) < LEAST_PX:
        return None
    level = logs @ LUMINANCE
    low, high = np.percentile(level, bounds)
    middle: np.ndarray = np.median(logs[(level >= low) & (level <= high)], axis=0)
    return middle.astype(np.float64)


def _skin(sitter: Sitter) -> np.ndarray:
    """Of the face without the cheeks, where blush may lie, and without the surroundings of the eyes."""
    taken = union("taken", [zones(sitter, (*CHEEKS, "under_eyes")), zones(sitter, ("lids",))])
    skin = sitter.cut(sitter.skin)
    left = skin.alpha * (1 - taken.on(skin.box_xyxy))
    rest = middle_logs(sitter, replace(skin, alpha=frozen(left.astype(np.float32))))
    whole: np.ndarray = np.median(sitter.logs.reshape(-1, 3), axis=0).astype(np.float64)
    return whole if rest is None else rest


def _open(region: Region, sight: np.ndarray) -> tuple[Region, bool]:
    """The part of a place that can be seen, and whether that is enough of it."""
    seen = region.alpha * region.crop(sight)
    share = float(seen.sum()) / max(float(region.alpha.sum()), 1e-6)
    return replace(region, alpha=frozen(seen.astype(np.float32))), share >= LEAST_SEEN


def _one(
    sitter: Sitter,
    parts: list[tuple[Region, bool]],
    skin: np.ndarray,
    bounds: tuple[float, float] = MIDDLE,
) -> Trace | None:
    """A place with a colour: its sides as far as they can be seen, averaged."""
    seen = [
        (logs, _glare(sitter, region), region)
        for region, enough in parts
        if enough and (logs := middle_logs(sitter, region, bounds)) is not None
    ]
    if not seen:
        return None
    logs = np.mean([one for one, _, _ in seen], axis=0)
    apart = np.abs(seen[0][0] - seen[1][0]) if len(seen) == 2 else None
    glare = float(np.mean([glare for _, glare, _ in seen]))
    return Trace(logs - skin, logs, apart, glare, tuple(region for _, _, region in seen))


def _glare(sitter: Sitter, region: Region) -> float:
    light = np.exp(region.crop(sitter.level)[region.alpha > INSIDE])
    high, middle = np.percentile(light, [GLARE, 50.0])
    return float((high - middle) / np.mean(sitter.light))


def _lines(lashes: list[Lash | None], names: tuple[str, ...]) -> Trace | None:
    seen = [one for one in lashes if one is not None]
    if not seen:
        return None
    sides = [np.array([getattr(one, name) for name in names]) for one in seen]
    apart = np.abs(sides[0] - sides[1]) if len(sides) == 2 else None
    return Trace(np.mean(sides, axis=0), np.mean([one.color for one in seen], axis=0), apart)
