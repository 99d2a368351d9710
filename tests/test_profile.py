"""What is known about a person: each fact with its source, the person's word first."""

from dataclasses import replace

import pytest

from beauty import Analysis
from beauty.errors import UsageError
from beauty.profile import Fact, Profile


def test_nothing_known_is_nothing_said():
    profile = Profile.of(None, {})
    assert dict(profile.facts) == {}
    assert profile.get("skin_type") is None
    assert profile.words("concerns") == ()
    assert profile.says("pregnant") is False


def test_photo_gives_ratios_and_the_likelier_shape(analysis: Analysis):
    profile = Profile.of(analysis, {})
    for name, value in analysis.geometry.ratios.items():
        assert profile.facts[name] == Fact(value, "photo")
    assert profile.facts["face_shape"] == Fact(analysis.shape.top2[0], "photo", sure=True)
    assert set(profile.facts) == {*analysis.geometry.ratios, "face_shape"}


def test_a_shape_that_was_too_close_to_call_is_not_sure(analysis: Analysis):
    unsure = replace(analysis, shape=replace(analysis.shape, label=None, abstained=True))
    assert Profile.of(unsure, {}).facts["face_shape"] == Fact(
        analysis.shape.top2[0], "photo", sure=False
    )


def test_the_persons_word_comes_before_the_photo(analysis: Analysis):
    other = next(name for name in analysis.shape.probabilities if name != analysis.shape.top2[0])
    profile = Profile.of(analysis, {"face_shape": other})
    assert profile.facts["face_shape"] == Fact(other, "answers", sure=True)
    assert profile.get("eye_spacing") == analysis.geometry.ratios["eye_spacing"]


def test_answers_are_kept_by_kind():
    profile = Profile.of(
        None,
        {"concerns": ["redness", "pores"], "pregnant": True, "glasses": False, "budget_total": 60},
    )
    assert profile.words("concerns") == ("redness", "pores")
    assert profile.says("pregnant") is True
    assert profile.get("glasses") is False
    assert profile.says("glasses") is False
    assert profile.get("budget_total") == 60.0
    assert profile.words("budget_total") == ()
    assert {fact.source for fact in profile.facts.values()} == {"answers"}


def test_wrong_answer_is_refused():
    with pytest.raises(UsageError, match="skin_typ"):
        Profile.of(None, {"skin_typ": "dry"})


def test_facts_cannot_be_changed():
    profile = Profile.of(None, {"skin_type": "dry"})
    with pytest.raises(TypeError):
        profile.facts["skin_type"] = Fact("oily", "answers")  # type: ignore[index]
