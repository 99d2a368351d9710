"""Dark, burnt out and one-sided, provoked on the portrait; dark skin in good light is none of them."""

import numpy as np
import pytest

from beauty import Analysis
from beauty.errors import QualityError
from beauty.face import Regions
from beauty.quality.light import check_brightness, check_side_light
from tests.builders import moved, photo_of


def scaled(rgb: np.ndarray, factor: float | np.ndarray) -> np.ndarray:
    """Pixels made brighter or darker, with what burns out cut off."""
    return np.clip(rgb * np.asarray(factor, np.float64), 0, 255).astype(np.uint8)


def only_the_face(analysis: Analysis, factor: float) -> np.ndarray:
    skin = analysis.drawn["skin"].full(analysis.photo.size_wh)[..., None]
    return scaled(analysis.photo.rgb, 1 - skin * (1 - factor))


def from_the_side(analysis: Analysis, right: float, left: float) -> np.ndarray:
    return scaled(analysis.photo.rgb, np.linspace(right, left, analysis.photo.size_wh[0])[:, None])


class TestBrightness:
    def brightness(self, analysis: Analysis, rgb: np.ndarray):
        return check_brightness(photo_of(rgb), analysis.drawn)

    def test_portrait_is_fine(self, analysis: Analysis):
        assert self.brightness(analysis, analysis.photo.rgb) is None

    @pytest.mark.parametrize("factor", [0.5, 0.3, 0.2])
    def test_dark_photo_gets_advice(self, analysis: Analysis, factor: float):
        issue = self.brightness(analysis, scaled(analysis.photo.rgb, factor))
        assert (issue.code, issue.serious) == ("dark", False)

    @pytest.mark.parametrize("factor", [0.1, 0.02, 0.0])
    def test_black_photo_is_refused(self, analysis: Analysis, factor: float):
        with pytest.raises(QualityError) as caught:
            self.brightness(analysis, scaled(analysis.photo.rgb, factor))
        assert caught.value.code == "too_dark"

    @pytest.mark.parametrize("factor", [0.7, 0.5, 0.35, 0.25])
    def test_dark_face_before_a_light_background_is_not_a_dark_photo(
        self, analysis: Analysis, factor: float
    ):
        assert self.brightness(analysis, only_the_face(analysis, factor)) is None

    @pytest.mark.parametrize("factor", [1.2, 1.5])
    def test_burnt_out_skin_gets_advice(self, analysis: Analysis, factor: float):
        issue = self.brightness(analysis, scaled(analysis.photo.rgb, factor))
        assert (issue.code, issue.serious, issue.regions) == ("bright", True, ("skin",))

    @pytest.mark.parametrize("factor", [2.5, 5.0])
    def test_white_face_is_refused(self, analysis: Analysis, factor: float):
        with pytest.raises(QualityError) as caught:
            self.brightness(analysis, scaled(analysis.photo.rgb, factor))
        assert caught.value.code == "too_bright"

    def test_bright_background_alone_is_fine(self, analysis: Analysis):
        rgb = analysis.photo.rgb.copy()
        rgb[analysis.drawn["skin"].full(analysis.photo.size_wh) == 0] = 255
        assert self.brightness(analysis, rgb) is None

    def test_nothing_is_said_without_skin_in_sight(self, analysis: Analysis):
        away = Regions.of(moved(analysis.face, 5000, 0), analysis.photo.size_wh)
        assert check_brightness(analysis.photo, away) is None


class TestSideLight:
    def side(self, analysis: Analysis, rgb: np.ndarray):
        return check_side_light(photo_of(rgb), analysis.face, analysis.drawn)

    def test_portrait_is_fine(self, analysis: Analysis):
        assert self.side(analysis, analysis.photo.rgb) is None

    def test_darker_cheek_is_marked(self, analysis: Analysis):
        left_dark = self.side(analysis, from_the_side(analysis, 1.3, 0.1))
        right_dark = self.side(analysis, from_the_side(analysis, 0.0, 1.2))
        assert left_dark.code == right_dark.code == "one_sided_light"
        assert left_dark.regions == ("left_cheek",)
        assert right_dark.regions == ("right_cheek",)

    def test_even_darkness_is_not_one_sided(self, analysis: Analysis):
        assert self.side(analysis, scaled(analysis.photo.rgb, 0.4)) is None

    def test_one_cheek_out_of_sight_says_nothing(self, analysis: Analysis):
        face = moved(analysis.face, -400, 0)
        regions = Regions.of(face, analysis.photo.size_wh)
        assert check_side_light(analysis.photo, face, regions) is None
