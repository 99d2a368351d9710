"""Chips in words: each understood thing has some, in both languages, and nothing typed becomes HTML."""

import re

import pytest

from beauty.knowledge import load_answer_fields
from beauty.texts import load_texts
from beauty.ui.session import Session
from beauty.ui.show_words import LONGEST_KEY, chip_words, key_of, show_words
from beauty.words import NOTHING_SAID, Chip, understand
from beauty.words.lexicon import load_lexicon

ATTACK = "allergic to <b>kiwi</b>, <img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("hate glitter", "No glitter", "不要亮片与珠光"),
        ("oily", "Oily skin", "油性皮肤"),
        ("not oily", "Not oily skin", "并非油性皮肤"),
        ("not pregnant", "Not pregnant or nursing", "并非孕期或哺乳期"),
        ("budget 200", "At most 200 in all", "总共最多 200"),
        ("ten minutes", "10 minutes", "10 分钟"),
        ("allergic to limonene", "Allergy: Limonene", "过敏：Limonene"),
        ("redness", "Redness", "泛红"),
    ],
)
def test_a_chip_in_words(text: str, english: str, chinese: str):
    (chip,) = understand(text).chips
    assert chip_words(chip, load_texts("en")) == english
    assert chip_words(chip, load_texts("zh")) == chinese


@pytest.mark.parametrize("language", ["en", "zh"])
def test_everything_that_the_lexicon_can_give_has_words(language: str):
    texts, fields = load_texts(language), load_answer_fields()
    pairs = {
        pair
        for states in load_lexicon().outcomes.values()
        for row in states.values()
        for pair in row
    }
    for field, value in pairs:
        typed = {"flag": value == "true", "number": 5.0}.get(fields[field].kind, value)
        said = chip_words(Chip(field, typed, 0, 1), texts)
        assert said and "{" not in said
        if fields[field].choices:
            assert texts.find(f"answer.{field}.{value}")


def test_what_was_typed_is_escaped():
    html = show_words(understand(ATTACK), load_texts("en"))
    assert "<img" not in html
    assert "<b>" not in html
    assert 'data-key="allergies=b&gt;kiwi' in html


def test_nothing_typed_shows_nothing():
    assert show_words(NOTHING_SAID, load_texts("en")) == ""


def test_each_chip_is_a_button_with_its_key():
    html = show_words(understand("oily skin, no glitter, jazz"), load_texts("en"))
    assert re.findall(r'data-key="([^"]+)"', html) == ["skin_type=oily", "colours_disliked=glitter"]
    assert "jazz" in html


def test_a_press_takes_back_what_is_there_and_nothing_else():
    session = Session().with_answers({"text": "oily skin, vegan"})
    assert session.with_taken_back("vegan=false") is session
    less = session.with_taken_back("vegan=true")
    assert less.taken_back == ["vegan=true"]
    assert less.with_taken_back("vegan=true") is less
    more = less.with_answers({"text": "oily skin, vegan, redness"})
    assert more.taken_back == ["vegan=true"]
    assert more.with_answers({"text": "oily skin"}).taken_back == []


@pytest.mark.parametrize("told", [{}, {"key": None}, {"key": ["x"]}, {"key": "x" * 9999}])
def test_a_forged_press_is_cut_short(told: dict[str, object]):
    assert len(key_of(told)) <= LONGEST_KEY
