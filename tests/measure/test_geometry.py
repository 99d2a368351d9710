"""Every ratio on a face laid out by hand, unchanged by movement, and a picture of what is measured."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beauty import Analysis
from beauty.face import Face
from beauty.face.axes import MIRRORED
from beauty.measure import measure_geometry
from beauty.measure.geometry import FIFTHS, THIRDS, WIDTHS, turn_to_front
from tests.builders import face_with, turned, with_landmarks
from tests.golden import assert_like_golden
from tests.measure.drawing import draw_ratios

# a face on squared paper: landmark -> x, y; the left half mirrors the right one
MIDLINE = {10: -110, 9: -30, 2: 50, 0: 60, 13: 66, 14: 68, 17: 78, 152: 140}
RIGHT_HALF = {
    **{(234, 454): (100, 0), (127, 356): (95, -20), (33, 263): (75, -5), (133, 362): (30, 0)},
    **{(61, 291): (30, 70), (172, 397): (80, 80), (58, 288): (85, 60), (54, 284): (85, -80)},
    **{(21, 251): (95, -50), (149, 378): (45, 120), (129, 358): (20, 40), (132, 361): (80, 20)},
}
PAPER = {index: (0.0, float(y)) for index, y in MIDLINE.items()}
for (person_right, person_left), (x, y) in RIGHT_HALF.items():
    PAPER |= {person_right: (float(-x), float(y)), person_left: (float(x), float(y))}
BY_HAND = {
    "length_to_width": 250 / 200,
    "forehead_to_cheekbone": 170 / 200,
    "temple_to_cheekbone": 190 / 200,
    "jaw_to_cheekbone": 160 / 200,
    "chin_to_cheekbone": 90 / 200,
    "jaw_angle_deg": 126.8699,  # between straight up and (80, 60): 90 + atan(60 / 80)
    "eye_spacing": 60 / 45,
    "eye_tilt_deg": 6.3402,  # atan(5 / 45)
    "mouth_to_nose": 60 / 40,
    "upper_to_lower_lip": 6 / 10,
    "upper_third": 80 / 250,
    "middle_third": 80 / 250,
    "lower_third": 90 / 250,
    "fifth_1": 25 / 200,
    "fifth_2": 45 / 200,
    "fifth_3": 60 / 200,
    "fifth_4": 45 / 200,
    "fifth_5": 25 / 200,
}
ANGLE = st.floats(-25, 25)


def ratios(face: Face) -> dict[str, float]:
    return dict(measure_geometry(face).ratios)


def paper_with(**moved: tuple[float, float]) -> dict[str, float]:
    """Ratios of the paper face with some landmarks elsewhere: p33=(x, y)."""
    return ratios(face_with(PAPER | {int(name[1:]): place for name, place in moved.items()}))


class TestByHand:
    def test_every_ratio_of_the_paper_face(self):
        assert ratios(face_with(PAPER)) == pytest.approx(BY_HAND, abs=1e-4)

    def test_longer_chin(self):
        got = paper_with(p152=(0, 190))
        assert got["length_to_width"] == pytest.approx(1.5)
        assert got["lower_third"] == pytest.approx(140 / 300)

    def test_wider_forehead_only(self):
        got = paper_with(p54=(-95, -80), p284=(95, -80))
        assert got["forehead_to_cheekbone"] == pytest.approx(0.95)
        assert got["temple_to_cheekbone"] == pytest.approx(BY_HAND["temple_to_cheekbone"])

    def test_outer_corners_below_the_inner_ones_tilt_down(self):
        got = paper_with(p33=(-75, 5), p263=(75, 5))
        assert got["eye_tilt_deg"] == pytest.approx(-6.3402, abs=1e-3)

    def test_square_jaw_has_a_smaller_angle(self):
        got = paper_with(p172=(-80, 110), p397=(80, 110))
        assert got["jaw_angle_deg"] == pytest.approx(90 + np.degrees(np.arctan(30 / 80)), abs=1e-3)

    def test_first_fifth_is_on_the_persons_right(self):
        got = paper_with(p33=(-85, -5))
        assert got["fifth_1"] == pytest.approx(15 / 200, abs=2e-3)
        assert got["fifth_5"] == pytest.approx(25 / 200, abs=2e-3)

    def test_lower_lip_without_height_does_not_divide_by_zero(self):
        assert np.isfinite(paper_with(p17=(0, 68))["upper_to_lower_lip"])


class TestUnchanged:
    @given(st.floats(-3000, 3000), st.floats(-3000, 3000), st.floats(0.3, 12), st.floats(-180, 180))
    def test_by_place_size_and_tilt_in_the_picture(
        self, x: float, y: float, size: float, tilt: float
    ):
        face = turned(face_with(PAPER), 0, 0, tilt)
        elsewhere = with_landmarks(face, face.landmarks * size + (x, y, 0))
        assert ratios(elsewhere) == pytest.approx(BY_HAND, rel=2e-3, abs=2e-3)

    @given(ANGLE, ANGLE, ANGLE)
    @settings(deadline=None)
    def test_by_the_heads_pose(self, analysis: Analysis, yaw: float, pitch: float, roll: float):
        got = ratios(turned(analysis.face, yaw, pitch, roll))
        assert got == pytest.approx(dict(analysis.geometry.ratios), rel=1e-3, abs=1e-3)

    def test_pose_would_matter_without_the_compensation(self, analysis: Analysis):
        def seen(face: Face) -> float:
            across = face.landmarks_px[454] - face.landmarks_px[234]
            along = face.landmarks_px[152] - face.landmarks_px[10]
            return float(np.hypot(*along) / np.hypot(*across))

        assert abs(seen(turned(analysis.face, 25, 0, 0)) / seen(analysis.face) - 1) > 0.05

    def test_mirrored_face_swaps_only_the_fifths(self):
        uneven = PAPER | {33: (-85.0, -9.0), 397: (72.0, 84.0), 284: (80.0, -80.0)}
        pairs = [*RIGHT_HALF, *((left, right) for right, left in RIGHT_HALF)]
        other_side = dict([*pairs, *zip(MIDLINE, MIDLINE, strict=True)])
        mirrored = {other_side[i]: (-x, y) for i, (x, y) in uneven.items()}
        want = ratios(face_with(uneven))
        fifths = [want[f"fifth_{i}"] for i in range(5, 0, -1)]
        assert fifths[0] != pytest.approx(fifths[-1], abs=0.01)
        want |= {f"fifth_{i}": share for i, share in enumerate(fifths, start=1)}
        assert ratios(face_with(mirrored)) == pytest.approx(want, abs=1e-4)


class TestOnAPortrait:
    def test_shares_sum_to_one(self, analysis: Analysis):
        got = analysis.geometry.ratios
        thirds = [got[f"{name}_third"] for name in ("upper", "middle", "lower")]
        fifths = [got[f"fifth_{i}"] for i in range(1, 6)]
        assert sum(thirds) == pytest.approx(1)
        assert sum(fifths) == pytest.approx(1)
        assert min(thirds + fifths) > 0.1

    def test_ratios_are_those_of_a_human_face(self, analysis: Analysis):
        got = analysis.geometry.ratios
        assert set(got) == set(BY_HAND)
        assert 1.0 < got["length_to_width"] < 1.5
        assert 0.7 < got["jaw_to_cheekbone"] < got["temple_to_cheekbone"] < 1
        assert 110 < got["jaw_angle_deg"] < 155
        assert 0.7 < got["eye_spacing"] < 1.5
        assert -5 < got["eye_tilt_deg"] < 12

    def test_frontal_landmarks_are_in_face_widths_on_the_faces_axes(self, analysis: Analysis):
        frontal = analysis.geometry.frontal
        assert frontal.shape == (478, 3)
        assert frontal.dtype == np.float32
        assert frontal[454, 0] - frontal[234, 0] == pytest.approx(1)
        np.testing.assert_allclose(frontal[[234, 454]].mean(axis=0), 0, atol=1e-6)
        assert frontal[152, 1] > 0 > frontal[10, 1]  # y down
        assert frontal[1, 2] < frontal[[234, 454], 2].min()  # the nose towards the camera

    def test_turning_keeps_every_distance(self, analysis: Analysis):
        landmarks = analysis.face.landmarks.astype(np.float64)
        frontal = turn_to_front(landmarks)
        pairs = ((10, 152), (33, 263), (1, 234), (61, 397))
        shrink = [
            np.linalg.norm(frontal[a] - frontal[b]) / np.linalg.norm(landmarks[a] - landmarks[b])
            for a, b in pairs
        ]
        assert shrink == pytest.approx([shrink[0]] * 4, rel=1e-5)

    def test_mirrored_points_are_mirrored(self, analysis: Analysis):
        frontal = analysis.geometry.frontal
        widths = [pair for name, pair in WIDTHS.items() if name not in ("right_eye", "left_eye")]
        for right, left in (*MIRRORED, *widths):
            assert frontal[right, 0] < frontal[left, 0]
            assert abs(frontal[right, 0] + frontal[left, 0]) < 0.08
            assert abs(frontal[right, 1] - frontal[left, 1]) < 0.08

    def test_cuts_are_in_order(self, analysis: Analysis):
        frontal = analysis.geometry.frontal
        assert (np.diff(frontal[list(THIRDS), 1]) > 0).all()
        assert (np.diff(frontal[list(FIFTHS), 0]) > 0).all()

    def test_golden(self, rendered: Analysis):
        left, top, right, bottom = rendered.face.box_xyxy
        box_xyxy = (left - 20, top - 20, right + 20, bottom + 20)
        picture = draw_ratios(rendered.photo.rgb, rendered.face, box_xyxy)
        assert_like_golden("ratios", picture, tolerance=0.25)  # one wrong line is 0.3 or more
