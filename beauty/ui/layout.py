"""The page: where its panels stand. What a panel shows and does is in a file of its own.

Another tab is a module with `build`, `drawn` and `bind` (see page.Panel) in RESULTS, and a text under
page.tab_NAME.
"""

from typing import Any

import gradio as gr

from beauty.api import Turns
from beauty.engine import Beauty
from beauty.settings import Settings
from beauty.texts import DEFAULT_LANGUAGE, Texts, languages, load_texts
from beauty.ui import (
    answers_panel,
    camera_panel,
    face_panel,
    feedback_panel,
    frame,
    keep_panel,
    live_panel,
    look_panel,
    memory_panel,
    photo_panel,
    picture_panel,
    plan_panel,
    routine_panel,
    skin_panel,
)
from beauty.ui.blocks import Blocks
from beauty.ui.onward import GO, JOURNEY, onward
from beauty.ui.page import Page, Panel, Updates
from beauty.ui.parts import Parts
from beauty.ui.session import SESSION_SECONDS, Tab

# the tabs of a result, by name, in the order in which one reads them
RESULTS: dict[str, Panel] = {
    "face": face_panel,
    "skin": skin_panel,
    "makeup": plan_panel,
    "care": routine_panel,
    "report": keep_panel,
}
PANELS: tuple[Panel, ...] = (
    photo_panel,
    camera_panel,
    answers_panel,
    memory_panel,
    picture_panel,
    *RESULTS.values(),
    feedback_panel,
)


def build_app(beauty: Beauty, turns: Turns | None = None) -> gr.Blocks:
    """The whole page, ready to launch. `turns` are shared with whoever else works on photos."""
    texts = load_texts(DEFAULT_LANGUAGE)
    with Blocks(title="beauty", analytics_enabled=False) as app:
        tab = gr.State(Tab(), time_to_live=SESSION_SECONDS)
        header, language = _top(texts)
        with (
            gr.Tabs(elem_id="rooms") as rooms,
            gr.Tab(texts.get("page.tab_photo"), id="photo") as photo_tab,
            gr.Row(elem_id="body"),
        ):
            panels = build_panels(texts)
        with rooms:
            panels["look"] = _tab("look", look_panel, texts)
        live = live_panel.build(texts, rooms, photo_tab)
        footer = gr.HTML(frame.footer(texts), elem_id="footer")
        words = frame.parts(header, footer) | live
        layer, every = panels["picture"][1]["layer"], tuple(panels.values())
        page = Page(beauty, tab, layer, language, every, turns or Turns(Settings().workers))
        for panel, parts in page.panels:
            panel.bind(page, parts)
        _speak(page, app, words)
    return app


def build_panels(texts: Texts) -> dict[str, tuple[Panel, Parts]]:
    """Every panel with its components: photo and wishes on the left, the result on the right."""
    panels: dict[str, tuple[Panel, Parts]] = {}
    with gr.Column(scale=5, min_width=320, elem_id="left"):
        with gr.Column(elem_id="photo-panel"):
            panels["photo"] = photo_panel, photo_panel.build(texts)
            panels["camera"] = camera_panel, camera_panel.build(texts)
        with gr.Column(elem_id="stage"):
            picture = picture_panel.build(texts)
        with gr.Accordion(**_wishes(texts), elem_id="wishes") as wishes:
            panels["answers"] = answers_panel, answers_panel.build(texts)
            panels["memory"] = memory_panel, memory_panel.build(texts)
    folds = Parts({"wishes": wishes}, {"wishes": _wishes})
    panels["answers"] = answers_panel, panels["answers"][1] | folds
    with gr.Column(scale=7, min_width=320, elem_id="right"):
        said = Parts({"message": picture_panel.message(texts)})
        panels["picture"] = picture_panel, picture | said
        with gr.Tabs(visible=False, elem_id="result") as tabs:
            panels |= {name: _tab(name, panel, texts) for name, panel in RESULTS.items()}
        panels["feedback"] = feedback_panel, feedback_panel.build(texts)
    panels["picture"] = picture_panel, panels["picture"][1] | Parts({"tabs": tabs})
    return panels


def _tab(name: str, panel: Panel, texts: Texts) -> tuple[Panel, Parts]:
    """A panel in a tab of its own, with the tab and the way on among its components."""

    def wording(said: Texts) -> dict[str, Any]:
        return {"label": said.get(f"page.tab_{name}")}

    def leading(said: Texts) -> dict[str, Any]:
        return {"value": onward(name, said)}

    with gr.Tab(**wording(texts), id=name) as tab:
        parts = panel.build(texts) | Parts({f"tab_{name}": tab}, {f"tab_{name}": wording})
        if name != JOURNEY[-1]:
            way = gr.HTML(**leading(texts), js_on_load=GO)
            parts |= Parts({f"onward_{name}": way}, {f"onward_{name}": leading})
    return panel, parts


def _wishes(texts: Texts) -> dict[str, Any]:
    return {"label": texts.get("page.answers_heading")}


def _top(texts: Texts) -> tuple[gr.HTML, gr.Radio]:
    with gr.Row(elem_id="top"):
        header = gr.HTML(frame.header(texts), elem_id="header")
        language = gr.Radio(
            [(load_texts(code).get("page.language_name"), code) for code in languages()],
            value=DEFAULT_LANGUAGE,
            show_label=False,
            container=False,
            elem_id="language",
        )
    return header, language


def _speak(page: Page, app: gr.Blocks, words: Parts) -> None:
    """Say everything in the browser's language at first, then in the one that is chosen."""
    outputs = [*page.outputs(), *words.components.values()]
    outputs += [one for one in page.worded() if one not in outputs]

    def on_language(tab: Tab | None, layer: str, language: str) -> Updates:
        texts = load_texts(language)
        said = {words[name]: gr.update(**word(texts)) for name, word in words.wording.items()}
        return page.reworded(texts) | page.changed(tab, layer, language, lambda now: now) | said

    def on_open(
        kept: str, tab: Tab | None, layer: str, language: str, request: gr.Request
    ) -> Updates:
        spoken = frame.preferred_language(request.headers.get("accept-language", ""))
        answers, tab = memory_panel.read_kept(kept), tab or Tab()
        tab.session = tab.session.with_kept(answers)
        updates = {page.language: spoken, **on_language(tab, layer, spoken)}
        for name, value in answers_panel.filled_boxes(answers).items():
            updates[page.parts[name]] = {**updates[page.parts[name]], "value": value}
        if frame.on_phone(request.headers.get("user-agent", "")):
            updates[page.parts["wishes"]] = {**updates[page.parts["wishes"]], "open": False}
        return updates

    page.on(page.language.input, on_language, outputs=outputs)
    kept = gr.Textbox(visible=False)  # filled in by the browser, see READ_KEPT
    opened = {"outputs": [page.language, *outputs], "js": memory_panel.READ_KEPT}
    page.on(app.load, on_open, [kept], **opened)
