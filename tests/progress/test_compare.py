"""What is called a change: nothing within the doubt of both, everything beyond it, the same both ways."""

import copy
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beauty.concerns.concern import NAMES
from beauty.progress import Change, Changes, compare
from tests.progress.strategies import Json, analyses

OPPOSITE = {"more": "less", "less": "more", "same": "same"}


def numbers_of(changes: Changes) -> dict[str, Change]:
    """Every compared number under a name of its own."""
    found = {} if changes.ita_deg is None else {"ita": changes.ita_deg}
    for name, one in changes.concerns.items():
        found[name] = one.whole
        found |= {f"{name}.{region}": change for region, change in one.regions.items()}
    return found


def with_score(score: float, half_width: float, regions: dict[str, float] | None = None) -> Json:
    """An analysis whose redness is this, and that could measure nothing else."""
    redness = {
        "score": score,
        "interval": [score - half_width, score + half_width],
        "regions": regions or {},
    }
    return {"schema": 1, "concerns": {"redness": redness}}


@settings(max_examples=40)
@given(analyses())
def test_one_analysis_has_not_changed_from_itself(row: Json):
    changes = compare(row, copy.deepcopy(row))
    for change in numbers_of(changes).values():
        assert (change.difference, change.word) == (0, "same")
    assert all(one.limits == () for one in changes.concerns.values())


@settings(max_examples=40)
@given(analyses(), analyses())
def test_swapping_the_two_flips_every_sign(before: Json, after: Json):
    there, back = compare(before, after), compare(after, before)
    assert set(there.concerns) == set(back.concerns)
    assert set(there.missing) == set(back.missing)
    returned = numbers_of(back)
    for name, change in numbers_of(there).items():
        assert change.difference == -returned[name].difference
        assert change.margin == pytest.approx(returned[name].margin)
        assert change.word == OPPOSITE[returned[name].word]
    for name, one in there.concerns.items():
        assert one.limits == back.concerns[name].limits


@settings(max_examples=40)
@given(analyses(), analyses())
def test_every_concern_is_compared_or_named_with_its_reason(before: Json, after: Json):
    changes = compare(before, after)
    assert set(changes.concerns) | set(changes.missing) == set(NAMES)
    assert not set(changes.concerns) & set(changes.missing)
    for name, reason in changes.missing.items():
        reasons = {row["concerns"][name]["reason"] for row in (before, after)}
        assert reason in reasons - {None}


@given(st.integers(300, 500), st.integers(1, 100), st.integers(1, 100), st.integers(-200, 200))
def test_a_shift_is_a_change_exactly_beyond_the_combined_interval(
    start: int, half_before: int, half_after: int, shift: int
):
    """In tenths; the combined interval is worked out here anew, by Pythagoras in whole numbers."""
    before = with_score(start / 10, half_before / 10)
    after = with_score((start + shift) / 10, half_after / 10)
    change = compare(before, after).concerns["redness"].whole
    beyond, margin_squared = shift**2, half_before**2 + half_after**2
    if beyond > 1.0001 * margin_squared:
        assert change.word == ("more" if shift > 0 else "less")
    elif beyond < 0.9999 * margin_squared:
        assert change.word == "same"


def test_an_interval_cut_short_at_0_counts_with_its_longer_side():
    before, after = with_score(1.0, 0.0), with_score(8.0, 6.0)
    before["concerns"]["redness"]["interval"] = [0.0, 7.0]
    change = compare(before, after).concerns["redness"].whole
    assert change.margin == pytest.approx(math.hypot(6, 6))
    assert change.word == "same"


def test_a_region_needs_more_than_the_whole_does():
    """The mean of four is known twice as well as each of them, at best."""
    cheeks = {"right_cheek": 20.0, "left_cheek": 20.0, "nose": 20.0, "chin": 20.0}
    before = with_score(20.0, 3.0, cheeks)
    after = with_score(20.0, 4.0, {**cheeks, "nose": 30.0, "chin": 30.1, "left_cheek": 9.0})
    redness = compare(before, after).concerns["redness"]
    assert redness.whole.margin == pytest.approx(5)
    assert {name: change.margin for name, change in redness.regions.items()} == pytest.approx(
        dict.fromkeys(cheeks, 10)
    )
    assert {name: change.word for name, change in redness.regions.items()} == {
        "right_cheek": "same",
        "left_cheek": "less",
        "nose": "same",
        "chin": "more",
    }


def test_regions_measured_only_once_are_left_out():
    before = with_score(20.0, 3.0, {"nose": 20.0, "chin": 10.0})
    after = with_score(20.0, 3.0, {"nose": 20.0, "forehead": 10.0})
    assert set(compare(before, after).concerns["redness"].regions) == {"nose"}


def test_what_disturbed_only_one_of_the_photos_is_named():
    before, after = with_score(20.0, 3.0), with_score(30.0, 3.0)
    before["concerns"]["redness"]["limits"] = ["smile", "noise"]
    after["concerns"]["redness"]["limits"] = ["noise", "glasses"]
    assert compare(before, after).concerns["redness"].limits == ("glasses", "smile")


def test_depth_is_compared_where_both_have_it():
    before, after = with_score(20.0, 3.0), with_score(20.0, 3.0)
    before["skin_tone"] = {"ita_deg": 30.0, "ita_interval_deg": [24.0, 36.0]}
    assert compare(before, after).ita_deg is None
    after["skin_tone"] = {"ita_deg": 40.1, "ita_interval_deg": [32.1, 48.1]}
    assert compare(before, after).ita_deg == Change(30.0, 40.1, pytest.approx(10.0))
    assert compare(before, after).ita_deg.word == "more"


@settings(max_examples=40)
@given(analyses(), analyses())
def test_what_was_saved_stays_as_it_was(before: Json, after: Json):
    copies = copy.deepcopy((before, after))
    compare(before, after)
    assert (before, after) == copies
