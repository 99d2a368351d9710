"""Scalp hair as thousands of strands that grow from the scalp along a style's comb direction.

A strand marches from its root: it keeps some of its heading, follows the comb, gives in to
gravity, and is pushed out of the head to its own layer's clearance, which makes the volume.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from synthetic.colour import decode
from synthetic.face_spec import FaceSpec
from synthetic.hairline import scalp_share
from synthetic.mesh import SKIN, Floats, Ints
from synthetic.noise import value_noise
from synthetic.scene import Scene
from synthetic.strands import HAIR, KNOTS, Strands, resampled

HAIR_WIDTH_DM = 0.0034


@dataclass(frozen=True)
class Style:
    """How one hair style grows. Lengths in dm; weights are relative per marching step.

    top_dm, side_dm: strand lengths; lift: how much strands leave along the normal; comb, gravity,
    stiffness: pulls per step; volume_dm: clearance of the outermost layer; clump: 0..1;
    wave_dm: amplitude of waves or coils, wave_turns their number; part_x_dm: where the parting is.
    """

    count: int
    top_dm: float
    side_dm: float
    lift: float
    comb: float
    gravity: float
    stiffness: float
    volume_dm: float
    clump: float
    wave_dm: float = 0.0
    wave_turns: float = 1.0
    part_x_dm: float = 0.0


STYLES = {
    "stubble": Style(26000, 0.045, 0.030, 0.8, 0.4, 0.0, 1.0, 0.03, 0.0),
    "crop": Style(17000, 0.40, 0.13, 0.45, 0.60, 0.02, 0.8, 0.13, 0.35, 0.006, 1.0, 0.25),
    "coils": Style(15000, 0.46, 0.24, 1.0, 0.10, 0.0, 0.9, 0.30, 0.55, 0.026, 5.0),
    "swept": Style(15000, 0.95, 0.26, 0.30, 0.85, 0.12, 0.7, 0.14, 0.5, 0.010, 1.2, 0.28),
    "bun": Style(15000, 1.6, 1.6, 0.05, 1.0, 0.0, 0.35, 0.075, 0.45, 0.004, 1.0),
    "bob": Style(15000, 2.35, 1.60, 0.10, 0.50, 0.40, 0.6, 0.19, 0.5, 0.012, 1.3, 0.14),
    "long": Style(17000, 3.4, 2.8, 0.10, 0.50, 0.50, 0.5, 0.13, 0.55, 0.026, 2.4, -0.12),
}
BUN_REST_DM = np.array([0.0, 8.56, 0.10])
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
    tree = cKDTree(scene.neutral_dm[head])
    shift = scene.pivot_dm - np.array([0.0, 6.75, 0.25])
    path = _march(roots, root_normals, length, style, spec.hair_style, rng, shift,
                  (tree, scene.neutral_dm[head], normals[head]))  # fmt: skip
    path = _clump(path, roots, style, rng)
    path = _wave(path, style, rng)
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


def _march(roots: Floats, normals: Floats, length: Floats, style: Style, name: str,
           rng: np.random.Generator, shift: Floats,
           head: tuple[cKDTree, Floats, Floats]) -> Floats:  # fmt: skip
    """Strand paths (N, KNOTS, 3), root first."""
    tree, skin, skin_normals = head
    layer = rng.uniform(0.25, 1.0, len(roots))
    point, path = roots.copy(), [roots]
    heading = normals * style.lift + _comb(name, roots - shift, style) * (1 - style.lift)
    heading += rng.normal(0, 0.10, roots.shape)
    step = (length / (KNOTS - 1))[:, None]
    for k in range(1, KNOTS):
        fade = k / (KNOTS - 1)
        heading = style.stiffness * _unit(heading) + style.comb * _comb(name, point - shift, style)
        heading[:, 1] -= style.gravity * min(1.0, 2.2 * fade)
        heading = _unit(heading + rng.normal(0, 0.03, roots.shape))
        point = point + heading * step
        near = tree.query(point)[1]
        height = ((point - skin[near]) * skin_normals[near]).sum(axis=1)
        roof = np.clip((point[:, 1] - shift[1] - 7.55) / 0.5, 0.4, 1)
        clear = style.volume_dm * roof * layer * min(1.0, 2.5 * fade) + 0.006
        push = np.clip(clear - height, 0, 0.25)
        if name == "bun":
            push = clear - height
        point = point + skin_normals[near] * push[:, None]
        path.append(point)
    return np.stack(path, axis=1)


def _comb(name: str, rest: Floats, style: Style) -> Floats:
    """Unit comb direction (N, 3) at points in the rest head's place."""
    x, y, z = rest[:, 0] - style.part_x_dm, rest[:, 1], rest[:, 2]
    side = np.tanh(x / 0.08)
    if name == "bun":
        return _unit(BUN_REST_DM - [0, 0.12, 0] - rest)
    if name in ("bob", "long"):
        front = np.clip((z - 0.75) / 0.4, 0, 1) * np.clip((y - 7.5) / 0.25, 0, 1)
        top = np.maximum(np.clip((y - 7.9) / 0.45, 0, 1), front)
        back = -0.35 - 0.5 * np.clip((z - 0.5) / 0.8, 0, 1)
        out = np.clip((y - 7.35) / 0.5, 0, 1) * (0.4 + top)
        out = out - 0.32 * np.clip((7.25 - y) / 0.4, 0, 1)
        return _unit(np.column_stack([side * out, -1.0 + 0.75 * top, back * (0.3 + top)]))
    if name == "swept":
        front = np.clip((z - 0.2) / 0.9, 0, 1)
        flank = np.clip((np.abs(rest[:, 0]) - 0.40) / 0.25, 0, 1)
        out = side * (0.75 - 0.75 * flank)
        return _unit(np.column_stack([out, 0.35 * front - 0.2 - 1.3 * flank, -0.9 + 0.15 * front]))
    if name == "coils":
        return _unit(rest - np.array([0.0, 7.5, 0.3]))
    top = np.clip((y - 7.95) / 0.3, 0, 1)
    return _unit(np.column_stack([side * 0.45, -0.8 + 0.75 * top, 0.2 + 0.55 * top]))


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
    tangent = _unit(np.gradient(path, axis=1))
    side = _unit(np.cross(tangent, [0.1, 0.2, 1.0]))
    other = np.cross(tangent, side)
    size = style.wave_dm * np.minimum(1, 3 * along)
    return np.asarray(
        path + (size * np.cos(turn))[..., None] * side + (size * np.sin(turn))[..., None] * other
    )


def _coloured(path: Floats, rest: Floats, spec: FaceSpec, rng: np.random.Generator) -> Strands:
    """Give strands their colour: hair colour, locks a little lighter or darker, grey with age."""
    count = len(path)
    locks = value_noise(rest.astype(np.float32), 9.0, spec.seed + 91)
    tone = np.exp(0.16 * locks + rng.normal(0, 0.14, count))[:, None]
    colour = decode(spec.hair_rgb) * tone
    grey = rng.random(count) < np.clip((spec.age_years - 42) / 60, 0, 0.6)
    colour[grey] = np.array([0.42, 0.41, 0.40]) * rng.uniform(0.7, 1.1, (int(grey.sum()), 1))
    outward = path - np.array([0.0, 7.45, 0.25])
    outward[..., 1] = np.clip(outward[..., 1], -0.1, None)
    taper = HAIR_WIDTH_DM * np.linspace(1.0, 0.45, KNOTS)
    width = taper[None, :] * rng.uniform(0.8, 1.15, count)[:, None]
    return Strands(path, _unit(outward), width, colour, np.full(count, HAIR))


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
    knot = replace(knot, normals=_unit(path - BUN_REST_DM - shift))
    return Strands(
        np.concatenate([hair.points_dm, knot.points_dm]),
        np.concatenate([hair.normals, knot.normals]),
        np.concatenate([hair.width_dm, knot.width_dm]),
        np.concatenate([hair.colour, knot.colour]),
        np.concatenate([hair.kind, knot.kind]),
    )


def _unit(vectors: Floats) -> Floats:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


__all__ = ["STYLES", "Ints", "Style", "grow_hair"]
