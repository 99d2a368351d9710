"""From what the inputs hold to answers that the engine takes."""

import pytest

from beauty.knowledge import check_answers, load_answer_fields
from beauty.texts import load_texts
from beauty.ui.answers_panel import asked_fields, collect

NAMES = [field.name for field in asked_fields()]
# what Gradio gives for inputs that nobody touched
UNTOUCHED = {"choice": "", "number": "", "choices": [], "flag": False, "words": "", "text": ""}


def inputs(**held: object) -> list[object]:
    return [held.get(field.name, UNTOUCHED[field.kind]) for field in asked_fields()]


def test_page_asks_only_what_advice_depends_on():
    assert "skin_type" in NAMES
    assert "avoid" in NAMES
    assert "text" in NAMES
    fields = load_answer_fields()
    assert not {"taken_back", *(n for n, field in fields.items() if not field.used)} & set(NAMES)


@pytest.mark.parametrize("untouched", [inputs(), [None] * len(NAMES)])
def test_untouched_inputs_are_no_answers(untouched: list[object]):
    assert collect(untouched) == {}


@pytest.mark.parametrize(
    ("held", "answers"),
    [
        ({"skin_type": "dry", "pregnant": True}, {"skin_type": "dry", "pregnant": True}),
        ({"quiz_tissue": "faint", "quiz_flaking": ""}, {"quiz_tissue": "faint"}),
        ({"concerns": ["spots", "pores"]}, {"concerns": ["spots", "pores"]}),
        ({"monk": 6}, {"monk": 6}),
        ({"budget_each": " 30 euros"}, {"budget_each": 30.0}),
        ({"budget_total": "1,200.50"}, {"budget_total": 1200.5}),
        ({"budget_total": "12,5", "budget_each": "0"}, {"budget_total": 12.5}),
        ({"budget_total": "预算２００元"}, {"budget_total": 200.0}),
        ({"budget_total": "no limit", "budget_each": ""}, {}),
        ({"budget_total": None}, {}),
        ({"avoid": " retinol ,  Limonene "}, {"avoid": ["retinol", "Limonene"]}),
        ({"avoid": "视黄醇，烟酰胺"}, {"avoid": ["视黄醇", "烟酰胺"]}),
        ({"avoid": " , ,， "}, {}),
        ({"avoid": None}, {}),
        ({"allergies": "镍、柠檬烯"}, {"allergies": ["镍", "柠檬烯"]}),
        ({"text": " hate glitter\n"}, {"text": "hate glitter"}),
        ({"text": "  "}, {}),
    ],
)
def test_collect(held: dict[str, object], answers: dict[str, object]):
    collected = collect(inputs(**held))
    assert collected == answers
    check_answers(collected)


def test_a_missing_input_is_a_bug_that_shows():
    with pytest.raises(ValueError, match="shorter"):
        collect(inputs()[:-1])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_choice_is_worded(language: str):
    from beauty.ui.answers_panel import _words_for

    texts = load_texts(language)
    for field in asked_fields():
        words = _words_for(field)(texts)
        assert words["label"] == texts.get(f"answer.{field.name}.label")
        values = [value for _, value in words.get("choices", [])]
        low, high = field.bounds or (1, 0)
        assert [value for value in values if value] == [*field.choices, *range(low, high + 1)]
        labels = [label for label, _ in words.get("choices", [])]
        assert len(set(labels)) == len(labels)
