"""Advice before the shot follows from where the face is, and names the first thing to change."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.face import Face, Pose
from beauty.quality import FRAMINGS, framing

SIZE_WH = 240, 320


@pytest.fixture
def face(analysis: Analysis) -> Face:
    """The portrait's face, looking straight, 0.4 of the picture wide and in its middle."""
    found = analysis.face
    scaled = found.landmarks * (0.4 * SIZE_WH[0] / found.width_px)
    low, high = scaled[:, :2].min(axis=0), scaled[:, :2].max(axis=0)
    scaled[:, :2] += np.array(SIZE_WH) / 2 - (low + high) / 2
    return replace(found, landmarks=scaled.astype(np.float32), pose=Pose(0.0, 0.0, 0.0))


def moved(face: Face, x_px: float = 0.0, y_px: float = 0.0) -> Face:
    shifted = face.landmarks + np.array([x_px, y_px, 0.0], np.float32)
    return replace(face, landmarks=shifted.astype(np.float32))


def sized(face: Face, factor: float) -> Face:
    middle = np.array([*np.array(SIZE_WH) / 2, 0.0])
    landmarks = (face.landmarks - middle) * factor + middle
    return replace(face, landmarks=landmarks.astype(np.float32))


def test_a_centred_upright_face_is_good(face: Face):
    assert framing([face], SIZE_WH) == "good"


def test_each_fault_has_its_advice(face: Face):
    assert framing([], SIZE_WH) == "no_face"
    assert framing([face, face], SIZE_WH) == "several"
    assert framing([sized(face, 0.5)], SIZE_WH) == "closer"
    assert framing([sized(face, 1.7)], SIZE_WH) == "back"
    assert framing([moved(face, x_px=60)], SIZE_WH) == "center"
    assert framing([moved(face, y_px=-70)], SIZE_WH) == "center"
    for pose in (Pose(25.0, 0.0, 0.0), Pose(0.0, -25.0, 0.0)):
        assert framing([replace(face, pose=pose)], SIZE_WH) == "turned"
    assert framing([replace(face, pose=Pose(0.0, 0.0, -20.0))], SIZE_WH) == "tilted"


def test_coming_closer_is_said_before_turning(face: Face):
    away = replace(sized(face, 0.5), pose=Pose(30.0, 0.0, 0.0))
    assert framing([away], SIZE_WH) == "closer"


def test_advice_is_one_of_the_list(analysis: Analysis):
    assert framing(analysis.faces, analysis.photo.size_wh) in FRAMINGS
