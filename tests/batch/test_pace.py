"""How much longer a job takes is told by the last minute."""

import pytest

from beauty.batch import Pace


def test_pace_and_rest_follow_the_last_minute():
    pace = Pace(total=1000, before=400)
    assert (pace.done, pace.left_s, pace.facts()["left"]) == (400, None, "?")
    for second in range(100):  # one a second
        pace.step(float(second))
    assert (pace.done, pace.a_second, pace.left_s) == (500, pytest.approx(1), pytest.approx(500))
    for half in range(200):  # then two
        pace.step(100 + half / 2)
    assert pace.a_second == pytest.approx(2)
    assert pace.facts() == {"done": 700, "total": 1000, "rate": "2.0", "left": "0:02:30"}
