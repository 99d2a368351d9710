"""A tapped card: read exactly, refused with its reason, and worth a narrower and truer tone."""

import numpy as np
import pytest

from beauty import Analysis, Beauty
from beauty.color import to_hex, to_lab
from beauty.color.spaces import LINEAR
from beauty.concerns.measure import tone_group
from beauty.errors import CardError, UsageError
from beauty.light import light_from_card, relight
from beauty.light.constants import load_constants
from tests.builders import flat, photo_of
from tests.light.test_estimate import lit

SIZE = (400, 300)
MIDDLE = (200.0, 150.0)
KNOWN = load_constants()


def srgb_of(linear: float) -> int:
    return int(np.searchsorted(LINEAR, linear))


@pytest.mark.parametrize("kind", ["paper", "grey"])
def test_card_in_plain_light_needs_no_correction(kind: str):
    value = srgb_of(KNOWN.card[kind]["reflectance"])
    light = light_from_card(photo_of(flat(SIZE, (value,) * 3)), MIDDLE, kind)
    assert light.calibrated
    assert light.exposure_ev == pytest.approx(0, abs=0.03)
    assert light.red_ev == pytest.approx(0, abs=1e-6)
    assert abs(light.blue_ev) < 0.03


@pytest.mark.parametrize("gain", [(0.5, 0.5, 0.5), (0.9, 0.8, 0.6), (0.6, 0.7, 0.9)])
def test_light_that_was_put_on_is_found_and_taken_off(gain: tuple[float, float, float]):
    plain = flat(SIZE, (srgb_of(KNOWN.card["paper"]["reflectance"]),) * 3)
    light = light_from_card(photo_of(lit(plain, *gain)), MIDDLE, "paper")
    assert light.exposure_ev == pytest.approx(np.log2(gain[1]), abs=0.03)
    assert light.red_ev == pytest.approx(np.log2(gain[0] / gain[1]), abs=0.03)
    skin = np.array([[198, 150, 120]], np.uint8)
    back = relight(to_lab(lit(skin, *gain)).astype(float), light)
    np.testing.assert_allclose(back, to_lab(skin), atol=2.5)


class TestRefusals:
    def refused(self, rgb: np.ndarray, xy: tuple[float, float] = MIDDLE) -> str:
        with pytest.raises(CardError) as caught:
            light_from_card(photo_of(rgb), xy, "paper")
        for language in ("en", "zh"):
            assert caught.value.said("message", language)
            assert caught.value.said("advice", language)
        return caught.value.code

    @pytest.mark.parametrize("xy", [(-1, 5), (400, 5), (5, 300), (float("nan"), 5)])
    def test_outside(self, xy: tuple[float, float]):
        assert self.refused(flat(SIZE, (200, 200, 200)), xy) == "card_outside"

    def test_burnt_out(self):
        assert self.refused(flat(SIZE, (255, 255, 255))) == "card_clipped"
        assert self.refused(flat(SIZE, (252, 230, 220))) == "card_clipped"

    def test_dark(self):
        assert self.refused(flat(SIZE, (20, 20, 20))) == "card_dark"

    @pytest.mark.parametrize("rgb", [(224, 160, 130), (120, 70, 45), (40, 90, 200), (90, 180, 70)])
    def test_skin_and_clothes(self, rgb: tuple[int, int, int]):
        assert self.refused(flat(SIZE, rgb)) == "card_coloured"

    def test_edge(self):
        rgb = flat(SIZE, (220, 220, 220))
        rgb[:, 200:] = 120
        assert self.refused(rgb) == "card_uneven"
        assert light_from_card(photo_of(rgb), (100, 150), "paper").calibrated

    def test_another_kind(self):
        with pytest.raises(UsageError):
            light_from_card(photo_of(flat(SIZE, (200, 200, 200))), MIDDLE, "newspaper")


def with_card(analysis: Analysis, rgb: tuple[int, int, int]) -> np.ndarray:
    """The portrait with a card in its lower left corner."""
    held = analysis.photo.rgb.copy()
    held[-120:, :120] = rgb
    return held


class TestEngine:
    POINT = (60.0, 780.0)

    def test_card_narrows_the_range_and_says_so(self, beauty: Beauty, analysis: Analysis):
        photo = beauty.analyze(with_card(analysis, (232, 230, 228)))
        done = beauty.calibrate(photo, self.POINT, "paper")
        before, after = (np.ptp(one.skin.ita_interval_deg) for one in (photo, done))
        assert done.light.calibrated
        assert not photo.light.calibrated
        assert after < 0.8 * before
        assert done.light.shading == photo.light.shading
        assert ("one_sided" in done.light.advice) == ("one_sided" in photo.light.advice)
        assert done.face is photo.face
        assert set(done.coloring.parts) == set(photo.coloring.parts)
        places = [one.place for one in done.concerns.values() if one.place]
        assert {place.group for place in places} == {tone_group(done.skin.ita_deg)}
        assert [one.score for one in done.concerns.values()] == [
            one.score for one in photo.concerns.values()
        ]
        assert to_hex(np.array(done.skin.lab)) == to_hex(np.array(done.coloring.parts["skin"]))

    def test_tone_by_a_card_hardly_moves_with_the_light(self, beauty: Beauty, analysis: Analysis):
        held = with_card(analysis, (205, 205, 205))
        angles = []
        for gain in ((1.0, 1.0, 1.0), (0.8, 0.8, 0.8), (1.0, 0.9, 0.75)):
            photo = beauty.analyze(lit(held, *gain))
            angles.append(beauty.calibrate(photo, self.POINT, "paper").skin.ita_deg)
        assert np.ptp(angles) < 2.5

    def test_face_is_no_card(self, beauty: Beauty, analysis: Analysis):
        nose = analysis.face.landmarks_px[4]
        with pytest.raises(CardError, match="coloured"):
            beauty.calibrate(analysis, (float(nose[0]), float(nose[1])), "paper")
