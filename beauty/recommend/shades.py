"""Foundation: three neighbouring shades for a skin whose colour is known with a doubt.

The product is the best liked of those that have such a shade; within it come the nearest shade and its
lighter and deeper neighbours, as far apart as shades are, or wider where the reading leaves more open.
Which are nearest is judged with lightness counting double; the word for a match is judged by CIEDE2000,
averaged over all that the reading leaves open, and never below what swatches can tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from beauty.catalogue import Shades
from beauty.checks import frozen
from beauty.color import delta_e
from beauty.recommend.shade_offset import load_shade_offset
from beauty.recommend.skin_reading import SkinReading

SIDES = ("nearest", "lighter", "deeper")
WORDS = ("close", "near", "weak")
TRIO = 3
COOL_TO_WARM = {"cool": -1.0, "neutral": 0.0, "warm": 1.0, "olive": 1.0}


@dataclass(frozen=True)
class ShadeMatch:
    """One foundation shade. row: of the catalogue's shades. side: one of SIDES, by L* against the
    nearest. word: one of WORDS; distance: expected CIEDE2000 to the skin, from `close` (3) up.
    """

    row: int
    side: str
    word: str
    distance: float


@dataclass(frozen=True, eq=False)
class FoundationIndex:
    """The foundation shades, sorted by product. rows int (n,): of `Shades`. lab float64 (n, 3). warmth
    (n,): -1 cool, 0 neutral, 1 warm or olive by the maker's word, NaN unsaid. starts int (g,): first of
    each product's shades, products of fewer than three left out. product int (g,): catalogue row or -1.
    shunned bool (n,): not to be shown.
    """

    rows: np.ndarray
    lab: np.ndarray
    warmth: np.ndarray
    starts: np.ndarray
    product: np.ndarray
    shunned: np.ndarray

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, shades: Shades) -> "FoundationIndex":
        """Built at the first question; shades never change. Its order is by names, not the table's."""
        places = shades.rows_at("base")
        keys = {row: (shades.brands[row], shades.lines[row]) for row in places.tolist()}
        sizes: dict[tuple[str, str], int] = {}
        for key in keys.values():
            sizes[key] = sizes.get(key, 0) + 1
        kept = [row for row in keys if sizes[keys[row]] >= TRIO]
        kept.sort(key=lambda row: (keys[row], shades.names[row], shades.hexes[row]))
        rows = np.array(kept, np.intp)
        first = [n for n, row in enumerate(kept) if n == 0 or keys[row] != keys[kept[n - 1]]]
        starts = np.array(first, np.intp)
        said = [COOL_TO_WARM.get(shades.undertones[row], np.nan) for row in kept]
        return cls(
            *(frozen(rows), frozen(shades.lab[rows].astype(np.float64))),
            frozen(np.array(said, np.float64)),
            frozen(starts),
            frozen(shades.product[rows[starts]].astype(np.intp)),
            frozen(np.zeros(len(rows), bool)),
        )

    def shunning(self, mask: np.ndarray | None) -> "FoundationIndex":
        """The same without showing the shades of a mask over the catalogue's shades, bool."""
        return self if mask is None else replace(self, shunned=frozen(mask[self.rows]))

    def without(self, place: int) -> "FoundationIndex":
        """The same without one shade, of a product of more than three."""
        rows, lab, warmth, shunned = (
            frozen(np.delete(column, place, axis=0))
            for column in (self.rows, self.lab, self.warmth, self.shunned)
        )
        starts = frozen(self.starts - (self.starts > place))
        return FoundationIndex(rows, lab, warmth, starts, self.product, shunned)

    def members(self, group: int) -> slice:
        """Places of one product's shades."""
        end = self.starts[group + 1] if group + 1 < len(self.starts) else len(self.rows)
        return slice(int(self.starts[group]), int(end))


def match_foundation(
    reading: SkinReading,
    shades: Shades,
    liking: np.ndarray | None = None,
    shunned: np.ndarray | None = None,
) -> tuple[ShadeMatch, ...]:
    """Three shades of one product, the nearest first; none where no product may be had.

    liking: float (catalogue,), how well each product suits otherwise, NaN where it may not be had;
    shades of products that are not in the catalogue are then left out, as nothing is known of them.
    Without it, the product of most shades is the best. Equal products are taken in order of their names.
    shunned: bool (shades,), left out, even if fewer than three are then left.
    """
    return three_shades(reading, FoundationIndex.of(shades).shunning(shunned), liking)


def three_shades(
    reading: SkinReading, index: FoundationIndex, liking: np.ndarray | None = None
) -> tuple[ShadeMatch, ...]:
    """The same from an index."""
    group = _product(reading, index, _liked(index, liking))
    return () if group is None else _trio(reading, index, group)


def match_elsewhere(
    reading: SkinReading,
    shades: Shades,
    liking: np.ndarray,
    price: np.ndarray,
    chosen: Sequence[ShadeMatch],
    shunned: np.ndarray | None = None,
) -> tuple[ShadeMatch, ...]:
    """The nearest shade of the best-liked cheaper and of the best-liked dearer product that have one.

    price: float (catalogue,), NaN unknown. chosen: what match_foundation gave.
    """
    index = FoundationIndex.of(shades).shunning(shunned)
    if not chosen:
        return ()
    own = int(shades.product[chosen[0].row])
    liked = _liked(index, liking)
    prices = np.where(index.product >= 0, price[index.product], np.nan)
    found = []
    for side in (prices < price[own], prices > price[own]):
        group = _product(reading, index, np.where(side, liked, np.nan))
        if group is not None:
            found.append(_trio(reading, index, group)[0])
    return tuple(found[: load_shade_offset().match.alternatives])


def expected_distance(reading: SkinReading, lab: np.ndarray) -> np.ndarray:
    """Mean CIEDE2000 (n,) of shades (n, 3) over all that the reading leaves open."""
    samples, weights = reading.samples()
    mean: np.ndarray = weights @ delta_e(samples[:, None, :], lab[None, :, :])
    return mean


def rank_distance(target: np.ndarray, lab: np.ndarray) -> np.ndarray:
    """Distances (n,) of colours (n, 3) from one (3,), in the manner of CIE94 about the target: chroma
    and hue count less the more colourful it is; lightness counts double (shades.toml)."""
    chroma = float(np.hypot(target[1], target[2]))
    light = load_shade_offset().match.lightness_counts * (lab[:, 0] - target[0])
    vivid = np.hypot(lab[:, 1], lab[:, 2]) - chroma
    turned = ((lab[:, 1:] - target[1:]) ** 2).sum(axis=1) - vivid**2
    found: np.ndarray = np.sqrt(
        light**2
        + (vivid / (1 + 0.045 * chroma)) ** 2
        + np.maximum(turned, 0) / (1 + 0.015 * chroma) ** 2
    )
    return found


def _targets(reading: SkinReading) -> np.ndarray:
    """CIELAB (3, 3): the skin, a step lighter, a step deeper, no finer than the reading is known."""
    offset = load_shade_offset()
    rules = offset.match
    middle, step = reading.lightness, rules.step
    if reading.wide:
        step = rules.wide_step
        middle = round(middle / step) * step
    levels = np.clip(np.array([middle, middle + step, middle - step]), 0, 100)
    return offset.swatch(levels, reading.lean_deg)


def _against(reading: SkinReading, warmth: np.ndarray) -> np.ndarray:
    """What is added to a distance because the maker's word for the undertone is another, (n,)."""
    if reading.undertone is None:
        return np.zeros(len(warmth))
    apart = np.abs(np.nan_to_num(warmth, nan=COOL_TO_WARM[reading.undertone]))
    if reading.undertone != "neutral":
        apart = np.nan_to_num(np.abs(warmth - COOL_TO_WARM[reading.undertone]))
    penalty: np.ndarray = load_shade_offset().match.against_word / 2 * apart
    return penalty


def _liked(index: FoundationIndex, liking: np.ndarray | None) -> np.ndarray:
    """How well liked each product of the index is, (g,), NaN where it may not be had."""
    if liking is None:
        return np.diff(np.append(index.starts, len(index.rows))).astype(np.float64)
    known = index.product >= 0
    found = np.full(len(index.starts), np.nan)
    found[known] = liking[index.product[known]]
    return found


def _product(reading: SkinReading, index: FoundationIndex, liked: np.ndarray) -> int | None:
    """The best-liked product among those about as near as the nearest one."""
    allowed = ~np.isnan(liked)
    if len(allowed):
        allowed &= np.logical_or.reduceat(~index.shunned, index.starts)
    if not allowed.any():
        return None
    penalty = np.where(index.shunned, np.inf, _against(reading, index.warmth))
    away = [rank_distance(target, index.lab) + penalty for target in _targets(reading)]
    nearest = np.minimum.reduceat(np.array(away), index.starts, axis=1).mean(axis=0)
    rules = load_shade_offset().match
    as_good = rules.wide_as_good if reading.wide else rules.as_good
    fits = allowed & (nearest <= nearest[allowed].min() + as_good)
    return int(np.argmax(np.where(fits, liked, -np.inf)))


def _trio(reading: SkinReading, index: FoundationIndex, group: int) -> tuple[ShadeMatch, ...]:
    """For each target the nearest shade that is not taken yet; the nearest to the skin first."""
    members = index.members(group)
    lab, penalty = index.lab[members], _against(reading, index.warmth[members])
    free, taken = ~index.shunned[members], []
    for target in _targets(reading)[: int(free.sum())]:
        away = np.where(free, rank_distance(target, lab) + penalty, np.inf)
        taken.append(int(away.argmin()))
        free[taken[-1]] = False
    expected = expected_distance(reading, lab[taken])
    return _told(index.rows[members][taken], lab[taken, 0], expected)


def _told(rows: np.ndarray, lightness: np.ndarray, expected: np.ndarray) -> tuple[ShadeMatch, ...]:
    rules = load_shade_offset().match
    order = np.argsort(expected, kind="stable")
    best = lightness[order[0]]
    matches = []
    for place, n in enumerate(order):
        distance = round(max(float(expected[n]), rules.close), 1)
        side = "nearest" if place == 0 else "lighter" if lightness[n] > best else "deeper"
        matches.append(ShadeMatch(int(rows[n]), side, rules.word(distance), distance))
    return tuple(matches)
