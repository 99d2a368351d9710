"""Scalp hair as thousands of strands that grow from the scalp along a style's comb direction.

A strand marches from its root: it keeps some of its heading, follows the comb, gives in to
gravity, and is pushed out of the head to its own layer's clearance, which makes the volume.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from synthetic.arrays import Bools, Floats, unit
from synthetic.colour import decode
from synthetic.face_spec import FaceSpec
from synthetic.hair_styles import BUN_REST_DM, HUGGING, STYLES, Style, comb_direction
from synthetic.hairline import scalp_share
from synthetic.mesh import SKIN
from synthetic.noise import value_noise
from synthetic.scene import Scene
from synthetic.strands import HAIR, KNOTS, Strands, resampled

HAIR_WIDTH_DM = 0.0034


BUN_RADIUS_DM = 0.40


def grow_hair(scene: Scene, normals: Floats, spec: FaceSpec) -> Strands | None:
    """The spec's hair style on its head; None for a shaved head."""
    if spec.hair_style == "none":
        return None
    style = STYLES[spec.hair_style]
    rng = np.random.default_rng(spec.seed + 303)
    roots, root_normals, rest = _roots(scene, normals, style.count, rng)
    length = _lengths(rest, style, rng)
    head = np.unique(scene.fine.triangles[scene.fine.part == SKIN])
    shift = scene.pivot_dm - np.array([0.0, 6.75, 0.25])
    skull = _Skull(cKDTree(scene.neutral_dm[head]), scene.neutral_dm[head], normals[head], shift)
    path = _march((roots, root_normals), length, spec.hair_style, skull, rng)
    path = _clump(path, roots, style, rng)
    path = _wave(path, style, rng)
    if spec.hair_style in HUGGING:
        tame = _tame(path, skull, style)
        path, rest = path[tame], rest[tame]
    strands = _coloured(path, rest, spec, rng)
    if spec.hair_style == "bun":
        strands = _with_bun(strands, spec, rng, shift)
    return strands


def _roots(
    scene: Scene, normals: Floats, count: int, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:  # fmt: skip
    """Random scalp points: neutral (N, 3), unit normals (N, 3), rest (N, 3)."""
    fine = scene.fine
    triangles = fine.triangles[fine.part == SKIN]
    a, b, c = (fine.rest_dm[triangles[:, k]] for k in range(3))
    middle = (a + b + c) / 3
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1) * (scalp_share(middle) > 0.02)
    chosen = triangles[rng.choice(len(triangles), count, p=area / area.sum())]
    u, v = np.sqrt(rng.random(count)), rng.random(count)
    weight = np.column_stack([1 - u, u * (1 - v), u * v])
    mix = [np.einsum("nk,nkd->nd", weight, values[chosen])
           for values in (scene.neutral_dm, normals, fine.rest_dm)]  # fmt: skip
    grows = rng.random(count) < scalp_share(mix[2])
    point, normal, rest = (values[grows] for values in mix)
    return point, normal / np.linalg.norm(normal, axis=1, keepdims=True), rest


def _lengths(rest: Floats, style: Style, rng: np.random.Generator) -> Floats:
    top = np.clip((rest[:, 1] - 7.75) / 0.35, 0, 1)
    base = style.side_dm + (style.top_dm - style.side_dm) * top
    edge = np.clip(scalp_share(rest, soft_dm=0.25), 0.35, 1)
    return np.asarray(base * edge * rng.uniform(0.8, 1.05, len(rest)))


@dataclass(frozen=True, eq=False)
class _Skull:
    """The morphed skin that strands lie on: vertices and normals (N, 3), and how far the head's
    pivot moved from its rest place (3,)."""

    tree: cKDTree
    vertices: Floats
    normals: Floats
    shift: Floats

    def above(self, points: Floats) -> tuple[Floats, Floats]:
        """Height (N,) of points above the skin, dm, and the skin's normals (N, 3) there."""
        near = self.tree.query(points)[1]
        away = self.normals[near]
        return ((points - self.vertices[near]) * away).sum(axis=1), away


def _march(
    root: tuple[Floats, Floats], length: Floats, name: str, skull: _Skull, rng: np.random.Generator
) -> Floats:
    """Strand paths (N, KNOTS, 3) from the roots (points and normals, (N, 3) each)."""
    style, shift, (roots, normals) = STYLES[name], skull.shift, root
    layer = 1 - 0.75 * rng.random(len(roots)) ** 2  # most strands lie near the outside
    point, path = roots.copy(), [roots]
    heading = normals * style.lift + comb_direction(name, roots - shift, style) * (1 - style.lift)
    heading += rng.normal(0, 0.10, roots.shape)
    step = (length / (KNOTS - 1))[:, None]
    for k in range(1, KNOTS):
        fade = k / (KNOTS - 1)
        comb = comb_direction(name, point - shift, style)
        heading = style.stiffness * unit(heading) + style.comb * comb
        heading[:, 1] -= style.gravity * min(1.0, 2.2 * fade)
        heading = unit(heading + rng.normal(0, 0.03, roots.shape))
        point = point + heading * step
        height, away = skull.above(point)
        roof = np.clip((point[:, 1] - shift[1] - 7.55) / 0.5, 0.4, 1)
        clear = style.volume_dm * roof * layer * min(1.0, 2.5 * fade) + 0.006
        push = np.clip(clear - height, 0, 0.25)
        if name in HUGGING:
            on_skull = np.clip((point[:, 1] - shift[1] - 7.45) / 0.45, 0, 1)
            push = push - 0.55 * on_skull * np.clip(height - clear, 0, 0.4)
        if name == "bun":
            push = clear - height
        point = point + away * push[:, None]
        path.append(point)
    return np.stack(path, axis=1)


def _clump(path: Floats, roots: Floats, style: Style, rng: np.random.Generator) -> Floats:
    """Draw strands towards the nearest of a few guide strands, more so near the tips."""
    guides = rng.choice(len(path), max(1, len(path) // 14), replace=False)
    mine = guides[cKDTree(roots[guides]).query(roots)[1]]
    share = style.clump * np.linspace(0, 1, KNOTS)[None, :, None] ** 1.3
    return np.asarray(path + share * (path[mine] - path) * 0.85)


def _wave(path: Floats, style: Style, rng: np.random.Generator) -> Floats:
    """Wind each strand about itself: gentle waves, or coils where the turns are many."""
    if style.wave_dm == 0:
        return path
    along = np.linspace(0, 1, KNOTS)[None, :]
    phase = rng.uniform(0, 2 * np.pi, (len(path), 1))
    turn = 2 * np.pi * style.wave_turns * along + phase
    tangent = unit(np.gradient(path, axis=1))
    side = unit(np.cross(tangent, [0.1, 0.2, 1.0]))
    other = np.cross(tangent, side)
    size = style.wave_dm * np.minimum(1, 3 * along)
    return np.asarray(
        path + (size * np.cos(turn))[..., None] * side + (size * np.sin(turn))[..., None] * other
    )


def _tame(path: Floats, skull: _Skull, style: Style) -> Bools:
    """True (N,) for strands that do not stand off the top of the head like stray wires."""
    rows = path[:, ::2]
    height = skull.above(rows.reshape(-1, 3))[0].reshape(rows.shape[:2])
    on_top = rows[..., 1] - skull.shift[1] > 7.95
    return np.asarray(((height > 0.8 * style.volume_dm) & on_top).sum(axis=1) == 0)


def _coloured(path: Floats, rest: Floats, spec: FaceSpec, rng: np.random.Generator) -> Strands:
    """Give strands their colour: hair colour, locks a little lighter or darker, grey with age."""
    count = len(path)
    locks = value_noise(rest.astype(np.float32), 9.0, spec.seed + 91)
    tone = np.exp(0.16 * locks + rng.normal(0, 0.14, count))[:, None]
    colour = decode(spec.hair_rgb) * tone
    grey = rng.random(count) < np.clip((spec.age_years - 42) / 40, 0, 0.8)
    colour[grey] = np.array([0.30, 0.29, 0.28]) * rng.uniform(0.7, 1.1, (int(grey.sum()), 1))
    outward = path - np.array([0.0, 7.45, 0.25])
    outward[..., 1] = np.clip(outward[..., 1], -0.1, None)
    taper = HAIR_WIDTH_DM * np.linspace(1.0, 0.45, KNOTS)
    width = taper[None, :] * rng.uniform(0.8, 1.15, count)[:, None]
    return Strands(path, unit(outward), width, colour, np.full(count, HAIR))


def _with_bun(hair: Strands, spec: FaceSpec, rng: np.random.Generator, shift: Floats) -> Strands:
    """Add a knot on the crown: strands wound about a slightly flattened ball."""
    count = 2600
    turns = rng.uniform(0, 2 * np.pi, count)[:, None] + np.linspace(0, 2.6, 24)[None, :]
    tilt = rng.uniform(-1.25, 1.45, count)[:, None] + 0.25 * np.sin(turns * 1.0)
    ball = np.stack(
        [np.cos(turns) * np.cos(tilt), np.sin(tilt), np.sin(turns) * np.cos(tilt)], axis=2
    )
    radius = BUN_RADIUS_DM * (1 + 0.05 * rng.normal(0, 0.5, (count, 1, 1)))
    path = resampled(ball * radius * [1.0, 0.78, 0.95] + BUN_REST_DM + shift)
    knot = _coloured(path, path[:, 0] - shift, spec, rng)
    knot = replace(knot, normals=unit(path - BUN_REST_DM - shift))
    return Strands(
        np.concatenate([hair.points_dm, knot.points_dm]),
        np.concatenate([hair.normals, knot.normals]),
        np.concatenate([hair.width_dm, knot.width_dm]),
        np.concatenate([hair.colour, knot.colour]),
        np.concatenate([hair.kind, knot.kind]),
    )
