"""Colours of the visible mesh pixels: paint meets light."""

from dataclasses import dataclass

import numpy as np

from synthetic.arrays import Bools, Bytes, Floats, Ints, f32, unit
from synthetic.face_spec import FaceSpec
from synthetic.labels import label_skin
from synthetic.light import SKIN_WRAP, Received, gloss, lamp_axes, shade
from synthetic.mesh import EYE, SKIN
from synthetic.paint import Canvas, Patch, gap_to, paint, stretch_canvas
from synthetic.raster import barycentric
from synthetic.scene import Scene, rest_eye_centres

OIL_ROUGHNESS = 0.40
NO_WRAP = np.array([0.05, 0.05, 0.05])


@dataclass(frozen=True, eq=False)
class Shaded:
    """Floats of one kind. albedo, diffuse (light, before albedo), shine: float32 (P, 3), linear;
    scatters: bool (P,), True where light spreads under the skin; label: uint8 (P,);
    opacity: float32 (P,), 0..1 over what lies behind.
    """

    albedo: Floats
    diffuse: Floats
    shine: Floats
    scatters: Bools
    label: Bytes
    opacity: Floats


@dataclass(frozen=True, eq=False)
class Fragments:
    """Visible pixels. pixel: int64 (P,) flat index; item: int64 (P,) triangle number;
    projected: (F, 3) the mesh's vertices, px, px, dm; width_px: the picture's width.
    """

    pixel: Ints
    item: Ints
    projected: Floats
    width_px: int


@dataclass(frozen=True, eq=False)
class Stage:
    """Visible mesh points before paint and light strengths are chosen.

    patch, canvas: what is there; normal, view: (P, 3) unit; lit: the seen share 0..1 of each lamp,
    (P,); skin: bool (P,), bare skin; label: uint8 (P,).
    """

    patch: Patch
    canvas: Canvas
    normal: Floats
    view: Floats
    lit: dict[str, Floats]
    skin: Bools
    label: Bytes


def set_stage(
    scene: Scene, received: Received, seen: Fragments, lash_lines: tuple[Floats, Floats],
    spec: FaceSpec,
) -> Stage:  # fmt: skip
    """Prepare the mesh's visible pixels; lash_lines: posed points (N, 3), upper and lower."""
    patch, normal, lit = _interpolated(scene, received, seen, lash_lines)
    eye, cloth = patch.part == EYE, patch.cloth
    for lamp in lit:  # the vertex shadows are too coarse for the eyeball; _lid_shadow does the rest
        lit[lamp] = f32(np.where(eye, 0.5 + 0.5 * lit[lamp], lit[lamp]))
    view = unit(f32(scene.camera.position_dm) - patch.place)
    label = label_skin(patch.rest, patch.uv, patch.part, cloth)
    canvas = stretch_canvas(patch, rest_eye_centres(), spec)
    return Stage(patch, canvas, normal, view, lit, (patch.part == SKIN) & ~cloth, label)


def shade_surface(stage: Stage, spec: FaceSpec) -> Shaded:
    """Paint the stage's points as spec says and light them."""
    patch, canvas, lit = stage.patch, stage.canvas, stage.lit
    surface = paint(canvas, spec)
    normal = unit(stage.normal + surface.relief)
    eye = canvas.eye
    soft = shade(normal, lit, spec.light, SKIN_WRAP)
    diffuse = np.where(stage.skin[:, None], soft, shade(normal, lit, spec.light, NO_WRAP))
    diffuse[eye] *= _lid_shadow(patch.lid_gaps[0][eye], patch.lid_gaps[1][eye])[:, None]
    sharp = gloss(normal, stage.view, lit, spec.light, surface.roughness)
    if surface.coat is not None:
        sharp = sharp + _oil_gloss(stage, normal, surface.coat, spec)
    shine = np.repeat((sharp * np.where(canvas.cloth, 0.15, 1.0))[:, None], 3, axis=1)
    shine[eye] = _catchlight(normal[eye], stage.view[eye], spec)[:, None] + 0.3 * shine[eye]
    solid = np.ones(len(normal), dtype=np.float32)
    return Shaded(surface.albedo, f32(diffuse), f32(shine), stage.skin, stage.label, solid)


def _oil_gloss(stage: Stage, normal: Floats, coat: Floats, spec: FaceSpec) -> Floats:
    """The film's own highlight (P,), over the skin's: a smoother surface, so a tighter light."""
    total = np.zeros(len(coat), dtype=np.float32)
    oily = np.flatnonzero(coat > 0)
    lit = {lamp: share[oily] for lamp, share in stage.lit.items()}
    rough = np.full(len(oily), OIL_ROUGHNESS, dtype=np.float32)
    total[oily] = coat[oily] * gloss(normal[oily], stage.view[oily], lit, spec.light, rough)
    return total


def _interpolated(
    scene: Scene, received: Received, seen: Fragments, lash_lines: tuple[Floats, Floats]
) -> tuple[Patch, Floats, dict[str, Floats]]:
    """Everything the vertices know, at the pixels: the patch, unit normals, the lamps' shares."""
    corner = scene.fine.triangles[seen.item]
    weight = barycentric(seen.pixel, seen.width_px, seen.projected, corner)
    lamps = (received.key, received.fill, received.rim, received.dome)
    fine = scene.fine
    packed = f32(np.column_stack([fine.rest_dm, scene.normals, scene.posed_dm, fine.uv, *lamps]))
    values = weight[:, :1] * packed[corner[:, 0]]
    for k in (1, 2):
        values += weight[:, k : k + 1] * packed[corner[:, k]]
    rest, place = values[:, :3], values[:, 6:9]
    gaps = (gap_to(lash_lines[0], place, rest), gap_to(lash_lines[1], place, rest))
    patch = Patch(rest, place, values[:, 9:11], fine.part[seen.item], gaps)
    lit = dict(zip(("key", "fill", "rim", "dome"), values[:, 11:].T, strict=True))
    return patch, unit(values[:, 3:6]), lit


def _lid_shadow(upper_gap: Floats, lower_gap: Floats) -> Floats:
    """How much light the lids leave on the eyeball, 0..1 (P,)."""
    shade_above = 0.52 * np.exp(-((upper_gap / 0.050) ** 2))
    shade_below = 0.20 * np.exp(-((lower_gap / 0.026) ** 2))
    return np.asarray((1 - shade_above) * (1 - shade_below), dtype=np.float32)


def _catchlight(normal: Floats, view: Floats, spec: FaceSpec) -> Floats:
    """The key light's soft window, and a faint fill, mirrored in the cornea: (P,)."""
    mirrored = 2 * (normal * view).sum(axis=1, keepdims=True) * normal - view
    axes = lamp_axes(spec.light)
    window = np.clip((mirrored @ axes["key"].astype(np.float32) - 0.938) / 0.03, 0, 1)
    faint = np.clip((mirrored @ axes["fill"].astype(np.float32) - 0.90) / 0.08, 0, 1)
    return np.asarray(spec.light.exposure * (0.65 * window + 0.06 * faint), dtype=np.float32)
