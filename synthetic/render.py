"""render(spec): the whole story from a FaceSpec to a picture with its ground truth."""

from dataclasses import dataclass

import cv2
import numpy as np

from synthetic import raster
from synthetic.arrays import Bytes, Floats, Ints
from synthetic.brows import grow_brows, grow_lashes, lash_roots
from synthetic.colour import decode, encode
from synthetic.face_spec import FaceSpec
from synthetic.geometry import head_points
from synthetic.hair import grow_hair
from synthetic.hair_shading import Grown, shade_strands
from synthetic.light import Received, receive
from synthetic.morph import morphed
from synthetic.scene import Scene, all_weights, build_scene, vertex_normals
from synthetic.shading import Fragments, Shaded, shade_surface
from synthetic.skin import skin_linear
from synthetic.strands import HAIR, STRAND_FLAG, Strands, draw_strands, joined, thinned

SUPERSAMPLE = 2
FULL_HAIR_PX_PER_DM = 550.0
SCATTER_DM = (0.014, 0.006, 0.004)


@dataclass(frozen=True, eq=False)
class Rendered:
    """A portrait and what is known about it.

    rgb: uint8 (H, W, 3), sRGB; labels: uint8 (H, W), numbers of `labels.LABELS`;
    neutral_mm: float64 (F, 3), vertices before the pose; posed_mm: float64 (F, 3), after it,
    camera axes (x right, y up, z to the viewer); points_px: float64 (F, 2), x then y;
    point_index: vertex number of each named point; pose_deg: (yaw, pitch, roll);
    skin_rgb: the evenly lit skin colour, sRGB 0..255.
    """

    rgb: Bytes
    labels: Bytes
    neutral_mm: Floats
    posed_mm: Floats
    points_px: Floats
    point_index: dict[str, int]
    pose_deg: tuple[float, float, float]
    skin_rgb: tuple[int, int, int]

    def distance_mm(self, start: str, end: str) -> float:
        """True 3-D distance between two named points of the head."""
        index = self.point_index
        apart = self.neutral_mm[index[start]] - self.neutral_mm[index[end]]
        return float(np.linalg.norm(apart))

    def point_px(self, name: str) -> tuple[float, float]:
        """Where a named point lies in the picture (hidden or not)."""
        x, y = self.points_px[self.point_index[name]]
        return float(x), float(y)


def render(spec: FaceSpec) -> Rendered:
    """Draw the portrait that spec describes. Same spec, same pixels."""
    scene = build_scene(spec)
    linear, labels = _draw(scene, spec)
    small = (spec.width_px, spec.height_px)
    rgb = encode(_shoulder(cv2.resize(linear, small, interpolation=cv2.INTER_AREA)))
    labels = labels[SUPERSAMPLE // 2 :: SUPERSAMPLE, SUPERSAMPLE // 2 :: SUPERSAMPLE]
    skin = encode(skin_linear(spec))
    return Rendered(
        rgb, np.ascontiguousarray(labels), scene.neutral_dm * 100, scene.posed_dm * 100,
        scene.camera.project(scene.posed_dm)[:, :2], head_points(scene.fine.rest_dm),
        (spec.yaw_deg, spec.pitch_deg, spec.roll_deg), (int(skin[0]), int(skin[1]), int(skin[2])),
    )  # fmt: skip


def _draw(scene: Scene, spec: FaceSpec) -> tuple[Floats, Bytes]:
    """Linear picture (2H, 2W, 3) and labels (2H, 2W), both supersampled."""
    camera = scene.camera.scaled(SUPERSAMPLE)
    vertices = morphed(all_weights(spec))
    strands = _strands(scene, vertices, camera, spec)
    posed = scene.pose_head(strands.points_dm)
    projected = camera.project(scene.posed_dm)
    keys = raster.empty_keys(camera.height_px, camera.width_px)
    size = (camera.width_px, camera.height_px)
    raster.draw_triangles(keys, size, projected, scene.fine.triangles)
    solid_pixel, solid_item = raster.drawn(keys)
    draw_strands(keys, camera, posed, strands.width_dm)
    pixel, item = raster.drawn(keys)
    thin_pixel, thin_item = pixel[item >= STRAND_FLAG], item[item >= STRAND_FLAG]
    skin_light, hair_light, outward = _received(scene, strands, posed, spec)
    seen = Fragments(solid_pixel, solid_item, projected, camera.width_px)
    surface = shade_surface(scene, skin_light, seen, _lash_line(scene, vertices), spec)
    behind = np.isin(thin_pixel, solid_pixel)
    grown = Grown(strands, posed, outward, hair_light)
    thin = shade_strands(grown, thin_item, behind, camera.position_dm, spec)
    return _compose(camera, spec, [(solid_pixel, surface), (thin_pixel, thin)])


def _strands(scene: Scene, vertices: Floats, camera: raster.Camera, spec: FaceSpec) -> Strands:
    normals = vertex_normals(scene.neutral_dm, scene.fine.triangles)
    parts = [grow_brows(scene, normals, spec), grow_lashes(scene, vertices, spec)]
    hair = grow_hair(scene, normals, spec)
    if hair is not None:
        parts.append(hair)
    share = min(1.0, camera.px_per_dm / FULL_HAIR_PX_PER_DM)
    return thinned(joined(parts), share, spec.seed)


def _received(
    scene: Scene, strands: Strands, posed: Floats, spec: FaceSpec
) -> tuple[Received, Received, Floats]:
    """Light on the mesh's vertices and on the strands' knots, and the knots' posed normals."""
    outward = strands.normals @ scene.turn.T
    hair = strands.kind == HAIR
    specks = posed[hair].reshape(-1, 3)
    count = len(scene.posed_dm)
    points = np.concatenate([scene.posed_dm + 0.01 * scene.normals, posed.reshape(-1, 3)])
    normals = np.concatenate([scene.normals, outward.reshape(-1, 3)])
    light = receive(points, normals, scene.posed_dm, scene.fine.triangles, spec.light, specks)
    mesh = Received(light.key[:count], light.fill[:count], light.rim[:count], light.dome[:count])
    knots = Received(light.key[count:], light.fill[count:], light.rim[count:], light.dome[count:])
    return mesh, knots, outward


def _lash_line(scene: Scene, vertices: Floats) -> tuple[Floats, Floats]:
    """Posed points along the roots of the upper lashes (N, 3), and of the lower ones (M, 3)."""
    lines: dict[bool, list[Floats]] = {True: [], False: []}
    for upper, roots, _ in lash_roots(vertices):
        at, knots = np.linspace(0, len(roots) - 1, 80), np.arange(len(roots))
        lines[upper].append(np.column_stack([np.interp(at, knots, roots[:, k]) for k in range(3)]))
    upper_line, lower_line = (scene.pose_head(np.concatenate(lines[row])) for row in (True, False))
    return upper_line, lower_line


def _compose(
    camera: raster.Camera, spec: FaceSpec, layers: list[tuple[Ints, Shaded]]
) -> tuple[Floats, Bytes]:
    """Spread light under the skin, multiply by albedo, add shine, put it before the backdrop."""
    height, width = camera.height_px, camera.width_px
    labels = np.zeros(height * width, dtype=np.uint8)
    picture = _backdrop(height, width, spec).reshape(-1, 3)
    for pixel, shaded in layers:
        diffuse = _scattered(pixel, shaded, camera)
        colour = shaded.albedo * diffuse + shaded.shine
        picture[pixel] += shaded.opacity[:, None] * (colour - picture[pixel])
        shown = shaded.opacity > 0.3
        labels[pixel[shown]] = shaded.label[shown]
    return picture.reshape(height, width, 3), labels.reshape(height, width)


def _scattered(pixel: Ints, shaded: Shaded, camera: raster.Camera) -> Floats:
    """Diffuse light after it spread under the skin, red further than green and blue."""
    if not shaded.scatters.any():
        return shaded.diffuse
    shape = (camera.height_px, camera.width_px)
    here = pixel[shaded.scatters]
    inside = np.zeros(shape[0] * shape[1], dtype=np.float32)
    inside[here] = 1
    out = shaded.diffuse.copy()
    for c, reach in enumerate(SCATTER_DM):
        sheet = np.zeros_like(inside)
        sheet[here] = shaded.diffuse[shaded.scatters, c]
        sigma = max(reach * camera.px_per_dm, 0.3)
        spread = cv2.GaussianBlur(sheet.reshape(shape), (0, 0), sigma).reshape(-1)
        cover = cv2.GaussianBlur(inside.reshape(shape), (0, 0), sigma).reshape(-1)
        out[shaded.scatters, c] = spread[here] / np.maximum(cover[here], 1e-3)
    return out


def _backdrop(height: int, width: int, spec: FaceSpec) -> Floats:
    """A paper backdrop, lit a little brighter behind the head: float32 (H, W, 3), linear."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = ((x / width - 0.5) / 0.75) ** 2 + ((y / height - 0.42) / 0.8) ** 2
    tone = spec.light.exposure * (1.06 - 0.38 * np.clip(away, 0, 1.6))
    return np.asarray(tone[..., None] * decode(spec.background_rgb), dtype=np.float32)


def _shoulder(linear: Floats) -> Floats:
    """Keep linear light up to 0.75, then roll off softly to 1."""
    over = np.clip(linear - 0.75, 0, None)
    return np.asarray(
        np.minimum(linear, 0.75) + 0.25 * (1 - np.exp(-over / 0.25)), dtype=np.float32
    )
