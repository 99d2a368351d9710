"""MediaPipe's FaceLandmarker behind one call; the only file that imports mediapipe.

The version is pinned to one that opens no connection (docs/adr/0004), and the model file is checked
by its SHA-256 before use.
"""

import hashlib
import weakref
from pathlib import Path
from typing import Any

import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import vision
from mediapipe.tasks.python.core.base_options import BaseOptions

from beauty.errors import SetupError
from beauty.face.axes import pose_angles
from beauty.face.face import Face, Pose
from beauty.face.quiet import quiet_native_output
from beauty.face.views import View, views
from beauty.paths import WEIGHTS
from beauty.photo import Photo

MODEL = WEIGHTS / "face_landmarker.task"
SHA256 = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
MAX_FACES = 6


class Tracker:
    """Follows one face through the frames of a stream. MediaPipe's VIDEO mode looks for it anew only when
    it was lost, and calms it a little; it keeps state: one instance a stream, one call at a time."""

    def __init__(self, model: bytes) -> None:
        options = vision.FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=model),
            running_mode=vision.RunningMode.VIDEO,
            num_faces=1,
        )
        with quiet_native_output():
            self._task = vision.FaceLandmarker.create_from_options(options)
            self._time_ms = -1
            # the last messages come with a first call
            self.follow(np.zeros((64, 64, 3), np.uint8), 0)
        self.close = weakref.finalize(self, _close, self._task)

    @classmethod
    def load(cls, path: Path = MODEL) -> "Tracker":
        """Read and check the model file. Raises SetupError if it is missing or not the known one."""
        return cls(_checked_bytes(path))

    def follow(self, rgb: np.ndarray, time_s: float) -> Face | None:
        """The face in the next frame uint8 (h, w, 3), without blendshapes; None where there is none.

        time_s: when it was taken; it should rise, and frames too close together count as 1 ms apart.
        """
        self._time_ms = max(round(1000 * time_s), self._time_ms + 1)
        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(rgb))
        found = self._task.detect_for_video(image, self._time_ms).face_landmarks
        return _to_face(View(rgb, (0, 0)), found[0], []) if found else None


class Landmarker:
    """Finds faces. One instance may serve many threads (MediaPipe's IMAGE mode keeps no state)."""

    def __init__(self, model: bytes) -> None:
        options = vision.FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=model),
            num_faces=MAX_FACES,
            output_face_blendshapes=True,
        )
        with quiet_native_output():
            self._task = vision.FaceLandmarker.create_from_options(options)
            # the last messages come with a first call
            self._detect(np.zeros((64, 64, 3), np.uint8))
        self.close = weakref.finalize(self, _close, self._task)

    @classmethod
    def load(cls, path: Path = MODEL) -> "Landmarker":
        """Read and check the model file. Raises SetupError if it is missing or not the known one."""
        return cls(_checked_bytes(path))

    def find(self, photo: Photo) -> tuple[Face, ...]:
        """Every face, largest first; empty if there is none.

        The detector is meant for one face that fills a fair part of the picture. When the photo as it
        is shows none, it is tried with a margin (tight crops), then in parts (small faces).
        """
        for round_of_views in views(photo.rgb):
            faces = [face for view in round_of_views for face in self._find_in(view)]
            if faces:
                return _without_doubles(sorted(faces, key=lambda face: -face.area_px))
        return ()

    def _find_in(self, view: View) -> list[Face]:
        found = self._detect(np.ascontiguousarray(view.rgb))
        parts = zip(found.face_landmarks, found.face_blendshapes, strict=True)
        return [_to_face(view, points, shapes) for points, shapes in parts]

    def _detect(self, rgb: np.ndarray) -> vision.FaceLandmarkerResult:
        return self._task.detect(mp.Image(image_format=mp.ImageFormat.SRGB, data=rgb))


def _close(task: vision.FaceLandmarker) -> None:
    """Free the task; at interpreter exit its worker thread is already gone, and so is the need."""
    try:
        task.close()
    except RuntimeError:
        task._handle = None  # else its destructor tries once more and prints a traceback


def _checked_bytes(path: Path) -> bytes:
    try:
        model = path.read_bytes()
    except OSError as error:
        raise SetupError(
            reason=f"the landmark model {path.name} is missing",
            fix="Run `python -m tools.fetch_landmarker`, or take weights/ from the repository again.",
        ) from error
    if hashlib.sha256(model).hexdigest() != SHA256:
        raise SetupError(
            reason=f"the landmark model {path.name} is damaged (its SHA-256 is not the known one)",
            fix="Run `python -m tools.fetch_landmarker` to get the right file.",
        )
    return model


def _to_face(view: View, points: list[Any], shapes: list[Any]) -> Face:
    height, width = view.rgb.shape[:2]
    unit = np.array([(point.x, point.y, point.z) for point in points], np.float32)
    landmarks = unit * np.array([width, height, width], np.float32)  # z comes in units of the width
    landmarks[:, :2] += np.array(view.origin_xy, np.float32)
    blendshapes = {shape.category_name: float(shape.score) for shape in shapes}
    return Face(landmarks, Pose(*pose_angles(landmarks)), blendshapes)


def _without_doubles(faces: list[Face]) -> tuple[Face, ...]:
    """Largest first, leaving out a face that overlapping views found twice."""
    kept: list[Face] = []
    for face in faces:
        nose = face.landmarks_px[1]
        if all(np.hypot(*(nose - other.landmarks_px[1])) > 0.3 * other.width_px for other in kept):
            kept.append(face)
    return tuple(kept)
