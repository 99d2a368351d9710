"""From a FaceSpec to posed geometry and the camera that looks at it.

Head pose: R = R_yaw @ R_pitch @ R_roll about the pivot between the ears, fading out down the neck;
the eyes turn back towards the camera by `GAZE_BACK` of the head's turn, as a sitter's do.
"""

from dataclasses import dataclass

import numpy as np

from synthetic.arrays import Floats, Ints, unit
from synthetic.face_spec import FaceSpec
from synthetic.mesh import EYE, SKIN, FineMesh, load_fine
from synthetic.morph import macro_weights, morphed
from synthetic.raster import Camera

REST_PIVOT_DM = np.array([0.0, 6.75, 0.25])
EYE_LINE_SHARE = 0.445
CAMERA_DISTANCE_DM = 15.0
GAZE_BACK = 0.85
CLOTH_SWELL_DM = 0.035
# The base mesh's lips stand slightly apart; these bring them together.
CLOSED_MOUTH = {"faceunits/mouthClose": 0.10, "faceunits/mouthShrugLower": 0.10}


@dataclass(frozen=True, eq=False)
class Scene:
    """Geometry of one portrait.

    fine: topology and rest positions; neutral_dm: float64 (F, 3) after morphs, before the pose;
    posed_dm: float64 (F, 3); normals: float64 (F, 3) unit; turn: float64 (3, 3) head rotation;
    pivot_dm: (3,) about which the head turns; eye_centres_dm: (2, 3) neutral, image-left first.
    """

    fine: FineMesh
    neutral_dm: Floats
    posed_dm: Floats
    normals: Floats
    turn: Floats
    pivot_dm: Floats
    eye_centres_dm: Floats
    camera: Camera

    def pose_head(self, points_dm: Floats) -> Floats:
        """Neutral head points (..., 3) -> posed; for what moves with the whole head, as hair."""
        return (points_dm - self.pivot_dm) @ self.turn.T + self.pivot_dm


def all_weights(spec: FaceSpec) -> dict[str, float]:
    """Every morph target of a spec with its weight, in one table."""
    weights = macro_weights(spec.maleness, spec.age_years, spec.ancestry, spec.fatness)
    weights |= CLOSED_MOUTH
    weights |= {f"head/head-{name}": w for name, w in spec.head_shape.items()}
    weights |= dict(spec.targets)
    for name, weight in spec.expression.items():
        weights[f"faceunits/{name}"] = weights.get(f"faceunits/{name}", 0.0) + weight
    return weights


def build_scene(spec: FaceSpec) -> Scene:
    """Morph, subdivide, pose, and place the camera so that the head's middle fills the frame."""
    fine = load_fine()
    vertices = morphed(all_weights(spec))
    neutral = fine.weights @ vertices
    eyes = _eye_centres(fine, neutral)
    pivot = REST_PIVOT_DM + (eyes.mean(axis=0) - rest_eye_centres().mean(axis=0))
    turn = rotation(spec.yaw_deg, spec.pitch_deg, spec.roll_deg)
    posed = _pose(fine, neutral, pivot, eyes, spec)
    posed = _swell_cloth(fine, posed)
    normals = vertex_normals(posed, fine.triangles)
    return Scene(fine, neutral, posed, normals, turn, pivot, eyes, _camera(spec, pivot, eyes))


def rotation(yaw_deg: float, pitch_deg: float, roll_deg: float) -> Floats:
    """The head's rotation matrix (3, 3), x right, y up, z to the viewer."""
    y, p, r = np.deg2rad([yaw_deg, pitch_deg, roll_deg])
    turn_yaw = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    turn_pitch = np.array([[1, 0, 0], [0, np.cos(p), np.sin(p)], [0, -np.sin(p), np.cos(p)]])
    turn_roll = np.array([[np.cos(r), np.sin(r), 0], [-np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return np.asarray(turn_yaw @ turn_pitch @ turn_roll)


def vertex_normals(points: Floats, triangles: Ints) -> Floats:
    """Area-weighted unit normals (N, 3)."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    total = np.zeros_like(points)
    for k in range(3):
        for axis in range(3):
            total[:, axis] += np.bincount(triangles[:, k], face[:, axis], len(points))
    return unit(total)


def neckline_dm(rest_dm: Floats) -> Floats:
    """How far (dm) rest points (N, 3) lie below the collar of the shirt; negative is bare skin."""
    x, y, z = rest_dm[:, 0], rest_dm[:, 1], rest_dm[:, 2]
    front = np.clip((z - 0.1) / 0.7, 0, 1)
    collar = 5.98 - 0.42 * front + 0.60 * np.clip(np.sqrt(x**2 + 0.06) - 0.3, -0.1, 0.5) * front
    return np.asarray(collar - y - 0.12 * np.clip(np.abs(x) - 0.7, 0, 1))


def _eye_centres(fine: FineMesh, points: Floats) -> Floats:
    used = np.unique(fine.triangles[fine.part == EYE])
    left = fine.rest_dm[used, 0] < 0
    return np.array([points[used[left]].mean(axis=0), points[used[~left]].mean(axis=0)])


def rest_eye_centres() -> Floats:
    """Rest centres of the eyeballs (2, 3), dm, image-left first."""
    fine = load_fine()
    return _eye_centres(fine, fine.rest_dm)


def _pose(
    fine: FineMesh, neutral: Floats, pivot: Floats, eyes: Floats, spec: FaceSpec
) -> Floats:  # fmt: skip
    """Turn the head fully, the neck in part; blend matrices, which is enough below 40 degrees."""
    rest = fine.rest_dm
    share = np.clip((rest[:, 1] + 0.25 * rest[:, 2] - 5.75) / 0.6, 0, 1)
    share = share**2 * (3 - 2 * share)
    share[np.unique(fine.triangles[fine.part != SKIN])] = 1.0
    turn = rotation(spec.yaw_deg, spec.pitch_deg, spec.roll_deg)
    looked = neutral.copy()
    back = rotation(-GAZE_BACK * spec.yaw_deg, -GAZE_BACK * spec.pitch_deg, 0)
    used = np.unique(fine.triangles[fine.part == EYE])
    for centre, side in zip(eyes, (rest[used, 0] < 0, rest[used, 0] >= 0), strict=True):
        chosen = used[side]
        looked[chosen] = (neutral[chosen] - centre) @ back.T + centre
    turned = (looked - pivot) @ turn.T + pivot
    return looked + share[:, None] * (turned - looked)


def _swell_cloth(fine: FineMesh, posed: Floats) -> Floats:
    """Lift what the shirt covers off the body, so that the cloth has a thickness."""
    below = np.clip(neckline_dm(fine.rest_dm) / 0.06, 0, 1)
    lift = CLOTH_SWELL_DM * below[:, None]
    return np.asarray(posed + lift * vertex_normals(posed, fine.triangles))


def _camera(spec: FaceSpec, pivot: Floats, eyes: Floats) -> Camera:
    scale = spec.width_px / spec.frame_width_dm
    height_dm = spec.height_px / scale
    centre_y = eyes[:, 1].mean() + (EYE_LINE_SHARE - 0.5) * height_dm
    plane_z = float(eyes[:, 2].mean())
    return Camera(
        spec.width_px, spec.height_px, scale, float(pivot[0]), float(centre_y), plane_z,
        CAMERA_DISTANCE_DM,
    )  # fmt: skip
