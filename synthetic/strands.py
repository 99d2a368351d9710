"""Hair-thin curves (scalp hair, brows, lashes): one value, its drawing and its shading.

A strand is drawn as overlapping dots along its segments; a pixel's item number says which
segment won and where on it, so colour and tangent can be looked up afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from synthetic.arrays import Floats, Ints
from synthetic.raster import Camera, Keys, depth_key

HAIR, BROW, LASH = 0, 1, 2
STRAND_FLAG = 1 << 31
_T_STEPS = 1 << 10
_DOTS_PER_BATCH = 1_500_000


@dataclass(frozen=True, eq=False)
class Strands:
    """S strands of K points each, in the neutral head's coordinates (before the pose).

    points_dm: float64 (S, K, 3), root first; normals: (S, K, 3) unit, away from the head;
    width_dm: (S, K); colour: (S, 3) linear RGB; kind: int64 (S,), HAIR, BROW or LASH.
    """

    points_dm: Floats
    normals: Floats
    width_dm: Floats
    colour: Floats
    kind: Ints

    def __post_init__(self) -> None:
        count, knots = self.points_dm.shape[:2]
        for name, got in (("normals", self.normals), ("points_dm", self.points_dm)):
            if got.shape != (count, knots, 3):
                raise ValueError(f"{name}: expected {(count, knots, 3)}, got {got.shape}")


KNOTS = 18


def resampled(points: Floats, knots: int = KNOTS) -> Floats:
    """(S, K, C) values to (S, knots, C), linear in the knot number."""
    at = np.linspace(0, points.shape[1] - 1, knots)
    low = np.minimum(at.astype(np.int64), points.shape[1] - 2)
    share = (at - low)[None, :, None]
    return np.asarray(points[:, low] * (1 - share) + points[:, low + 1] * share)


def joined(parts: Sequence[Strands]) -> Strands:
    """All strands in one value (every part has KNOTS points a strand)."""
    return Strands(
        np.concatenate([p.points_dm for p in parts]),
        np.concatenate([p.normals for p in parts]),
        np.concatenate([p.width_dm for p in parts]),
        np.concatenate([p.colour for p in parts]),
        np.concatenate([p.kind for p in parts]),
    )


def thinned(strands: Strands, share: float, seed: int) -> Strands:
    """A seeded share (0..1) of the strands, for small pictures where a pixel is wider than a hair."""
    count = len(strands.points_dm)
    keep = np.random.default_rng(seed).random(count) < share
    return Strands(
        strands.points_dm[keep], strands.normals[keep], strands.width_dm[keep],
        strands.colour[keep], strands.kind[keep],
    )  # fmt: skip


def draw_strands(keys: Keys, camera: Camera, posed_dm: Floats, width_dm: Floats) -> None:
    """Draw strands (S, K, 3) of widths (S, K) into keys, in place."""
    knots = posed_dm.shape[1]
    projected = camera.project(posed_dm.reshape(-1, 3)).reshape(posed_dm.shape)
    segments = _Segments(
        projected[:, :-1].reshape(-1, 3),
        projected[:, 1:].reshape(-1, 3),
        width_dm[:, :-1].reshape(-1) * camera.px_per_dm,
        np.arange(len(posed_dm) * knots).reshape(-1, knots)[:, :-1].reshape(-1),
    )
    ends = np.cumsum(segments.dots)
    first = 0
    while first < len(ends):
        limit = (ends[first - 1] if first else 0) + _DOTS_PER_BATCH
        last = max(first + 1, int(np.searchsorted(ends, limit)))
        _draw_dots(keys, camera, segments.part(first, last))
        first = last


@dataclass(frozen=True, eq=False)
class _Segments:
    """Straight pieces of strands: projected start and end (N, 3), thickness px and number (N,)."""

    start: Floats
    end: Floats
    thick_px: Floats
    number: Ints

    @property
    def dots(self) -> Ints:
        """How many dots each piece needs so that neighbours touch: (N,)."""
        reach = np.abs(self.end - self.start)[:, :2].max(axis=1)
        return np.asarray(np.ceil(reach).astype(np.int64) + 1)

    def part(self, first: int, last: int) -> "_Segments":
        rows = slice(first, last)
        return _Segments(self.start[rows], self.end[rows], self.thick_px[rows], self.number[rows])


def _draw_dots(keys: Keys, camera: Camera, segments: _Segments) -> None:
    start, end, dots = segments.start, segments.end, segments.dots
    row = np.repeat(np.arange(len(dots)), dots)
    step = np.arange(len(row)) - np.repeat(np.cumsum(dots) - dots, dots)
    t = step / dots[row]
    at = start[row] + (end - start)[row] * t[:, None]
    place = segments.number[row] * _T_STEPS + (t * (_T_STEPS - 1)).astype(np.int64)
    item = STRAND_FLAG | place
    spread = ((0.0, 0.0, 0.0), (1.0, 0.0, 1.3), (0.0, 1.0, 1.3), (-1.0, 0.0, 2.4),
              (0.0, -1.0, 2.4), (1.0, 1.0, 2.8))  # fmt: skip
    for dx, dy, least in spread:
        chosen = segments.thick_px[row] >= least
        x = np.floor(at[:, 0] + dx).astype(np.int64)
        y = np.floor(at[:, 1] + dy).astype(np.int64)
        chosen &= (x >= 0) & (x < camera.width_px) & (y >= 0) & (y < camera.height_px)
        key = depth_key(at[chosen, 2], item[chosen])
        np.minimum.at(keys, y[chosen] * camera.width_px + x[chosen], key)


def strand_rows(item: Ints, knots: int = KNOTS) -> tuple[Ints, Ints, Floats]:
    """Items of strand pixels (P,) -> strand number, knot number, share 0..1 towards the next."""
    code = item & (STRAND_FLAG - 1)
    segment = code // _T_STEPS
    share = ((code % _T_STEPS) / (_T_STEPS - 1)).astype(np.float32)
    return segment // knots, segment % knots, share
