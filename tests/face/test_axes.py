"""Axes and pose of heads turned by a known rotation."""

import numpy as np
import pytest

from beauty import Analysis, Beauty
from beauty.face.axes import MIRRORED, RESTING_LEAN_DEG, face_axes, pose_angles
from tests.builders import rotation

NAMES = ("yaw", "pitch", "roll")


def head(yaw_deg: float, pitch_deg: float, roll_deg: float, rest: np.ndarray) -> np.ndarray:
    """A resting head (478, 3) turned so, in photo directions: x right, y down, z away."""
    return rest @ rotation(-yaw_deg, RESTING_LEAN_DEG - pitch_deg, roll_deg).T


@pytest.fixture
def rest(analysis: Analysis) -> np.ndarray:
    """Landmarks turned to the front, their midline upright."""
    return analysis.geometry.frontal.astype(np.float64)


@pytest.mark.parametrize("angle", [-40, -20, 0, 5, 40])
@pytest.mark.parametrize("name", NAMES)
def test_known_turns_about_one_axis(rest: np.ndarray, name: str, angle: float):
    turn = dict.fromkeys(NAMES, 0.0) | {name: float(angle)}
    read = dict(zip(NAMES, pose_angles(head(*turn.values(), rest)), strict=True))
    assert read[name] == pytest.approx(angle, abs=1.5)
    if name != "roll":  # a leaning head that tilts far also turns a little
        assert read == pytest.approx(turn, abs=2.5)


def test_axes_are_a_rotation(analysis: Analysis):
    axes = face_axes(analysis.face.landmarks.astype(np.float64))
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-9)
    assert np.linalg.det(axes) == pytest.approx(1)


def test_mirrored_points_lie_on_their_own_sides(rest: np.ndarray):
    for right, left in MIRRORED:
        assert rest[right, 0] < 0 < rest[left, 0]


@pytest.mark.parametrize("place_xy", [(0, 0), (1500, 0), (700, 500)])
def test_pose_does_not_depend_on_the_place_in_the_photo(
    beauty: Beauty, portrait: np.ndarray, analysis: Analysis, place_xy: tuple[int, int]
):
    height, width = portrait.shape[:2]
    wide = np.full((height + 600, width + 1600, 3), 200, np.uint8)
    left, top = place_xy
    wide[top : top + height, left : left + width] = portrait
    pose = beauty.analyze(wide).face.pose
    assert pose.yaw_deg == pytest.approx(analysis.face.pose.yaw_deg, abs=2)
    assert pose.pitch_deg == pytest.approx(analysis.face.pose.pitch_deg, abs=5)
    assert pose.roll_deg == pytest.approx(analysis.face.pose.roll_deg, abs=2)
