"""Steadied landmarks: calm on a still face, on time on a moving one; also with the real tracker."""

import numpy as np
import pytest

from beauty import Analysis
from beauty.face import Face, Tracker
from beauty.live.limits import load_rules
from beauty.live.steady import Steady
from tests.builders import with_landmarks
from tests.live.streams import FRAME_S, LIPS, lag_frames, noisy, scene, shifted

BAR_JITTER_PX, BAR_LAG_FRAMES = 0.10, 2.0


def steadied(faces: list[Face]) -> np.ndarray:
    """float32 (frames, 478, 3)"""
    rules = load_rules()
    steady = Steady(rules.place, rules.shape)
    return np.stack([steady(face, n * FRAME_S).landmarks for n, face in enumerate(faces)])


@pytest.fixture(scope="module")
def face(analysis: Analysis) -> Face:
    return analysis.face


def test_the_first_frame_and_a_still_face_are_left_as_they_are(face: Face):
    np.testing.assert_allclose(steadied([face] * 5), np.stack([face.landmarks] * 5), atol=2e-3)


def test_shaking_points_are_calmed(face: Face):
    shaken = [
        with_landmarks(face, face.landmarks + np.random.default_rng(n).normal(0, 0.5, (478, 3)))
        for n in range(90)
    ]
    before = np.stack([one.landmarks for one in shaken])[15:, LIPS, :2].std(0).mean()
    after = steadied(shaken)[15:, LIPS, :2].std(0).mean()
    assert before == pytest.approx(0.5, rel=0.1)
    assert after < 0.5 * before


@pytest.mark.parametrize("kind", ["shift", "turn", "scale"])
def test_a_moving_head_is_followed_at_once(face: Face, kind: str):
    width = face.width_px
    path = np.sin(2 * np.pi * 0.7 * np.arange(90) * FRAME_S)
    flat = face.landmarks_px @ np.array([1, 1j])
    middle = flat.mean()
    faces, truth = [], []
    for at in path:
        moved = {
            "shift": flat + 0.4 * width * at,
            "turn": middle + (flat - middle) * np.exp(0.3j * at),
            "scale": middle + (flat - middle) * np.exp(0.25 * at),
        }[kind]
        truth.append(moved)
        points = np.column_stack([moved.real, moved.imag, face.landmarks[:, 2]])
        faces.append(with_landmarks(face, points))
    seen = steadied(faces)[..., 0]
    outer = int(np.argmax(np.ptp(np.real(truth), axis=0)))
    assert lag_frames(list(seen[:, outer]), [one[outer].real for one in truth]) < 0.5


def test_a_blink_is_not_smoothed_away(face: Face):
    """Upper lids that come down over three frames are down at most two frames later."""
    lid, floor = (159, 386), (145, 374)
    drop = face.landmarks_px[list(floor)] - face.landmarks_px[list(lid)]
    shares = [0.0] * 10 + [0.33, 0.66] + [1.0] * 6
    faces = []
    for share in shares:
        points = face.landmarks.copy()
        points[list(lid), :2] += share * drop
        faces.append(with_landmarks(face, points))
    seen = steadied(faces)
    way = np.linalg.norm(seen[14][list(lid), :2] - face.landmarks_px[list(lid)], axis=1)
    assert (way > 0.75 * np.linalg.norm(drop, axis=1)).all()


def test_bars_with_the_real_tracker(astronaut: np.ndarray):
    """Issue 6: on a still face with noise sigma 4, and on one that moves."""
    still = scene(astronaut)
    path = [40 * float(np.sin(2 * np.pi * 0.5 * n * FRAME_S)) for n in range(60)]
    moving = [shifted(still, x) for x in path]
    tracks = []
    for frames in ([still] * 60, moving):
        tracker = Tracker.load()
        found = [tracker.follow(noisy(frame, 4, n), n * FRAME_S) for n, frame in enumerate(frames)]
        tracker.close()
        assert all(found)
        tracks.append(steadied([one for one in found if one]))
    jitter = tracks[0][15:, LIPS, :2].std(0)
    assert jitter.mean() < BAR_JITTER_PX
    assert lag_frames(list(tracks[1][:, LIPS, 0].mean(1)), path) < BAR_LAG_FRAMES
