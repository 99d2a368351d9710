"""Panel: the wishes. One input for each answer of assets/answers.toml that advice depends on."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from beauty.knowledge import AnswerField, check_answers, load_answer_fields
from beauty.profile import heard, load_quiz
from beauty.texts import Texts
from beauty.ui.html import tag, text
from beauty.ui.page import Page, Updates
from beauty.ui.parts import Parts, Wording, told
from beauty.ui.scene import Drawn, Scene
from beauty.ui.session import Session, Tab
from beauty.ui.show_words import TAKE_BACK, key_of, show_words
from beauty.words import LONGEST_TEXT

OWN_WORDS = "text"
# a comma before three figures parts thousands, one before fewer is a decimal one
NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,9})(?:[.,](?P<parts>\d{1,6}))?")

# a count of touches: clocks of browsers are coarse, and two quick touches would share their time
STAMP_LAST = """(...values) => {
    window.beautyTouches = (window.beautyTouches ?? 0) + 1;
    return [...values.slice(0, -4), window.beautyTouches, ...values.slice(-3)];
}"""


def build(texts: Texts) -> Parts:
    """The panel's components, worded in `texts`; one component per answer, the rarer ones folded."""
    components: dict[str, Any] = {"wishes_heading": gr.HTML(_note(texts))}
    fields = asked_fields()
    components[OWN_WORDS] = gr.Textbox(
        **_words_for(load_answer_fields()[OWN_WORDS])(texts),
        lines=2,
        max_lines=6,
        max_length=LONGEST_TEXT,
        elem_id="own-words",
    )
    components["chips"] = gr.HTML("", elem_id="chips", js_on_load=TAKE_BACK)
    often = [field for field in fields if not field.more and field.name != OWN_WORDS]
    _inputs([field for field in often if not _in_quiz(field)], texts, components)
    with gr.Accordion(**_quiz_words(texts), open=False, elem_id="quiz") as components["quiz"]:
        for field in (f for f in often if _in_quiz(f)):
            components[field.name] = gr.Radio(**_words_for(field)(texts), value="")
    with gr.Accordion(**_more_words(texts), open=False, elem_id="more") as components["more"]:
        _inputs([field for field in fields if field.more], texts, components)
    wording: dict[str, Wording] = {field.name: _words_for(field) for field in fields}
    wording["wishes_heading"] = lambda said: {"value": _note(said)}
    return Parts(components, {**wording, "quiz": _quiz_words, "more": _more_words})


def drawn(scene: Scene) -> dict[str, Drawn]:
    """The chips of the own words."""
    answers, texts = scene.session.answers, scene.texts
    words = (answers.get(OWN_WORDS), answers.get("taken_back"), texts.language)
    return {
        "chips": Drawn(words, lambda: {"value": show_words(heard(check_answers(answers)), texts)})
    }


def bind(page: Page, parts: Parts) -> None:
    def on_answers(*values: Any) -> Updates:  # noqa: ANN401 - as many as there are fields
        """After the wishes comes the browser's count of touches: two may be worked on at once, and the
        older one must not win."""
        *wishes, stamp, tab, layer, language = values
        tab = tab or Tab()

        def take_newer(now: Session) -> Session:
            if int(str(stamp)) < tab.touches:
                return now
            tab.touches = int(str(stamp))
            return now.with_answers(collect(wishes))

        return page.changed(tab, layer, language, take_newer)

    def on_take_back(tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        """A chip was pressed: what it says was not meant."""
        key = key_of(told(event))
        return page.changed(tab, layer, language, lambda now: now.with_taken_back(key))

    boxes = [parts[field.name] for field in asked_fields()]
    stamp = gr.Number(0, precision=0, visible=False)  # filled in by the browser, see STAMP_LAST
    for box in boxes:
        # a text box calls only key presses input: pasting and Chinese input methods press none
        touched = box.change if isinstance(box, gr.Textbox) else box.input
        page.on(touched, on_answers, [*boxes, stamp], js=STAMP_LAST)
    page.on(parts["chips"].click, on_take_back)


def _inputs(fields: Sequence[AnswerField], texts: Texts, components: dict[str, Any]) -> None:
    """Add an input for each field, of a look that fits its kind; kinds stand together."""
    with gr.Row(elem_classes="choices"):
        for field in (f for f in fields if f.kind == "choice" or f.bounds):
            components[field.name] = gr.Dropdown(
                **_words_for(field)(texts), value="", min_width=150
            )
        for field in (f for f in fields if f.kind == "number" and not f.bounds):
            # not gr.Number, which shows 0 where nothing was said
            components[field.name] = gr.Textbox(
                **_words_for(field)(texts), max_lines=1, min_width=150
            )
    for field in (f for f in fields if f.kind == "choices"):
        components[field.name] = gr.CheckboxGroup(**_words_for(field)(texts), elem_id=field.name)
    with gr.Row(elem_classes="flags"):
        for field in (f for f in fields if f.kind == "flag"):
            components[field.name] = gr.Checkbox(**_words_for(field)(texts), min_width=200)
    for field in (f for f in fields if f.kind == "words"):
        components[field.name] = gr.Textbox(**_words_for(field)(texts), max_lines=1)


def asked_fields() -> tuple[AnswerField, ...]:
    """The answers that the page asks for: those that some advice depends on."""
    fields = load_answer_fields().values()
    return tuple(field for field in fields if field.used and field.asked)


def collect(values: Sequence[Any]) -> dict[str, object]:
    """What the inputs hold, in the order of `asked_fields`, as answers; empty ones are left out."""
    answers: dict[str, object] = {}
    for field, value in zip(asked_fields(), values, strict=True):
        if field.kind == "number" and not field.bounds:
            value = number_in(str(value or ""))
        if field.kind == "text":
            value = str(value or "").strip()
        if field.kind == "words":
            value = [
                word.strip()
                for word in str(value or "").replace("，", ",").replace("、", ",").split(",")
            ]
            value = [word for word in value if word]
        if value:
            answers[field.name] = value
    return answers


def empty_boxes() -> dict[str, object]:
    """What the inputs hold where nothing was said, by field."""
    return {
        field.name: [] if field.kind == "choices" else _empty(field) for field in asked_fields()
    }


def filled_boxes(answers: Mapping[str, object]) -> dict[str, object]:
    """What the inputs hold to say these answers: the way back from `collect`."""
    held = empty_boxes()
    for field in asked_fields():
        value = answers.get(field.name)
        if isinstance(value, list | tuple) and field.kind == "words":
            value = ", ".join(str(word) for word in value)
        if isinstance(value, float) and field.kind == "number" and not field.bounds:
            value = f"{value:g}"
        if value is not None:
            held[field.name] = value
    return held


def _empty(field: AnswerField) -> object:
    return False if field.kind == "flag" else ""


def number_in(said: str) -> float | None:
    """The first number in what was typed, whatever stands about it; None without any.

    >>> number_in("about 1,200.50 euros"), number_in("12,5"), number_in("no limit")
    (1200.5, 12.5, None)
    """
    found = NUMBER.search(said)
    if found is None:
        return None
    whole, parts = found["whole"].replace(",", ""), found["parts"]
    return float(f"{whole}.{parts or 0}")


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
        if field.kind in ("words", "text"):
            return {"label": label, "placeholder": texts.get(f"answer.{field.name}.hint")}
        return {"label": label}

    return words


def _in_quiz(field: AnswerField) -> bool:
    return field.name in load_quiz().questions


def _quiz_words(texts: Texts) -> dict[str, Any]:
    return {"label": texts.get("page.quiz", count=len(load_quiz().questions))}


def _more_words(texts: Texts) -> dict[str, Any]:
    return {"label": texts.get("page.more")}


def _note(texts: Texts) -> str:
    return tag("p", text(texts.get("page.answers_note")), "note")
