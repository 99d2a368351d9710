"""When a rule holds: every condition fulfilled, and what is unknown fulfils none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.knowledge import Condition, load_care, load_makeup_rules
from beauty.profile import Profile
from beauty.recommend.match import holds
from tests.recommend.strategies import answers, profile_of

NOBODY = Profile({})


@pytest.mark.parametrize(
    ("condition", "fact", "expected"),
    [
        (("oily", "combination"), "oily", True),
        (("oily", "combination"), "dry", False),
        (("redness",), ["pores", "redness"], True),
        (("redness",), ["pores"], False),
        (("redness",), [], False),
        (True, True, True),
        (True, False, False),
        (False, False, True),
        (False, True, False),
    ],
)
def test_words_and_flags(condition: Condition, fact: object, expected: bool):
    name = {str: "skin_type", list: "concerns", bool: "glasses"}[type(fact)]
    assert holds({name: condition}, profile_of({name: fact})) is expected


@pytest.mark.parametrize(
    ("bound", "value", "expected"),
    [
        ("<1.0", 0.99, True),
        ("<1.0", 1.0, False),
        (">1.35", 1.35, False),
        (">1.35", 1.36, True),
        (">-2", 0.0, True),
    ],
)
def test_bounds_are_strict(bound: str, value: float, expected: bool):
    assert holds({"eye_spacing": bound}, profile_of({}, eye_spacing=value)) is expected


def test_bound_on_a_word_does_not_hold():
    assert not holds({"skin_type": "<1.0"}, profile_of({"skin_type": "dry"}))
    assert not holds({"skin_type": True}, profile_of({"skin_type": "dry"}))


def test_no_condition_always_holds():
    assert holds({}, NOBODY)


@pytest.mark.parametrize("condition", [("dry",), True, False, "<9", ">-9"])
def test_what_is_unknown_fulfils_no_condition(condition: Condition):
    assert not holds({"skin_type": condition}, NOBODY)
    assert not holds({"skin_type": condition}, profile_of({"sensitive": True}))


@given(answers())
def test_a_rule_holds_exactly_when_each_of_its_conditions_does(given_answers: dict[str, object]):
    profile = profile_of(given_answers, eye_spacing=0.9)
    for rule in (*load_makeup_rules(), *load_care().rules):
        alone = [holds({name: condition}, profile) for name, condition in rule.when.items()]
        assert holds(rule.when, profile) is all(alone)


@given(st.floats(-10, 10))
def test_below_above_and_equal_share_out_all_numbers(value: float):
    profile = profile_of({}, eye_spacing=value)
    bounds = holds({"eye_spacing": "<1.5"}, profile), holds({"eye_spacing": ">1.5"}, profile)
    assert bounds == (value < 1.5, value > 1.5)
