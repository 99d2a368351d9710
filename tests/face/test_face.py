import numpy as np
import pytest

from beauty.face import Face
from beauty.face.face import OVAL
from tests.builders import FRONTAL, face_with, moved

FACE = face_with({234: (100.4, 50), 454: (160.4, 130), 10: (130, 20.5), 152: (130, 180.2)})


def test_box_holds_all_landmarks_in_whole_pixels():
    assert FACE.box_xyxy == (0, 0, 161, 181)  # the other landmarks lie at 0, 0
    assert moved(FACE, -10, 0).box_xyxy == (-10, 0, 151, 181)


def test_width_is_between_the_cheeks_whatever_the_tilt():
    assert FACE.width_px == pytest.approx(100)


def test_area():
    assert FACE.area_px == 161 * 181


def test_share_outside_counts_the_outline():
    inside = dict.fromkeys(OVAL, (50.0, 50.0))
    assert face_with(inside).share_outside((100, 100)) == 0
    half = inside | dict.fromkeys(OVAL[:18], (-1.0, 50.0))
    assert face_with(half).share_outside((100, 100)) == pytest.approx(0.5)
    assert face_with(half).share_outside((40, 100)) == 1


@pytest.mark.parametrize(
    "landmarks",
    [np.zeros((478, 2), np.float32), np.zeros((468, 3), np.float32), np.zeros((478, 3))],
)
def test_other_landmarks_are_refused(landmarks: np.ndarray):
    with pytest.raises(ValueError, match="landmarks: expected float32"):
        Face(landmarks, FRONTAL, {})


def test_landmarks_are_read_only():
    with pytest.raises(ValueError, match="read-only"):
        FACE.landmarks_px[0] = 1
