"""Seeded value noise in three dimensions, so that skin and hair do not look like plastic."""

from functools import cache

import numpy as np
from scipy.ndimage import map_coordinates

from synthetic.arrays import Floats

_CELLS = 48


@cache
def _lattice(seed: int) -> Floats:
    return np.random.default_rng(seed).standard_normal((_CELLS,) * 3).astype(np.float32)


def value_noise(
    points_dm: Floats, cells_per_dm: float | tuple[float, float, float], seed: int
) -> Floats:
    """Smooth noise (P,), about zero mean and half unit spread, of points (P, 3)."""
    where = (points_dm * np.asarray(cells_per_dm, dtype=np.float32)).T + np.float32(seed % 17)
    values = map_coordinates(_lattice(seed), where, order=1, mode="grid-wrap", output=np.float32)
    return np.asarray(values, dtype=np.float32)


def layered_noise(points_dm: Floats, cells_per_dm: float, octaves: int, seed: int) -> Floats:
    """Octaves of value noise, each twice as fine and 0.6 as strong: (P,)."""
    total = np.zeros(len(points_dm), dtype=np.float32)
    for k in range(octaves):
        total += np.float32(0.6**k) * value_noise(points_dm, cells_per_dm * 2.0**k, seed + k)
    return total
