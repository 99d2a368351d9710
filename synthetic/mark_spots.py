"""Concerns made of single places: brown spots, blemishes, pores.

Places are drawn once a seed, on the surface of the rest face; severity brings in one after the
other and deepens those that are there, so a higher severity never takes anything away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.spatial import cKDTree

from synthetic.arrays import Bools, Floats, Ints, f32
from synthetic.mark_tones import bump
from synthetic.mesh import SKIN, load_fine
from synthetic.noise import value_noise

# Optical densities (red, green, blue) at the middle of a full-grown mark.
_BROWN = f32([0.36, 0.56, 0.74])
_RED = f32([0.10, 0.80, 0.68])
_PIT = f32([0.55, 0.68, 0.72])
# Severity at which the last place comes in, and how much more severity it takes to grow full.
_LAST_BEGINS, _GROWS_OVER = 0.7, 0.3
_NEIGHBOURS = 3


@dataclass(frozen=True, eq=False)
class Dots:
    """Places and the points near them. begins: (N,), severity 0..1 at which a place appears;
    strength: (N,); row: int64 (M,), a point near a place; place: int64 (M,), that place;
    away: (M,), distance in radii; side: (M, 3), from the place to the point, in radii.
    """

    begins: Floats
    strength: Floats
    row: Ints
    place: Ints
    away: Floats
    side: Floats

    def grown(self, severity: float) -> Floats:
        """How strong each near point's place is at that severity: (M,), 0..1."""
        share = np.clip((severity - self.begins) / _GROWS_OVER, 0, 1) * self.strength
        return f32(share[self.place])


def freckles(rest: Floats, seed: int) -> Dots:
    """Up to 44 brown spots, 1-3 mm in radius, on cheeks, temples, forehead and nose."""
    rng = np.random.default_rng(seed + 501)
    centres = _places(rng, _clear, 44, apart_dm=0.062)
    radius = rng.uniform(0.010, 0.026, len(centres))
    dots = _near(rest, centres, radius, reach=1.9, rng=rng)
    ragged = 1 + 0.16 * value_noise(rest[dots.row], 55.0, seed + 505)
    return Dots(dots.begins, dots.strength, dots.row, dots.place, dots.away * ragged, dots.side)


def bumps(rest: Floats, seed: int) -> Dots:
    """Up to 30 blemishes, 1.3-2.5 mm in radius, on cheeks, chin, jaw and forehead."""
    rng = np.random.default_rng(seed + 511)
    centres = _places(rng, _clear, 30, apart_dm=0.075)
    return _near(rest, centres, rng.uniform(0.013, 0.025, len(centres)), reach=3.6, rng=rng)


def pits(rest: Floats, seed: int) -> Dots:
    """Enlarged pores: dots about 1.4 mm apart on the nose and the inner cheeks."""
    rng = np.random.default_rng(seed + 521)
    centres = _places(rng, lambda at: _pore_share(at) > 0.12, 1500, apart_dm=0.0135)
    dots = _near(rest, centres, rng.uniform(0.0036, 0.0052, len(centres)), reach=2.2, rng=rng)
    strength = dots.strength * np.clip(1.6 * _pore_share(centres), 0, 1)
    begins = 0.3 * dots.begins
    return Dots(begins, f32(strength), dots.row, dots.place, dots.away, dots.side)


def paint_pigment(dots: Dots, severity: float, density: Floats) -> None:
    """Flat brown spots with fairly sharp, ragged borders, added to density (Q, 3) in place."""
    body = dots.grown(severity) * np.exp(-(dots.away**4))
    np.add.at(density, dots.row, body[:, None] * _BROWN)


def paint_blemishes(dots: Dots, severity: float, density: Floats, tilt: Floats) -> None:
    """Red domes with a paler halo, added to density and tilt (Q, 3) in place."""
    grown = dots.grown(severity)
    dome = np.exp(-(dots.away**2))
    halo = 0.30 * np.exp(-((dots.away / 1.9) ** 2))
    np.add.at(density, dots.row, (grown * (0.8 * dome + halo))[:, None] * _RED)
    np.add.at(tilt, dots.row, (0.42 * grown * dome)[:, None] * dots.side)


def paint_pores(dots: Dots, severity: float, density: Floats, tilt: Floats) -> None:
    """Dark pits whose walls tilt inward, added to density and tilt (Q, 3) in place."""
    pit = dots.grown(severity) * (0.3 + 0.7 * severity) * np.exp(-(dots.away**2))
    np.add.at(density, dots.row, pit[:, None] * _PIT)
    np.add.at(tilt, dots.row, (-0.30 * pit)[:, None] * dots.side)


def _near(
    rest: Floats, centres: Floats, radius: Floats, reach: float, rng: np.random.Generator
) -> Dots:
    """Which points lie within `reach` radii of which of the nearest few places."""
    limit = reach * float(radius.max())
    gap, place = cKDTree(centres).query(rest, k=_NEIGHBOURS, distance_upper_bound=limit)
    row, column = np.nonzero(np.isfinite(gap))
    place = place[row, column].astype(np.int64)
    away = f32(gap[row, column] / radius[place])
    side = f32((rest[row] - centres[place]) / radius[place][:, None])
    close = away < reach
    count = len(centres)
    begins = f32(_LAST_BEGINS * np.arange(count) / count)
    strength = f32(rng.uniform(0.65, 1.0, count))
    return Dots(begins, strength, row[close], place[close], away[close], side[close])


def _places(
    rng: np.random.Generator, wanted: Callable[[Floats], Bools], count: int, apart_dm: float
) -> Floats:
    """Up to `count` random surface points (N, 3) where wanted, none nearer to another than asked.

    The sides of the face take turns, so that every severity paints both alike.
    """
    seen = _surface(int(rng.integers(1 << 30)))
    candidates = seen[wanted(seen)]
    tree, taken = cKDTree(candidates), np.zeros(len(candidates), dtype=bool)
    chosen: list[int] = []
    for number, near in enumerate(tree.query_ball_point(candidates, apart_dm)):
        if not taken[near].any():
            taken[number] = True
            chosen.append(number)
    found = candidates[chosen]
    left, right = found[found[:, 0] >= 0], found[found[:, 0] < 0]
    pairs = min(len(left), len(right), count // 2)
    return np.stack([left[:pairs], right[:pairs]], axis=1).reshape(-1, 3)


@cache
def _surface(seed: int) -> Floats:
    """16000 points (N, 3) spread evenly over the front of the rest face."""
    rng = np.random.default_rng(seed)
    fine = load_fine()
    corner = fine.rest_dm[fine.triangles[fine.part == SKIN]]
    middle = corner.mean(axis=1)
    cross = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    facing = cross[:, 2] > 0.35 * np.linalg.norm(cross, axis=1)
    front = facing & (middle[:, 2] > 0.6) & (middle[:, 1] > 6.27) & (middle[:, 1] < 7.9)
    area = np.linalg.norm(cross, axis=1) * front
    chosen = corner[rng.choice(len(corner), 16000, p=area / area.sum())]
    u, v = np.sqrt(rng.random(16000)), rng.random(16000)
    weight = np.column_stack([1 - u, u * (1 - v), u * v])
    return np.asarray(np.einsum("nk,nkd->nd", weight, chosen))


def _clear(at: Floats) -> Bools:
    """Is a place on open skin, away from eyes and the rims under them, brows, lips, nostrils?"""
    x, y = np.abs(at[:, 0]), at[:, 1]
    eye = ((x - 0.30) / 0.24) ** 2 + ((y - 7.24) / 0.17) ** 2 < 1
    brow = (np.abs(y - 7.45) < 0.095) & (x > 0.06)
    lips = (x < 0.33) & (y > 6.42) & (y < 6.78)
    nostril = (x < 0.2) & (y > 6.74) & (y < 6.92)
    return np.asarray(~(eye | brow | lips | nostril) & (y < 7.80) & (x < 0.63))


def _pore_share(at: Floats) -> Floats:
    """0..1 how open the pores are: nose, its wings, the cheeks beside it."""
    nose = bump(at, 0.0, 6.98, 0.13, 0.16) + bump(at, 0.12, 6.90, 0.06, 0.07)
    cheeks = 0.85 * bump(at, 0.30, 6.92, 0.12, 0.12)
    return np.asarray(np.clip(nose + cheeks, 0, 1) * _clear_of_nostrils(at))


def _clear_of_nostrils(at: Floats) -> Bools:
    return np.asarray((np.abs(at[:, 0]) > 0.19) | (at[:, 1] > 6.88))
