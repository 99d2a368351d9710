"""The gate as a whole: each issue can be provoked from one good photo, and only that one appears."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from beauty import Analysis, Beauty, BeautyError
from beauty.face import Face, Pose, Regions
from beauty.quality import Quality, check_quality
from tests.builders import all_of, moved, parsing_of, photo_of, with_landmarks
from tests.quality.test_covered import with_fringe, with_glasses
from tests.quality.test_light import from_the_side, scaled


@pytest.fixture(scope="module")
def calm(analysis: Analysis) -> Face:
    """The portrait's face with a resting expression, seen straight on."""
    return replace(analysis.face, blendshapes={}, pose=Pose(0, 0, 0))


@pytest.fixture
def gate(analysis: Analysis, bare: np.ndarray, calm: Face) -> Callable[..., Quality]:
    def check(
        rgb: np.ndarray = bare,
        face: Face = calm,
        faces: int = 1,
        labels: np.ndarray | None = None,
    ) -> Quality:
        photo = photo_of(rgb)
        shown = all_of("skin", photo.size_wh) if labels is None else labels
        parsing = parsing_of(photo, face, shown)
        return check_quality(photo, face, Regions.of(face, photo.size_wh), parsing, faces)

    return check


def shrunk(rgb: np.ndarray, face: Face, width_px: float) -> tuple[np.ndarray, Face]:
    factor = width_px / face.width_px
    small = cv2.resize(rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return small, with_landmarks(face, face.landmarks * factor)


def refusal(check: Callable[[], Quality]) -> str:
    with pytest.raises(BeautyError) as caught:
        check()
    return caught.value.code


class TestIssues:
    def test_good_photo_has_none(self, gate: Callable[..., Quality]):
        assert gate().codes == ()
        assert gate().ok

    def test_portrait_as_it_is(self, analysis: Analysis):
        # she smiles, and her fringe covers half of the forehead
        assert analysis.quality.codes == ("expression_mouthSmile", "covered_forehead")
        assert analysis.quality.ok

    def test_dark(self, gate: Callable[..., Quality], bare: np.ndarray):
        assert gate(scaled(bare, 0.4)).codes == ("dark",)

    def test_bright(self, gate: Callable[..., Quality], bare: np.ndarray):
        assert gate(scaled(bare, 1.2)).codes == ("bright",)
        assert not gate(scaled(bare, 1.2)).ok

    def test_one_sided_light(self, gate: Callable[..., Quality], analysis: Analysis):
        assert "one_sided_light" in gate(from_the_side(analysis, 1.3, 0.1)).codes

    def test_soft_focus(self, gate: Callable[..., Quality], bare: np.ndarray):
        assert gate(cv2.GaussianBlur(bare, (0, 0), 3.5)).codes == ("soft_focus",)

    def test_glasses(self, gate: Callable[..., Quality], analysis: Analysis):
        assert gate(labels=with_glasses(analysis)).codes == ("glasses",)

    def test_covered_forehead(self, gate: Callable[..., Quality], analysis: Analysis):
        assert gate(labels=with_fringe(analysis, 0.6)).codes == ("covered_forehead",)

    def test_small_face(self, gate: Callable[..., Quality], bare: np.ndarray, calm: Face):
        assert gate(*shrunk(bare, calm, 140)).codes == ("small_face",)

    def test_cut_off(self, gate: Callable[..., Quality], bare: np.ndarray, calm: Face):
        left = int(calm.box_xyxy[0] + 0.2 * calm.width_px)  # the frame ends within the cheek
        quality = gate(np.ascontiguousarray(bare[:, left:]), moved(calm, -left, 0))
        assert quality.codes == ("cut_off",)
        assert not quality.ok

    @pytest.mark.parametrize(
        ("pose", "code"),
        [
            *((Pose(-30, 0, 0), "turned_yaw"), (Pose(5, 30, 0), "turned_pitch")),
            (Pose(0, 0, 40), "tilted"),
        ],
    )
    def test_turned_head(self, gate: Callable[..., Quality], calm: Face, pose: Pose, code: str):
        assert gate(face=replace(calm, pose=pose)).codes == (code,)

    def test_expression(self, gate: Callable[..., Quality], calm: Face):
        open_mouth = replace(calm, blendshapes={"jawOpen": 0.7})
        assert gate(face=open_mouth).codes == ("expression_jawOpen",)

    def test_several_faces(self, gate: Callable[..., Quality]):
        quality = gate(faces=3)
        assert quality.codes == ("several_faces",)
        assert quality.issues[0].facts == {"count": 3}

    def test_serious_ones_come_first(self, gate: Callable[..., Quality], bare: np.ndarray):
        quality = gate(cv2.GaussianBlur(scaled(bare, 0.5), (0, 0), 3.5), faces=2)
        assert quality.codes == ("soft_focus", "dark", "several_faces")
        assert [issue.serious for issue in quality.issues] == [True, False, False]


class TestRefusals:
    def test_too_dark(self, gate: Callable[..., Quality], bare: np.ndarray):
        assert refusal(lambda: gate(scaled(bare, 0.05))) == "too_dark"

    def test_too_bright(self, gate: Callable[..., Quality], bare: np.ndarray):
        assert refusal(lambda: gate(scaled(bare, 4.0))) == "too_bright"

    def test_blurred(self, gate: Callable[..., Quality], bare: np.ndarray):
        assert refusal(lambda: gate(cv2.GaussianBlur(bare, (0, 0), 9))) == "blurred"

    def test_face_too_small(self, gate: Callable[..., Quality], bare: np.ndarray, calm: Face):
        assert refusal(lambda: gate(*shrunk(bare, calm, 90))) == "face_too_small"

    def test_face_cut_off(self, gate: Callable[..., Quality], bare: np.ndarray, calm: Face):
        left = int(calm.box_xyxy[0] + 0.6 * calm.width_px)
        cut = np.ascontiguousarray(bare[:, left:])
        assert refusal(lambda: gate(cut, moved(calm, -left, 0))) == "face_cut_off"

    @pytest.mark.parametrize("pose", [Pose(50, 0, 0), Pose(0, -50, 0)])
    def test_large_angle(self, gate: Callable[..., Quality], calm: Face, pose: Pose):
        assert refusal(lambda: gate(face=replace(calm, pose=pose))) == "large_angle"

    @pytest.mark.parametrize("shift", [(-5000, 0), (0, 5000)])
    def test_face_wholly_outside(
        self, gate: Callable[..., Quality], calm: Face, shift: tuple[int, int]
    ):
        assert refusal(lambda: gate(face=moved(calm, *shift))) == "face_cut_off"


class TestFromPixelsOn:
    """The same through the landmark model: what a person meets when such a photo comes in."""

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            (lambda rgb: scaled(rgb, 0.4), "dark"),
            (lambda rgb: scaled(rgb, 1.25), "bright"),
            (lambda rgb: cv2.GaussianBlur(rgb, (0, 0), 3.5), "soft_focus"),
            (lambda rgb: np.ascontiguousarray(rgb[:, 330:]), "cut_off"),
            (lambda rgb: cv2.resize(rgb, None, fx=0.5, fy=0.5), "small_face"),
        ],
        ids=["dark", "bright", "soft_focus", "cut_off", "small_face"],
    )
    def test_issue(
        self,
        beauty: Beauty,
        bare: np.ndarray,
        change: Callable[[np.ndarray], np.ndarray],
        code: str,
    ):
        assert code not in beauty.analyze(bare).quality.codes
        assert code in beauty.analyze(change(bare)).quality.codes

    def test_original_of_the_portrait_is_too_small(self, beauty: Beauty, astronaut: np.ndarray):
        assert refusal(lambda: beauty.analyze(astronaut)) == "face_too_small"
