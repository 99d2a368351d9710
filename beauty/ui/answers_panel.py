"""Panel: the wishes. One input for each answer of assets/answers.toml that advice depends on."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from beauty.knowledge import AnswerField, load_answer_fields
from beauty.profile import load_quiz
from beauty.texts import Texts
from beauty.ui.html import tag, text
from beauty.ui.parts import Parts, Wording


def build(texts: Texts) -> Parts:
    """The panel's components, worded in `texts`; one component per answer, in order."""
    components: dict[str, Any] = {"heading": gr.HTML(_heading(texts))}
    fields = asked_fields()
    with gr.Row(elem_classes="choices"):
        for field in (f for f in fields if f.kind in ("choice", "number") and not _in_quiz(f)):
            components[field.name] = gr.Dropdown(
                **_words_for(field)(texts), value="", min_width=150
            )
    with gr.Accordion(**_quiz_words(texts), open=False, elem_id="quiz") as components["quiz"]:
        for field in (f for f in fields if _in_quiz(f)):
            components[field.name] = gr.Radio(**_words_for(field)(texts), value="")
    for field in (f for f in fields if f.kind == "choices"):
        components[field.name] = gr.CheckboxGroup(**_words_for(field)(texts), elem_id=field.name)
    with gr.Row(elem_classes="flags"):
        for field in (f for f in fields if f.kind == "flag"):
            components[field.name] = gr.Checkbox(**_words_for(field)(texts), min_width=200)
    for field in (f for f in fields if f.kind == "words"):
        components[field.name] = gr.Textbox(**_words_for(field)(texts), max_lines=1)
    wording: dict[str, Wording] = {field.name: _words_for(field) for field in fields}
    wording["heading"] = lambda said: {"value": _heading(said)}
    wording["quiz"] = _quiz_words
    return Parts(components, wording)


def asked_fields() -> tuple[AnswerField, ...]:
    """The answers that the page asks for: those that some advice depends on."""
    return tuple(field for field in load_answer_fields().values() if field.used)


def collect(values: Sequence[Any]) -> dict[str, object]:
    """What the inputs hold, in the order of `asked_fields`, as answers; empty ones are left out."""
    answers: dict[str, object] = {}
    for field, value in zip(asked_fields(), values, strict=True):
        if field.kind == "words":
            value = [word.strip() for word in str(value or "").replace("，", ",").split(",")]
            value = [word for word in value if word]
        if value:
            answers[field.name] = value
    return answers


def _words_for(field: AnswerField) -> Wording:
    def words(texts: Texts) -> dict[str, Any]:
        label = texts.get(f"answer.{field.name}.label")
        choices = [(texts.get(f"answer.{field.name}.{one}"), one) for one in field.choices]
        if field.kind == "choice":
            return {"label": label, "choices": [(texts.get("page.anything"), ""), *choices]}
        if field.bounds:
            numbers = [(str(n), n) for n in range(field.bounds[0], field.bounds[1] + 1)]
            return {"label": label, "choices": [(texts.get("page.anything"), ""), *numbers]}
        if field.kind == "choices":
            return {"label": label, "choices": choices}
        if field.kind == "words":
            return {"label": label, "placeholder": texts.get(f"answer.{field.name}.hint")}
        return {"label": label}

    return words


def _in_quiz(field: AnswerField) -> bool:
    return field.name in load_quiz().questions


def _quiz_words(texts: Texts) -> dict[str, Any]:
    return {"label": texts.get("page.quiz", count=len(load_quiz().questions))}


def _heading(texts: Texts) -> str:
    return tag("h2", text(texts.get("page.answers_heading"))) + tag(
        "p", text(texts.get("page.answers_note")), "note"
    )
