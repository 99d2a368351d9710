"""What skin and lips look like under white light: albedo in linear RGB, gloss and fine relief."""

from dataclasses import dataclass

import numpy as np

from synthetic.arrays import Floats, f32
from synthetic.colour import decode, lab_to_linear, lightness
from synthetic.face_spec import MONK_SKIN_LAB, FaceSpec
from synthetic.skin_fields import SkinFields
from synthetic.skin_spec import SkinSpec

# Optical density in red, green, blue that one unit of blood, or of melanin, adds.
BLOOD = f32([0.05, 0.42, 0.36])
MELANIN = f32([0.22, 0.34, 0.46])


@dataclass(frozen=True, eq=False)
class Surface:
    """albedo: float32 (P, 3) linear RGB; roughness: (P,), 0..1; relief: (P, 3), added to normals;
    coat: (P,), 0..1 how much oil lies on it, or None where there is none.
    """

    albedo: Floats
    roughness: Floats
    relief: Floats
    coat: Floats | None = None


def skin_linear(spec: FaceSpec) -> Floats:
    """The spec's evenly lit skin colour (3,), linear RGB."""
    if spec.skin_rgb is not None:
        return decode(spec.skin_rgb)
    return lab_to_linear(MONK_SKIN_LAB[spec.monk - 1])


def lip_linear(spec: FaceSpec) -> Floats:
    """Bare lip colour of that skin, mixed with the spec's lip colour by its strength: (3,)."""
    base = skin_linear(spec)
    light = np.clip((float(lightness(base)) - 30) / 45, 0, 1)
    bare = base * (
        np.array([0.80, 0.60, 0.68]) * (1 - light) + np.array([0.80, 0.47, 0.50]) * light
    )
    if spec.lip_rgb is None:
        return np.asarray(bare)
    return np.asarray(bare * (1 - spec.lip_strength) + decode(spec.lip_rgb) * spec.lip_strength)


def paint_skin(fields: SkinFields, spec: FaceSpec) -> Surface:
    """The bare skin, lips and inner mouth of P points, in the spec's colours."""
    base = skin_linear(spec).astype(np.float32)
    absorb = fields.blood[:, None] * BLOOD
    absorb = absorb + fields.pigment[:, None] * MELANIN
    albedo = base * np.exp(-absorb)
    albedo *= fields.nostrils
    relief, coat = fields.relief, None
    if spec.skin != SkinSpec():
        index, touch = fields.marks.index, fields.marks.touch(spec.skin)
        albedo[index] *= np.exp(-touch.density)
        relief = relief.copy()
        relief[index] += touch.tilt
        coat = np.zeros(len(albedo), dtype=np.float32)
        coat[index] = touch.coat
    colour = lip_linear(spec).astype(np.float32)
    albedo = _mix(albedo, f32(colour * fields.lip_tone), fields.lips)
    albedo = _lid_edges(albedo, fields.lid_gaps)
    albedo = _mix(albedo, f32([[0.10, 0.025, 0.022]]), fields.inside)
    return Surface(albedo, fields.roughness, relief, coat)


def _lid_edges(albedo: Floats, gaps: tuple[Floats, Floats]) -> Floats:
    """Dark where the lashes root, more above than below; rosy along the lower rim."""
    upper = 0.86 * np.exp(-((gaps[0] / 0.020) ** 2))
    lower = np.exp(-((gaps[1] / 0.017) ** 2))[:, None]
    rosy = f32([0.92, 0.66, 0.64])
    return np.asarray(albedo * (1 - upper[:, None]) * (1 - lower * (1 - rosy)), dtype=np.float32)


def _mix(under: Floats, over: Floats, share: Floats) -> Floats:
    return np.asarray(under + share[:, None] * (over - under), dtype=np.float32)
