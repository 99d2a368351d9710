"""Colours of the visible pixels: paint meets light, for surfaces and for strands."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from synthetic.colour import decode
from synthetic.eyes import paint_eyes, paint_mouth
from synthetic.face_spec import FaceSpec
from synthetic.hairline import scalp_share
from synthetic.labels import label_skin
from synthetic.light import SKIN_WRAP, Received, gloss, lamp_axes, shade
from synthetic.mesh import EYE, SKIN, Floats, Ints
from synthetic.noise import value_noise
from synthetic.raster import barycentric
from synthetic.scene import Scene, neckline_dm
from synthetic.skin import Surface, paint_skin
from synthetic.strands import BROW, HAIR, LASH, Strands, strand_rows

Pixels = npt.NDArray[np.float32]
Labels = npt.NDArray[np.uint8]
NO_WRAP = np.array([0.05, 0.05, 0.05])
_SCALP_TINT = {"none": 0.0, "stubble": 0.55}


@dataclass(frozen=True, eq=False)
class Shaded:
    """Pixels of one kind. albedo, diffuse (light, before albedo), shine: float32 (P, 3), linear;
    scatters: bool (P,), True where light spreads under the skin; label: uint8 (P,);
    opacity: float32 (P,), 0..1 over what lies behind.
    """

    albedo: Pixels
    diffuse: Pixels
    shine: Pixels
    scatters: npt.NDArray[np.bool_]
    label: Labels
    opacity: Pixels


def shade_surface(scene: Scene, received: Received, projected: Floats, width_px: int, pixel: Ints,
                  item: Ints, lash_lines: tuple[Floats, Floats], spec: FaceSpec) -> Shaded:  # fmt: skip
    """Shade triangle pixels: pixel (P,) flat indices, item (P,) triangle numbers."""
    corner = scene.fine.triangles[item]
    weight = barycentric(pixel, width_px, projected, corner)
    packed = np.column_stack(
        [scene.fine.rest_dm, scene.normals, scene.posed_dm, scene.fine.uv,
         received.key, received.fill, received.rim, received.dome]
    ).astype(np.float32)  # fmt: skip
    values = sum(weight[:, k, None] * packed[corner[:, k]] for k in range(3))
    assert isinstance(values, np.ndarray)
    rest, normal, place, uv = values[:, :3], values[:, 3:6], values[:, 6:9], values[:, 9:11]
    lit = dict(zip(("key", "fill", "rim", "dome"), values[:, 11:].T, strict=True))
    part = scene.fine.part[item]
    cloth = (part == SKIN) & (neckline_dm(rest) > 0)
    upper_gap, lower_gap = (_gap(place, rest, line) for line in lash_lines)
    surface = _painted(rest, uv, part, cloth, (upper_gap, lower_gap), scene, spec)
    normal = _unit(_unit(normal) + surface.relief)
    view = _unit(scene.camera.position_dm.astype(np.float32) - place)
    skin, eye = (part == SKIN) & ~cloth, part == EYE
    for lamp in lit:  # the vertex shadows are too coarse for the eyeball; _lid_shadow does the rest
        lit[lamp] = np.where(eye, 0.5 + 0.5 * lit[lamp], lit[lamp]).astype(np.float32)
    diffuse = np.where(
        skin[:, None],
        shade(normal, lit, spec.light, SKIN_WRAP),
        shade(normal, lit, spec.light, NO_WRAP),
    )
    sharp = gloss(normal, view, lit, spec.light, surface.roughness)
    sharp *= np.where(cloth, 0.15, 1.0).astype(np.float32)
    shine = np.repeat(sharp[:, None], 3, axis=1)
    shine[eye] = _catchlight(normal[eye], view[eye], spec)[:, None] + 0.3 * shine[eye]
    diffuse[eye] *= _lid_shadow(upper_gap[eye], lower_gap[eye])[:, None]
    label = label_skin(rest, uv, part, cloth)
    solid = np.ones(len(item), dtype=np.float32)
    return Shaded(surface.albedo, diffuse.astype(np.float32), shine, skin, label, solid)


def _gap(place: Pixels, rest: Pixels, line: Floats) -> Pixels:
    """Distance (P,) in dm from posed points (P, 3) to a line; 9 where it cannot be near."""
    gap = np.full(len(place), 9.0, dtype=np.float32)
    near = (np.abs(rest[:, 0]) < 0.55) & (np.abs(rest[:, 1] - 7.28) < 0.2) & (rest[:, 2] > 1.05)
    gap[near] = cKDTree(line).query(place[near])[0]
    return gap


def _lid_shadow(upper_gap: Pixels, lower_gap: Pixels) -> Pixels:
    """How much light the lids leave on the eyeball, 0..1 (P,)."""
    shade_above = 0.52 * np.exp(-((upper_gap / 0.050) ** 2))
    shade_below = 0.20 * np.exp(-((lower_gap / 0.026) ** 2))
    return np.asarray((1 - shade_above) * (1 - shade_below), dtype=np.float32)


def _painted(rest: Pixels, uv: Pixels, part: Ints, cloth: npt.NDArray[np.bool_],
             gaps: tuple[Pixels, Pixels], scene: Scene, spec: FaceSpec) -> Surface:  # fmt: skip
    skin, eye = (part == SKIN) & ~cloth, part == EYE
    mouth = (part != SKIN) & ~eye
    albedo, relief = np.zeros_like(rest), np.zeros_like(rest)
    rough = np.full(len(rest), 0.6, dtype=np.float32)
    bare, lids = rest[skin], (gaps[0][skin], gaps[1][skin])
    rest_eyes = scene_rest_eyes(scene)
    for chosen, painted in (
        (skin, _with_scalp(paint_skin(bare, uv[skin], lids, spec), bare, spec)),
        (eye, paint_eyes(rest[eye], rest_eyes, spec)),
        (mouth, paint_mouth(part[mouth], rest[mouth])),
        (cloth, _paint_cloth(rest[cloth], spec)),
    ):
        albedo[chosen], rough[chosen], relief[chosen] = (
            painted.albedo, painted.roughness, painted.relief
        )  # fmt: skip
    return Surface(albedo, rough, relief)


def scene_rest_eyes(scene: Scene) -> Floats:
    """Rest centres of the eyeballs (2, 3), image-left first."""
    used = np.unique(scene.fine.triangles[scene.fine.part == EYE])
    rest = scene.fine.rest_dm[used]
    return np.array([rest[rest[:, 0] < 0].mean(axis=0), rest[rest[:, 0] >= 0].mean(axis=0)])


def _with_scalp(surface: Surface, rest: Pixels, spec: FaceSpec) -> Surface:
    """Tint the scalp towards the hair's colour, so that no bare skin shows between strands."""
    strength = _SCALP_TINT.get(spec.hair_style, 0.85)
    ragged = rest + np.float32(0.02) * value_noise(rest, 40.0, spec.seed + 95)[:, None]
    share = (strength * scalp_share(ragged, soft_dm=0.16)).astype(np.float32)[:, None]
    dark = (decode(spec.hair_rgb) * 0.5).astype(np.float32)
    return Surface(
        surface.albedo + share * (dark - surface.albedo), surface.roughness, surface.relief
    )


def _paint_cloth(rest: Pixels, spec: FaceSpec) -> Surface:
    """A plain knitted shirt with a slightly darker seam at the collar."""
    weave = value_noise(rest, (70.0, 70.0, 70.0), spec.seed + 96)
    seam = np.exp(-(((neckline_dm(rest) - 0.09) / 0.008) ** 2))
    tone = np.exp(0.05 * weave - 0.25 * seam)[:, None]
    folds = np.empty_like(rest)
    for axis in range(3):
        folds[:, axis] = 0.10 * value_noise(rest, 2.2, spec.seed + 97 + axis)
    rough = np.full(len(rest), 0.8, dtype=np.float32)
    colour = decode(spec.cloth_rgb).astype(np.float32)
    return Surface((colour * tone).astype(np.float32), rough, folds)


def _catchlight(normal: Pixels, view: Pixels, spec: FaceSpec) -> Pixels:
    """The key light's soft window, and a faint fill, mirrored in the cornea: (P,)."""
    mirrored = 2 * (normal * view).sum(axis=1, keepdims=True) * normal - view
    axes = lamp_axes(spec.light)
    window = np.clip((mirrored @ axes["key"].astype(np.float32) - 0.938) / 0.03, 0, 1)
    faint = np.clip((mirrored @ axes["fill"].astype(np.float32) - 0.90) / 0.08, 0, 1)
    return np.asarray(spec.light.exposure * (0.65 * window + 0.06 * faint), dtype=np.float32)


def shade_strands(strands: Strands, posed_dm: Floats, posed_normals: Floats, received: Received,
                  item: Ints, on_head: npt.NDArray[np.bool_], camera_dm: Floats,
                  spec: FaceSpec) -> Shaded:  # fmt: skip
    """Shade strand pixels (on_head: is the head behind them?): cloudy diffuse of the hair's volume, and two highlights along it."""
    strand, knot, share = strand_rows(item)
    after = np.minimum(knot + 1, posed_dm.shape[1] - 1)

    def along(values: Floats) -> Pixels:
        low, high = values[strand, knot], values[strand, after]
        weight = share.reshape(-1, *([1] * (low.ndim - 1)))
        return np.asarray(low + weight * (high - low), dtype=np.float32)

    tangent = _unit(
        (posed_dm[strand, after] - posed_dm[strand, np.maximum(knot - 1, 0)]).astype(np.float32)
    )
    normal = _unit(along(posed_normals))
    view = _unit(camera_dm.astype(np.float32) - along(posed_dm))
    shape = posed_dm.shape[:2]
    lit = {
        name: along(getattr(received, name).reshape(shape))
        for name in ("key", "fill", "rim", "dome")
    }
    kind = strands.kind[strand]
    hair = kind == HAIR
    lit["dome"] = np.where(hair, 0.32 + 0.68 * lit["dome"], 0.9).astype(np.float32)
    lit["key"] = np.where(hair, 0.15 + 0.85 * lit["key"], lit["key"]).astype(np.float32)
    diffuse = shade(normal, lit, spec.light, np.array([0.35, 0.35, 0.35]))
    diffuse *= np.where(hair, 0.55 + 0.45 * np.minimum(1, (knot + share) / 5), 1.0)[:, None]
    albedo = strands.colour[strand].astype(np.float32)
    shine = _hair_shine(tangent, view, lit, albedo, spec) * np.where(hair, 1.0, 0.15)[:, None]
    label = np.select([kind == BROW, kind == LASH], [2, 3], 8).astype(np.uint8)
    none = np.zeros(len(item), dtype=bool)
    opacity = _strand_opacity(kind, (knot + share) / (posed_dm.shape[1] - 1))
    opacity = np.where(hair & ~on_head, np.float32(1), opacity)
    return Shaded(albedo, diffuse, np.asarray(shine, np.float32), none, label, opacity)


def _strand_opacity(kind: Ints, along: Pixels) -> Pixels:
    """Strands fade in at the root and out at the tip, as hairs thinner than a pixel do."""
    body = np.select([kind == BROW, kind == LASH], [0.90, 0.85], 1.0)
    root = np.select([kind == BROW, kind == LASH], [0.55, 0.9], 0.45)
    rise = np.clip(along / 0.12, 0, 1)
    fall = np.where(kind == HAIR, 1.0, np.clip((1 - along) / 0.45, 0.25, 1))
    return np.asarray((root + (body - root) * rise) * fall, dtype=np.float32)


def _hair_shine(tangent: Pixels, view: Pixels, lit: dict[str, Pixels], albedo: Pixels,
                spec: FaceSpec) -> Pixels:  # fmt: skip
    """A narrow white and a broad hair-coloured highlight across the strands (Kajiya and Kay)."""
    axes = lamp_axes(spec.light)
    total = np.zeros_like(albedo)
    for name, strength in (
        ("key", spec.light.key),
        ("fill", spec.light.fill),
        ("rim", spec.light.rim),
    ):
        half = _unit(view + axes[name].astype(np.float32))
        across = np.sqrt(np.clip(1 - (tangent * half).sum(axis=1) ** 2, 0, 1))
        narrow, broad = across**70, across**14
        lobe = 0.028 * narrow[:, None] + 0.35 * broad[:, None] * albedo
        total += np.float32(strength * spec.light.exposure) * lit[name][:, None] * lobe
    return total


def _unit(vectors: Pixels) -> Pixels:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
