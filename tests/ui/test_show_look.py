"""The make-up page's HTML: real buttons with names, every layer's controls, nothing unescaped."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from beauty import Analysis, Beauty
from beauty.errors import PhotoError
from beauty.texts import Texts, load_texts
from beauty.tryon import Layer, Look, load_looks
from beauty.tryon.editing import Editing
from beauty.tryon.products import load_products
from beauty.tryon.worn import Unread, WornLook
from beauty.ui.look_panel import drawn
from beauty.ui.look_state import LookState
from beauty.ui.scene import Scene
from beauty.ui.session import Session
from beauty.ui.show_layers import show_layers
from beauty.ui.show_look import show_files, show_gallery, show_nothing_yet, stage_json
from beauty.ui.show_places import GAP, show_places, show_steps
from tests.ui.test_html import ATTACK, Tags


@pytest.fixture(scope="module")
def opened(beauty: Beauty, analysis: Analysis) -> LookState:
    return LookState.opened(None, beauty, analysis, {})


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def test_gallery_is_real_buttons_one_of_them_pressed(opened: LookState, texts: Texts):
    html = show_gallery(replace(opened, painted=True), texts)
    buttons = re.findall(r"<button[^>]*>", html)
    assert len(buttons) == 19 == html.count("<img")
    assert sum('aria-pressed="true"' in one for one in buttons) == 1
    assert 'data-look="plan"' in buttons[0]
    for look in load_looks().values():
        assert texts.get("look_page.alt", look=texts.get(f"look.{look.name}.title")) in html
        assert texts.get(f"look_style.{look.style}") in html
    assert "<img" not in show_gallery(opened, texts), "painted only when asked for"


def test_every_layer_has_its_controls(opened: LookState, texts: Texts):
    for look in load_looks().values():
        state = replace(opened, editing=Editing.of(look).switched(0, on=False))
        html = show_layers(state, texts)
        count = len(look.layers)
        assert html.count("<details") == count == html.count('type="range"')
        assert html.count('type="checkbox"') == count
        assert html.count(" checked>") == count - 1
        assert html.count('type="color"') == count
        finishes = [len(load_products()[one.product].finishes) > 1 for one in look.layers]
        assert html.count('data-field="finish"') == sum(finishes)
        labels = re.findall(r"<(?:input|button)[^>]*>", html)
        assert all("aria-label=" in one for one in labels)


def test_the_worn_colour_is_the_pressed_swatch(opened: LookState, texts: Texts, beauty: Beauty):
    at = next(n for n, one in enumerate(opened.editing.now.look.layers) if one.product == "lips")
    second = opened.studio.palette("lips")[1]  # type: ignore[union-attr]
    state = opened.after({"layer": str(at), "color": second.color}, beauty)
    row = show_layers(state, texts).split(f'data-layer="{at}"')[1]
    pressed = [one for one in re.findall(r"<button[^>]*>", row) if 'aria-pressed="true"' in one]
    assert len(pressed) == 1
    assert second.shown in pressed[0]


def test_a_redraw_always_differs_from_the_last_one(opened: LookState, texts: Texts, beauty: Beauty):
    same = opened.after({"step": "undo"}, beauty)
    assert show_layers(same, texts) != show_layers(opened, texts)


def test_stage_says_what_is_on_each_side(opened: LookState, texts: Texts, beauty: Beauty):
    first = json.loads(stage_json(opened, texts))
    assert first["left"] == texts.get("look_page.bare")
    assert first["before"] == "" and first["after"].startswith("data:image/jpeg")
    assert not first["undo"] and not first["redo"] and not first["pin"]
    state = opened.after({"pin": "on"}, beauty).after({"pick": "smoky"}, beauty)
    second = json.loads(stage_json(state, texts))
    assert second["at"] > first["at"]
    assert second["before"] == first["after"], "the pinned look is the one that was worn"
    assert texts.get("look.plan.title") in second["left"]
    assert texts.get("look.smoky.title") in second["right"]
    assert second["undo"] and second["pin"]


def test_steps_have_the_numbers_of_the_picture(opened: LookState, texts: Texts):
    look, small = load_looks()["glam"], opened.studio.small  # type: ignore[union-attr]
    drawing, steps = show_places(look, small, texts), show_steps(look, small, texts)
    numbers = re.findall(r'<g data-step="(\d+)"', drawing)
    assert sorted(map(int, numbers)) == list(range(1, len(look.layers) + 1))
    assert re.findall(r'<li data-step="(\d+)"', steps) == sorted(numbers, key=int)
    badges = re.findall(r'class="number" cx="([\d.]+)" cy="([\d.]+)"', drawing)
    for x in {x for x, _ in badges}:
        column = sorted(float(y) for own, y in badges if own == x)
        assert all(below - above >= GAP - 0.1 for above, below in pairwise(column))


def test_what_was_read_of_a_photo_is_told_with_the_rest(opened: LookState, texts: Texts):
    worn = WornLook(
        Look("copied", (Layer("lips", "#aa1122"),)), (0.99,), (Unread("blush", "auto", "covered"),)
    )
    said = Tags(show_files(replace(opened, worn=worn), texts)).said
    assert texts.get("look_page.read", products=texts.get("worn.lips.name")) in said
    assert texts.get("worn.reason.covered") in said
    none = WornLook(Look("copied", ()), (), ())
    assert texts.get("worn.nothing") in show_files(replace(opened, worn=none), texts)


def test_a_refusal_is_said_with_what_to_do(opened: LookState, texts: Texts):
    error = PhotoError("too_small", got="20 x 20", least=64)
    said = Tags(show_files(replace(opened, error=error), texts)).said
    assert error.said("message", texts.language) in said
    assert error.said("advice", texts.language) in said


def test_names_from_files_become_no_markup(opened: LookState, texts: Texts):
    look = Look(ATTACK[:70], (Layer("lips", "#aa1122"),))
    state = replace(opened, editing=Editing.of(look), painted=True)
    for html in (show_gallery(state, texts), show_layers(state, texts), show_files(state, texts)):
        assert "<script" not in html
    assert json.loads(stage_json(state, texts))["title"] == look.name  # look.js writes it as text


def test_nothing_is_painted_before_the_tab_is_opened(analysis: Analysis, texts: Texts):
    scene = Scene(Session(analysis=analysis), "measures", texts)
    shown = {name: one.draw()["value"] for name, one in drawn(scene).items()}
    assert shown["look_gallery"] == show_nothing_yet(texts)
    assert json.loads(shown["look_stage"])["empty"] is True
    assert {shown[name] for name in shown if name not in ("look_gallery", "look_stage")} == {""}


def test_a_layer_s_own_control_does_not_redraw_the_layers(
    opened: LookState, analysis: Analysis, texts: Texts, beauty: Beauty
):
    def depends(state: LookState) -> dict[str, tuple[object, ...]]:
        scene = Scene(Session(analysis=analysis, look=state), "measures", texts)
        return {name: one.depends for name, one in drawn(scene).items()}

    before = depends(opened)
    own = depends(opened.after({"layer": "0", "opacity": 0.9, "stroke": "opacity"}, beauty))
    assert {name for name in own if own[name] != before[name]} == {"look_stage"}
    other = depends(opened.after({"pick": "smoky"}, beauty))
    assert other["look_layers"] != before["look_layers"]
    assert other["look_gallery"] == before["look_gallery"], "its pictures are not sent again"
