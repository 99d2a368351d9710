"""The figures on own words: pairs, counts, and what may not be listed."""

import pytest

from beauty.words import NOTHING_SAID
from tools import words_accuracy
from tools.words_accuracy import Score, Sentence, pairs, score


def test_members_of_a_list_are_pairs_of_their_own():
    found = pairs({"concerns": ("redness", "pores"), "pregnant": True, "budget_each": 30.0})
    assert found == {
        ("concerns", "redness"),
        ("concerns", "pores"),
        ("pregnant", "true"),
        ("budget_each", "30"),
    }
    assert pairs({"budget_each": 30}) == pairs({"budget_each": 30.0})


def test_precision_recall_and_f1_by_hand():
    some = [
        Sentence("a", "building", frozenset({("x", "1"), ("y", "2")}), frozenset({("x", "1")})),
        Sentence("b", "building", frozenset(), frozenset({("x", "3")})),
    ]
    assert score(some) == Score(right=1, given=2, expected=2)
    assert (score(some).precision, score(some).recall, score(some).f1) == (0.5, 0.5, 0.5)
    assert score(some, "y") == Score(0, 0, 1)
    assert Score(0, 0, 0).f1 == 1.0


def test_errors_of_the_half_kept_apart_are_never_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(words_accuracy, "understand", lambda text: NOTHING_SAID)
    for part in words_accuracy.PARTS:
        monkeypatch.setattr("sys.argv", ["words_accuracy", "--part", part, "--errors"])
        words_accuracy.main()
        listed = "missing" in capsys.readouterr().out
        assert listed == (part in words_accuracy.LOOKED_AT)
    assert not {"kept_apart", "unseen"} & set(words_accuracy.LOOKED_AT)
