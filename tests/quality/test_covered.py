"""A fringe and glasses, as a parser that is always right would see them; and what ours says."""

import cv2
import numpy as np
import pytest

from beauty import Analysis
from beauty.face import Face, Regions
from beauty.face.labels import LABELS
from beauty.quality.covered import check_fringe, check_glasses, fringe_share, glasses_share
from beauty.quality.thresholds import load_limits
from tests.builders import all_of, moved, parsing_of, turned

EYES = ((33, 133), (362, 263))  # corners of the right and the left one


def with_fringe(analysis: Analysis, share: float, label: str = "hair") -> np.ndarray:
    """A label map: all skin, but for hair over this share of the forehead's area, from the top."""
    labels = all_of("skin", analysis.photo.size_wh)
    forehead = analysis.drawn["forehead"].full(analysis.photo.size_wh)
    rows = forehead.sum(axis=1).cumsum() / forehead.sum()
    labels[rows <= share] = LABELS.index(label)
    return labels


def with_glasses(analysis: Analysis, thickness: int = 6) -> np.ndarray:
    """A label map: all skin, but for a frame round each eye; a negative thickness fills the lenses."""
    labels, points = all_of("skin", analysis.photo.size_wh), analysis.face.landmarks_px
    for corners in EYES:
        middle = points[list(corners)].mean(axis=0).round().astype(int).tolist()
        cv2.ellipse(labels, middle, (32, 36), 0, 0, 360, LABELS.index("glasses"), thickness)
    return labels


class TestFringe:
    def share(self, analysis: Analysis, labels: np.ndarray) -> float:
        parsing = parsing_of(analysis.photo, analysis.face, labels)
        return fringe_share(parsing, analysis.drawn)

    def issue(self, analysis: Analysis, labels: np.ndarray):
        return check_fringe(parsing_of(analysis.photo, analysis.face, labels), analysis.drawn)

    @pytest.mark.parametrize("share", [0.0, 0.15, 0.5, 0.85, 1.0])
    @pytest.mark.parametrize("label", ["hair", "other"])
    def test_share_is_that_of_the_covered_area(self, analysis: Analysis, share: float, label: str):
        got = self.share(analysis, with_fringe(analysis, share, label))
        assert got == pytest.approx(share, abs=0.03)

    @pytest.mark.parametrize("label", ["skin", "brow", "background", "glasses"])
    def test_what_is_neither_hair_nor_a_hat_does_not_count(self, analysis: Analysis, label: str):
        assert self.share(analysis, all_of(label, analysis.photo.size_wh)) == 0

    def test_advice_starts_at_the_limit(self, analysis: Analysis):
        limit = load_limits()["covered"]["fringe_share"]
        assert self.issue(analysis, with_fringe(analysis, limit - 0.06)) is None
        issue = self.issue(analysis, with_fringe(analysis, limit + 0.06))
        assert (issue.code, issue.regions) == ("covered_forehead", ("forehead",))
        assert not issue.serious

    def test_her_own_fringe_is_seen(self, analysis: Analysis):
        assert check_fringe(analysis.parsing, analysis.drawn).code == "covered_forehead"

    def test_free_forehead_of_a_rendered_face_is_fine(self, rendered: Analysis):
        assert check_fringe(rendered.parsing, rendered.drawn) is None

    @pytest.mark.parametrize("y", [-330, -5000])
    def test_nothing_is_said_without_a_forehead_in_sight(self, analysis: Analysis, y: float):
        face = moved(analysis.face, 0, y)
        hair = parsing_of(analysis.photo, face, all_of("hair", analysis.photo.size_wh))
        regions = Regions.of(face, analysis.photo.size_wh)
        assert check_fringe(hair, regions) is None


class TestGlasses:
    def share(self, analysis: Analysis, labels: np.ndarray, face: Face | None = None) -> float:
        face = face or analysis.face
        return glasses_share(parsing_of(analysis.photo, face, labels), face)

    def test_frames_and_dark_lenses_are_seen(self, analysis: Analysis):
        for thickness in (6, -1):
            labels = with_glasses(analysis, thickness)
            issue = check_glasses(parsing_of(analysis.photo, analysis.face, labels), analysis.face)
            assert (issue.code, issue.serious) == ("glasses", False)
            assert issue.regions == ("right_under_eye", "left_under_eye")

    def test_dark_lenses_cover_more_than_frames(self, analysis: Analysis):
        frames, lenses = (self.share(analysis, with_glasses(analysis, t)) for t in (6, -1))
        assert load_limits()["covered"]["glasses_share"] < frames < lenses < 1

    def test_glasses_pushed_up_into_the_hair_do_not_count(self, analysis: Analysis):
        pushed = np.roll(with_glasses(analysis), -200, axis=0)
        assert self.share(analysis, pushed) == 0

    def test_bare_eyes_have_none(self, analysis: Analysis, rendered: Analysis):
        assert check_glasses(analysis.parsing, analysis.face) is None
        assert check_glasses(rendered.parsing, rendered.face) is None

    @pytest.mark.parametrize("tilt", [-30, 20, 90])
    def test_tilted_head(self, analysis: Analysis, tilt: float):
        straight = self.share(analysis, with_glasses(analysis))
        middle = analysis.face.landmarks.mean(axis=0)[:2].tolist()
        turn = cv2.getRotationMatrix2D(middle, -tilt, 1)
        labels = cv2.warpAffine(
            with_glasses(analysis), turn, analysis.photo.size_wh, flags=cv2.INTER_NEAREST
        )
        face = turned(analysis.face, 0, 0, tilt)
        assert self.share(analysis, labels, face) == pytest.approx(straight, rel=0.05)

    def test_nothing_is_said_where_the_eyes_lie_outside_the_photo(self, analysis: Analysis):
        away = moved(analysis.face, -9000, 0)
        assert self.share(analysis, all_of("skin", analysis.photo.size_wh), away) == 0
