"""Small makers of what tests need: encoded pictures, faces with chosen landmarks, turned heads."""

import io
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import cv2
import numpy as np
from PIL import Image

from beauty.concerns.concern import NAMES, Concern, Concerns, Place
from beauty.face import Face, Pose
from beauty.face.crop import CropFrame, crop_face
from beauty.face.labels import LABELS
from beauty.photo import Photo
from beauty.predict import Parsing

FRAME = CropFrame(size_px=256, eye_distances=4.4, below_eyes=0.1)
FRONTAL = Pose(0.0, 0.0, 0.0)


def encoded(image: Image.Image | np.ndarray, kind: str, **options: object) -> bytes:
    """The file bytes of a picture in a format Pillow writes ("PNG", "JPEG", ...)."""
    if isinstance(image, np.ndarray):
        image = Image.fromarray(image)
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def photo_of(rgb: np.ndarray) -> Photo:
    """A `Photo` of a copy of these pixels, uint8 (H, W, 3)."""
    return Photo(np.array(rgb), (rgb.shape[1], rgb.shape[0]))


def flat(size_wh: tuple[int, int], rgb: tuple[int, int, int]) -> np.ndarray:
    """uint8 (H, W, 3) of one colour."""
    return np.full((size_wh[1], size_wh[0], 3), rgb, np.uint8)


def quadrants(width: int = 96, height: int = 64) -> np.ndarray:
    """uint8 (H, W, 3): red, green over blue, grey; every turn and mirror of it looks different."""
    pixels = np.empty((height, width, 3), np.uint8)
    half_y, half_x = height // 2, width // 2
    pixels[:half_y, :half_x], pixels[:half_y, half_x:] = (200, 40, 40), (40, 180, 60)
    pixels[half_y:, :half_x], pixels[half_y:, half_x:] = (40, 60, 200), (120, 120, 120)
    return pixels


def face_with(
    points: Mapping[int, tuple[float, ...]],
    pose: Pose = FRONTAL,
    blendshapes: Mapping[str, float] | None = None,
) -> Face:
    """A face whose landmarks are 0 except the given ones, (x, y) or (x, y, z)."""
    landmarks = np.zeros((478, 3), np.float32)
    for index, point in points.items():
        landmarks[index, : len(point)] = point
    return Face(landmarks, pose, blendshapes or {})


def with_landmarks(face: Face, landmarks: np.ndarray) -> Face:
    """The same face with other landmarks (478, 3)."""
    return replace(face, landmarks=np.array(landmarks, np.float32))


def moved(face: Face, x: float, y: float) -> Face:
    """The same face elsewhere in the photo, pixels."""
    return with_landmarks(face, face.landmarks + np.array([x, y, 0], np.float32))


def rotation(yaw_deg: float, pitch_deg: float, roll_deg: float) -> np.ndarray:
    """Rotation (3, 3) about the axes y, x and z, in this order from the right."""
    yaw, pitch, roll = np.radians([yaw_deg, pitch_deg, roll_deg])
    about_y = [[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]]
    about_x = [[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]]
    about_z = [[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]]
    return np.array(about_z) @ np.array(about_x) @ np.array(about_y)


def turned(face: Face, yaw_deg: float, pitch_deg: float, roll_deg: float) -> Face:
    """The same head turned in space about its middle."""
    middle = face.landmarks.astype(np.float64).mean(axis=0)
    turn = rotation(yaw_deg, pitch_deg, roll_deg)
    return with_landmarks(face, (face.landmarks - middle) @ turn.T + middle)


def parsing_of(photo: Photo, face: Face, labels: np.ndarray) -> Parsing:
    """What a parser that is always right and always sure says: labels uint8 (H, W) of the photo."""
    crop = crop_face(photo.rgb, face.landmarks_px, FRAME)
    side = (FRAME.size_px, FRAME.size_px)
    cut = cv2.warpAffine(labels, crop.to_crop, side, flags=cv2.INTER_NEAREST)
    return Parsing(LABELS, crop, np.eye(len(LABELS), dtype=np.float32)[cut])


def all_of(label: str, size_wh: tuple[int, int]) -> np.ndarray:
    """A label map uint8 (H, W) that shows one thing only."""
    return np.full(size_wh[::-1], LABELS.index(label), np.uint8)


CONCERN_FRAME = CropFrame(size_px=128, eye_distances=2.9, below_eyes=0.45)
CONCERN_REGIONS = {
    "redness": ("forehead", "nose", "right_cheek", "left_cheek", "chin"),
    "dark_circles": ("right_under_eye", "left_under_eye"),
    "wrinkles": ("forehead", "glabella", "right_crows_feet", "left_nasolabial"),
    "puffiness": ("right_under_eye", "left_under_eye"),
}


def concern_of(
    name: str, score: float | None, half_width: float = 5.0, heat: np.ndarray | None = None
) -> Concern:
    """A concern with this score, the same in each region, and a place; spots have two parts."""
    if heat is None:
        heat = np.zeros((CONCERN_FRAME.size_px,) * 2, np.float32)
    if score is None:
        return Concern(name, None, None, {}, {}, heat, (), "too_small", None)
    names = CONCERN_REGIONS.get(name, ("forehead", "right_cheek", "left_cheek"))
    return Concern(
        name,
        score,
        (max(score - half_width, 0.0), min(score + half_width, 100.0)),
        dict.fromkeys(names, score),
        {"red": score, "brown": score / 2} if name == "spots" else {},
        heat,
        (),
        None,
        Place("about", 0.5, 324, "all"),
    )


def concerns_of(
    photo: Photo,
    face: Face,
    scores: Mapping[str, float | None],
    at: Mapping[str, int] = MappingProxyType({}),
) -> Concerns:
    """All eight, 20 where no score is given; those in `at` have heat round this landmark, others none."""
    crop = crop_face(photo.rgb, face.landmarks_px, CONCERN_FRAME)
    found = []
    for name in NAMES:
        heat = np.zeros(crop.pixels.shape[:2], np.float32)
        if name in at:
            x, y = crop.to_crop[:, :2] @ face.landmarks_px[at[name]] + crop.to_crop[:, 2]
            rows, columns = np.mgrid[: len(heat), : len(heat)]
            far = (columns - x) ** 2 + (rows - y) ** 2
            heat = np.exp(-far / (2 * 5**2)).astype(np.float32) * (far < 12**2)
        found.append(concern_of(name, scores.get(name, 20.0), heat=heat))
    return Concerns.of(found, crop)
