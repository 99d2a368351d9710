"""Intervals: what a known error of the light does, put together as independent errors are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.color import from_linear, ita_deg, to_linear
from beauty.light import Light
from beauty.skin.interval import Z_90, interval_90, light_errors
from beauty.skin.tone import classes_within, describe_tone, sure_undertone

SURE = Light(0.0, 0.0, 0.0, 0.0, 0.0)
FACE = np.array([65.0, 13.2, 22.9])


def ita(lab: np.ndarray) -> float:
    return ita_deg(float(lab[0]), float(lab[2]))


def test_a_light_that_is_known_leaves_no_doubt():
    assert interval_90(FACE, SURE, ita) == pytest.approx((ita(FACE),) * 2, abs=1e-9)


def test_exposure_alone_gives_the_colours_at_its_ends():
    light = replace(SURE, exposure_se_ev=1 / 3 / Z_90)
    low, high = interval_90(FACE, light, ita)
    assert low == pytest.approx(ita(from_linear(to_linear(FACE) * 2 ** (-1 / 3))), abs=1e-6)
    assert high == pytest.approx(ita(from_linear(to_linear(FACE) * 2 ** (1 / 3))), abs=1e-6)
    # knowledge.md, on 724 studio faces: +7.6 / -9.9 degrees
    assert high - ita(FACE) == pytest.approx(7.6, abs=1.5)
    assert ita(FACE) - low == pytest.approx(9.9, abs=1.5)


def test_errors_add_in_squares():
    assert interval_90(FACE, SURE, ita, [3.0, 4.0]) == pytest.approx(
        (ita(FACE) - 5, ita(FACE) + 5), abs=1e-6
    )


def test_warmth_and_tint_share_the_error_of_the_balance():
    _, warmth, tint = np.log2(light_errors(replace(SURE, balance_se_ev=0.1)))
    assert warmth[0] == pytest.approx(-warmth[2])
    assert tint[0] == pytest.approx(tint[2])
    assert warmth[0] ** 2 + tint[0] ** 2 == pytest.approx((Z_90 * 0.1) ** 2)


@given(
    st.floats(25, 85), st.floats(4, 20), st.floats(5, 30), st.floats(0.01, 0.3), st.floats(0, 0.2)
)
def test_less_known_light_never_narrows(
    lightness: float, a_star: float, b_star: float, level: float, balance: float
):
    lab = np.array([lightness, a_star, b_star])
    known = replace(SURE, exposure_se_ev=level, balance_se_ev=balance)
    worse = replace(SURE, exposure_se_ev=1.3 * level, balance_se_ev=1.3 * balance + 0.01)
    (low, high), (lower, higher) = (interval_90(lab, light, ita) for light in (known, worse))
    assert lower <= low <= ita(lab) <= high <= higher


def test_angles_go_round_the_short_way():
    blue = np.array([50.5, 30.0, -30.0])
    low, high = interval_90(blue, replace(SURE, exposure_se_ev=0.1), ita)
    assert high - low < 60


@pytest.mark.parametrize(
    ("low", "high", "classes"),
    [
        (30, 35, ("intermediate",)),
        (-40, -20, ("dark", "brown")),
        (41, 41, ("intermediate",)),
        (-50, 60, ("dark", "brown", "tan", "intermediate", "light", "very_light")),
    ],
)
def test_classes_within(low: float, high: float, classes: tuple[str, ...]):
    assert classes_within(low, high) == classes


class TestUndertone:
    """Hue 52 at L* 65, as cameras show a studio face of 60, is neutral; redder is cool, yellower warm."""

    def at(self, hue_deg: float) -> np.ndarray:
        hue = np.radians(hue_deg)
        return np.array([65.0, 26 * np.cos(hue), 26 * np.sin(hue)])

    CARD = Light(0.0, 0.1, 0.0, 0.0, 0.03, calibrated=True)

    @pytest.mark.parametrize(("hue", "label"), [(42.0, "cool"), (61.0, "warm"), (52.0, "neutral")])
    def test_named_by_a_card(self, hue: float, label: str):
        said, _ = sure_undertone(self.at(hue), self.CARD)
        assert said.label == label
        assert said.unsure == (label == "neutral")

    def test_a_light_that_could_turn_it_round_makes_it_unsure(self):
        known, (low, high) = sure_undertone(self.at(59.0), self.CARD)
        assert (known.label, known.unsure) == ("warm", False)
        assert low > 0
        guessed, (low, high) = sure_undertone(self.at(59.0), replace(self.CARD, balance_se_ev=0.2))
        assert guessed.label == "warm"
        assert guessed.unsure
        assert low < 0 < high

    def test_a_card_does_not_move_the_usual_hue(self):
        plain = replace(self.CARD, calibrated=False)
        assert sure_undertone(self.at(51.0), plain) == sure_undertone(self.at(51.0), self.CARD)


def test_correction_moves_every_number_together():
    light = Light(-0.5, 0.1, 0.1, -0.1, 0.05)
    tone = describe_tone(FACE[None], {"chin": tuple(FACE)}, light)
    assert tone.lab[0] > 70 > tone.seen_lab[0]
    assert tone.regions["chin"] == pytest.approx(tone.lab)
    assert tone.ita_deg == pytest.approx(ita(np.array(tone.lab)))
    assert tone.ita_deg > ita(FACE)
