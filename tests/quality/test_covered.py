"""A fringe and glasses, painted on and left off."""

import cv2
import numpy as np
import pytest

from beauty import Analysis
from beauty.face import Landmarker, Regions
from beauty.quality.covered import bridge_line, check_fringe, check_glasses
from tests.builders import flat, moved, photo_of, turned


def with_glasses(analysis: Analysis, bridge: bool = True) -> np.ndarray:
    """The portrait with a dark frame around each eye, and a bridge between them."""
    rgb, points = analysis.photo.rgb.copy(), analysis.face.landmarks_px
    dark = (20, 20, 20)
    for corners in ((33, 133), (362, 263)):
        x, y = points[list(corners)].mean(axis=0).round().astype(int).tolist()
        cv2.ellipse(rgb, (x, y), (32, 36), 0, 0, 360, dark, 6)
    if bridge:
        ends = [tuple(points[i].round().astype(int).tolist()) for i in (133, 362)]
        cv2.line(rgb, *ends, dark, 7)
    return rgb


def with_fringe(analysis: Analysis, rgb: np.ndarray, share: float) -> np.ndarray:
    """Dark hair over this share of the forehead, from the top."""
    painted = rgb.copy()
    left, top, right, bottom = analysis.regions["forehead"].box_xyxy
    painted[top : top + round((bottom - top) * share), left:right] = (45, 30, 20)
    return painted


class TestFringe:
    def fringe(self, analysis: Analysis, rgb: np.ndarray):
        return check_fringe(photo_of(rgb), analysis.face, analysis.regions)

    def test_her_own_fringe_is_seen(self, analysis: Analysis):
        issue = self.fringe(analysis, analysis.photo.rgb)
        assert (issue.code, issue.regions) == ("covered_forehead", ("forehead",))
        assert not issue.serious

    def test_bare_forehead_is_fine(self, analysis: Analysis, bare: np.ndarray):
        assert self.fringe(analysis, bare) is None

    @pytest.mark.parametrize(("share", "covered"), [(0.1, False), (0.5, True), (0.7, True)])
    def test_painted_fringe(
        self, analysis: Analysis, bare: np.ndarray, share: float, covered: bool
    ):
        issue = self.fringe(analysis, with_fringe(analysis, bare, share))
        assert (issue is not None) == covered

    @pytest.mark.parametrize("factor", [0.25, 0.5])
    def test_dark_skin_is_no_fringe(self, analysis: Analysis, bare: np.ndarray, factor: float):
        assert self.fringe(analysis, (bare * factor).astype(np.uint8)) is None

    def test_nothing_is_said_without_a_forehead_in_sight(self, analysis: Analysis):
        face = moved(analysis.face, 0, -330)
        regions = Regions.of(face, analysis.photo.size_wh)
        assert check_fringe(analysis.photo, face, regions) is None


class TestGlasses:
    def test_bare_nose_has_none(self, analysis: Analysis):
        assert check_glasses(analysis.photo, analysis.face) is None

    def test_frame_with_a_bridge(self, analysis: Analysis):
        issue = check_glasses(photo_of(with_glasses(analysis)), analysis.face)
        assert (issue.code, issue.serious) == ("glasses", False)
        assert issue.regions == ("right_under_eye", "left_under_eye")

    def test_dark_circles_around_the_eyes_alone_are_none(self, analysis: Analysis):
        assert check_glasses(photo_of(with_glasses(analysis, bridge=False)), analysis.face) is None

    def test_found_by_the_landmarks_of_the_painted_picture_too(self, analysis: Analysis):
        photo = photo_of(with_glasses(analysis))
        landmarker = Landmarker.load()
        (face,) = landmarker.find(photo)
        landmarker.close()
        assert check_glasses(photo, face).code == "glasses"

    @pytest.mark.parametrize("tilt", [-30, 20, 90])
    def test_tilted_head(self, analysis: Analysis, tilt: float):
        middle = analysis.face.landmarks.mean(axis=0)[:2].tolist()
        turn = cv2.getRotationMatrix2D(middle, -tilt, 1)
        face = turned(analysis.face, 0, 0, tilt)
        for rgb, seen in ((with_glasses(analysis), True), (analysis.photo.rgb, False)):
            photo = photo_of(cv2.warpAffine(rgb, turn, analysis.photo.size_wh))
            assert (check_glasses(photo, face) is not None) == seen

    def test_line_is_zero_on_a_flat_picture_and_outside_the_photo(self, analysis: Analysis):
        plain = photo_of(flat(analysis.photo.size_wh, (200, 160, 140)))
        assert bridge_line(plain, analysis.face) == pytest.approx(0, abs=1e-4)
        assert bridge_line(plain, moved(analysis.face, -9000, 0)) == pytest.approx(0, abs=1e-4)
