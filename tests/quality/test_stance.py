"""Size, framing, angle and expression, on faces made by hand, at both sides of every limit."""

import pytest

from beauty.errors import FaceError, QualityError
from beauty.face import Pose
from beauty.face.face import OVAL
from beauty.quality.stance import check_angle, check_cut_off, check_expression, check_size
from beauty.quality.thresholds import load_limits
from tests.builders import face_with


def wide(width: float):
    return face_with({234: (10, 50), 454: (10 + width, 50)})


def with_outside(points: int):
    """A face with this many of its 36 outline points left of the photo."""
    return face_with({index: (-5.0 if i < points else 50.0, 50.0) for i, index in enumerate(OVAL)})


def with_shapes(**scores: float):
    return face_with({}, blendshapes=scores)


class TestSize:
    def test_refused_below_96(self):
        with pytest.raises(FaceError) as caught:
            check_size(wide(95))
        assert caught.value.code == "face_too_small"
        assert "95" in caught.value.message
        assert "96" in caught.value.message

    def test_advice_below_160(self):
        for width in (96.5, 159):
            issue = check_size(wide(width))
            assert issue.code == "small_face"
            assert issue.facts == {"got": round(width)}
        assert check_size(wide(161)) is None


class TestCutOff:
    def test_by_share_of_the_outline(self):
        assert check_cut_off(with_outside(0), (100, 100)) is None
        assert check_cut_off(with_outside(5), (100, 100)) is None  # 0.14
        issue = check_cut_off(with_outside(6), (100, 100))  # 0.17
        assert issue.code == "cut_off"
        assert issue.serious
        assert check_cut_off(with_outside(18), (100, 100)).code == "cut_off"  # exactly half

    def test_refused_above_half(self):
        with pytest.raises(FaceError) as caught:
            check_cut_off(with_outside(19), (100, 100))
        assert caught.value.code == "face_cut_off"


class TestAngle:
    @pytest.mark.parametrize("sign", [-1, 1])
    def test_yaw_and_pitch(self, sign: int):
        assert check_angle(Pose(sign * 19.0, sign * -19.0, 0)) is None
        yaw, pitch = check_angle(Pose(sign * 21.0, 0, 0)), check_angle(Pose(0, sign * 21.0, 0))
        assert (yaw.code, yaw.facts, yaw.serious) == ("turned_yaw", {"got": 21}, True)
        assert (pitch.code, pitch.facts, pitch.serious) == ("turned_pitch", {"got": 21}, True)

    def test_larger_one_is_named(self):
        assert check_angle(Pose(22, -30, 0)).code == "turned_pitch"
        assert check_angle(Pose(-30, 22, 0)).code == "turned_yaw"

    @pytest.mark.parametrize(
        "pose", [Pose(46, 0, 0), Pose(-46, 0, 0), Pose(0, 46, 0), Pose(0, -80, 9)]
    )
    def test_refused_above_45(self, pose: Pose):
        with pytest.raises(QualityError) as caught:
            check_angle(pose)
        assert caught.value.code == "large_angle"
        assert str(round(max(abs(pose.yaw_deg), abs(pose.pitch_deg)))) in caught.value.message

    def test_tilt_is_never_refused(self):
        assert check_angle(Pose(0, 0, 24)) is None
        for roll in (26, -26, 90, 180):
            issue = check_angle(Pose(0, 0, roll))
            assert (issue.code, issue.serious) == ("tilted", False)


class TestExpression:
    @pytest.mark.parametrize(("name", "limit"), list(load_limits()["expression"].items()))
    def test_each_at_its_limit(self, name: str, limit: float):
        sides = ("Left", "Right") if name in ("mouthSmile", "eyeBlink") else ("",)
        below, above = (
            check_expression(with_shapes(**{f"{name}{side}": limit + d for side in sides}))
            for d in (-0.01, 0.01)
        )
        assert below is None
        assert above.code == f"expression_{name}"
        assert not above.serious
        assert above.regions

    def test_two_sides_are_averaged(self):
        assert check_expression(with_shapes(mouthSmileLeft=0.9, mouthSmileRight=0.05)) is None
        wink = with_shapes(eyeBlinkLeft=0.95, eyeBlinkRight=0.3)
        assert check_expression(wink).code == "expression_eyeBlink"

    def test_strongest_is_named(self):
        both = with_shapes(jawOpen=0.9, mouthSmileLeft=0.6, mouthSmileRight=0.6)
        assert check_expression(both).code == "expression_jawOpen"

    def test_marks_what_moves(self):
        assert check_expression(with_shapes(browInnerUp=1.0)).regions == ("forehead",)
        assert check_expression(with_shapes(eyeBlinkLeft=1.0, eyeBlinkRight=1.0)).regions == (
            "right_eye",
            "left_eye",
        )

    def test_calm_face_and_face_without_scores(self):
        assert check_expression(with_shapes(_neutral=0.1, jawOpen=0.02)) is None
        assert check_expression(with_shapes()) is None
