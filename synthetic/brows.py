"""Brows and lashes as single hairs, rooted on the morphed face.

Roots are drawn on a chart of the rest face seen from the front (x, y in dm); the chart knows which
triangle lies under each point, so the hairs follow every morph and expression.
"""

from functools import cache

import numpy as np

from synthetic.arrays import Floats, Ints
from synthetic.colour import decode
from synthetic.face_spec import FaceSpec
from synthetic.mesh import SKIN, load_base, load_fine
from synthetic.raster import draw_triangles, empty_keys
from synthetic.scene import Scene
from synthetic.strands import BROW, KNOTS, LASH, Strands, resampled

_CHART_PX, _PX_PER_DM, _LEFT_DM, _TOP_DM = 720, 400.0, -0.9, 8.0
BROW_SPINE = np.array(
    [[0.13, 7.440], [0.20, 7.458], [0.31, 7.483], [0.42, 7.492], [0.50, 7.472], [0.575, 7.430]]
)
BROW_HALF_WIDTH = np.array([0.026, 0.031, 0.029, 0.024, 0.016, 0.004])
LASH_REACH_DM = 0.1575


@cache
def _chart() -> Ints:
    """The fine triangle under each chart pixel, int64 (H, W); -1 where there is none."""
    fine = load_fine()
    flat = fine.rest_dm.copy()
    flat[:, 0] = (fine.rest_dm[:, 0] - _LEFT_DM) * _PX_PER_DM
    flat[:, 1] = (_TOP_DM - fine.rest_dm[:, 1]) * _PX_PER_DM
    flat[:, 2] = 10.0 - fine.rest_dm[:, 2]
    keys = empty_keys(_CHART_PX, _CHART_PX)
    skin = np.flatnonzero(fine.part == SKIN)
    draw_triangles(keys, (_CHART_PX, _CHART_PX), flat, fine.triangles[skin])
    won = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    found = keys != np.uint64(0xFFFFFFFFFFFFFFFF)
    return np.where(found, skin[np.where(found, won, 0)], -1).reshape(_CHART_PX, _CHART_PX)


def on_face(points_xy_dm: Floats, scene: Scene, normals: Floats) -> tuple[Floats, Floats]:
    """Chart points (N, 2) -> neutral surface points (N, 3) and unit normals (N, 3)."""
    fine = scene.fine
    column = np.clip((points_xy_dm[:, 0] - _LEFT_DM) * _PX_PER_DM, 0, _CHART_PX - 1)
    row = np.clip((_TOP_DM - points_xy_dm[:, 1]) * _PX_PER_DM, 0, _CHART_PX - 1)
    corner = fine.triangles[np.maximum(_chart()[row.astype(int), column.astype(int)], 0)]
    a, b, c = (fine.rest_dm[corner[:, k], :2] for k in range(3))
    edge = np.stack([b - a, c - a], axis=2)
    wb, wc = np.linalg.solve(edge, (points_xy_dm - a)[..., None])[..., 0].T
    weight = np.clip(np.stack([1 - wb - wc, wb, wc], axis=1), -0.5, 1.5)
    weight /= weight.sum(axis=1, keepdims=True)
    point = np.einsum("nk,nkd->nd", weight, scene.neutral_dm[corner])
    normal = np.einsum("nk,nkd->nd", weight, normals[corner])
    return point, normal / np.linalg.norm(normal, axis=1, keepdims=True)


def grow_brows(scene: Scene, normals: Floats, spec: FaceSpec) -> Strands:
    """Both brows: hairs that rise at the inner end, sweep outward along the arch, meet at the tail."""
    rng = np.random.default_rng(spec.seed + 101)
    count = int(540 * spec.brow_fullness * (1 + 0.25 * spec.maleness))
    sides = [_brow_side(rng, count, sign, scene, normals, spec) for sign in (-1.0, 1.0)]
    points = np.concatenate([side[0] for side in sides])
    outward = np.concatenate([side[1] for side in sides])
    return _hairs(points, outward, 0.0024, _brow_colour(spec), BROW, rng)


def _brow_side(rng: np.random.Generator, count: int, sign: float, scene: Scene, normals: Floats,
               spec: FaceSpec) -> tuple[Floats, Floats]:  # fmt: skip
    along = rng.random(count) ** 0.9
    across = np.clip(rng.normal(0, 0.5, count), -1, 1)
    knots = np.linspace(0, 1, len(BROW_SPINE))
    spine = np.column_stack([np.interp(along, knots, BROW_SPINE[:, k]) for k in range(2)])
    ahead = np.column_stack([np.interp(along + 0.05, knots, BROW_SPINE[:, k]) for k in range(2)])
    behind = np.column_stack([np.interp(along - 0.05, knots, BROW_SPINE[:, k]) for k in range(2)])
    tangent = (ahead - behind) / np.linalg.norm(ahead - behind, axis=1, keepdims=True)
    up = np.column_stack([-tangent[:, 1], tangent[:, 0]])
    half = np.interp(along, knots, BROW_HALF_WIDTH) * (0.9 + 0.2 * spec.maleness)
    root = spine + up * (across * half)[:, None]
    lift = np.interp(along, [0, 0.12, 0.35, 0.7, 1], [1.5, 1.0, 0.5, 0.12, -0.05])
    lift = lift - 0.45 * across + rng.normal(0, 0.16, count)
    heading = tangent + up * lift[:, None]
    heading /= np.linalg.norm(heading, axis=1, keepdims=True)
    length = np.interp(along, [0, 0.2, 0.7, 1], [0.06, 0.085, 0.075, 0.045])
    length = length * rng.uniform(0.7, 1.2, count)
    steps = np.linspace(0, 1, 5)[None, :, None]
    bend = tangent[:, None, :] * 0.35 * steps**2 - up[:, None, :] * 0.18 * steps**2
    path = root[:, None, :] + length[:, None, None] * (heading[:, None, :] * steps + bend)
    path[..., 0] *= sign
    point, normal = on_face(path.reshape(-1, 2), scene, normals)
    lifted = point + normal * np.tile([0.001, 0.006, 0.009, 0.010, 0.008], count)[:, None]
    return lifted.reshape(count, 5, 3), normal.reshape(count, 5, 3)


def lash_roots(vertices_dm: Floats) -> list[tuple[bool, Floats, Floats]]:
    """Per lash row: is it an upper row, its roots (N, 3) ordered by x, its eye's centre (3,)."""
    base = load_base()
    used = np.unique(base.lash_quads)
    rest = base.vertices_dm[used]
    rows = []
    for sign in (-1.0, 1.0):
        eye = np.arange(14670, 14742) if sign < 0 else np.arange(14598, 14670)
        middle = base.vertices_dm[eye].mean(axis=0)
        near = np.linalg.norm(rest - middle, axis=1) < LASH_REACH_DM
        for upper in (True, False):
            above = rest[:, 1] > 7.2765 + 0.02 * (np.abs(rest[:, 0]) - 0.3)
            chosen = used[near & (rest[:, 0] * sign > 0) & (above == upper)]
            ordered = chosen[np.argsort(np.abs(base.vertices_dm[chosen, 0]))]
            rows.append((upper, vertices_dm[ordered], vertices_dm[eye].mean(axis=0)))
    return rows


def grow_lashes(scene: Scene, vertices_dm: Floats, spec: FaceSpec) -> Strands:
    """Upper lashes long and curled up, lower ones short and sparse."""
    rng = np.random.default_rng(spec.seed + 202)
    curves = [_lash_row(rng, row, spec) for row in lash_roots(vertices_dm)]
    points = np.concatenate(curves)
    outward = np.tile(np.array([0.0, 0.0, 1.0]), (*points.shape[:2], 1))
    return _hairs(points, outward, 0.0030, np.array([0.012, 0.009, 0.008]), LASH, rng)


def _lash_row(
    rng: np.random.Generator, row: tuple[bool, Floats, Floats], spec: FaceSpec
) -> Floats:  # fmt: skip
    upper, roots, middle = row
    count = 130 if upper else 60
    at = np.sort(rng.random(count)) * (len(roots) - 1.001)
    low = at.astype(np.int64)
    root = roots[low] + (roots[low + 1] - roots[low]) * (at - low)[:, None]
    share = at / (len(roots) - 1)
    fan = np.column_stack(
        [np.sign(middle[0]) * (share - 0.42) * 0.9, np.zeros(count), np.ones(count)]
    )
    fan += rng.normal(0, 0.12, fan.shape) * [1, 0.4, 0.4]
    length = (0.078 if upper else 0.034) * (1 - 0.3 * spec.maleness) * rng.uniform(0.75, 1.1, count)
    length *= np.interp(share, [0, 0.15, 0.7, 1], [0.45, 0.8, 1.1, 1.0])
    steps = np.linspace(0, 1, 6)
    rise = (0.62 * steps**2 - 0.10 * steps) if upper else -(0.30 * steps + 0.2 * steps**2)
    root = root + np.array([0.0, -0.004 if upper else 0.003, 0.012])
    path = (
        root[:, None, :] + length[:, None, None] * fan[:, None, :] * (steps * 0.85)[None, :, None]
    )
    path[..., 1] += length[:, None] * rise[None, :]
    return np.asarray(path)


def _hairs(points: Floats, normals: Floats, width_dm: float, colour: Floats, kind: int,
           rng: np.random.Generator) -> Strands:  # fmt: skip
    count = len(points)
    taper = np.linspace(1.0, 0.25, KNOTS)
    width = width_dm * taper[None, :] * rng.uniform(0.8, 1.2, count)[:, None]
    tone = rng.uniform(0.75, 1.3, count)[:, None]
    return Strands(
        resampled(points), resampled(normals), width, colour * tone, np.full(count, kind)
    )


def _brow_colour(spec: FaceSpec) -> Floats:
    """The brow's own colour, or the hair's a little darker and greyer."""
    if spec.brow_rgb is not None:
        return decode(spec.brow_rgb)
    hair = decode(spec.hair_rgb)
    return np.asarray((0.7 * hair + 0.3 * hair.mean()) * 0.62)
