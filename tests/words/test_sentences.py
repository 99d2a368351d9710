"""The sentences written by hand: how they are split, and that enough of them is understood."""

import tomllib

import pytest

from beauty.knowledge import check_answers
from tools.words_accuracy import PARTS, SENTENCES, read, score

LANGUAGES = ("en", "zh")
LEAST = 0.85  # micro-F1 on the half kept apart
LEAST_SENTENCES = 100


def rows(language: str) -> list[dict[str, object]]:
    path = SENTENCES / f"sentences_{language}.toml"
    found: list[dict[str, object]] = tomllib.loads(path.read_text("utf-8"))["sentence"]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_second_sentence_is_kept_apart(language: str):
    split = [row["part"] for row in rows(language) if row["part"] in ("building", "kept_apart")]
    assert len(split) >= LEAST_SENTENCES
    assert all(part == ("building", "kept_apart")[i % 2] for i, part in enumerate(split))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_all_different_and_expect_right_answers(language: str):
    texts = [row["text"] for row in rows(language)]
    assert len(set(texts)) == len(texts)
    for row in rows(language):
        check_answers(row["expect"])  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_enough_is_understood(language: str, part: str):
    sentences = read(SENTENCES / f"sentences_{language}.toml")
    found = score(one for one in sentences if one.part == part)
    assert found.expected > 40
    assert found.f1 >= LEAST


def test_a_lexicon_that_says_nothing_would_fail():
    sentences = read(SENTENCES / "sentences_en.toml")
    silent = score([type(one)(one.text, one.part, one.expected, frozenset()) for one in sentences])
    assert (silent.f1, silent.recall) == (0.0, 0.0)
