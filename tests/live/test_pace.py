"""Size and quality follow the time that frames take: down soon, up with patience, never to and fro."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from beauty.live.limits import Steps
from beauty.live.pace import Pace

STEPS = Steps((640, 480, 320), (85, 75, 65), budget_ms=40, down_s=1.0, up_s=5.0)
FRAME_S = 1 / 30


def run(pace: Pace, ms: float, seconds: float, start_s: float = 0.0) -> list[int]:
    """Sides asked for, frame by frame."""
    sides = []
    for number in range(round(seconds / FRAME_S)):
        pace.took(ms, start_s + number * FRAME_S)
        sides.append(pace.step.side_px)
    return sides


def test_it_starts_at_its_best_and_stays_there_while_there_is_time():
    assert set(run(Pace(STEPS), 39, 20)) == {640}


def test_too_slow_goes_down_step_by_step_to_the_cheapest():
    sides = run(Pace(STEPS), 90, 6)
    assert sides[20] == 640  # a hiccup is no reason
    assert sides[-1] == 320
    assert sorted(sides, reverse=True) == sides


def test_one_slow_frame_changes_nothing():
    pace = Pace(STEPS)
    run(pace, 20, 3)
    pace.took(300, 3.0)
    assert set(run(pace, 20, 3, 3.1)) == {640}


def test_time_to_spare_brings_it_back_and_quality_with_it():
    pace = Pace(STEPS)
    run(pace, 90, 6)
    assert pace.step.quality == 65
    assert set(run(pace, 35, 60, 6)) == {320}  # within the budget, but nothing to spare
    assert run(pace, 10, 120, 66)[-1] == 640
    assert pace.step.quality == 85


def test_a_step_up_that_does_not_last_is_tried_less_and_less_often():
    """A machine that is too slow at 640 and fast enough at 480."""
    pace, now_s, ups = Pace(STEPS), 0.0, []
    before = pace.step.side_px
    for _ in range(round(300 / FRAME_S)):
        pace.took(60 if pace.step.side_px == 640 else 20, now_s)
        if pace.step.side_px > before:
            ups.append(now_s)
        before, now_s = pace.step.side_px, now_s + FRAME_S
    gaps = [b - a for a, b in itertools.pairwise(ups)]
    assert 3 < len(ups) < 12
    assert gaps[-1] > 1.5 * gaps[0]


@given(st.lists(st.floats(0.1, 500), min_size=1, max_size=300))
def test_whatever_happens_the_step_is_one_of_the_steps(times_ms: list[float]):
    pace = Pace(STEPS)
    for number, ms in enumerate(times_ms):
        pace.took(ms, number * 0.2)
        assert (pace.step.side_px, pace.step.quality) in ((640, 85), (480, 75), (320, 65))
