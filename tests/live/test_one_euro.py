"""The filter: still things stay, calm ones get calmer, moving ones do not fall behind."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.live.limits import load_rules
from beauty.live.one_euro import Calm, OneEuro
from tests.live.streams import FRAME_S, lag_frames

CALM = st.builds(Calm, st.floats(0.05, 10), st.floats(0, 200), st.floats(0.05, 10))


@given(CALM, st.floats(-2000, 2000), st.lists(st.floats(0, 0.5), min_size=1, max_size=20))
def test_a_constant_stays_what_it_is(calm: Calm, value: float, gaps_s: list[float]):
    filtered, now_s = OneEuro(calm), 0.0
    for gap_s in gaps_s:
        now_s += gap_s
        assert filtered(np.array([[value, -value]]), now_s) == pytest.approx(
            np.array([[value, -value]])
        )


@given(CALM, st.lists(st.floats(-100, 100), min_size=2, max_size=30))
def test_it_stays_between_the_least_and_the_most_that_came(calm: Calm, values: list[float]):
    filtered = OneEuro(calm)
    for number, value in enumerate(values):
        got = filtered(np.array([value]), number * FRAME_S)[0]
        seen = values[: number + 1]
        assert min(seen) - 1e-6 <= got <= max(seen) + 1e-6


@given(CALM, st.floats(0.05, 50))
def test_a_step_is_reached_and_never_passed(calm: Calm, height: float):
    filtered = OneEuro(calm)
    filtered(np.zeros(1), 0.0)
    reached = [float(filtered(np.array([height]), n * FRAME_S)[0]) for n in range(1, 400)]
    assert all(b >= a - 1e-9 for a, b in itertools.pairwise(reached))
    assert reached[-1] == pytest.approx(height, rel=0.05)


@given(st.floats(0.3, 3.0), st.floats(0.2, 1.5))
def test_lag_behind_a_steady_move_is_bounded(speed: float, calmer: float):
    """What moves at `speed` units a second is at most a frame's way behind, by the numbers of place."""
    place = load_rules().place
    filtered = OneEuro(Calm(place.still_hz * calmer, place.speed_hz, place.slope_hz))
    for number in range(60):
        got = float(filtered(np.array([speed * number * FRAME_S]), number * FRAME_S)[0])
    assert speed * 59 * FRAME_S - got < speed * FRAME_S


def test_noise_gets_smaller_and_speed_makes_it_follow():
    calm = Calm(1.0, 20.0, 2.0)
    noise = np.random.default_rng(3).normal(0, 0.01, 300)
    filtered = OneEuro(calm)
    still = [float(filtered(np.array([value]), n * FRAME_S)[0]) for n, value in enumerate(noise)]
    assert np.std(still[30:]) < 0.6 * np.std(noise)
    path = np.sin(2 * np.pi * 0.5 * np.arange(120) * FRAME_S)
    for speed_hz, least, most in ((0.0, 2.0, 6.0), (20.0, 0.0, 0.5)):
        moving = OneEuro(Calm(1.0, speed_hz, 2.0))
        seen = [float(moving(np.array([value]), n * FRAME_S)[0]) for n, value in enumerate(path)]
        assert least <= lag_frames(seen, list(path)) <= most


def test_the_unit_scales_what_counts_as_fast():
    """The same picture at twice the size is filtered alike when the unit is twice as long."""
    small, large = OneEuro(Calm(1, 10, 1)), OneEuro(Calm(1, 10, 1))
    values = np.random.default_rng(4).normal(0, 1, (40, 5, 2))
    for number, value in enumerate(values):
        a = small(value, number * FRAME_S, unit=50.0)
        b = large(2 * value, number * FRAME_S, unit=100.0)
        np.testing.assert_allclose(b, 2 * a, rtol=1e-5)
