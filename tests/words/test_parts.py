"""Tokens, numbers, spelling and the lexicon's grammar."""

import shutil
from pathlib import Path

import pytest

from beauty.errors import SetupError
from beauty.words.lexicon import WORDS, load_lexicon
from beauty.words.numbers import numbers_in
from beauty.words.spelling import spelt
from beauty.words.tokens import folded, stems_of, tokens_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", 30),
        ("29.99", 29.99),
        ("12,50", 12.5),
        ("1,200", 1200),
        ("2k", 2000),
        ("thirty", 30),
        ("twenty-five", 25),
        ("a hundred and fifty", 150),
        ("two thousand three hundred", 2300),
        ("between 20 and 40", 40),
        ("20-40", 40),
        ("三十", 30),
        ("两百", 200),
        ("两百五", 250),
        ("一千二", 1200),
        ("一百零五", 105),
        ("二百五十", 250),
        ("2万", 20000),
        ("300到500", 500),
        ("３０", 30),
    ],
)
def test_numbers(text: str, value: float):
    (number,) = numbers_in(tokens_of(text))
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["a lipstick", "no numbers", "and", "没有"])
def test_no_numbers(text: str):
    assert numbers_in(tokens_of(text)) == []


@pytest.mark.parametrize(
    "forms",
    [
        ("wrinkle", "wrinkles", "wrinkled", "wrinkling"),
        ("dry", "dries", "dried"),
        ("glow", "glows", "glowing", "glowed"),
        ("line", "lines"),
        ("flush", "flushes", "flushed", "flushing"),
    ],
)
def test_forms_of_a_word_are_one(forms: tuple[str, ...]):
    assert len({tuple(stems_of(form)) for form in forms}) == 1


@pytest.mark.parametrize("one", ["don't", "dont", "do not", "DON’T", "ｄｏｎ＇ｔ"])
def test_short_forms(one: str):
    assert [token.stem for token in tokens_of(one)] == ["do", "not"]


def test_tokens_know_their_place():
    text = "No GLITTER，不要亮片! 30€"
    for token in tokens_of(text):
        if token.kind == "han":
            assert text[token.start : token.end] == token.stem
    assert len(folded("ŉ İ ﬃ x")) == len("ŉ İ ﬃ x"), "every character keeps its place"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("fragance", "fragranc"), ("sensetive", "sensitiv"), ("glitterr", "glitter")],
)
def test_slips_of_the_pen(typed: str, meant: str):
    (token,) = spelt(tokens_of(typed), load_lexicon())
    assert token.stem == meant


@pytest.mark.parametrize("word", ["concern", "health", "confidence", "rad", "zzzzzzz"])
def test_honest_words_are_left_alone(word: str):
    tokens = tokens_of(word)
    assert spelt(tokens, load_lexicon()) == tokens


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("[concernes]\nredness = ['red']", "en.toml: concernes.redness: expected a field"),
        ("[concerns]\nreddness = ['red']", "en.toml: concerns.reddness, plain"),
        ("[concerns]\nredness = 'red'", "en.toml: concerns.redness: expected a list"),
        ("[concerns]\nredness = ['..']", "en.toml: concerns.redness: expected words"),
        ("[operator]\nnever = ['never']", "en.toml: operator.never: expected one of not"),
        ("[cue]\nsum = ['sum']", "en.toml: cue.sum: expected one of each"),
        ("[concerns", "en.toml"),
    ],
)
def test_a_wrong_row_is_refused_by_name(rows: str, said: str, tmp_path: Path):
    shutil.copy(WORDS / "outcomes.toml", tmp_path)
    (tmp_path / "en.toml").write_text(rows, "utf-8")
    with pytest.raises(SetupError) as caught:
        load_lexicon("en", tmp_path)
    assert said in caught.value.message


def test_a_beautician_can_add_a_phrase(tmp_path: Path):
    shutil.copy(WORDS / "outcomes.toml", tmp_path)
    (tmp_path / "en.toml").write_text("[concerns]\nredness = ['{beet|lobster} {face|}']", "utf-8")
    lexicon = load_lexicon("en", tmp_path)
    assert {"beet", "lobster"} <= lexicon.stems
    assert lexicon.outcomes["concerns", "redness"]["unwanted"] == (("concerns", "redness"),)
