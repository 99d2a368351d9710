"""Eyeballs: sclera, iris with limbal ring and fibres, pupil; teeth and tongue as well."""

import numpy as np

from synthetic.arrays import Floats, Ints, f32
from synthetic.colour import decode
from synthetic.face_spec import FaceSpec
from synthetic.mesh import LOWER_TEETH, TONGUE
from synthetic.noise import value_noise
from synthetic.skin import Surface

IRIS_RADIUS_DM, PUPIL_RADIUS_DM = 0.070, 0.024


def paint_eyes(rest: Floats, rest_centres_dm: Floats, spec: FaceSpec) -> Surface:
    """Eyeball points (P, 3) of both eyes; rest_centres_dm (2, 3), image-left first."""
    centre = np.where(rest[:, :1] < 0, rest_centres_dm[0], rest_centres_dm[1]).astype(np.float32)
    local = rest - centre
    radius = np.hypot(local[:, 0], local[:, 1]).astype(np.float32)
    radius = np.where(local[:, 2] > 0, radius, 1.0)
    iris = _iris(local, radius, spec)
    white = _sclera(local, radius, rest, spec)
    inside = _step(radius, IRIS_RADIUS_DM + 0.004, IRIS_RADIUS_DM - 0.005)
    albedo = white + inside[:, None] * (iris - white)
    roughness = np.full(len(rest), 0.16, dtype=np.float32)
    relief = np.zeros_like(rest)
    relief[:, :2] = local[:, :2] * 3.0 * inside[:, None]
    return Surface(np.asarray(albedo, np.float32), roughness, relief)


def paint_mouth(part: Ints, rest: Floats) -> Surface:
    """Teeth (ivory, darker towards the back) and tongue."""
    ivory, pink = f32([0.62, 0.57, 0.46]), f32([0.30, 0.10, 0.09])
    albedo = np.where((part == TONGUE)[:, None], pink, ivory)
    albedo = albedo * np.clip((rest[:, 2:] - 1.05) / 0.4, 0.05, 1)
    albedo = albedo * np.where(part == LOWER_TEETH, 0.7, 1.0)[:, None]
    rough = np.full(len(rest), 0.3, dtype=np.float32)
    return Surface(np.asarray(albedo, np.float32), rough, np.zeros_like(rest))


def _iris(local: Floats, radius: Floats, spec: FaceSpec) -> Floats:
    """Fibres that run outward, a paler ring about the pupil, a dark limbal ring at the edge."""
    colour = decode(spec.iris_rgb).astype(np.float32)
    colour = 0.8 * colour + 0.2 * colour.mean()
    angle = np.arctan2(local[:, 1], local[:, 0])
    around = np.column_stack([np.cos(angle), np.sin(angle), radius * 4]).astype(np.float32)
    fibres = value_noise(around, 9.0, spec.seed + 81) + 0.6 * value_noise(
        around, 21.0, spec.seed + 82
    )
    share = np.clip(radius / IRIS_RADIUS_DM, 0, 1)
    glow = 0.9 + 0.4 * np.exp(-(((share - 0.48) / 0.16) ** 2)) + 0.22 * fibres
    limbal = 1 - 0.78 * _step(share, 0.74, 1.0)
    pupil = _step(radius, PUPIL_RADIUS_DM - 0.003, PUPIL_RADIUS_DM + 0.003)
    shade = np.clip(glow, 0.3, 2.0) * limbal
    tint = colour * shade[:, None]
    tint[:, 0] *= 1 + 0.25 * np.exp(-(((share - 0.42) / 0.12) ** 2))
    return np.asarray(tint * pupil[:, None] + 0.004, dtype=np.float32)


def _sclera(local: Floats, radius: Floats, rest: Floats, spec: FaceSpec) -> Floats:
    """Off-white, pinker and darker towards the corners, with a trace of veins."""
    side = np.clip(np.abs(local[:, 0]) / 0.14, 0, 1)
    pink = 0.42 * _step(side, 0.45, 1.0) + 0.05 * value_noise(rest, 30.0, spec.seed + 83)
    white = f32([0.58, 0.525, 0.48])
    return np.asarray(white * np.exp(-pink[:, None] * f32([0.35, 0.95, 0.95])), np.float32)


def _step(value: Floats, low: float, high: float) -> Floats:
    share = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), dtype=np.float32)
