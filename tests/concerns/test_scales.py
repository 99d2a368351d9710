"""From measure to score, doubt and place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.concerns.concern import NAMES
from beauty.concerns.finding import Finding
from beauty.concerns.scales import EVERYBODY, Scale, load_rules, load_scales
from beauty.concerns.score import score

SCALE = Scale(
    full=2.0,
    full_heat=4.0,
    doubt=(3.0, 0.1),
    small=5.0,
    reference={EVERYBODY: tuple(range(0, 101, 5)), "dark": tuple(range(0, 41, 2))},
    faces={EVERYBODY: 1000, "dark": 200, "light": 3},
)
points = st.floats(0, 100)


def test_a_score_is_a_share_of_the_full_value():
    assert SCALE.score(1.0) == 50
    assert SCALE.score(9.0) == 100


@given(points, st.floats(60, 600))
def test_the_interval_holds_the_score_and_stays_on_the_scale(score_: float, width: float):
    low, high = SCALE.interval(score_, width)
    assert 0 <= low <= score_ <= high <= 100


def test_the_doubt_is_as_the_file_says_and_larger_for_small_faces():
    assert SCALE.interval(40, 300) == (33.0, 47.0)
    low, high = SCALE.interval(40, 100)
    assert high - low == pytest.approx(2 * np.hypot(7, 5))


@given(points)
def test_a_place_follows_the_reference(score_: float):
    place = SCALE.place(score_, (score_, score_), EVERYBODY)
    assert place.share_below == pytest.approx(score_ / 100)
    assert place.word == ("less" if score_ <= 25 else "more" if score_ >= 75 else "about")
    assert place.faces == 1000


def test_a_wide_interval_says_about():
    assert SCALE.place(80, (40, 100), EVERYBODY).word == "about"
    assert SCALE.place(20, (0, 60), EVERYBODY).word == "about"


def test_faces_of_the_same_tone_are_the_measure_where_there_are_enough():
    assert SCALE.place(20, (20, 20), "dark").share_below == pytest.approx(0.5)
    assert SCALE.place(20, (20, 20), "light").group == EVERYBODY
    assert SCALE.place(20, (20, 20), "unheard of").group == EVERYBODY


@pytest.mark.parametrize("name", NAMES)
def test_the_files_know_every_concern(name: str):
    scale = load_scales()[name]
    assert scale.full > 0
    assert scale.full_heat >= scale.full
    assert min(scale.doubt) >= 0
    assert scale.faces[EVERYBODY] >= 500
    for group, steps in scale.reference.items():
        assert len(steps) == 21
        assert list(steps) == sorted(steps)
        assert scale.faces[group] > 0
    assert load_rules()[name].least_width_px >= 96


def finding(value: float | None) -> Finding:
    heat = np.full((8, 8), 1e6, np.float32)
    return Finding(value, {} if value is None else {"nose": value}, heat)


def test_a_face_too_small_for_a_measure_gets_a_reason_and_no_number():
    small = score("pores", finding(1.0), 120.0, frozenset(), EVERYBODY)
    assert (small.score, small.interval, small.reason) == (None, None, "too_small")
    assert small.heat.max() == 0
    assert score("pores", finding(1.0), 400.0, frozenset(), EVERYBODY).score is not None


def test_what_cannot_be_seen_has_a_reason():
    assert score("spots", finding(None), 300.0, frozenset(), EVERYBODY).reason == "hidden"
    turned = score("spots", finding(None), 300.0, frozenset({"turned"}), EVERYBODY)
    assert turned.reason == "too_turned"


def test_only_limits_that_matter_to_a_concern_are_named():
    named = score("shine", finding(1.0), 300.0, frozenset({"smile", "burnt_out"}), EVERYBODY)
    assert named.limits == ("burnt_out",)


def test_the_map_is_drawn_between_0_and_1():
    assert score("shine", finding(1.0), 300.0, frozenset(), EVERYBODY).heat.max() == 1
