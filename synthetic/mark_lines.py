"""Wrinkles: grooves along known curves of the rest face, in relief and a little darker inside.

A curve is given by points (x, y) in dm on the sitter's left; `mirrored` ones are on both sides.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from synthetic.arrays import Floats, Ints, f32
from synthetic.noise import value_noise

# Optical density (red, green, blue) at the bottom of the deepest groove at severity 1.
_DEEP = f32([0.40, 0.50, 0.50])
_WALL_TILT = 0.62
_STEP_DM = 0.0015
_REACH = 3.0


@dataclass(frozen=True)
class Line:
    """One wrinkle: its curve, half width in dm, depth 0..1, and the severity at which it begins."""

    points: tuple[tuple[float, float], ...]
    half_dm: float = 0.0075
    depth: float = 1.0
    begins: float = 0.0
    mirrored: bool = True


LINES = (
    # forehead
    Line(((-0.36, 7.63), (-0.18, 7.645), (0.0, 7.635), (0.18, 7.65), (0.36, 7.635)), mirrored=False),
    Line(((-0.34, 7.70), (-0.17, 7.712), (0.0, 7.70), (0.2, 7.713), (0.35, 7.70)), mirrored=False),
    Line(((-0.25, 7.775), (0.0, 7.768), (0.29, 7.778)), 0.0070, 0.85, 0.2, mirrored=False),
    Line(((0.08, 7.585), (0.24, 7.600), (0.36, 7.590)), 0.0065, 0.65, 0.4),
    # glabella
    Line(((0.052, 7.405), (0.060, 7.46), (0.066, 7.535)), 0.0080, 1.0, 0.0),
    Line(((0.018, 7.43), (0.020, 7.50)), 0.0060, 0.6, 0.4, mirrored=False),
    # crow's feet
    Line(((0.478, 7.300), (0.53, 7.330), (0.585, 7.368)), 0.0062, 0.9, 0.0),
    Line(((0.485, 7.278), (0.54, 7.283), (0.602, 7.297)), 0.0062, 1.0, 0.0),
    Line(((0.478, 7.255), (0.53, 7.237), (0.592, 7.226)), 0.0062, 0.95, 0.1),
    Line(((0.465, 7.232), (0.51, 7.200), (0.560, 7.172)), 0.0060, 0.75, 0.3),
    # under the eye
    Line(((0.195, 7.205), (0.25, 7.178), (0.32, 7.170), (0.40, 7.188)), 0.0055, 0.70, 0.0),
    Line(((0.185, 7.170), (0.25, 7.142), (0.33, 7.136), (0.42, 7.160)), 0.0055, 0.60, 0.2),
    # nasolabial fold
    Line(((0.185, 6.895), (0.225, 6.82), (0.275, 6.735), (0.305, 6.65), (0.310, 6.575)), 0.0140, 0.9),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Grooves:
    """Points near a line. row: int64 (M,); depth: (M,), 0..1 how deep in the groove; wall: (M, 2),
    the way (x, y) its wall faces, times how steep; begins: (M,), the line's severity to begin.
    """

    row: Ints
    depth: Floats
    wall: Floats
    begins: Floats


def grooves(rest: Floats, seed: int) -> Grooves:
    """Each point's nearest wrinkle: rest (Q, 3), dm."""
    samples, across, half, depth, begins = _sampled(seed)
    wobble = 0.0045 * value_noise(rest, 11.0, seed + 601)
    at = rest[:, :2] + wobble[:, None] * f32([0.5, 1.0])
    gap, nearest = cKDTree(samples).query(at, distance_upper_bound=_REACH * half.max())
    row = np.flatnonzero(np.isfinite(gap))
    nearest = nearest[row]
    offset = ((at[row] - samples[nearest]) * across[nearest]).sum(axis=1) / half[nearest]
    broken = 0.85 + 0.22 * np.clip(value_noise(rest[row], 7.0, seed + 603), -1.5, 0.9)
    profile = broken * np.exp(-(offset**2)) * depth[nearest]
    profile = profile * _ends(gap[row], offset, half[nearest])
    wall = (-2 * offset * profile)[:, None] * across[nearest]
    return Grooves(row, f32(profile), f32(wall), f32(begins[nearest]))


def paint_grooves(here: Grooves, severity: float, density: Floats, tilt: Floats) -> None:
    """Deepen the grooves to a severity 0..1, added to density and tilt (Q, 3) in place."""
    grown = f32(np.clip((severity - here.begins) / (1 - here.begins), 0, 1))
    density[here.row] += (grown * here.depth)[:, None] * _DEEP
    tilt[here.row, :2] += np.float32(_WALL_TILT) * grown[:, None] * here.wall


def _ends(gap: Floats, offset: Floats, half: Floats) -> Floats:
    """0..1: fades what lies beyond a line's end rather than beside the line."""
    beyond = np.sqrt(np.clip((gap / half) ** 2 - offset**2, 0, None))
    return np.asarray(np.exp(-(beyond**2)))


def _sampled(seed: int) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """All lines as dense samples: (N, 2) places, (N, 2) unit across, half width, depth, begins."""
    rng = np.random.default_rng(seed + 611)
    rows: list[Floats] = []
    for line in LINES:
        for sign in (1.0, -1.0) if line.mirrored else (1.0,):
            drift = rng.normal(0, 0.004, 2)
            rows.append(_walk(line, sign, drift))
    table = np.concatenate(rows)
    return table[:, :2], table[:, 2:4], table[:, 4], table[:, 5], table[:, 6]


def _walk(line: Line, sign: float, drift: Floats) -> Floats:
    """One line's samples: x, y, across x, across y, half width, depth, begins: (N, 7)."""
    knots = np.asarray(line.points)
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(knots, axis=0), axis=1))])
    at = np.linspace(0, length[-1], max(int(length[-1] / _STEP_DM), 8))
    smooth = np.polynomial.Polynomial.fit
    degree = min(len(knots) - 1, 3)
    curve = np.column_stack([smooth(length, knots[:, k], degree)(at) for k in range(2)])
    curve = curve * [sign, 1.0] + drift
    tangent = np.gradient(curve, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    share = at / length[-1]
    taper = np.clip(share / 0.12, 0, 1) * np.clip((1 - share) / 0.3, 0, 1) ** 0.7
    if not line.mirrored:
        taper = np.clip(np.minimum(share, 1 - share) / 0.18, 0, 1)
    across = np.column_stack([-tangent[:, 1], tangent[:, 0]])
    fixed = np.tile([line.half_dm, 0.0, line.begins], (len(at), 1))
    fixed[:, 1] = line.depth * taper
    return np.column_stack([curve, across, fixed])
