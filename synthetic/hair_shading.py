"""Colours of the visible strand pixels: the cloudy light of a volume, and highlights along it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from synthetic.arrays import Bools, Floats, Ints, f32, unit
from synthetic.face_spec import FaceSpec
from synthetic.labels import LABELS
from synthetic.light import Received, lamp_axes, shade
from synthetic.shading import Shaded
from synthetic.strands import BROW, HAIR, LASH, Strands, strand_rows

WRAP = np.array([0.35, 0.35, 0.35])


@dataclass(frozen=True, eq=False)
class Grown:
    """Strands on the posed head: posed_dm and outward (unit): (S, K, 3); light per knot, (S * K,)."""

    strands: Strands
    posed_dm: Floats
    outward: Floats
    light: Received


def shade_strands(
    grown: Grown, item: Ints, on_head: Bools, camera_dm: Floats, spec: FaceSpec
) -> Shaded:
    """Shade strand pixels: items (P,); on_head (P,): is the head, not the backdrop, behind them?"""
    strand, knot, share = strand_rows(item)
    posed_dm, knots = grown.posed_dm, grown.posed_dm.shape[1]
    after = np.minimum(knot + 1, knots - 1)

    def along(values: Floats) -> Floats:
        low, high = values[strand, knot], values[strand, after]
        weight = share.reshape(-1, *([1] * (low.ndim - 1)))
        return f32(low + weight * (high - low))

    tangent = unit(f32(posed_dm[strand, after] - posed_dm[strand, np.maximum(knot - 1, 0)]))
    normal = unit(along(grown.outward))
    view = unit(f32(camera_dm) - along(posed_dm))
    kind = grown.strands.kind[strand]
    hair = kind == HAIR
    lit = _lit_through(grown.light, posed_dm.shape[:2], along, hair)
    diffuse = shade(normal, lit, spec.light, WRAP)
    diffuse *= np.where(hair, 0.55 + 0.45 * np.minimum(1, (knot + share) / 5), 1.0)[:, None]
    albedo = f32(grown.strands.colour[strand])
    shine = _hair_shine(tangent, view, lit, albedo, spec) * np.where(hair, 1.0, 0.15)[:, None]
    names = [LABELS["brow"], LABELS["eye"]]
    label = np.select([kind == BROW, kind == LASH], names, LABELS["hair"]).astype(np.uint8)
    opacity = _strand_opacity(kind, (knot + share) / (knots - 1))
    opacity = f32(np.where(hair & ~on_head, 1.0, opacity))
    none = np.zeros(len(item), dtype=bool)
    return Shaded(albedo, diffuse, f32(shine), none, label, opacity)


def _lit_through(
    light: Received, shape: tuple[int, ...], along: Callable[[Floats], Floats], hair: Bools
) -> dict[str, Floats]:
    """The lamps' shares at the pixels; hair lets some light through, so it is never black."""
    lamps = ("key", "fill", "rim", "dome")
    lit = {name: along(getattr(light, name).reshape(shape)) for name in lamps}
    lit["dome"] = f32(np.where(hair, 0.32 + 0.68 * lit["dome"], 0.9))
    lit["key"] = f32(np.where(hair, 0.15 + 0.85 * lit["key"], lit["key"]))
    return lit


def _strand_opacity(kind: Ints, along: Floats) -> Floats:
    """Strands fade in at the root and out at the tip, as hairs thinner than a pixel do."""
    body = np.select([kind == BROW, kind == LASH], [0.90, 0.85], 1.0)
    root = np.select([kind == BROW, kind == LASH], [0.55, 0.9], 0.45)
    rise = np.clip(along / 0.12, 0, 1)
    fall = np.where(kind == HAIR, 1.0, np.clip((1 - along) / 0.45, 0.25, 1))
    return np.asarray((root + (body - root) * rise) * fall, dtype=np.float32)


def _hair_shine(tangent: Floats, view: Floats, lit: dict[str, Floats], albedo: Floats,
                spec: FaceSpec) -> Floats:  # fmt: skip
    """A narrow white and a broad hair-coloured highlight across the strands (Kajiya and Kay)."""
    axes = lamp_axes(spec.light)
    total = np.zeros_like(albedo)
    for name, strength in (
        ("key", spec.light.key),
        ("fill", spec.light.fill),
        ("rim", spec.light.rim),
    ):
        half = unit(view + axes[name].astype(np.float32))
        across = np.sqrt(np.clip(1 - (tangent * half).sum(axis=1) ** 2, 0, 1))
        narrow, broad = across**70, across**14
        lobe = 0.05 * narrow[:, None] + 0.35 * broad[:, None] * albedo
        total += np.float32(strength * spec.light.exposure) * lit[name][:, None] * lobe
    return total
