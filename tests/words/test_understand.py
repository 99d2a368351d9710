"""Own words: what each mechanism must do, and that nothing a person may type breaks it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.knowledge import check_answers
from beauty.words import LONGEST_TEXT, understand
from beauty.words.understand import load_lexicon

SAID = [
    # the two sentences that the work began with
    (
        "I have a wedding on Saturday, hate glitter, my cheeks get red, nothing over 30 euros",
        {
            "occasion": "wedding",
            "colours_disliked": ("glitter",),
            "concerns": ("redness",),
            "budget_each": 30.0,
            "currency": "EUR",
        },
    ),
    (
        "油皮,预算两百,想要自然一点的妆,孕期",
        {"skin_type": "oily", "budget_total": 200.0, "style": "natural", "pregnant": True},
    ),
    # a no, a dislike, and where they end
    ("not oily", {}),
    ("不是油皮", {}),
    ("not oily but dry", {"skin_type": "dry"}),
    ("不是油皮，是干皮", {"skin_type": "dry"}),
    ("no fragrance", {"fragrance_free": True}),
    ("fragrance-free", {"fragrance_free": True}),
    ("不要香精", {"fragrance_free": True}),
    ("怕油", {"concerns": ("shine",)}),
    ("I have no wrinkles", {}),
    ("I hate my wrinkles", {"concerns": ("wrinkles",)}),
    ("my cheeks are not red", {}),
    (
        "hate black, love blue and red",
        {"colours_liked": ("blue", "red"), "colours_disliked": ("black",)},
    ),
    ("no red, gold or silver", {"colours_disliked": ("red", "gold", "silver")}),
    ("silver yes, gold no", {"colours_liked": ("silver",), "colours_disliked": ("gold",)}),
    ("紫色的不要", {"colours_disliked": ("purple",)}),
    ("no retinol and I'm pregnant", {"avoid": ("Retinol",), "pregnant": True}),
    ("I'm not pregnant", {"pregnant": False}),
    ("不错的油皮", {"skin_type": "oily"}),
    # who and when
    ("my sister is pregnant", {}),
    ("I used to have oily skin, now it's dry", {"skin_type": "dry"}),
    ("以前是油皮，现在是干皮", {"skin_type": "dry"}),
    ("not sure if I'm oily", {}),
    ("my brother's wedding", {"occasion": "wedding"}),
    # several values
    ("oily t-zone but dry cheeks", {"skin_type": "combination"}),
    ("not pregnant but breastfeeding", {"pregnant": True}),
    # medicines and allergies
    ("adapalene at night", {"retinoid_in_use": True}),
    ("维A酸", {"retinoid_in_use": True}),
    ("allergic to limonene", {"allergies": ("Limonene",)}),
    ("allergic to kiwi and dog hair", {"allergies": ("kiwi", "dog hair")}),
    ("对酒精过敏", {"allergies": ("Alcohol Denat.",), "alcohol_free": True}),
    ("对花粉和尘螨过敏", {"allergies": ("花粉", "尘螨")}),
    ("not allergic to anything", {}),
    ("我不过敏", {}),
    # money
    ("budget 200 in all", {"budget_total": 200.0}),
    ("预算两百", {"budget_total": 200.0}),
    ("20-40€", {"budget_each": 40.0, "currency": "EUR"}),
    ("one hundred and fifty pounds altogether", {"budget_total": 150.0, "currency": "GBP"}),
    ("每件不超过三十块", {"budget_each": 30.0, "currency": "CNY"}),
    ("100 in total, 20 each", {"budget_total": 100.0, "budget_each": 20.0}),
    ("at least 50 euros", {}),
    ("I own 5 lipsticks", {}),
    # time and age
    ("10 minutes", {"time_available": 10.0}),
    ("十分钟", {"time_available": 10.0}),
    ("half an hour", {"time_available": 30.0}),
    ("must last 12 hours", {}),
    ("I'm 45", {"age_band": "40_49"}),
    ("in my 30s", {"age_band": "30_39"}),
    ("五十二岁", {"age_band": "50_59"}),
    ("I'm 30 weeks pregnant", {"pregnant": True}),
    # both languages at once, slips, and forms of a word
    ("我的skin是dry的，不要fragrance", {"skin_type": "dry", "fragrance_free": True}),
    ("fragance free, sensetive", {"fragrance_free": True, "sensitive": True}),
    ("I want to look slimmer", {}),
    ("I'm a nurse", {}),
]


@pytest.mark.parametrize(("text", "answers"), SAID)
def test_what_follows(text: str, answers: dict[str, object]):
    assert dict(understand(text).answers) == answers


def test_chips_say_what_came_from_which_words():
    text = "Hello, I really hate glitter. Oily skin!"
    disliked, skin = understand(text).chips
    assert (disliked.field, disliked.value, disliked.negated) == (
        "colours_disliked",
        "glitter",
        True,
    )
    assert text[disliked.start : disliked.end] == "hate glitter"
    assert (skin.key, skin.negated, skin.gives) == ("skin_type=oily", False, True)
    assert text[skin.start : skin.end] == "Oily skin"


def test_what_is_understood_without_an_answer_is_a_chip_too():
    (chip,) = understand("I'm not oily").chips
    assert (chip.key, chip.negated, chip.gives) == ("skin_type=oily", True, False)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Oily skin and I adore jazz, call me at noon", ("adore jazz", "call me at noon")),
        ("What's the weather like?", ("What's the weather like",)),
        ("油皮，我喜欢爬山", ("我喜欢爬山",)),
        ("I have sensitive skin, and my sister is pregnant", ("my sister is pregnant",)),
        ("oily skin please, thank you", ()),
        ("谢谢", ()),
        ("", ()),
    ],
)
def test_what_was_not_understood_is_said(text: str, rest: tuple[str, ...]):
    assert understand(text).rest == rest


def test_a_language_may_be_read_alone():
    assert dict(understand("oily skin, 孕期", "en").answers) == {"skin_type": "oily"}
    assert dict(understand("oily skin, 孕期", "zh").answers) == {"pregnant": True}


def test_less_what_was_taken_back():
    understood = understand("wrinkles, redness and oily skin")
    left = understood.without(["concerns=wrinkles", "skin_type=oily", "no=such"])
    assert dict(left.answers) == {"concerns": ("redness",)}
    assert [chip.key for chip in left.chips] == ["concerns=redness"]
    assert understood.without([]) is understood


PHRASES = (
    *(
        "no",
        "not",
        "hate",
        "不要",
        "怕",
        "red",
        "亮片",
        "allergic to",
        "对",
        "过敏",
        "30",
        "€",
        "两百",
    ),
    *(
        "预算",
        "each",
        ",",
        "。",
        "but",
        "oily",
        "干皮",
        "I'm",
        "12",
        "minutes",
        "岁",
        "my sister is",
    ),
)


@given(st.lists(st.sampled_from(PHRASES), max_size=14).map(" ".join) | st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_it(text: str):
    understood = understand(text)
    assert check_answers(understood.answers) == understood.answers
    for chip in understood.chips:
        assert 0 <= chip.start < chip.end <= len(text)
    for part in understood.rest:
        assert part in text
    assert understand(text) == understood


def test_a_sentence_takes_less_than_five_milliseconds():
    load_lexicon()
    started = time.perf_counter()
    for text, _ in SAID:
        understand(text)
    assert (time.perf_counter() - started) / len(SAID) < 0.005


@pytest.mark.parametrize(
    "piece", ["不要", "no red ", "30 euros ", "预算30", "cheek red ", "skinn "]
)
def test_a_very_long_text_is_read_to_a_point_and_that_is_said(piece: str):
    text = piece * (3 * LONGEST_TEXT // len(piece))
    started = time.perf_counter()
    understood = understand(text)
    assert time.perf_counter() - started < 3
    assert understood.rest[-1] == text[LONGEST_TEXT:].strip()
