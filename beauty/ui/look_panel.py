"""Panel: looks on the visitor's own face, in a tab of its own beside the photo's.

Its page part is assets/page/look*. Pictures go into the page as data and never become files; nothing is
painted before the tab is opened.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import gradio as gr

from beauty.paths import ASSETS
from beauty.texts import Texts
from beauty.ui.look_state import LookState
from beauty.ui.page import Page, Updates
from beauty.ui.parts import Parts, told
from beauty.ui.scene import Drawn, Scene
from beauty.ui.session import Tab
from beauty.ui.show_layers import show_layers
from beauty.ui.show_look import show_bare, show_files, show_gallery, show_nothing_yet, stage_json
from beauty.ui.show_places import show_steps

PAGE = ASSETS / "page"
TOUCHED = ("look_gallery", "look_stage", "look_layers", "look_files")


def build(texts: Texts) -> Parts:
    """The panel's components: gallery, picture, layers."""
    script = (PAGE / "look_parts.js").read_text("utf-8")
    parts: dict[str, Any] = {}
    with gr.Row(elem_id="look-body"):
        with gr.Column(elem_id="look-left", min_width=0):
            parts["look_gallery"] = gr.HTML(
                show_nothing_yet(texts), elem_id="look-gallery", js_on_load=script
            )
        with gr.Column(elem_id="look-middle", min_width=0):
            parts["look_stage"] = gr.HTML(
                stage_json(None, texts),
                html_template=(PAGE / "look.html").read_text("utf-8"),
                js_on_load=(PAGE / "look.js").read_text("utf-8"),
                elem_id="look-stage",
            )
        with gr.Column(elem_id="look-right", min_width=0):
            parts["look_steps"] = gr.HTML("", elem_id="look-steps")
            parts["look_layers"] = gr.HTML(
                "",
                html_template='<div data-part="whole"></div>',
                elem_id="look-layers",
                js_on_load=script,
            )
            parts["look_files"] = gr.HTML("", elem_id="look-files", js_on_load=script)
    # sent once a face, not with every change of a look
    parts["look_bare"] = gr.HTML("", elem_id="look-bare", js_on_load=TELL_BARE)
    return Parts(parts)


def drawn(scene: Scene) -> dict[str, Drawn]:
    look, texts = scene.session.look, scene.texts
    if look is None or look.studio is None or scene.session.analysis is None:
        return _without_face(texts)
    face, editing, small = (look.studio, texts.language), look.editing, look.studio.small
    worn = (editing.now, editing.changed, editing.pinned, look.steps)
    history = (len(editing.past), len(editing.future))
    steps = (*face, look.steps and editing.now)
    answered = look.error or look.worn or look.saved
    said = (*face, answered, answered and look.redrawn)
    return {
        "look_gallery": Drawn((*face, look.painted), lambda: {"value": show_gallery(look, texts)}),
        "look_stage": Drawn((*face, *worn, *history), lambda: {"value": stage_json(look, texts)}),
        "look_steps": Drawn(
            steps,
            lambda: {"value": show_steps(editing.now.worn, small, texts) if look.steps else ""},
        ),
        "look_layers": Drawn((*face, look.redrawn), lambda: {"value": show_layers(look, texts)}),
        "look_files": Drawn(said, lambda: {"value": show_files(look, texts)}),
        "look_bare": Drawn((look.studio,), lambda: {"value": show_bare(look)}),
    }


def _without_face(texts: Texts) -> dict[str, Drawn]:
    """What is shown before there is a face, and again when its photo is gone."""
    changes = (None, texts.language)
    empty = Drawn(changes, lambda: {"value": ""})
    return {
        "look_gallery": Drawn(changes, lambda: {"value": show_nothing_yet(texts)}),
        "look_stage": Drawn(changes, lambda: {"value": stage_json(None, texts)}),
        **dict.fromkeys(("look_steps", "look_layers", "look_files", "look_bare"), empty),
    }


def bind(page: Page, parts: Parts) -> None:
    rooms = parts["tab_look"].parent

    def after(
        tab: Tab | None, layer: str, language: str, change: Callable[[LookState], LookState]
    ) -> Updates:
        return page.changed(tab, layer, language, lambda now: now.with_look(page.beauty, change))

    def on_open(tab: Tab | None, layer: str, language: str) -> Updates:
        return after(tab, layer, language, lambda look: look)

    def on_opened(tab: Tab | None, layer: str, language: str) -> Updates:
        """The gallery's pictures, after the one large picture is there."""
        return after(tab, layer, language, LookState.with_gallery)

    def on_touch(tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        said = told(event)
        return after(tab, layer, language, lambda look: look.after(said, page.beauty))

    def on_try(tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        """A shade of the plan, on the face."""
        step, shade = (str(told(event).get(name, "")) for name in ("step", "shade"))
        updates = after(tab, layer, language, lambda look: look.trying(step, shade))
        return updates | {rooms: gr.update(selected="look")}

    # buttons are heard one by one; of a slider's quick moves the last one counts
    every: dict[str, Any] = {"trigger_mode": "multiple"}
    once: dict[str, Any] = {"trigger_mode": "once"}
    opened = page.on(parts["tab_look"].select, on_open)
    page.on(opened.then, on_opened, **once)
    with_rooms = [*page.outputs(), rooms]
    tried = page.on(page.parts["makeup"].select, on_try, outputs=with_rooms, **every)
    page.on(tried.then, on_opened, **once)
    for name in TOUCHED:
        page.on(parts[name].click, on_touch, **every)
    page.on(parts["look_layers"].input, on_touch)
    page.on(parts["look_files"].upload, on_touch, **every)
    for name, room in (("look_gallery", "photo"), ("look_stage", "live")):
        to_room = partial(gr.update, selected=room)
        parts[name].select(to_room, None, rooms, api_visibility="private", show_progress="hidden")


TELL_BARE = """
const tell = () => document.dispatchEvent(
  new CustomEvent('beauty-bare', {detail: element.querySelector('img')?.src ?? ''})
);
new MutationObserver(tell).observe(element, {childList: true, subtree: true});
tell();
"""
