"""What is known about a person: each fact with its source, the person's word first."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.errors import UsageError
from beauty.measure.guess import Guess, ZonedGuess
from beauty.profile import Fact, Profile, eyes_json, fuse_skin_type, profile


def test_nothing_known_is_nothing_said():
    profile = Profile.of(None, {})
    assert dict(profile.facts) == {}
    assert profile.get("skin_type") is None
    assert profile.words("concerns") == ()
    assert profile.says("pregnant") is False


def test_photo_gives_ratios_and_the_likelier_shape(analysis: Analysis):
    likelier = analysis.shape.top2[0]
    sure = replace(analysis, shape=replace(analysis.shape, label=likelier, abstained=False))
    profile = Profile.of(sure, {})
    for name, value in analysis.geometry.ratios.items():
        assert profile.facts[name] == Fact(value, "photo")
    assert profile.facts["face_shape"] == Fact(likelier, "photo", sure=True)
    assert set(profile.facts) - {"skin_type"} == {*analysis.geometry.ratios, "face_shape"}


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


OILY_QUIZ = {
    "quiz_midday_forehead": "shiny",
    "quiz_midday_cheeks": "shiny",
    "quiz_rich_cream": "heavy_all",
}


def test_skin_type_comes_from_the_quiz_when_it_is_clear():
    known = Profile.of(None, OILY_QUIZ)
    assert known.facts["skin_type"] == Fact("oily", "answers", sure=True)
    assert known.skin_type == fuse_skin_type(None, OILY_QUIZ)
    assert known.get("quiz_midday_forehead") == "shiny"


def test_no_skin_type_is_no_fact_but_a_value_with_its_reason():
    unclear = Profile.of(None, {"quiz_flaking": "cold_weather"})
    assert "skin_type" not in unclear.facts
    assert (unclear.skin_type.label, unclear.skin_type.ground) == (None, "too_close")
    assert Profile({}).skin_type == fuse_skin_type(None, {})


def test_the_stated_skin_type_overrides_the_quiz():
    known = Profile.of(None, {**OILY_QUIZ, "skin_type": "dry"})
    assert known.facts["skin_type"] == Fact("dry", "answers", sure=True)
    assert known.skin_type.ground == "stated"


def test_a_skin_type_that_rests_on_the_photo_is_marked_as_not_sure(
    monkeypatch: pytest.MonkeyPatch,
):
    certain = Guess.of(("dry", "normal", "oily"), np.array([0.01, 0.98, 0.01]), 0.6)
    photo = ZonedGuess(certain, certain, certain)
    monkeypatch.setattr(
        profile,
        "fuse_skin_type",
        lambda stated, answers, *_: fuse_skin_type(stated, answers, photo),
    )
    assert Profile.of(None, {}).facts["skin_type"] == Fact("normal", "photo", sure=False)


def test_wrong_answer_is_refused():
    with pytest.raises(UsageError, match="skin_typ"):
        Profile.of(None, {"skin_typ": "dry"})


def test_facts_cannot_be_changed():
    profile = Profile.of(None, {"skin_type": "dry"})
    with pytest.raises(TypeError):
        profile.facts["skin_type"] = Fact("oily", "answers")  # type: ignore[index]


def test_the_form_of_the_eyes_is_known_only_where_the_lids_were_read(analysis: Analysis):
    seen = replace(analysis.eyes, label="almond", sure=False, reason="between")
    fact = Profile.of(replace(analysis, eyes=seen), {}).facts["eye_shape"]
    assert (fact.value, fact.source, fact.sure) == ("almond", "photo", False)
    for reason in ("unclear", "small", "covered", "no_crease"):
        eyes = replace(seen, reason=reason)
        assert "eye_shape" not in Profile.of(replace(analysis, eyes=eyes), {}).facts
    own = Profile.of(replace(analysis, eyes=seen), {"eye_shape": "monolid"})
    told = eyes_json(seen, own)
    assert own.get("eye_shape") == "monolid"
    assert (told["label"], told["likeliest"], told["basis"][0]) == ("monolid", "almond", "answers")
    assert eyes_json(seen, Profile.of(None, {}))["label"] is None, "not sure: null"
