"""What no colour changes about skin: where blood and pigment lie, lips, gloss and fine relief.

All fields are of rest coordinates (the undeformed mesh, dm), so they follow every morph.
"""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from synthetic.arrays import Floats, f32
from synthetic.face_spec import FaceSpec
from synthetic.marks import Marks, marks_on
from synthetic.mesh import data_folder
from synthetic.noise import layered_noise, value_noise

MOUTH_LINE_Y_DM = 6.613


@dataclass(frozen=True, eq=False)
class SkinFields:
    """What no colour changes about P points of bare skin. rest: (P, 3) dm; blood, pigment: (P,);
    nostrils: (P, 1) factor; lips, inside: (P,) shares 0..1; lip_tone: (P, 1) factor of the lips;
    lid_gaps: two (P,), dm to the upper and lower lash line; roughness: (P,); relief: (P, 3);
    marks: what can be painted on the face with a severity.
    """

    rest: Floats
    blood: Floats
    pigment: Floats
    nostrils: Floats
    lips: Floats
    lip_tone: Floats
    inside: Floats
    lid_gaps: tuple[Floats, Floats]
    roughness: Floats
    relief: Floats
    marks: Marks


def skin_fields(
    rest: Floats, uv: Floats, lid_gaps: tuple[Floats, Floats], spec: FaceSpec
) -> SkinFields:
    """The unchanging fields of rest points (P, 3) with texture coordinates (P, 2).

    lid_gaps: two (P,), distance in dm from the upper and the lower lash line.
    """
    nostrils = 1 - 0.55 * blob(rest, 0.078, 6.842, 0.034, 0.014)[:, None]
    lips, inside = lips_share(rest, uv), inner_mouth_share(rest, uv)
    covered = lips + inside + 1.8 * (1 - nostrils[:, 0])
    shine = blob(rest, 0.0, 7.0, 0.14, 0.22) + 0.6 * blob(rest, 0.0, 7.75, 0.35, 0.2)
    return SkinFields(
        rest, _blood(rest, spec), _pigment(rest, spec), nostrils, lips, _lip_tone(rest, spec),
        inside, lid_gaps, f32(0.56 - 0.07 * shine - 0.13 * lips),
        _relief(rest, lips, spec), marks_on(rest, covered, spec.seed),
    )  # fmt: skip


@cache
def uv_mask(name: str) -> Floats:
    """A region mask of the data (`lips`, `inside-mouth`, `ears`) in texture space, 0..1."""
    path = data_folder() / "mpfb2" / "textures" / f"mpfb_{name}.jpg"
    grey = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_GRAYSCALE)
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.4), dtype=np.float32) / 255


def sample_mask(name: str, uv: Floats) -> Floats:
    """The mask's value at texture coordinates (P, 2), bilinear: (P,)."""
    mask = uv_mask(name)
    x = (uv[:, 0] * mask.shape[1] - 0.5).astype(np.float32)
    y = ((1 - uv[:, 1]) * mask.shape[0] - 0.5).astype(np.float32)
    out = np.empty(len(uv), dtype=np.float32)
    for start in range(0, len(uv), 30000):
        part = slice(start, start + 30000)
        out[part] = cv2.remap(mask, x[part, None], y[part, None], cv2.INTER_LINEAR)[:, 0]
    return out


def lips_share(rest: Floats, uv: Floats) -> Floats:
    """0..1 how much each rest point (P, 3) is lip; texture seams far from the mouth are ignored."""
    near = (np.abs(rest[:, 0]) < 0.32) & (np.abs(rest[:, 1] - 6.61) < 0.2) & (rest[:, 2] > 1.2)
    share = np.zeros(len(rest), dtype=np.float32)
    share[near] = sample_mask("lips", uv[near])
    return share


def inner_mouth_share(rest: Floats, uv: Floats) -> Floats:
    """0..1 how much each rest point is the inside of the mouth."""
    near = (
        (np.abs(rest[:, 0]) < 0.4) & (rest[:, 1] > 6.1) & (rest[:, 1] < 7.05) & (rest[:, 2] > 0.4)
    )
    share = np.zeros(len(rest), dtype=np.float32)
    share[near] = sample_mask("inside-mouth", uv[near])
    return share


def blob(rest: Floats, x: float, y: float, rx: float, ry: float) -> Floats:
    """A Gaussian spot on both sides of the front of the face: (P,), 0..1. Centre and radii in dm."""
    away = ((np.abs(rest[:, 0]) - x) / rx) ** 2 + ((rest[:, 1] - y) / ry) ** 2
    return np.asarray(np.exp(-away) * (rest[:, 2] > 0.4), dtype=np.float32)


def _blood(rest: Floats, spec: FaceSpec) -> Floats:
    """Redness: cheeks, nose, ears, chin; a little everywhere, in clouds."""
    cheeks = blob(rest, 0.43, 6.96, 0.22, 0.2)
    nose = blob(rest, 0.0, 6.95, 0.15, 0.12) + 0.5 * blob(rest, 0.12, 6.9, 0.06, 0.07)
    chin = blob(rest, 0.0, 6.3, 0.18, 0.1)
    ears = (np.abs(rest[:, 0]) > 0.74) & (rest[:, 1] > 6.8) & (rest[:, 1] < 7.6)
    lids = blob(rest, 0.31, 7.3, 0.2, 0.09)
    clouds = layered_noise(rest, 5.0, 3, spec.seed + 3)
    total = 0.30 * cheeks + 0.26 * nose + 0.14 * chin + 0.3 * ears + 0.2 * lids
    return np.asarray(total + 0.075 * clouds * (1 + 2 * cheeks), dtype=np.float32)


def _pigment(rest: Floats, spec: FaceSpec) -> Floats:
    """Melanin: mottling at several scales, shadow under the eyes, beard shadow, age spots."""
    mottle = 0.085 * layered_noise(rest, 9.0, 4, spec.seed + 11)
    pores = 0.06 * value_noise(rest, 75.0, spec.seed + 23)
    pores += 0.055 * value_noise(rest, 150.0, spec.seed + 24)
    under = 0.08 * blob(rest, 0.27, 7.13, 0.15, 0.055) + 0.04 * blob(rest, 0.15, 7.22, 0.06, 0.06)
    lids = 0.12 * blob(rest, 0.31, 7.34, 0.18, 0.05)
    old = np.clip((spec.age_years - 40) / 40, 0, 1)
    spots = np.clip(value_noise(rest, 14.0, spec.seed + 31) - 1.25, 0, 1) * old * 0.7
    beard = spec.beard * _beard_share(rest) * (0.9 + 0.4 * value_noise(rest, 95.0, spec.seed + 33))
    return np.asarray(mottle * (1 + old) + pores + under + lids + spots + beard, dtype=np.float32)


def _beard_share(rest: Floats) -> Floats:
    """Where a beard grows: upper lip, chin, jaw and the upper neck, with soft borders: 0..1."""
    x, y = np.abs(rest[:, 0]), rest[:, 1]
    top = 6.74 + 0.75 * np.clip(x - 0.34, 0, 1) ** 1.5
    low = np.clip((y - 5.95) / 0.15, 0, 1) * np.clip((top - y) / 0.07, 0, 1)
    lip = np.exp(-((x / 0.26) ** 4)) * np.exp(-(((y - 6.755) / 0.035) ** 2))
    share = np.maximum(low, 0.9 * lip) * (rest[:, 2] > 0.35)
    return np.asarray(share, dtype=np.float32)


def _lip_tone(rest: Floats, spec: FaceSpec) -> Floats:
    """Creases across the lips and the dark line between them, as a factor (P, 1)."""
    creases = value_noise(rest, (85.0, 9.0, 9.0), spec.seed + 41)
    seam = np.exp(-(((rest[:, 1] - MOUTH_LINE_Y_DM) / 0.018) ** 2))
    return np.asarray(1 - 0.05 * creases - 0.35 * seam)[:, None]


def _relief(rest: Floats, lips: Floats, spec: FaceSpec) -> Floats:
    """Pores and fine lines as offsets to the unit normals (P, 3)."""
    relief = np.empty_like(rest)
    for axis in range(3):
        relief[:, axis] = 0.055 * value_noise(rest, 95.0, spec.seed + 51 + axis)
        relief[:, axis] += 0.035 * value_noise(rest, 36.0, spec.seed + 61 + axis)
    relief[:, 1] += np.clip((spec.age_years - 35) / 40, 0, 1) * _lines(rest, spec)
    relief[:, 0] += 0.13 * lips * value_noise(rest, (70.0, 8.0, 8.0), spec.seed + 71)
    return relief


def _lines(rest: Floats, spec: FaceSpec) -> Floats:
    """Lines of age as a tilt of the normal (P,): across the forehead, and at the eyes' corners."""
    x, y = np.abs(rest[:, 0]), rest[:, 1]
    drift = 0.018 * value_noise(rest, 3.0, spec.seed + 75)
    forehead = np.exp(-((rest[:, 0] / 0.40) ** 4)) * blob(rest, 0.0, 7.72, 9.0, 0.13)
    across = np.sin(2 * np.pi * (y + drift + 0.10 * rest[:, 0] ** 2) / 0.085)
    angle = np.arctan2(y - 7.285, x - 0.40)
    corner = blob(rest, 0.56, 7.285, 0.055, 0.075) * (x > 0.47)
    feet = np.sin(angle * 13 + 20 * drift)
    return np.asarray(0.30 * forehead * across + 0.38 * corner * feet, dtype=np.float32)
