"""What a visitor's tab remembers, from one event to the next."""

import copy

import numpy as np
import pytest
from skimage import data

from beauty import Beauty
from beauty.texts import load_texts
from beauty.ui.session import SESSION_SECONDS, Saved, Session, Tab
from tests.ui.conftest import filled

ANSWERS = {"skin_type": "oily"}


@pytest.fixture(scope="module")
def two(portrait: np.ndarray) -> np.ndarray:
    """The portrait and its mirror image side by side."""
    return np.hstack([portrait, portrait[:, ::-1]])


def test_starts_with_nothing():
    start = Session()
    assert (start.photo, start.faces, start.chosen, start.analysis, start.error) == (
        *(None, (), None, None, None),
    )
    assert start.answers == {}


def test_photo_gives_an_analysis_and_keeps_the_answers(beauty: Beauty, portrait: np.ndarray):
    before = Session(answers=ANSWERS)
    after = before.with_photo(beauty, portrait)
    assert after.analysis is not None
    assert after.photo is after.analysis.photo
    assert (after.error, after.chosen, len(after.faces)) == (None, 0, 1)
    assert after.answers == ANSWERS
    assert before.photo is None, "a session is a value: the old one stays"


def test_several_faces_ask_then_pick_then_other(beauty: Beauty, two: np.ndarray):
    asked = Session(answers=ANSWERS).with_photo(beauty, two)
    assert asked.error is not None
    assert asked.error.code == "several_faces"
    assert asked.analysis is None
    assert (asked.chosen, len(asked.faces)) == (None, 2)
    first = asked.with_face(beauty, 0)
    other = first.with_face(beauty, 1)
    for session, index in ((first, 0), (other, 1)):
        assert session.error is None
        assert session.chosen == index
        assert session.analysis is not None
        np.testing.assert_array_equal(session.analysis.face.landmarks, asked.faces[index].landmarks)
        assert session.answers == ANSWERS


def test_several_faces_are_shown_numbered_with_a_picker(beauty: Beauty, two: np.ndarray):
    asked = Session().with_photo(beauty, two)
    for language in ("en", "zh"):
        texts = load_texts(language)
        shown = filled(asked, "measures", texts)
        assert shown["faces"]["visible"] is True
        assert shown["faces"]["value"] is None
        left_to_right = sorted(
            (0, 1), key=lambda index: asked.faces[index].landmarks_px[:, 0].mean()
        )
        assert shown["faces"]["choices"] == [
            (texts.get("page.face_number", number=number), index)
            for number, index in enumerate(left_to_right, 1)
        ]
        assert texts.get("page.alt_faces") in shown["picture"]["value"]
        assert shown["tabs"]["visible"] is False
        picked = filled(asked.with_face(beauty, 1), "measures", texts)
        assert (picked["faces"]["visible"], picked["faces"]["value"]) == (True, 1)
        assert picked["tabs"]["visible"] is True


def test_refused_photo_forgets_the_last_one(beauty: Beauty, portrait: np.ndarray):
    good = Session(answers=ANSWERS).with_photo(beauty, portrait)
    for bad, code in ((data.coffee(), "no_face"), (b"no picture", "unsupported_format")):
        refused = good.with_photo(beauty, bad)
        assert refused.error is not None
        assert refused.error.code == code
        assert refused.analysis is None
        assert refused.faces == ()
        assert refused.answers == ANSWERS
        again = refused.with_photo(beauty, portrait)
        assert (again.error, again.analysis is None) == (None, False)


def test_answers_change_nothing_else(beauty: Beauty, portrait: np.ndarray):
    before = Session().with_photo(beauty, portrait)
    after = before.with_answers({"finish": "dewy"})
    assert after.analysis is before.analysis
    assert after.photo is before.photo
    assert (dict(before.answers), after.answers) == ({}, {"finish": "dewy"})


def test_choosing_a_face_without_a_photo_does_nothing(beauty: Beauty):
    start = Session(answers=ANSWERS)
    assert start.with_face(beauty, 1) is start


def test_a_tab_is_forgotten_after_a_quarter_of_an_hour():
    assert SESSION_SECONDS == 15 * 60


def test_each_visitor_starts_with_a_tab_of_their_own():
    first = Tab()
    first.session = Session(answers=ANSWERS)
    second = copy.deepcopy(first)  # what Gradio does with the first one
    assert second.session.answers == {}
    assert second.lock is not first.lock


def test_map_and_saved_numbers_outlive_the_photo_but_nothing_else_does(
    beauty: Beauty, portrait: np.ndarray
):
    chosen = Session(answers=ANSWERS).with_concern("shine").with_saved(Saved("a.json", "{}"))
    after = chosen.with_photo(beauty, portrait)
    again = after.with_explanation(beauty, "face_shape").with_photo(beauty, b"no photo")
    for session in (after, again, after.with_face(beauty, 0)):
        assert (session.concern, session.saved) == ("shine", Saved("a.json", "{}"))
        assert session.answers == ANSWERS
    assert again.analysis is None
    assert (again.explanations, again.faces) == ({}, ())
    assert after.with_saved(None).saved is None


@pytest.mark.parametrize("forged", ["", "beauty", None, 7, ["redness"], {"a": 1}])
def test_a_map_that_there_is_not_changes_nothing(forged: object):
    session = Session().with_concern("pores")
    assert session.with_concern(forged) is session


def test_what_was_sent_already_is_no_news():
    tab = Tab()
    assert tab.is_news("skin", "<p>a</p>")
    assert not tab.is_news("skin", "<p>a</p>")
    assert tab.is_news("care", "<p>a</p>"), "each component for itself"
    assert tab.is_news("skin", "<p>b</p>")
    assert tab.is_news("skin", "<p>a</p>"), "it is the last one that counts"
    assert copy.deepcopy(tab).is_news("skin", "<p>a</p>"), "another visitor has nothing yet"
