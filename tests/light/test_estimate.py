"""Light: what is known to have been done to a photo is seen, and never by the skin."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty import Analysis
from beauty.color import to_lab
from beauty.color.spaces import LINEAR
from beauty.light import Light, estimate_light, relight
from beauty.light.constants import load_constants
from beauty.light.estimate import weigh
from beauty.light.evidence import Reading, brightest, eye_whites, look_round, neutral_background
from tests.builders import all_of, flat, moved, parsing_of, photo_of

KNOWN = load_constants()
EV = st.floats(-1, 1)


def lit(rgb: np.ndarray, red: float = 1.0, green: float = 1.0, blue: float = 1.0) -> np.ndarray:
    """The photo with its linear light multiplied, back in sRGB."""
    light = np.clip(LINEAR[rgb] * np.array([red, green, blue], np.float32), 0, 1)
    encoded = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(encoded * 255).astype(np.uint8)


def light_of(analysis: Analysis, rgb: np.ndarray) -> Light:
    return estimate_light(
        photo_of(rgb), analysis.face, analysis.drawn, analysis.regions, analysis.parsing
    )


def body_mask(analysis: Analysis) -> np.ndarray:
    """Where the photo shows face, ears or neck, bool (H, W); a margin is left for soft borders."""
    shares = analysis.parsing.over_photo(analysis.photo.size_wh)
    names = ("skin", "nose", "ear", "neck", "brow", "upper_lip", "lower_lip", "inner_mouth")
    body = shares[..., [analysis.parsing.labels.index(name) for name in names]].sum(axis=2) > 0.9
    for eye in ("right_eye", "left_eye"):
        body &= analysis.drawn[eye].full(analysis.photo.size_wh) == 0
    return body


class TestWhatWasDone:
    def test_warmer_light_is_seen_as_warmer_and_cooler_as_cooler(self, analysis: Analysis):
        plain = light_of(analysis, analysis.photo.rgb)
        warm = light_of(analysis, lit(analysis.photo.rgb, red=1.1, blue=0.9))
        cool = light_of(analysis, lit(analysis.photo.rgb, red=0.9, blue=1.1))
        assert warm.red_ev > plain.red_ev > cool.red_ev
        assert warm.blue_ev < plain.blue_ev < cool.blue_ev
        for done in (warm, cool):  # never more than what was done: log2(1.1), log2(0.9)
            assert abs(done.red_ev - plain.red_ev) < 0.16
            assert abs(done.blue_ev - plain.blue_ev) < 0.16

    def test_darker_is_seen_as_darker(self, analysis: Analysis):
        dark = light_of(analysis, lit(analysis.photo.rgb, 0.5, 0.5, 0.5))
        assert dark.exposure_ev < light_of(analysis, analysis.photo.rgb).exposure_ev

    def test_correction_brings_colours_nearer(self, analysis: Analysis):
        warm_rgb = lit(analysis.photo.rgb, red=1.1, blue=0.9)
        patch = (slice(335, 375), slice(285, 340))
        before, after = (
            np.median(to_lab(rgb[patch]).reshape(-1, 3), axis=0)
            for rgb in (analysis.photo.rgb, warm_rgb)
        )
        corrected = [
            relight(lab, light_of(analysis, rgb))
            for lab, rgb in ((before, analysis.photo.rgb), (after, warm_rgb))
        ]
        apart = np.linalg.norm(np.subtract(*corrected))
        assert apart < 0.8 * np.linalg.norm(after - before)

    def test_clipped_share(self, analysis: Analysis):
        rgb = analysis.photo.rgb.copy()
        rgb[: rgb.shape[0] // 2] = 255
        assert light_of(analysis, rgb).clipped == pytest.approx(0.5, abs=0.1)


class TestSkinIsNeverAsked:
    @pytest.mark.parametrize("gain", [(0.4, 0.4, 0.4), (1.0, 0.7, 0.5), (0.2, 0.15, 0.1)])
    def test_another_skin_in_the_same_light_gives_the_same_light(
        self, analysis: Analysis, gain: tuple[float, float, float]
    ):
        body = body_mask(analysis)[..., None]
        painted = np.where(body, lit(analysis.photo.rgb, *gain), analysis.photo.rgb)
        plain, other = light_of(analysis, analysis.photo.rgb), light_of(analysis, painted)
        assert other.exposure_ev == pytest.approx(plain.exposure_ev, abs=0.02)
        assert other.red_ev == pytest.approx(plain.red_ev, abs=0.02)
        assert other.blue_ev == pytest.approx(plain.blue_ev, abs=0.02)

    def test_photo_full_of_skin_has_no_scenery(self, analysis: Analysis):
        photo = analysis.photo
        parsing = parsing_of(photo, analysis.face, all_of("skin", photo.size_wh))
        scenery = look_round(photo, parsing)
        inside = len(scenery.linear)
        assert inside < 0.6 * (photo.rgb[::4, ::4].size / 3)
        nothing = replace(scenery, linear=scenery.linear[:5], background=scenery.background[:5])
        assert brightest(nothing, KNOWN) is None
        assert neutral_background(nothing, KNOWN) is None


class TestWitnesses:
    def test_grey_wall_is_read_exactly_and_a_red_one_is_no_witness(self, analysis: Analysis):
        size = analysis.photo.size_wh
        for rgb, known in (((120, 120, 120), True), ((200, 40, 40), False)):
            photo = photo_of(flat(size, rgb))
            parsing = parsing_of(photo, analysis.face, all_of("background", size))
            reading = neutral_background(look_round(photo, parsing), KNOWN)
            assert (reading is not None) == known
            if reading:
                assert (reading.red_ev, reading.blue_ev) == pytest.approx((0, 0), abs=1e-3)

    def test_small_eyes_are_no_witness(self, analysis: Analysis):
        assert eye_whites(analysis.photo, analysis.face, analysis.drawn, KNOWN) is not None
        least = replace(KNOWN, least_iris_px=100.0)
        assert eye_whites(analysis.photo, analysis.face, analysis.drawn, least) is None

    def test_face_outside_the_photo_has_no_eyes(self, analysis: Analysis):
        from beauty.face import Regions

        away = moved(analysis.face, 5000, 0)
        drawn = Regions.of(away, analysis.photo.size_wh)
        assert eye_whites(analysis.photo, away, drawn, KNOWN) is None


class TestWeighing:
    def test_without_witnesses_the_light_is_as_usual(self):
        light = weigh({}, 0.0, KNOWN)
        assert (light.exposure_ev, light.red_ev, light.blue_ev) == (0, 0, 0)
        assert light.exposure_se_ev == pytest.approx(KNOWN.prior_ev[0] * KNOWN.error_scale[0])
        np.testing.assert_allclose(light.gains, 1)

    @given(EV, EV, EV)
    def test_a_correction_is_partial_and_makes_surer(self, level: float, red: float, blue: float):
        usual = KNOWN.witnesses["whites"].usual_ev
        reading = Reading(usual[0] + level, usual[1] + red, usual[2] + blue)
        light, nobody = weigh({"whites": reading}, 0.0, KNOWN), weigh({}, 0.0, KNOWN)
        for got, said in (
            (light.exposure_ev, level),
            (light.red_ev, red),
            (light.blue_ev, blue),
        ):
            assert abs(got) <= 0.5 * abs(said) + 1e-12
            assert got * said >= 0
        assert light.exposure_se_ev < nobody.exposure_se_ev
        assert light.balance_se_ev < nobody.balance_se_ev

    def test_level_of_the_eyes_is_silent(self):
        dark, bright = (weigh({"eyes": Reading(v, 0.44, -0.15)}, 0.0, KNOWN) for v in (-4.0, 0.0))
        assert dark.exposure_ev == bright.exposure_ev == 0

    def test_relight_undoes_what_light_did(self):
        light = Light(0.5, 0.1, 0.2, -0.1, 0.1)
        white = to_lab(np.array([[180, 180, 180]], np.uint8))
        gains = light.gains
        assert gains[1] == pytest.approx(2**-0.5)
        assert gains[0] == pytest.approx(2**-0.7)
        assert relight(white, light)[0, 0] < white[0, 0]


def test_a_light_checks_itself():
    with pytest.raises(ValueError, match="share"):
        Light(0, 0.1, 0, 0, 0.1, clipped=1.5)
    with pytest.raises(ValueError, match="negative"):
        Light(0, -0.1, 0, 0, 0.1)


def test_a_deep_and_a_fair_face_in_one_light_are_corrected_alike(analysis: Analysis):
    """What matters of "never by the skin": correction does not pull tones towards each other."""
    body = body_mask(analysis)[..., None]
    deep = np.where(body, lit(analysis.photo.rgb, 0.2, 0.17, 0.15), analysis.photo.rgb)
    lights = [light_of(analysis, rgb) for rgb in (analysis.photo.rgb, deep)]
    np.testing.assert_allclose(lights[0].gains, lights[1].gains, rtol=0.015)
