"""Honesty in words: what no text may say, what is called tradition, and which signs lead to a doctor."""

import re
from pathlib import Path

import pytest

from beauty.errors import SetupError
from beauty.knowledge import load_makeup_rules, load_sources
from beauty.knowledge.claims import load_claims
from beauty.profile import Profile
from beauty.recommend import recommend
from beauty.report import plan_json
from beauty.texts import languages, load_texts
from beauty.ui.show_plan import show_care
from beauty.ui.show_words import show_words
from beauty.words import understand
from tests.ui.test_html import Tags

CHINESE = re.compile("[一-鿿]")
GOOD = """
[[claim]]
id = "magic"
reason = "there is none"
source = "dignity"
en = ["magic*"]
zh = ["魔法"]
never = ["A magical cream."]
fine = ["A cream."]
"""
SIGNS = [  # own words, and what they are a sign of
    ("my mole has been changing lately", "changing_mole"),
    ("I hate how my mole keeps getting bigger, nothing over 30 euros", "changing_mole"),
    ("a mole on my cheek started bleeding", "bleeding"),
    ("my skin is painful", "pain"),
    ("my cheek hurts since Monday", "pain"),
    ("suddenly a rash, and I have a wedding on Saturday", "sudden"),
    ("my rash is infected", "infected"),
    ("the sore on my nose does not heal", "not_closing"),
    ("脸上的痣最近变大了", "changing_mole"),
    ("痣出血了，预算两百", "bleeding"),
    ("皮肤很痛", "pain"),
    ("突然起了疹子", "sudden"),
    ("痘痘感染化脓了", "infected"),
    ("嘴角的伤口久不愈合", "not_closing"),
]
NO_SIGNS = [
    *("no pain, just dry skin", "my lipstick bleeds", "swollen eyes in the morning", "age spots"),
    *("不疼，就是干", "心疼钱，想要便宜的", "眼睛浮肿", "痛恨闪粉", "早上脸肿"),
]


@pytest.mark.parametrize("language", languages())
def test_no_text_says_what_cosmetics_may_not(language: str):
    found = [
        (key, claim.id, claim.found_in(said))
        for key, said in load_texts(language).entries.items()
        for claim in load_claims()
        if claim.found_in(said)
    ]
    assert found == []


def test_every_list_is_tried_on_both_languages_and_says_why():
    """Loading tries each list on its own sentences; here, that there are such in both languages."""
    for claim in load_claims():
        assert claim.en and claim.zh and len(claim.reason) > 20
        spoken = {bool(CHINESE.search(sentence)) for sentence in claim.never}
        assert spoken == {True, False}, claim.id
    laws = {load_sources()[claim.source].kind for claim in load_claims()}
    assert laws == {"law", "own"}
    named = {claim.source for claim in load_claims()}
    assert {"eu_claims", "china_csar"} <= named


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("A magical cream.", "A nice cream.", "never"),
        ('["A cream."]', '["No magic."]', "fine"),
        ('"dignity"', '"nobody"', "source"),
        ('zh = ["魔法"]', 'zh = "魔法"', "zh"),
        ("reason =", "raison =", "raison"),
    ],
)
def test_a_list_that_fails_its_own_sentences_is_refused(
    old: str, new: str, where: str, tmp_path: Path
):
    path = tmp_path / "claims.toml"
    path.write_text(GOOD, "utf-8")
    assert [claim.id for claim in load_claims(path)] == ["magic"]
    assert old in GOOD
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(SetupError, match=rf"claim 1 \(magic\): {where}"):
        load_claims(wrong)


def test_english_is_caught_as_words_and_chinese_anywhere():
    (medicine,) = (claim for claim in load_claims() if claim.id == "medicine")
    assert medicine.found_in("It HEALS.") and not medicine.found_in("healthy skin")
    assert medicine.found_in("secure") is None and medicine.found_in("a cure")
    assert medicine.found_in("它能消炎吗") == "消炎"


def test_what_is_thin_is_called_tradition():
    """Placement by face or eye shape, and the seasons: chips on the page say so, and so do the texts."""
    for rule in load_makeup_rules():
        if {"face_shape", "eye_shape"} & set(rule.when):
            assert rule.basis == "tradition", rule.id
            assert load_sources()[rule.source].kind == "tradition", rule.id
    for language, word in (("en", "tradition|habit"), ("zh", "惯例|传统|习惯")):
        texts = load_texts(language)
        for key in ("basis.tradition", "season.note", "page.shape_note", "page.eyes_note"):
            assert re.search(word, texts.get(key)), f"{language} {key}: {texts.get(key)}"


@pytest.mark.parametrize(("said", "sign"), SIGNS)
def test_a_sign_in_own_words_leads_to_a_doctor_first(said: str, sign: str):
    profile = Profile.of(None, {"text": said})
    assert sign in profile.words("see_doctor")
    plan = recommend(profile)
    for language in languages():
        texts = load_texts(language)
        name = texts.get(f"answer.see_doctor.{sign}").lower()
        first = plan_json(plan, texts)["notes"][0]
        assert (
            first.startswith(texts.entries["note.see_doctor"].partition("{")[0]) and name in first
        )
        for html in (show_care(plan, texts), show_words(understand(said), texts)):
            assert (
                texts.get("page.see_doctor_heading") in Tags(html).said and first in Tags(html).said
            )


@pytest.mark.parametrize("said", NO_SIGNS)
def test_what_is_no_sign_raises_no_alarm(said: str):
    plan = recommend(Profile.of(None, {"text": said}))
    assert plan.signs == ()
    texts = load_texts("en")
    assert texts.get("page.see_doctor_heading") not in show_care(plan, texts)


def test_a_sign_that_was_taken_back_is_no_sign():
    back = {"text": "my skin is painful", "taken_back": ["see_doctor=pain"]}
    assert recommend(Profile.of(None, back)).signs == ()
