"""The error tree: codes are the contract's, sentences come in both languages."""

import pytest

from beauty import BeautyError
from beauty.errors import (
    CardError,
    DoorError,
    FaceError,
    PhotoError,
    QualityError,
    SetupError,
    UsageError,
)
from beauty.texts import load_texts

# class, code, facts: every refusal of the contract, and of a tapped card, with what its sentences need
REFUSALS = [
    (PhotoError, "unreadable", {"reason": "no such file"}),
    (PhotoError, "unsupported_format", {}),
    (PhotoError, "too_large", {"got": "120 megapixels"}),
    (PhotoError, "too_small", {"got": "10 x 20", "least": 64}),
    (FaceError, "no_face", {}),
    (FaceError, "several_faces", {"count": 3}),
    (FaceError, "face_too_small", {"got": 40, "least": 96}),
    (FaceError, "face_cut_off", {}),
    (QualityError, "large_angle", {"got": 60}),
    (QualityError, "too_dark", {}),
    (QualityError, "too_bright", {}),
    (QualityError, "blurred", {}),
    (CardError, "card_outside", {}),
    (CardError, "card_clipped", {}),
    (CardError, "card_dark", {}),
    (CardError, "card_uneven", {}),
    (CardError, "card_coloured", {}),
    (DoorError, "busy", {}),
    (DoorError, "page_busy", {"waiting": 7}),
    (DoorError, "too_many_requests", {}),
    (DoorError, "not_signed_in", {}),
    (DoorError, "foreign_site", {}),
    (DoorError, "not_found", {}),
    (DoorError, "not_allowed", {}),
]


@pytest.mark.parametrize(("kind", "code", "facts"), REFUSALS, ids=[row[1] for row in REFUSALS])
def test_every_refusal_says_what_happened_and_what_to_do(
    kind: type[BeautyError], code: str, facts: dict[str, object]
):
    error = kind(code, **facts)
    assert isinstance(error, BeautyError)
    assert error.code == code
    assert str(error) == error.message
    for language in ("en", "zh"):
        message, advice = error.said("message", language), error.said("advice", language)
        assert message != advice
        assert all(str(fact) in message for fact in facts.values())
        assert "{" not in message + advice
    assert error.said("message", "zh") != error.message


@pytest.mark.parametrize(("kind", "code"), [(UsageError, "usage"), (SetupError, "internal")])
def test_own_sentences_reach_message_and_advice(kind: type[BeautyError], code: str):
    error = kind(reason="the shelf is empty", fix="Fill it.")
    assert error.code == code
    assert "the shelf is empty" in error.message
    assert error.advice == "Fill it."
    assert isinstance(error, BeautyError)


def test_reason_and_fix_that_are_keys_are_said_in_the_language_asked():
    error = UsageError(reason="no_concerns", fix="give_saved_numbers", name="{a}.json")
    assert error.message == "{a}.json holds no skin scores."
    assert error.said("message", "zh") == "“{a}.json”里没有皮肤测量值。"
    assert error.said("advice", "zh") == load_texts("zh").get("error.fix.give_saved_numbers")


def test_tree_has_the_classes_that_its_drawing_shows():
    assert set(BeautyError.__subclasses__()) == {
        *(PhotoError, FaceError, QualityError, CardError, DoorError, UsageError, SetupError)
    }


def test_every_code_with_words_is_covered_here():
    keys = [key.split(".") for key in load_texts("en").entries]
    worded = {key[1] for key in keys if key[0] == "error"} - {"reason", "fix"}
    assert worded == {row[1] for row in REFUSALS} | {"usage", "internal"}


def test_a_fact_that_its_sentence_needs_may_not_be_forgotten():
    with pytest.raises(KeyError, match="least"):
        PhotoError("too_small", got="10 x 20")
