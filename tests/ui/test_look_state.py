"""The make-up page's state: every touch that the page's scripts send, and touches that none does."""

import base64
import io
import re
import tomllib

import cv2
import numpy as np
import pytest
from PIL import Image

from beauty import Analysis, Beauty
from beauty.recommend import Plan
from beauty.texts import load_texts
from beauty.tryon import read_look
from beauty.tryon.editing import Editing
from beauty.tryon.planned import worn_hex
from beauty.ui.look_state import LookState
from beauty.ui.report_panel import _made
from beauty.ui.session import Session
from beauty.ui.studio import Studio
from tests.builders import encoded


@pytest.fixture(scope="module")
def studio(beauty: Beauty, analysis: Analysis) -> Studio:
    return Studio.of(beauty, analysis, {})


@pytest.fixture
def start(studio: Studio) -> LookState:
    return LookState(studio, Editing.of(studio.planned))


def lips(state: LookState) -> int:
    layers = state.editing.now.look.layers
    return next(at for at, layer in enumerate(layers) if layer.product == "lips")


def lip_color(state: LookState) -> str:
    return state.editing.now.look.layers[lips(state)].color


def test_it_opens_with_the_plan_s_look_and_stays_as_it_is(
    start: LookState, beauty: Beauty, analysis: Analysis
):
    opened = LookState.opened(None, beauty, analysis, {})
    assert opened.studio is not None
    assert opened.editing.now.look == opened.studio.planned == opened.studio.looks[0]
    assert LookState.opened(start, beauty, analysis, {}) is start


def test_all_looks_are_there_each_once(studio: Studio):
    names = [look.name for look in studio.looks]
    assert len(names) == len(set(names)) == 19
    assert list(studio.thumbnails) == names
    assert len(set(studio.thumbnails.values())) == len(names), "each looks different"


def test_other_answers_bring_another_plan_but_not_in_place_of_a_chosen_look(
    start: LookState, analysis: Analysis, beauty: Beauty
):
    answers = {"style": "glam"}
    again = LookState.opened(start, beauty, analysis, answers)
    assert again.studio is not start.studio
    assert again.editing.now.look == again.studio.planned  # type: ignore[union-attr]
    chosen = start.after({"pick": "smoky"}, beauty)
    assert LookState.opened(chosen, beauty, analysis, answers).editing == chosen.editing


def test_a_look_is_picked_changed_and_taken_back(start: LookState, beauty: Beauty):
    state = start.after({"pick": "classic_red"}, beauty)
    assert state.editing.now.look.name == "classic_red"
    at = str(lips(state))
    changed = state.after({"layer": at, "color": "#00aa55"}, beauty)
    assert lip_color(changed) == "#00aa55"
    assert changed.redrawn == state.redrawn, "the control shows it by itself"
    back = changed.after({"step": "undo"}, beauty)
    assert back.editing.now == state.editing.now
    assert back.redrawn > changed.redrawn
    assert lip_color(back.after({"step": "redo"}, beauty)) == "#00aa55"


@pytest.mark.parametrize(
    ("told", "field", "value"),
    [
        ({"opacity": 0.25, "stroke": "opacity"}, "opacity", 0.25),
        ({"finish": "gloss"}, "finish", "gloss"),
        ({"placement": "center"}, "placement", "center"),
    ],
)
def test_every_control_of_a_layer_is_heard(
    start: LookState, beauty: Beauty, told: dict[str, object], field: str, value: object
):
    at = lips(start)
    state = start.after({"layer": str(at), **told}, beauty)
    assert getattr(state.editing.now.look.layers[at], field) == value
    off = state.after({"layer": str(at), "on": False}, beauty)
    assert off.editing.now.worn.layers[at].opacity == 0


@pytest.mark.parametrize(
    "told",
    [
        *({}, {"layer": "99", "color": "#000000"}, {"layer": "-1", "on": False}, {"layer": "x"}),
        *({"pick": "../secret"}, {"add": "rouge"}, {"step": "sideways"}, {"save": "exe"}),
        {"layer": "0", "opacity": "0.2"},
    ],
)
def test_what_makes_no_sense_changes_no_look(
    start: LookState, beauty: Beauty, told: dict[str, object]
):
    state = start.after(told, beauty)
    assert state.editing == start.editing
    assert state.error is None
    assert state.saved is None


def test_a_value_that_a_product_does_not_have_is_said_and_drawn_anew(
    start: LookState, beauty: Beauty
):
    state = start.after({"layer": str(lips(start)), "finish": "glitter"}, beauty)
    assert state.editing == start.editing
    assert state.error is not None and "glitter" in state.error.message
    assert state.redrawn > start.redrawn
    assert state.after({"pick": "smoky"}, beauty).error is None, "and forgotten at the next touch"


def test_a_shade_of_the_plan_is_tried_on(start: LookState):
    plan: Plan = start.studio.plan  # type: ignore[union-attr]
    step = next(one for one in plan.makeup if one.step == "lips")
    shade = step.colors.shades[1]
    state = start.trying("lips", shade.shade_id)
    assert lip_color(state) == worn_hex(shade, start.studio.sitter)  # type: ignore[union-attr]
    assert state.editing.undone().now == start.editing.now
    assert start.trying("lips", "nothing") is start
    assert start.trying("contour", shade.shade_id) is start


def test_the_shown_face_changes_on_the_lips_alone(start: LookState, studio: Studio, beauty: Beauty):
    other = start.after({"layer": str(lips(start)), "color": "#2040c0"}, beauty)
    before, after = (studio.wearing(one.editing.now.worn) for one in (start, other))
    changed = (before != after).any(axis=2)
    lip = studio.small.face.landmarks_px[[13, 14, 61, 291, 0, 17]]
    rows, columns = np.nonzero(changed)
    assert changed.mean() > 0.005
    reach = 0.1 * studio.small.unit_px
    assert columns.min() > lip[:, 0].min() - reach and columns.max() < lip[:, 0].max() + reach
    assert rows.min() > lip[:, 1].min() - reach and rows.max() < lip[:, 1].max() + reach


def saved(state: LookState, kind: str, beauty: Beauty) -> tuple[str, bytes]:
    made = state.after({"save": kind}, beauty).saved
    assert made is not None
    return made[0], base64.b64decode(made[1].partition(",")[2])


def test_the_picture_is_saved_at_full_size_without_metadata(
    start: LookState, beauty: Beauty, analysis: Analysis
):
    name, content = saved(start, "png", beauty)
    assert name == "beauty-plan.png"
    picture = Image.open(io.BytesIO(content))
    assert picture.size == analysis.photo.size_wh
    assert (picture.format, dict(picture.info)) == ("PNG", {})
    assert (np.asarray(picture) != analysis.photo.rgb).any()


def test_the_look_is_saved_and_opened_again(start: LookState, beauty: Beauty):
    state = start.after({"pick": "guofeng"}, beauty).after({"layer": "0", "on": False}, beauty)
    name, content = saved(state, "toml", beauty)
    assert name == "beauty-guofeng.toml"
    assert tomllib.loads(content.decode())["layer"]
    opened = start.after({"look": content.decode(), "name": name}, beauty)
    assert opened.error is None
    assert opened.editing.now.worn.layers == state.editing.now.worn.layers
    assert read_look(content.decode(), "x").layers == state.editing.now.worn.layers


def test_a_file_that_is_no_look_is_refused_and_nothing_is_lost(start: LookState, beauty: Beauty):
    state = start.after({"look": "[[layer]]\nproduct = 'paint'", "name": "bad.toml"}, beauty)
    assert state.error is not None and state.error.code == "usage"
    assert state.editing == start.editing


def test_a_look_is_taken_from_a_photo(start: LookState, studio: Studio, beauty: Beauty):
    made_up = studio.wearing(start.after({"pick": "classic_red"}, beauty).editing.now.worn)
    photo = base64.b64encode(encoded(made_up, "JPEG", quality=92)).decode()
    state = start.after({"photo": f"data:image/jpeg;base64,{photo}"}, beauty)
    assert state.error is None and state.worn is not None
    assert "lips" in {layer.product for layer in state.editing.now.look.layers}
    red = next(one for one in state.editing.now.look.layers if one.product == "lips").color
    assert int(red[1:3], 16) > 2 * int(red[3:5], 16), f"red lips are read as {red}"
    assert state.editing.undone().now == start.editing.now


@pytest.mark.parametrize(
    ("photo", "code"), [("", "unreadable"), ("%%%", "unreadable"), ("coffee", "no_face")]
)
def test_a_photo_that_shows_no_look_is_refused_in_words(
    start: LookState, beauty: Beauty, photo: str, code: str
):
    if photo == "coffee":
        from skimage import data

        photo = base64.b64encode(encoded(data.coffee(), "JPEG")).decode()
    state = start.after({"photo": photo}, beauty)
    assert state.error is not None and state.error.code == code
    assert state.editing == start.editing


def test_nothing_of_a_face_stays_when_its_photo_goes(
    start: LookState, analysis: Analysis, beauty: Beauty
):
    session = Session(analysis=analysis, look=start.after({"pick": "smoky"}, beauty))
    left = session.without_photo().look
    assert left is not None
    assert left.studio is None
    assert left.editing.now.look.name == "smoky", "a look is not about a face"
    assert session.without_photo().with_look(beauty, lambda look: look).look.studio is None  # type: ignore[union-attr]


def test_the_thumbnails_show_the_same_head_as_the_picture(studio: Studio):
    address = studio.thumbnails["plan"]
    packed = np.frombuffer(base64.b64decode(address.partition(",")[2]), np.uint8)
    small = cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1]
    large = cv2.resize(
        studio.wearing(studio.planned), small.shape[1::-1], interpolation=cv2.INTER_AREA
    )
    assert np.abs(small.astype(int) - large.astype(int)).mean() < 6


def test_the_report_shows_the_look_in_hand(start: LookState, analysis: Analysis):
    def report_of(look: LookState | None) -> str:
        card = _made(Session(analysis=analysis, look=look), "html", load_texts("en"))
        (packed,) = re.findall(r'href="data:text/html;base64,([^"]+)"', card)
        return base64.b64decode(packed).decode()

    said = load_texts("en").get("booklet.look")
    assert said in report_of(start)
    assert said not in report_of(None)
    assert said not in report_of(start.without_face())
