"""The grammar of answers: every kind taken when right, refused by name when wrong."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from beauty.errors import SetupError, UsageError
from beauty.knowledge import check_answers, load_answer_fields
from beauty.knowledge.fields import KINDS

RIGHT = [
    ("skin_type", "oily", "oily"),
    ("concerns", ["redness", "pores"], ("redness", "pores")),
    ("concerns", ("spots",), ("spots",)),
    ("concerns", [], ()),
    ("pregnant", True, True),
    ("pregnant", False, False),
    ("avoid", ["Limonene", "x y"], ("Limonene", "x y")),
    ("budget_total", 60, 60.0),
    ("budget_total", 59.9, 59.9),
    ("monk", 6, 6.0),
    ("monk", 10, 10.0),
    ("text", "my own words", "my own words"),
    ("text", "", ""),
]
# answer, wrong value, what the refusal says was expected
WRONG = [
    ("skin_type", "greasy", "one of dry, normal, combination, oily"),
    ("skin_type", "Oily", "one of dry"),
    ("skin_type", ["oily"], "one of dry"),
    ("skin_type", True, "one of dry"),
    ("concerns", "redness", "a list of any of redness"),
    ("concerns", ["redness", "freckles"], "a list of any of redness"),
    ("concerns", ["redness", 3], "a list of any of redness"),
    ("pregnant", "yes", "true or false"),
    ("pregnant", 1, "true or false"),
    ("avoid", "retinol", "a list of words"),
    ("avoid", ["retinol", 5], "a list of words"),
    ("budget_total", "60", "a number"),
    ("budget_total", True, "a number"),
    ("budget_each", -1, "a number from 0"),
    ("time_available", float("nan"), "a number from 0"),
    ("monk", float("inf"), "a whole number from 1 to 10"),
    ("monk", 0, "a whole number from 1 to 10"),
    ("monk", 11, "a whole number from 1 to 10"),
    ("monk", 5.5, "a whole number from 1 to 10"),
    ("text", ["words"], "a text"),
    ("text", None, "a text"),
]


@pytest.mark.parametrize(("name", "given", "kept"), RIGHT)
def test_right_answers_are_kept(name: str, given: object, kept: object):
    checked = check_answers({name: given})
    assert dict(checked) == {name: kept}
    assert type(checked[name]) is type(kept)


@pytest.mark.parametrize(("name", "given", "expected"), WRONG)
def test_wrong_answers_are_refused_with_what_was_expected(name: str, given: object, expected: str):
    with pytest.raises(UsageError) as caught:
        check_answers({"sensitive": True, name: given})
    assert f"answer {name!r} is {given!r}" in caught.value.message
    assert expected in caught.value.message
    assert "options" in caught.value.advice


def test_every_kind_has_a_right_and_a_wrong_case():
    fields = load_answer_fields()
    for cases in (RIGHT, WRONG):
        assert {fields[case[0]].kind for case in cases} == set(KINDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("skintype", "skin_type"), ("concern", "concerns"), ("pregnent", "pregnant")],
)
def test_unknown_answer_suggests_the_near_one(typed: str, meant: str):
    with pytest.raises(UsageError) as caught:
        check_answers({typed: "x"})
    assert f"answer {typed!r} is not known" in caught.value.message
    assert f"Did you mean {meant!r}?" in caught.value.advice


def test_unknown_answer_with_nothing_near_suggests_nothing():
    with pytest.raises(UsageError) as caught:
        check_answers({"zzz": 1})
    assert "Did you mean" not in caught.value.advice
    assert "options" in caught.value.advice


def test_answers_come_in_the_order_of_the_file():
    given = {"text": "x", "avoid": [], "skin_type": "dry"}
    assert list(check_answers(given)) == ["skin_type", "avoid", "text"]


def test_a_number_without_bounds_may_be_any_from_nothing_up():
    assert dict(check_answers({"budget_each": 0, "budget_total": 1e6})) == {
        "budget_each": 0.0,
        "budget_total": 1e6,
    }


def test_committed_fields_are_those_that_the_contract_names():
    fields = load_answer_fields()
    named = ("skin_type", "concerns", "pregnant", "avoid", "budget_total", "fragrance_free")
    assert {*named, "occasion", "text"} <= set(fields)
    assert fields["text"].used
    assert [name for name, field in fields.items() if not field.asked] == [
        "see_doctor",
        "taken_back",
        *("liked", "disliked", "owned", "too_dark", "too_light"),
    ]
    for field in fields.values():
        assert len(set(field.choices)) == len(field.choices)
        assert bool(field.choices) == field.kind.startswith("choice")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('kind = "slider"', "colour: kind 'slider'"),
        ('kind = "choice"', "colour: kind 'choice' or its choices"),
        ('kind = "choices"\nchoices = []', "colour: kind 'choices' or its choices"),
        ("used = true", "colour: kind"),
    ],
)
def test_wrong_row_is_refused_by_name(row: str, said: str, tmp_path: Path):
    file = tmp_path / "answers.toml"
    file.write_text(f"[colour]\n{row}\n", "utf-8")
    with pytest.raises(SetupError, match=rf"answers\.toml: {said}"):
        load_answer_fields(file)


def test_fields_cannot_be_changed():
    fields: Mapping[str, object] = load_answer_fields()
    with pytest.raises(TypeError):
        fields["new"] = 1  # type: ignore[index]
