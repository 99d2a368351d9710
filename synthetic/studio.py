"""Studio: one sitter in one pose under lamps that stand still, painted as often as one likes.

`Studio.of(spec)` does once what only geometry, pose, hair and the lamps' places decide;
`repaint(spec)` does the rest, and gives the very pixels of `render(spec)`.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from synthetic import raster
from synthetic.arrays import Bools, Bytes, Floats, Ints
from synthetic.brows import grow_brows, grow_lashes, lash_roots
from synthetic.colour import encode
from synthetic.compose import SUPERSAMPLE, Layer, compose, develop, layer, thin_labels
from synthetic.face_spec import FaceSpec
from synthetic.geometry import head_points
from synthetic.hair import grow_hair
from synthetic.hair_shading import Grown, shade_strands
from synthetic.light import Received, receive
from synthetic.morph import morphed
from synthetic.rendered import Rendered
from synthetic.scene import Scene, all_weights, build_scene, vertex_normals
from synthetic.shading import Fragments, Stage, set_stage, shade_surface
from synthetic.skin import skin_linear
from synthetic.skin_spec import SkinSpec
from synthetic.strands import HAIR, STRAND_FLAG, Strands, draw_strands, joined, thinned

FULL_HAIR_PX_PER_DM = 550.0
# What may differ between a studio's spec and the one it repaints.
PAINTED = ("name", "monk", "skin_rgb", "skin", "lip_rgb", "lip_strength", "iris_rgb", "cloth_rgb",
           "background_rgb", "light")  # fmt: skip
LAMP_PLACES = ("key_azimuth_deg", "key_elevation_deg", "key_size_deg")


@dataclass(frozen=True, eq=False)
class _Hair:
    """Strand pixels: items (P,) and, (P,), whether the head and not the backdrop is behind."""

    grown: Grown
    item: Ints
    on_head: Bools


@dataclass(frozen=True, eq=False)
class Studio:
    """What is prepared once; make one by `Studio.of`, then call `repaint` with painted specs."""

    spec: FaceSpec
    scene: Scene
    camera: raster.Camera
    stage: Stage
    hair: _Hair
    layers: tuple[Layer, Layer]
    point_index: dict[str, int]

    @staticmethod
    def of(spec: FaceSpec) -> "Studio":
        """Rasterise, cast shadows and grow hair for a spec (seconds)."""
        scene = build_scene(spec)
        camera = scene.camera.scaled(SUPERSAMPLE)
        vertices = morphed(all_weights(spec))
        strands = _strands(scene, vertices, camera, spec)
        posed = scene.pose_head(strands.points_dm)
        projected = camera.project(scene.posed_dm)
        (solid_pixel, solid_item), (thin_pixel, thin_item) = _seen(
            scene, camera, projected, (posed, strands.width_dm)
        )
        skin_light, hair_light, outward = _received(scene, strands, posed, spec)
        fragments = Fragments(solid_pixel, solid_item, projected, camera.width_px)
        stage = set_stage(scene, skin_light, fragments, _lash_line(scene, vertices), spec)
        on_head = np.isin(thin_pixel, solid_pixel)
        hair = _Hair(Grown(strands, posed, outward, hair_light), thin_item, on_head)
        layers = (
            layer(solid_pixel, stage.skin, camera),
            layer(thin_pixel, np.zeros(len(thin_pixel), dtype=bool), camera),
        )
        return Studio(spec, scene, camera, stage, hair, layers, head_points(scene.fine.rest_dm))

    def repaint(self, spec: FaceSpec) -> Rendered:
        """The picture of a spec that differs only in paint, lamp strengths, colours, exposure.

        Raises ValueError, naming the fields, where it differs in what needs a studio of its own.
        """
        _require_same_sitting(self.spec, spec)
        linear, labels = self._draw(spec)
        skin, scene = encode(skin_linear(spec)), self.scene
        return Rendered(
            develop(linear, spec), thin_labels(labels), scene.neutral_dm * 100,
            scene.posed_dm * 100, scene.camera.project(scene.posed_dm)[:, :2], self.point_index,
            (spec.yaw_deg, spec.pitch_deg, spec.roll_deg),
            (int(skin[0]), int(skin[1]), int(skin[2])),
        )  # fmt: skip

    def density(self, skin: SkinSpec) -> Floats:
        """The optical density that a SkinSpec paints, float32 (H, W, 3) in red, green, blue.

        Averaged over each pixel of the picture; 0 off the face; what hair hides is still counted.
        """
        width, height = self.camera.width_px, self.camera.height_px
        marks = self.stage.canvas.bare.marks
        sheet = np.zeros((height * width, 3), dtype=np.float32)
        pixel = self.layers[0].pixel[np.flatnonzero(self.stage.skin)[marks.index]]
        sheet[pixel] = marks.touch(skin).density
        small = (self.spec.width_px, self.spec.height_px)
        flat = sheet.reshape(height, width, 3)
        return np.asarray(cv2.resize(flat, small, interpolation=cv2.INTER_AREA))

    def _draw(self, spec: FaceSpec) -> tuple[Floats, Bytes]:
        """Linear picture (2H, 2W, 3) and labels (2H, 2W), both supersampled."""
        surface = shade_surface(self.stage, spec)
        hair = self.hair
        thin = shade_strands(hair.grown, hair.item, hair.on_head, self.camera.position_dm, spec)
        return compose(self.camera, spec, [(self.layers[0], surface), (self.layers[1], thin)])


def _require_same_sitting(here: FaceSpec, wanted: FaceSpec) -> None:
    fixed = [n for n in FaceSpec.__dataclass_fields__ if n not in PAINTED]
    differ = [n for n in fixed if getattr(here, n) != getattr(wanted, n)]
    differ += [n for n in LAMP_PLACES if getattr(here.light, n) != getattr(wanted.light, n)]
    if differ:
        raise ValueError(
            f"repaint: expected a spec that differs only in {', '.join(PAINTED)}, got other "
            f"{', '.join(differ)}; make a Studio.of that spec"
        )


def _seen(
    scene: Scene, camera: raster.Camera, projected: Floats, strands: tuple[Floats, Floats]
) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Pixels (P,) and items (P,) of the mesh, then of the strands (posed points, widths)."""
    keys = raster.empty_keys(camera.height_px, camera.width_px)
    size = (camera.width_px, camera.height_px)
    raster.draw_triangles(keys, size, projected, scene.fine.triangles)
    solid = raster.drawn(keys)
    draw_strands(keys, camera, *strands)
    pixel, item = raster.drawn(keys)
    thin = item >= STRAND_FLAG
    return solid, (pixel[thin], item[thin])


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
