"""The built page: nothing callable by name from outside, all worded, the browser's language first."""

from typing import Any

import gradio as gr
import pytest

from beauty import Analysis, Beauty
from beauty.profile import load_quiz
from beauty.texts import languages, load_texts
from beauty.ui import answers_panel
from beauty.ui.frame import preferred_language
from beauty.ui.layout import PANELS, build_panels
from beauty.ui.page import drawn
from beauty.ui.parts import Parts
from beauty.ui.photo_panel import example_photos
from beauty.ui.scene import Scene
from beauty.ui.session import Session, Tab
from beauty.ui.theme import make_theme
from tests.ui.conftest import loops_closed


@pytest.fixture(scope="module")
def panels() -> dict[str, Parts]:
    with loops_closed(), gr.Blocks():
        built = build_panels(load_texts("en"))
    assert {id(panel) for panel, _ in built.values()} == {id(panel) for panel in PANELS}
    return {name: parts for name, (_, parts) in built.items()}


def test_no_two_components_share_a_name(panels: dict[str, Parts]):
    names = [name for parts in panels.values() for name in parts.components]
    assert len(names) == len(set(names))
    shown = drawn(Scene(Session(), "measures", load_texts("en")), PANELS)
    assert set(shown) <= set(names)


def test_no_endpoint_is_named_for_the_outside(app: gr.Blocks):
    assert app.fns
    assert {fn.api_visibility for fn in app.fns.values()} == {"private"}
    info = app.get_api_info()
    assert info["named_endpoints"] == {}
    assert info["unnamed_endpoints"] == {}


def test_page_asks_nobody_for_statistics(app: gr.Blocks):
    assert app.analytics_enabled is False


def test_every_answer_that_is_asked_has_an_input_that_replans(app: gr.Blocks):
    kinds = gr.Dropdown | gr.Radio | gr.Checkbox | gr.CheckboxGroup | gr.Textbox | gr.Number
    boxes = {box.label: box for box in app.blocks.values() if isinstance(box, kinds)}
    listened = {target for fn in app.fns.values() for target in fn.targets}
    for field in answers_panel.asked_fields():
        box = boxes[load_texts("en").get(f"answer.{field.name}.label")]
        # pasting into a text box, or an input method for Chinese, presses no key: only change hears it
        event = "change" if isinstance(box, gr.Textbox) else "input"
        assert (box._id, event) in listened, field.name


def test_skin_type_questions_wait_folded_away(panels: dict[str, Parts]):
    wishes = panels["answers"]
    assert wishes["quiz"].open is False
    assert "6" in wishes["quiz"].label
    for name in load_quiz().questions:
        assert isinstance(wishes[name], gr.Radio), "one touch an answer"
        assert wishes[name].value == ""
        assert wishes[name].choices[0] == (load_texts("en").get("page.anything"), ""), "taken back"
        assert wishes[name].parent is wishes["quiz"] or wishes[name].parent.parent is wishes["quiz"]


def test_quick_touches_end_with_the_last_one(app: gr.Blocks):
    modes = {
        fn.trigger_mode for fn in app.fns.values() for _, event in fn.targets if event == "input"
    }
    assert modes == {"always_last"}


def test_camera_is_not_mirrored_and_photo_is_a_plain_file(app: gr.Blocks):
    (photo,) = [one for one in app.blocks.values() if isinstance(one, gr.Image)]
    assert set(photo.sources) == {"upload", "webcam", "clipboard"}
    assert photo.webcam_options.mirror is False
    assert photo.type == "filepath"


def test_every_component_can_be_reworded(panels: dict[str, Parts]):
    for panel in panels.values():
        for name, wording in panel.wording.items():
            english, chinese = wording(load_texts("en")), wording(load_texts("zh"))
            assert set(english) == set(chinese)
            assert english != chinese, name
            component: Any = panel[name]
            assert all(hasattr(component, prop) for prop in english), name


def test_examples_are_photos_with_a_face(beauty: Beauty):
    photos = example_photos()
    assert len(photos) >= 2
    for photo in photos:
        assert len(beauty.analyze(photo).faces) == 1


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,en;q=0.9", "en"),
        ("fr-FR, zh-TW;q=0.7", "zh"),
        ("ZH", "zh"),
        ("fr,de;q=0.5", "en"),
        ("", "en"),
        ("*", "en"),
        (";;;,,", "en"),
    ],
)
def test_preferred_language(accept: str, language: str):
    assert preferred_language(accept) == language


def test_every_language_is_offered_by_its_own_name(app: gr.Blocks):
    (chooser,) = [one for one in app.blocks.values() if one.elem_id == "language"]
    offered = {code: name for name, code in chooser.choices}
    assert set(offered) == set(languages())
    assert (offered["en"], offered["zh"]) == ("English", "中文")


def test_theme_loads_no_font_from_elsewhere():
    theme = make_theme()
    css = theme._get_theme_css().replace("http://www.w3.org/2000/svg", "")  # a name, not an address
    assert "system-ui" in css
    assert "http" not in css
    assert theme._stylesheets == []


def test_of_two_answers_under_way_the_newer_one_wins(app: gr.Blocks):
    """The server may finish the older touch last; the browser's count says which is newer."""
    fields = answers_panel.asked_fields()
    wish = next(fn.fn for fn in app.fns.values() if len(fn.inputs) == 3 + len(fields) + 1)

    tab = Tab()

    def touch(concerns: list[str], stamp: int) -> None:
        said = (concerns if field.name == "concerns" else None for field in fields)
        wish(*said, stamp, tab, "measures", "en")

    touch(["redness", "wrinkles"], 2)
    touch(["redness"], 1)
    assert tab.session.answers == {"concerns": ["redness", "wrinkles"]}
    touch([], 3)
    assert tab.session.answers == {}


def test_what_does_not_change_is_neither_drawn_nor_sent_again(app: gr.Blocks, analysis: Analysis):
    layer = next(one for one in app.blocks.values() if one.elem_id == "layer")
    redraw = next(fn.fn for fn in app.fns.values() if (layer._id, "input") in fn.targets)
    concerns, makeup, picture, report = (
        next(one for one in app.blocks.values() if one.elem_id == name)
        for name in ("show-concerns", "show-makeup", "picture", "show-report")
    )
    tab = Tab()
    tab.session = Session(analysis.photo, analysis.faces, 0, analysis)
    first = redraw(tab, "measures", "en")
    assert {concerns, makeup, picture, report} <= set(first)
    assert {concerns, makeup, picture, report} & set(redraw(tab, "measures", "en")) == set()
    assert {concerns, makeup, picture, report} & set(redraw(tab, "plain", "en")) == {picture}
    tab.session = tab.session.with_answers({"skin_type": "oily"})
    again = redraw(tab, "plain", "en")
    assert {concerns, makeup, picture, report} & set(again) == {makeup, report} & set(again)
    assert makeup in again
    assert concerns in redraw(tab, "plain", "zh"), "in another language they differ"
    tab.session = Session()
    assert redraw(tab, "plain", "zh")[concerns] == "", "its value alone, for nothing else changed"
    held = (value for depends in tab.depends.values() for value in depends)
    assert not any(value is analysis for value in held), "a deleted photo is held by nothing"
