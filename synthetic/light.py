"""Studio light: which directions each vertex sees, and how much of each lamp reaches it.

A lamp is a small set of directions; shadow maps drawn from each direction give soft, true shadows
and ambient occlusion at the vertices, which are then interpolated to the pixels.
"""

from dataclasses import dataclass

import numpy as np

from synthetic.arrays import Floats, Ints
from synthetic.face_spec import LightSpec
from synthetic.raster import depth_key, draw_triangles, empty_keys

MAP_PX = 220
BIAS_DM = 0.035
SECOND_RADIATION_M_K = 1.438777e-2
KEY_RAYS, FILL_RAYS, RIM_RAYS, DOME_RAYS = 7, 4, 3, 18
# How far light wraps past the terminator in red, green, blue: skin scatters red the furthest.
SKIN_WRAP = np.array([0.30, 0.17, 0.12])


@dataclass(frozen=True, eq=False)
class Received:
    """Light at each vertex. key, fill, rim: float64 (N,), the seen share 0..1 of that lamp;
    dome: float64 (N,), cosine-weighted share 0..1 of the surrounding light (ambient occlusion).
    """

    key: Floats
    fill: Floats
    rim: Floats
    dome: Floats


def kelvin_tint(kelvin: float) -> tuple[float, float, float]:
    """`LightSpec.tint_rgb` of a lamp of that colour temperature seen by a camera set to daylight.

    Planck's law at 600, 545 and 450 nm, against 6504 K, green kept at 1. Raises ValueError below
    1500 or above 20000.
    """
    if not 1500 <= kelvin <= 20000:
        raise ValueError(f"kelvin: expected 1500..20000, got {kelvin}; a candle has about 1900")
    metres = np.array([600e-9, 545e-9, 450e-9])

    def power(temperature: float) -> Floats:
        return np.asarray(metres**-5 / np.expm1(SECOND_RADIATION_M_K / (metres * temperature)))

    gain = power(kelvin) / power(6504.0)
    red, green, blue = (gain / gain[1]).tolist()
    return red, green, blue


def direction(azimuth_deg: float, elevation_deg: float) -> Floats:
    """Unit vector (3,) from the subject to a lamp; azimuth 0 = from the camera."""
    a, e = np.deg2rad([azimuth_deg, elevation_deg])
    return np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])


def lamp_axes(light: LightSpec) -> dict[str, Floats]:
    """The middle direction of each lamp: key, fill (other side, lower), rim (behind, high)."""
    side = -np.sign(light.key_azimuth_deg) if light.key_azimuth_deg else 1.0
    return {
        "key": direction(light.key_azimuth_deg, light.key_elevation_deg),
        "fill": direction(side * 42.0, 5.0),
        "rim": direction(side * 140.0, 38.0),
    }


def receive(points: Floats, normals: Floats, occluder: Floats, faces: Ints, light: LightSpec,
            specks: Floats) -> Received:  # fmt: skip
    """Shadow and occlusion of points (N, 3) by occluder triangles and by loose specks (M, 3)."""
    axes = lamp_axes(light)
    seen = {}
    for name, rays, spread in (
        ("key", KEY_RAYS, light.key_size_deg), ("fill", FILL_RAYS, 26.0), ("rim", RIM_RAYS, 10.0)
    ):  # fmt: skip
        rows = [
            _visible(points, occluder, faces, d, specks) for d in _cone(axes[name], rays, spread)
        ]
        seen[name] = np.mean(rows, axis=0)
    dome, weight = np.zeros(len(points)), np.zeros(len(points))
    for d in _sphere(DOME_RAYS):
        share = (0.55 + 0.45 * max(d[1], -0.6)) * (0.75 + 0.25 * d[2])
        facing = np.clip(normals @ d, 0, None)
        dome += share * facing * _visible(points, occluder, faces, d, specks)
        weight += 0.55 * facing
    return Received(seen["key"], seen["fill"], seen["rim"], dome / np.maximum(weight, 1e-6))


def shade(normal: Floats, lit: dict[str, Floats], light: LightSpec, wrap: Floats) -> Floats:
    """Diffuse light (P, 3), linear RGB, on normals (P, 3); `lit` holds Received per pixel (P,)."""
    axes = lamp_axes(light)
    total = np.zeros_like(normal)
    face_on = 0.0
    for name, strength, rgb in (
        ("key", light.key, light.key_rgb), ("fill", light.fill, light.fill_rgb),
        ("rim", light.rim, light.fill_rgb),
    ):  # fmt: skip
        cosine = normal @ axes[name].astype(np.float32)
        face_on += strength * max(float(axes[name][2]), 0.0)
        for c in range(3):
            wrapped = np.clip((cosine + wrap[c]) / (1 + wrap[c]), 0, None)
            total[:, c] += strength * rgb[c] * wrapped * lit[name]
    face_on += light.ambient
    total += light.ambient * lit["dome"][:, None]
    return np.asarray(total * np.float32(light.exposure / face_on), dtype=np.float32)


def gloss(normal: Floats, view: Floats, lit: dict[str, Floats], light: LightSpec,
          roughness: Floats) -> Floats:  # fmt: skip
    """Specular light (P,) of key, fill and rim on a surface of the given roughness (P,), 0..1."""
    axes = lamp_axes(light)
    alpha2 = roughness**4
    total = np.zeros(len(normal), dtype=np.float32)
    facing = np.clip((normal * view).sum(axis=1), 0.05, 1)
    for name, strength in (("key", light.key), ("fill", light.fill), ("rim", light.rim)):
        axis = axes[name].astype(np.float32)
        half = view + axis
        half /= np.linalg.norm(half, axis=1, keepdims=True)
        cosine = np.clip(normal @ axis, 0, 1)
        peak = np.clip((normal * half).sum(axis=1), 0, 1)
        lobe = alpha2 / (np.pi * (peak**2 * (alpha2 - 1) + 1) ** 2)
        fresnel = 0.028 + 0.972 * (1 - np.clip((view * half).sum(axis=1), 0, 1)) ** 5
        total += strength * lit[name] * lobe * fresnel * cosine / (4 * np.maximum(facing, cosine))
    return total * np.float32(np.pi * light.exposure)


def _visible(points: Floats, occluder: Floats, faces: Ints, towards: Floats,
             specks: Floats) -> Floats:  # fmt: skip
    """1.0 where nothing lies between a point and the far lamp in direction `towards`, else 0.0."""
    side = np.cross([0.0, 1.0, 0.1], towards)
    side /= np.linalg.norm(side)
    frame = np.stack([side, np.cross(towards, side), -towards])
    middle = occluder.mean(axis=0)
    reach = np.abs((occluder - middle) @ frame[:2].T).max()
    scale = 0.49 * MAP_PX / reach

    def view(cloud: Floats) -> Floats:
        local = (cloud - middle) @ frame.T
        return np.column_stack([local[:, :2] * scale + MAP_PX / 2, local[:, 2] + 20.0])

    keys = empty_keys(MAP_PX, MAP_PX)
    draw_triangles(keys, (MAP_PX, MAP_PX), view(occluder), faces)
    if len(specks):
        at = view(specks)
        cell = np.clip(at[:, :2].astype(np.int64), 0, MAP_PX - 1)
        zero = np.zeros(len(at), dtype=np.int64)
        np.minimum.at(keys, cell[:, 1] * MAP_PX + cell[:, 0], depth_key(at[:, 2], zero))
    nearest = (keys >> np.uint64(32)).astype(np.float64) / 2.0**31 * 64.0
    at = view(points)
    cell = np.clip(at[:, :2], 0, MAP_PX - 1.001).astype(np.int64)
    gap = at[:, 2] - nearest[cell[:, 1] * MAP_PX + cell[:, 0]]
    return np.asarray(np.clip(1.5 - gap / BIAS_DM, 0, 1))


def _cone(axis: Floats, count: int, spread_deg: float) -> list[Floats]:
    """`count` unit vectors spread evenly over a disc of radius spread_deg around axis."""
    side = np.cross(axis, [0.0, 1.0, 0.0])
    side /= np.linalg.norm(side)
    up = np.cross(side, axis)
    turns = np.arange(count) * 2.399963
    radius = np.tan(np.deg2rad(spread_deg)) * np.sqrt((np.arange(count) + 0.5) / count)
    rays = [
        axis + r * (np.cos(t) * side + np.sin(t) * up) for r, t in zip(radius, turns, strict=True)
    ]
    return [ray / np.linalg.norm(ray) for ray in rays]


def _sphere(count: int) -> list[Floats]:
    """`count` unit vectors spread evenly over the sphere (a Fibonacci lattice)."""
    height = 1 - 2 * (np.arange(count) + 0.5) / count
    ring = np.sqrt(1 - height**2)
    turns = np.arange(count) * 2.399963
    return list(np.column_stack([ring * np.cos(turns), height, ring * np.sin(turns)]))
