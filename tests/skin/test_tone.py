"""Tone: exact on flat colours, unmoved by shine and stripes, honest about its range and the light."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skimage.color import rgb2lab

from beauty import Analysis
from beauty.color import ita_class
from beauty.face import Region, Regions
from beauty.light import Light
from beauty.measure.skin_color import SKIN_REGIONS
from beauty.skin import SkinTone, measure_tone
from beauty.skin.tone import TONE_REGIONS, classes_within
from tests.builders import flat, moved, photo_of, with_landmarks

SKINS = (
    (244, 208, 177),
    (224, 177, 132),
    (198, 134, 96),
    (141, 85, 54),
    (89, 47, 30),
    (52, 30, 22),
)
# a light that needs no correction, known as well as an ordinary photo's
PLAIN = Light(0.0, 0.18, 0.0, 0.0, 0.08)
CHANNEL = st.integers(1, 249)
COLOUR = st.tuples(CHANNEL, CHANNEL, CHANNEL)


def of_pixels(analysis: Analysis, rgb: np.ndarray, light: Light = PLAIN) -> SkinTone:
    """Skin colour with the portrait's landmarks on other pixels."""
    return measure_tone(photo_of(rgb), analysis.face, analysis.drawn, light)


def of_colour(analysis: Analysis, rgb: tuple[int, int, int]) -> SkinTone:
    return of_pixels(analysis, flat(analysis.photo.size_wh, rgb))


class TestFlatColour:
    @pytest.mark.parametrize("rgb", SKINS)
    def test_is_found_exactly(self, analysis: Analysis, rgb: tuple[int, int, int]):
        skin = of_colour(analysis, rgb)
        want = rgb2lab(np.array(rgb, np.uint8))
        np.testing.assert_allclose(skin.lab, want, atol=0.02)
        assert set(TONE_REGIONS) < set(skin.regions) <= set(SKIN_REGIONS)
        for lab in skin.regions.values():
            np.testing.assert_allclose(lab, want, atol=0.02)

    @pytest.mark.parametrize("rgb", SKINS)
    def test_angle_class_and_range_belong_together(self, analysis: Analysis, rgb: tuple[int, ...]):
        skin = of_colour(analysis, rgb)
        assert skin.ita_deg == pytest.approx(
            np.degrees(np.arctan((skin.lab[0] - 50) / skin.lab[2])), abs=1e-3
        )
        assert skin.ita_class == ita_class(skin.ita_deg)
        low, high = skin.ita_interval_deg
        assert skin.ita_classes == classes_within(low, high)
        assert skin.ita_class in skin.ita_classes

    @given(COLOUR)
    @settings(max_examples=30, deadline=None)
    def test_intervals_hold_their_value(self, analysis: Analysis, rgb: tuple[int, int, int]):
        skin = of_colour(analysis, rgb)
        assert skin.ita_interval_deg[0] < skin.ita_deg < skin.ita_interval_deg[1]
        assert 1 <= skin.monk.low <= skin.monk.best <= skin.monk.high <= 10

    @given(COLOUR, st.integers(0, 60))
    @settings(max_examples=30, deadline=None)
    def test_darker_never_gets_a_lower_monk_number(
        self, analysis: Analysis, rgb: tuple[int, int, int], less: int
    ):
        dark = of_colour(analysis, tuple(max(1, channel - less) for channel in rgb))
        light = of_colour(analysis, rgb)
        assert dark.monk.best >= light.monk.best
        assert dark.monk.low >= light.monk.low
        assert dark.monk.high >= light.monk.high


def striped(analysis: Analysis, rgb: np.ndarray, value: int) -> np.ndarray:
    """These pixels with a stripe of one grey down the right cheek, over a tenth of what counts."""
    painted = rgb.copy()
    left, top, right, bottom = analysis.drawn["right_cheek"].box_xyxy
    middle = (left + right) // 2
    painted[top:bottom, middle : middle + (right - left) // 24] = value
    return painted


@pytest.fixture(scope="module")
def grainy(portrait: np.ndarray) -> np.ndarray:
    """One colour with grain: standard deviation 6 of 255 in light, 2 in colour."""
    random = np.random.default_rng(5)
    grain = random.normal(0, 6, (*portrait.shape[:2], 1)) + random.normal(0, 2, portrait.shape)
    return np.clip(np.array(SKINS[1]) + grain, 0, 255).astype(np.uint8)


class TestGrainySkin:
    def test_grain_averages_out(self, analysis: Analysis, grainy: np.ndarray):
        want = rgb2lab(np.array(SKINS[1], np.uint8))
        np.testing.assert_allclose(of_pixels(analysis, grainy).lab, want, atol=0.6)

    @pytest.mark.parametrize("value", [0, 120, 249, 255])
    def test_stripe_on_a_cheek_changes_little(
        self, analysis: Analysis, grainy: np.ndarray, value: int
    ):
        plain, skin = (
            of_pixels(analysis, rgb) for rgb in (grainy, striped(analysis, grainy, value))
        )
        moved_by = np.subtract(skin.regions["right_cheek"], plain.regions["right_cheek"])
        assert np.abs(moved_by).max() < 1
        assert np.abs(np.subtract(skin.lab, plain.lab)).max() < 0.5

    def test_highlights_change_little(self, analysis: Analysis, grainy: np.ndarray):
        shiny = grainy.copy()
        for name in ("right_cheek", "left_cheek", "forehead", "chin"):
            left, top, right, bottom = analysis.drawn[name].box_xyxy
            middle, radius = ((left + right) // 2, (top + bottom) // 2), (bottom - top) // 9
            cv2.circle(shiny, middle, radius, (252, 252, 252), -1)  # burnt out, and just not
            cv2.circle(shiny, (middle[0] + 3 * radius, middle[1]), radius, (249, 249, 249), -1)
        plain, skin = of_pixels(analysis, grainy), of_pixels(analysis, shiny)
        for name, lab in skin.regions.items():
            assert np.abs(np.subtract(lab, plain.regions[name])).max() < 1, name


class TestOnAPortrait:
    def test_colour_is_that_of_a_patch_read_off_by_hand(self, analysis: Analysis):
        patch = analysis.photo.rgb[335:375, 285:340]  # the right cheek
        want = np.median(rgb2lab(patch).reshape(-1, 3), axis=0)
        skin = of_pixels(analysis, analysis.photo.rgb)
        np.testing.assert_allclose(skin.regions["right_cheek"], want, atol=3)

    def test_uneven_regions_widen_the_range(self, analysis: Analysis):
        skin = of_pixels(analysis, analysis.photo.rgb)
        low, high = skin.ita_interval_deg  # where landmarks draw, her fringe darkens the forehead
        assert low < skin.ita_deg - 11
        assert high > skin.ita_deg + 11

    def test_hair_out_of_sight_does_not_darken_the_forehead(self, analysis: Analysis):
        drawn = of_pixels(analysis, analysis.photo.rgb).regions
        cheek = analysis.skin.regions["right_cheek"][0]
        assert drawn["forehead"][0] < cheek - 5
        assert analysis.skin.regions["forehead"][0] > cheek - 5

    def test_size_of_the_photo_hardly_matters(self, analysis: Analysis):
        half = cv2.resize(analysis.photo.rgb, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        face = with_landmarks(analysis.face, analysis.face.landmarks / 2)
        photo = photo_of(half)
        skin = measure_tone(photo, face, Regions.of(face, photo.size_wh), PLAIN)
        np.testing.assert_allclose(skin.lab, of_pixels(analysis, analysis.photo.rgb).lab, atol=1.5)

    @pytest.mark.parametrize("value", [0, 255])
    def test_stripe_on_one_cheek_hardly_moves_the_result(self, analysis: Analysis, value: int):
        rgb = striped(analysis, analysis.photo.rgb, value)
        skin = of_pixels(analysis, rgb)
        plain = of_pixels(analysis, analysis.photo.rgb)
        assert np.abs(np.subtract(skin.lab, plain.lab)).max() < 1.5

    def test_photo_is_not_changed(self, analysis: Analysis, portrait: np.ndarray):
        photo = photo_of(portrait)
        measure_tone(photo, analysis.face, analysis.drawn, PLAIN)
        np.testing.assert_array_equal(photo.rgb, portrait)


class TestTooLittleSkin:
    @pytest.mark.parametrize("rgb", [(255, 255, 255), (255, 200, 180), (0, 0, 0)])
    def test_burnt_out_and_black_photos_give_finite_numbers(
        self, analysis: Analysis, rgb: tuple[int, int, int]
    ):
        skin = of_colour(analysis, rgb)
        assert np.isfinite([*skin.lab, skin.ita_deg, *skin.ita_interval_deg]).all()
        np.testing.assert_allclose(skin.lab, rgb2lab(np.array(rgb, np.uint8)), atol=0.02)

    def test_burnt_out_regions_are_left_out(self, analysis: Analysis):
        rgb = flat(analysis.photo.size_wh, SKINS[2])
        left, top, right, bottom = analysis.drawn["forehead"].box_xyxy
        rgb[top:bottom, left:right] = 255
        skin = of_pixels(analysis, rgb)
        assert "forehead" not in skin.regions
        assert "right_cheek" in skin.regions
        np.testing.assert_allclose(skin.lab, rgb2lab(np.array(SKINS[2], np.uint8)), atol=0.02)

    def test_hidden_skin_is_not_read(self, analysis: Analysis):
        rgb = flat(analysis.photo.size_wh, SKINS[2])
        left, top, right, bottom = box = analysis.drawn["forehead"].box_xyxy
        fringe = round(top + 0.6 * (bottom - top))
        rgb[top:fringe] = (45, 30, 20)
        sight = np.ones((bottom - top, right - left), np.float32)
        sight[: fringe - top] = 0
        skin_in_sight = Region("skin", box, sight)
        photo = photo_of(rgb)
        seen = analysis.drawn.seen({"skin": skin_in_sight})
        skin = measure_tone(photo, analysis.face, seen, PLAIN)
        want = rgb2lab(np.array(SKINS[2], np.uint8))
        np.testing.assert_allclose(skin.regions["forehead"], want, atol=0.02)
        drawn = measure_tone(photo, analysis.face, analysis.drawn, PLAIN)
        assert drawn.regions["forehead"][0] < want[0] - 5

    def test_face_half_outside_uses_the_half_that_is_there(self, analysis: Analysis):
        half = moved(analysis.face, -400, 0)
        photo = photo_of(flat(analysis.photo.size_wh, SKINS[1]))
        skin = measure_tone(photo, half, Regions.of(half, photo.size_wh), PLAIN)
        assert "right_cheek" not in skin.regions
        np.testing.assert_allclose(skin.lab, rgb2lab(np.array(SKINS[1], np.uint8)), atol=0.02)
