"""Buttons that say what is pressed, the card of all that was said, and presses that somebody forged."""

import pytest

from beauty.profile import Profile
from beauty.recommend import Feedback, own_catalogue, recommend
from beauty.report import plan_json
from beauty.texts import Texts, load_texts
from beauty.ui.session import SIMILAR, VERSUS, Session
from beauty.ui.show_feedback import buttons, show_feedback
from beauty.ui.show_plan import show_care, show_makeup
from beauty.ui.show_similar import looked_up
from tests.ui.test_html import Tags

MINE: dict[str, object] = {"concerns": ["wrinkles"], "skin_type": "oily", "skin_depth": "medium"}
ATTACK = '"><script>alert(1)</script>'


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def pressed(session: Session, say: object, one: object) -> Session:
    return session.with_press({"say": say, "id": one}, own_catalogue())


def test_every_product_and_shade_can_be_judged(texts: Texts):
    plan = recommend(Profile.of(None, MINE), own_catalogue())
    care, makeup = show_care(plan, texts), show_makeup(plan, texts)
    told = plan_json(plan, texts)
    for one in told["products"]:
        for pick in (one["product"], *one["alternatives"]):
            for verdict in ("liked", "disliked", "owned"):
                assert f'data-say="{verdict}" data-id="{pick["product_id"]}"' in care
    for step in told["makeup_plan"]:
        for shade in step["shades"]:
            for verdict in ("liked", "disliked", "owned"):
                assert f'data-say="{verdict}" data-id="{shade["shade_id"]}"' in makeup
            dark = f'data-say="too_dark" data-id="{shade["shade_id"]}"' in makeup
            assert dark == (step["step"] == "base")


def test_a_button_says_what_it_is_of_and_whether_it_is_pressed(texts: Texts):
    shown = buttons("P1", f"A {ATTACK}", ("owned",), texts)
    assert shown.count('aria-pressed="true"') == 1
    assert ATTACK not in shown
    label = texts.get("feedback.label", said=texts.get("feedback.liked"), name="A ")
    assert f'aria-label="{label}' in shown


def test_a_wish_keeps_feedback_and_the_card_shows_and_saves_it(texts: Texts):
    session = pressed(Session().with_answers(MINE), "owned", "P440651")
    session = session.with_answers({**MINE, "pregnant": True})
    assert session.feedback == Feedback(owned=("P440651",))
    plan = recommend(Profile.of(None, session.answers), own_catalogue())
    card = show_feedback(session, plan, own_catalogue(), texts)
    assert "Clarifying Cleanser" in Tags(card).said
    assert 'download="beauty-feedback-' in card
    assert "download" not in show_feedback(Session(), plan, own_catalogue(), texts)


@pytest.mark.parametrize("say", ["liked", "too_dark", "adored", SIMILAR, VERSUS, None, ["x"]])
@pytest.mark.parametrize("one", ["nothing", ATTACK, "", None, {"a": 1}, "x" * 99999])
def test_a_forged_press_changes_nothing(say: object, one: object):
    session = Session().with_answers(MINE)
    assert pressed(session, say, one) is session


def test_a_file_that_is_none_is_refused_in_words_and_forgotten_by_the_next_press(texts: Texts):
    wrong = Session().with_press({"name": "x", "text": "liked = ["}, own_catalogue())
    assert wrong.file_error is not None
    plan = recommend(Profile.of(None, {}), own_catalogue())
    said = Tags(show_feedback(wrong, plan, own_catalogue(), texts)).said
    assert texts.get("error.reason.not_feedback") in said
    assert pressed(wrong, "liked", "P440651").file_error is None


def test_look_alikes_open_under_their_product_and_close_again(texts: Texts):
    profile, catalogue = Profile.of(None, MINE), own_catalogue()
    plan = recommend(profile, catalogue)
    best = plan.products[0].best
    assert best is not None
    session = pressed(Session().with_answers(MINE), SIMILAR, best.product_id)
    found = looked_up(session, profile, catalogue).found
    assert found is not None
    other = found["similar"][0]["product_id"]
    both = pressed(session, VERSUS, other)
    shown = show_care(plan, texts, looked_up(both, profile, catalogue))
    assert shown.count('<table class="versus">') == 1
    assert texts.get("similar.note") in Tags(shown).said
    closed = pressed(both, SIMILAR, best.product_id)
    assert looked_up(closed, profile, catalogue).found is None
    assert closed.versus == ""
