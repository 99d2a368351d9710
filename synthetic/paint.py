"""The materials of visible mesh points: bare skin with its scalp, eyes, mouth, and the shirt."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from synthetic.arrays import Bools, Floats, Ints, f32
from synthetic.colour import decode
from synthetic.eyes import paint_eyes, paint_mouth
from synthetic.face_spec import FaceSpec
from synthetic.hairline import scalp_share
from synthetic.mesh import EYE, SKIN
from synthetic.noise import value_noise
from synthetic.scene import neckline_dm
from synthetic.skin import Surface, paint_skin
from synthetic.skin_fields import SkinFields, skin_fields

_SCALP_TINT = {"none": 0.0, "stubble": 0.55}


@dataclass(frozen=True, eq=False)
class Patch:
    """P visible mesh points. rest, place: (P, 3) dm, undeformed and posed; uv: (P, 2);
    part: int64 (P,), SKIN, EYE, ...; lid_gaps: two (P,), dm to the upper and lower lash line.
    """

    rest: Floats
    place: Floats
    uv: Floats
    part: Ints
    lid_gaps: tuple[Floats, Floats]

    @property
    def cloth(self) -> Bools:
        """True (P,) where the shirt covers the body."""
        return np.asarray((self.part == SKIN) & (neckline_dm(self.rest) > 0))


@dataclass(frozen=True, eq=False)
class Canvas:
    """What no repainting changes about P points: which material each is, and its noise.

    skin, eye, mouth, cloth: bool (P,), they share out the points; bare, knit: fields of the skin's
    and the cloth's points; scalp: float32, the hair's share of the skin's colour; rest: (P, 3) dm.
    """

    rest: Floats
    part: Ints
    rest_eyes_dm: Floats
    skin: Bools
    eye: Bools
    mouth: Bools
    cloth: Bools
    bare: SkinFields
    scalp: Floats
    knit: tuple[Floats, Floats]


def stretch_canvas(patch: Patch, rest_eyes_dm: Floats, spec: FaceSpec) -> Canvas:
    """Everything about the points' materials that no colour or severity changes.

    rest_eyes_dm (2, 3), image-left eye first.
    """
    rest, cloth = patch.rest, patch.cloth
    skin, eye = (patch.part == SKIN) & ~cloth, patch.part == EYE
    mouth = (patch.part != SKIN) & ~eye
    lids = (patch.lid_gaps[0][skin], patch.lid_gaps[1][skin])
    bare = skin_fields(rest[skin], patch.uv[skin], lids, spec)
    return Canvas(
        rest, patch.part, rest_eyes_dm, skin, eye, mouth, cloth, bare,
        _scalp(rest[skin], spec), _knit(rest[cloth], spec),
    )  # fmt: skip


def paint(canvas: Canvas, spec: FaceSpec) -> Surface:
    """Albedo, roughness and relief of every point."""
    rest, eye, mouth = canvas.rest, canvas.eye, canvas.mouth
    albedo, relief = np.zeros_like(rest), np.zeros_like(rest)
    rough = np.full(len(rest), 0.6, dtype=np.float32)
    bare, coat = paint_skin(canvas.bare, spec), None
    if bare.coat is not None:
        coat = np.zeros(len(rest), dtype=np.float32)
        coat[canvas.skin] = bare.coat
    for chosen, painted in (
        (canvas.skin, _with_scalp(bare, canvas.scalp, spec)),
        (eye, paint_eyes(rest[eye], canvas.rest_eyes_dm, spec)),
        (mouth, paint_mouth(canvas.part[mouth], rest[mouth])),
        (canvas.cloth, _paint_cloth(canvas.knit, spec)),
    ):
        albedo[chosen] = painted.albedo
        rough[chosen] = painted.roughness
        relief[chosen] = painted.relief
    return Surface(albedo, rough, relief, coat)


def gap_to(line: Floats, place: Floats, rest: Floats) -> Floats:
    """Distance (P,) in dm from posed points (P, 3) to a line (N, 3); 9 where it cannot be near."""
    gap = np.full(len(place), 9.0, dtype=np.float32)
    near = (np.abs(rest[:, 0]) < 0.55) & (np.abs(rest[:, 1] - 7.28) < 0.2) & (rest[:, 2] > 1.05)
    gap[near] = cKDTree(line).query(place[near])[0]
    return gap


def _scalp(rest: Floats, spec: FaceSpec) -> Floats:
    """How much of the scalp's colour is the hair's: float32 (P, 1), 0..1."""
    strength = _SCALP_TINT.get(spec.hair_style, 0.85)
    ragged = rest + np.float32(0.02) * value_noise(rest, 40.0, spec.seed + 95)[:, None]
    return f32(strength * scalp_share(ragged, soft_dm=0.16))[:, None]


def _with_scalp(surface: Surface, share: Floats, spec: FaceSpec) -> Surface:
    """Tint the scalp towards the hair's colour, so that no bare skin shows between strands."""
    dark = (decode(spec.hair_rgb) * 0.5).astype(np.float32)
    return replace(surface, albedo=surface.albedo + share * (dark - surface.albedo))


def _knit(rest: Floats, spec: FaceSpec) -> tuple[Floats, Floats]:
    """A plain knitted shirt with a slightly darker seam at the collar: tone (P, 1), relief (P, 3)."""
    weave = value_noise(rest, (70.0, 70.0, 70.0), spec.seed + 96)
    seam = np.exp(-(((neckline_dm(rest) - 0.09) / 0.008) ** 2))
    tone = np.exp(0.05 * weave - 0.25 * seam)[:, None]
    folds = np.empty_like(rest)
    for axis in range(3):
        folds[:, axis] = 0.10 * value_noise(rest, 2.2, spec.seed + 97 + axis)
    return tone, folds


def _paint_cloth(knit: tuple[Floats, Floats], spec: FaceSpec) -> Surface:
    tone, folds = knit
    rough = np.full(len(tone), 0.8, dtype=np.float32)
    colour = decode(spec.cloth_rgb).astype(np.float32)
    return Surface((colour * tone).astype(np.float32), rough, folds)
