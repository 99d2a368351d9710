"""What a browser kept is taken back only as far as we could have written it ourselves."""

import json

import pytest

from beauty.texts import load_texts
from beauty.ui.answers_panel import asked_fields, collect, empty_boxes, filled_boxes
from beauty.ui.memory_panel import KEEP_IN_BROWSER, LONGEST_KEPT, read_kept
from beauty.ui.session import Session
from tests.ui.conftest import filled
from tests.ui.test_html import ATTACK, Tags

ANSWERS = {
    "skin_type": "oily",
    "concerns": ["redness", "pores"],
    "pregnant": True,
    "allergies": ["limonene", "nickel"],
    "budget_each": 30.0,
    "monk": 4,
    "text": f"no glitter {ATTACK}",
}


def test_answers_come_back_as_they_were():
    assert read_kept(json.dumps(ANSWERS)) == ANSWERS


def test_boxes_and_answers_are_each_others_way_back():
    boxes = filled_boxes(ANSWERS)
    assert set(boxes) == {field.name for field in asked_fields()}
    assert collect([boxes[field.name] for field in asked_fields()]) == ANSWERS
    assert collect([empty_boxes()[field.name] for field in asked_fields()]) == {}


@pytest.mark.parametrize("kept", ["", "no json", "[]", "null", "[" * 9000, '"text"'])
def test_what_is_no_answers_is_nothing(kept: str):
    assert read_kept(kept) == {}


def test_only_the_answers_that_hold_are_taken():
    forged = {"skin_type": "purple", "who": "me", "concerns": "all", "pregnant": 3, "style": "glam"}
    assert read_kept(json.dumps(forged)) == {"style": "glam"}
    assert read_kept(json.dumps({"text": "x" * 2 * LONGEST_KEPT})) == {}


def test_what_is_kept_is_the_answers_and_no_markup():
    shown = filled(Session(answers=ANSWERS), "measures", load_texts("en"))["memory"]["value"]
    assert ATTACK not in shown
    assert json.loads(str(Tags(shown).attributes["data-answers"])) == ANSWERS


def test_nothing_is_kept_before_the_box_is_ticked():
    settle = KEEP_IN_BROWSER.split("const settle")[1].split("};")[0]
    assert "if (box.checked) keep(" in settle
    assert "box.checked = kept() !== null" in settle
