"""Panel: the photo with a layer on it, whose face it is, what the gate says of it; or how it works."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from beauty.draw import numbered
from beauty.face import Face
from beauty.texts import Texts
from beauty.ui import show_face
from beauty.ui.in_line import PLACE
from beauty.ui.page import Page, Updates
from beauty.ui.parts import Parts
from beauty.ui.scene import Drawn, Properties, Scene
from beauty.ui.session import Tab
from beauty.ui.show_concerns import SKIN_LAYER, concern_choices
from beauty.ui.show_empty import show_empty
from beauty.ui.show_why import WHY

# on a small screen the steps, and a refusal, would stand below what one sees
SEEN_ON_PHONES = """
new MutationObserver(() => {
  const news = element.querySelector('.steps-card, .error, .asks');
  if (news && news.getBoundingClientRect().bottom > innerHeight) news.scrollIntoView({block: 'center'});
}).observe(element, {childList: true, subtree: true});
"""


def build(texts: Texts) -> Parts:
    """The panel's components, worded in `texts`."""
    parts: dict[str, Any] = {
        "faces": gr.Radio(visible=False, elem_id="faces", **_faces_words((), texts)),
        "picture": gr.HTML("", elem_id="picture"),
        "layer": gr.Radio(value="measures", visible=False, elem_id="layer", **_layer_words(texts)),
        "concern": gr.Radio(visible=False, elem_id="concern", **_concern_words(texts)),
    }
    return Parts(parts)


def message(texts: Texts) -> gr.HTML:
    """Where all that there is to say of a photo is said."""
    return gr.HTML(show_empty(texts), elem_id="message", js_on_load=SEEN_ON_PHONES + PLACE)


def drawn(scene: Scene) -> dict[str, Drawn]:
    now, language = scene.session, scene.texts.language
    seen = now.analysis is not None
    photo = (now.analysis, now.error, language)
    on_skin = seen and scene.layer == SKIN_LAYER
    return {
        "tabs": Drawn((seen,), lambda: {"visible": seen}),
        "message": Drawn((*photo, now.notice), lambda: {"value": _message(scene)}),
        "faces": Drawn((*photo, now.chosen), lambda: _faces(scene)),
        "layer": Drawn((seen, language), lambda: {**_layer_words(scene.texts), "visible": seen}),
        "concern": Drawn((on_skin, now.concern, language), lambda: _concern(scene, on_skin)),
        "picture": Drawn((*photo, *_on_picture(scene)), lambda: {"value": _picture(scene)}),
    }


def bind(page: Page, parts: Parts) -> None:
    def on_face(chosen: int, tab: Tab | None, layer: str, language: str) -> Updates:
        return page.changed(tab, layer, language, lambda now: now.with_face(page.beauty, chosen))

    def on_layer(tab: Tab | None, layer: str, language: str) -> Updates:
        return page.changed(tab, layer, language, lambda now: now)

    def on_concern(chosen: str, tab: Tab | None, layer: str, language: str) -> Updates:
        return page.changed(tab, layer, language, lambda now: now.with_concern(chosen))

    page.on(parts["faces"].input, on_face, [parts["faces"]])
    page.on(parts["layer"].input, on_layer)
    page.on(parts["concern"].input, on_concern, [parts["concern"]])


def _message(scene: Scene) -> str:
    now, texts = scene.session, scene.texts
    if now.analysis is not None:
        return show_face.show_quality(now.analysis, texts)
    return show_face.show_error(now.error, texts) if now.error else show_empty(texts, now.notice)


def _faces(scene: Scene) -> Properties:
    now = scene.session
    asked = now.analysis is not None or now.error is not None
    return {
        **_faces_words(now.faces, scene.texts),
        "value": now.chosen if now.analysis is not None else None,
        "visible": asked and len(now.faces) > 1,
    }


def _concern(scene: Scene, on_skin: bool) -> Properties:
    words = _concern_words(scene.texts)
    return {**words, "visible": on_skin, "value": scene.session.concern}


def _on_picture(scene: Scene) -> tuple[object, ...]:
    """What the picture depends on beside the photo: only the guide follows the plan."""
    now, layer = scene.session, scene.layer
    plan = scene.planned if layer == "guide" else ()
    return layer, now.explanations.get(WHY.get(layer, "")), now.concern, plan


def _picture(scene: Scene) -> str:
    now, layer, texts = scene.session, scene.layer, scene.texts
    if now.analysis is None:
        return show_face.show_faces(now, texts) if now.error and len(now.faces) > 1 else ""
    why = now.explanations.get(WHY.get(layer, ""))
    plan = scene.plan if layer == "guide" else None
    return show_face.show_picture(now.analysis, plan, layer, texts, why, now.concern)


def _faces_words(faces: Sequence[Face], texts: Texts) -> Properties:
    names = [
        (texts.get("page.face_number", number=number), index)
        for number, index in enumerate(numbered(faces), 1)
    ]
    return {"label": texts.get("page.faces_heading"), "choices": names}


def _layer_words(texts: Texts) -> Properties:
    choices = [(texts.get(f"page.layer_{layer}"), layer) for layer in show_face.LAYERS]
    return {"label": texts.get("page.layer_label"), "choices": choices}


def _concern_words(texts: Texts) -> Properties:
    return {"label": texts.get("concern.map_label"), "choices": concern_choices(texts)}
