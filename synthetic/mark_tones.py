"""Concerns without edges: flushed cheeks, dark circles, clouds of tone, oil, bags under the eyes.

All points are rest coordinates (Q, 3) in dm; all fields are float32, about 0..1.4 at full severity.
"""

import numpy as np

from synthetic.arrays import Floats, f32
from synthetic.noise import layered_noise, value_noise

# Optical densities (red, green, blue) at severity 1: hemoglobin; melanin and deep venous blood.
FLUSH = np.array([0.06, 0.50, 0.43])
UNDER_EYE = np.array([0.40, 0.53, 0.50])
_CLOUD_MELANIN = f32([0.22, 0.34, 0.46]) * np.float32(0.20)
_CLOUD_BLOOD = f32([0.05, 0.42, 0.36]) * np.float32(0.17)
# Lattice noise shows its grid; turned about all axes the eye does not find it.
_TURN = f32([[0.804, -0.466, 0.369], [0.594, 0.671, -0.444], [-0.041, 0.576, 0.816]])
_CELLS_PER_DM = ((7.0, 1.0), (11.5, 0.8), (18.0, 0.5))
BAG_HEIGHT_DM, BAG_HALF_DM = 0.024, 0.042


def bump(rest: Floats, x: float, y: float, rx: float, ry: float) -> Floats:
    """A Gaussian hill on both sides of the face: (Q,), 0..1. Centre and radii in dm."""
    away = ((np.abs(rest[:, 0]) - x) / rx) ** 2 + ((rest[:, 1] - y) / ry) ** 2
    return f32(np.exp(-away))


def flush(rest: Floats, seed: int) -> Floats:
    """Where blood shows: cheeks and nose, with ragged borders and fine mottling."""
    cheeks = bump(rest, 0.42, 6.90, 0.17, 0.155) + 0.45 * bump(rest, 0.26, 6.97, 0.09, 0.09)
    nose = bump(rest, 0.0, 6.95, 0.12, 0.13) + 0.5 * bump(rest, 0.13, 6.88, 0.05, 0.06)
    ragged = 1 + 0.16 * layered_noise(rest @ _TURN, 8.0, 3, seed + 411)
    return f32(np.clip(np.clip(cheeks, 0, 1) + 0.85 * np.clip(nose, 0, 1), 0, 1.1) * ragged)


def under_eye(rest: Floats, seed: int) -> Floats:
    """A crescent from the inner corner along the rim of the orbit, deepest at the tear trough."""
    x, y = np.abs(rest[:, 0]), rest[:, 1]
    across = (x - 0.30) / 0.15
    bottom = 7.066 + 0.050 * np.clip(across, 0, 2) ** 2 + 0.02 * np.clip(-across, 0, 2) ** 2
    rise = _smooth((y - bottom + 0.02) / 0.095)
    top = 1 - _smooth((y - 7.245) / 0.03)
    inner = _smooth((x - 0.115) / 0.06)
    outer = 1 - _smooth((x - 0.40) / 0.10)
    depth = 0.78 + 0.22 * np.exp(-(((x - 0.20) / 0.08) ** 2))
    lids = 0.22 * bump(rest, 0.30, 7.345, 0.14, 0.03)
    mottled = 1 + 0.06 * value_noise(rest, 22.0, seed + 421)
    return f32((rise * top * inner * outer * depth + lids) * mottled)


def clouds(rest: Floats, seed: int) -> Floats:
    """Blotches of melanin and, elsewhere, of blood, both with zero mean: densities (Q, 3)."""
    edge = _smooth((rest[:, 2] - 0.4) / 0.35) * _smooth((rest[:, 1] - 6.1) / 0.2)
    melanin, blood = _band(rest, seed + 431), _band(rest, seed + 441)
    total = melanin[:, None] * _CLOUD_MELANIN + blood[:, None] * _CLOUD_BLOOD
    return f32(total * edge[:, None])


def _band(rest: Floats, seed: int) -> Floats:
    """Noise of blobs 0.05-0.2 dm wide (3-15 % of a face's width): zero mean, about unit spread.

    Patches are darker rather than paler than the skin around them, so the low side is cut short.
    """
    turned = rest @ _TURN
    total = np.zeros(len(rest), dtype=np.float32)
    for number, (cells, share) in enumerate(_CELLS_PER_DM):
        total += np.float32(share) * value_noise(turned, cells, seed + number)
    cut = np.clip((total - total.mean()) / max(float(total.std()), 1e-6), -1.3, 2.4)
    return f32(cut - cut.mean())


def oil(rest: Floats, seed: int) -> Floats:
    """How much oil lies on forehead, nose, chin and cheeks, finely broken by the skin's texture."""
    zones = bump(rest, 0.0, 7.70, 0.34, 0.15) + bump(rest, 0.0, 7.08, 0.085, 0.24)
    zones = (
        zones + 0.8 * bump(rest, 0.0, 6.31, 0.14, 0.09) + 0.9 * bump(rest, 0.40, 7.0, 0.18, 0.15)
    )
    broken = 1 + 0.14 * value_noise(rest, 60.0, seed + 451)
    return f32(1.35 * np.clip(zones, 0, 1) * broken)


def bags(rest: Floats) -> tuple[Floats, Floats]:
    """A pillow under each eye: tilt of the normals (Q, 3), and the density (Q,) of its crease."""
    x, y = np.abs(rest[:, 0]), rest[:, 1]
    across = np.clip((x - 0.305) / 0.145, -1.6, 1.6)
    middle = 7.163 + 0.022 * across**2
    up = (y - middle) / BAG_HALF_DM
    window = np.exp(-(across**4))
    height = BAG_HEIGHT_DM * window * np.exp(-(up**2))
    slope = np.zeros_like(rest)
    slope[:, 1] = height * 2 * up / BAG_HALF_DM
    slope[:, 0] = np.sign(rest[:, 0]) * height * 4 * across**3 / 0.145 * (np.abs(across) < 1.6)
    crease = 0.24 * window * np.exp(-(((y - middle + 1.3 * BAG_HALF_DM) / 0.016) ** 2))
    return f32(slope), f32(crease)


def _smooth(share: Floats) -> Floats:
    """0 below 0, 1 above 1, and a soft rise between."""
    inside = np.clip(share, 0, 1)
    return np.asarray(inside * inside * (3 - 2 * inside))
