"""Panel: what was found and what to do, or how it works while there is no photo yet."""

from collections.abc import Sequence
from typing import Any

import gradio as gr

from beauty.analysis import Analysis
from beauty.draw import numbered
from beauty.face import Face
from beauty.profile import Profile, picked_monk, sun_type
from beauty.recommend import own_catalogue, recommend
from beauty.report import analysis_json
from beauty.texts import Texts
from beauty.ui import (
    report_panel,
    show_card,
    show_concerns,
    show_eyes,
    show_face,
    show_light,
    show_plan,
    show_progress,
    show_skin,
)
from beauty.ui.html import tag, text
from beauty.ui.parts import Parts, Wording
from beauty.ui.session import Session
from beauty.ui.show_concerns import SKIN_LAYER
from beauty.ui.show_feedback import PRESS, READ_IN_BROWSER, show_feedback
from beauty.ui.show_report import show_report
from beauty.ui.show_similar import looked_up
from beauty.ui.show_why import WHY

TABS = ("face", "skin", "makeup", "care")
SCRIPTS = {"skin": show_concerns.SHOW_ON_FACE, "makeup": PRESS, "care": PRESS}


def build(texts: Texts) -> Parts:
    """The panel's components, worded in `texts`."""
    parts: dict[str, Any] = {"message": gr.HTML(_empty(texts), elem_id="message")}
    parts["faces"] = gr.Radio(visible=False, elem_id="faces", **_faces_words((), texts))
    parts["layer"] = gr.Radio(
        value="measures", visible=False, elem_id="layer", **_layer_words(texts)
    )
    parts["concern"] = gr.Radio(visible=False, elem_id="concern", **_concern_words(texts))
    parts["picture"] = gr.HTML("", elem_id="picture")
    with gr.Tabs(visible=False, elem_id="result") as parts["tabs"]:
        for name in TABS:
            with gr.Tab(texts.get(f"page.tab_{name}"), id=name) as parts[f"tab_{name}"]:
                script = {"js_on_load": SCRIPTS[name]} if name in SCRIPTS else {}
                parts[name] = gr.HTML("", elem_id=f"show-{name}", **script)
                if name == "skin":
                    parts["card"] = gr.HTML("", elem_id="show-card", js_on_load=show_card.TAP)
                    parts["progress"] = gr.HTML(
                        "", elem_id="show-progress", js_on_load=show_progress.READ_IN_BROWSER
                    )
    parts["feedback"] = gr.HTML("", elem_id="show-feedback", js_on_load=PRESS + READ_IN_BROWSER)
    parts["report"] = report_panel.build()
    wording: dict[str, Wording] = {f"tab_{name}": _tab_words(name) for name in TABS}
    return Parts(parts, {"layer": _layer_words, "concern": _concern_words, **wording})


OUTPUTS = (
    "message",
    "faces",
    "layer",
    "concern",
    "picture",
    "tabs",
    *TABS,
    "card",
    "progress",
    "feedback",
    "report",
)


def fill(session: Session, layer: str, texts: Texts) -> dict[str, dict[str, Any]]:
    """New properties of every component in OUTPUTS for what the session holds."""
    if session.analysis is None:
        return _without_result(session, texts)
    analysis = session.analysis
    profile = Profile.of(analysis, session.answers)
    catalogue = own_catalogue()
    plan = recommend(profile, catalogue)
    looked = looked_up(session, profile, catalogue)
    why = session.explanations.get(WHY.get(layer, ""))
    several = len(session.faces) > 1
    faces = {"value": session.chosen, "visible": several}
    return {
        "message": {"value": show_face.show_quality(analysis, texts)},
        "faces": {**_faces_words(session.faces, texts), **faces},
        "layer": {"visible": True},
        "concern": {"visible": layer == SKIN_LAYER, "value": session.concern},
        "picture": {
            "value": show_face.show_picture(analysis, plan, layer, texts, why, session.concern)
        },
        "tabs": {"visible": True},
        "face": {
            "value": show_face.show_shape(analysis, profile, texts)
            + show_eyes.show_eyes(analysis.eyes, profile, texts)
            + show_face.show_measures(analysis, texts)
        },
        "skin": {"value": _skin(analysis, profile, texts)},
        "card": {"value": show_card.show_card(session, texts)},
        "makeup": {"value": show_plan.show_makeup(plan, texts, looked)},
        "care": {
            "value": show_plan.show_care(plan, texts, looked) + show_plan.show_notes(plan, texts)
        },
        "feedback": {"value": show_feedback(session, plan, catalogue, texts)},
        "report": {"value": show_report(texts)},
        "progress": {
            "value": show_progress.show_progress(
                analysis_json(analysis, profile, "", texts), session.saved, texts
            )
        },
    }


def _skin(analysis: Analysis, profile: Profile, texts: Texts) -> str:
    return (
        show_skin.show_skin_type(profile.skin_type, texts)
        + show_concerns.show_concerns(analysis, texts)
        + show_skin.show_tone(analysis.skin, texts, sun_type(profile))
        + show_skin.show_undertone(analysis.skin, texts)
        + show_skin.show_monk(analysis.skin, texts, picked_monk(profile))
        + show_skin.show_region_colors(analysis.skin, texts)
        + show_light.show_coloring(analysis.coloring, texts)
        + show_light.show_season(analysis.skin, analysis.coloring, texts)
        + show_light.show_light(analysis.light, texts)
    )


def _without_result(session: Session, texts: Texts) -> dict[str, dict[str, Any]]:
    error = session.error
    message = show_face.show_error(error, texts) if error else _empty(texts)
    several = bool(error) and len(session.faces) > 1
    return {
        "message": {"value": message},
        "faces": {**_faces_words(session.faces, texts), "value": None, "visible": several},
        "layer": {"visible": False},
        "concern": {"visible": False},
        "picture": {"value": show_face.show_faces(session, texts) if several else ""},
        "tabs": {"visible": False},
        **{name: {"value": ""} for name in (*TABS, "card", "progress", "feedback", "report")},
    }


def _empty(texts: Texts) -> str:
    steps = "".join(
        tag("li", tag("span", str(number), "badge") + text(texts.get(f"page.empty_{number}")))
        for number in (1, 2, 3)
    )
    heading = tag("h2", text(texts.get("page.empty_heading")))
    return tag("section", OVAL_DRAWING + heading + tag("ol", steps), "card empty")


def _faces_words(faces: Sequence[Face], texts: Texts) -> dict[str, Any]:
    names = [
        (texts.get("page.face_number", number=number), index)
        for number, index in enumerate(numbered(faces), 1)
    ]
    return {"label": texts.get("page.faces_heading"), "choices": names}


def _tab_words(name: str) -> Wording:
    return lambda texts: {"label": texts.get(f"page.tab_{name}")}


def _layer_words(texts: Texts) -> dict[str, Any]:
    choices = [(texts.get(f"page.layer_{layer}"), layer) for layer in show_face.LAYERS]
    return {"label": texts.get("page.layer_label"), "choices": choices}


def _concern_words(texts: Texts) -> dict[str, Any]:
    choices = show_concerns.concern_choices(texts)
    return {"label": texts.get("concern.map_label"), "choices": choices}


OVAL_DRAWING = """
<svg class="oval" viewBox="0 0 200 240" aria-hidden="true">
  <g fill="none" stroke="currentColor" stroke-linecap="round" stroke-width="1.6">
    <path d="M100 18c44 0 66 34 64 82-2 58-30 116-64 120-34-4-62-62-64-120-2-48 20-82 64-82z"/>
    <path d="M58 92c8-8 22-9 32-3M110 89c10-6 24-5 32 3"/>
    <path d="M60 108c8-8 22-8 29 1-8 5-21 6-29-1zM111 109c7-9 21-9 29-1-8 7-21 6-29 1z"/>
    <path d="M97 108c-1 18-6 30-9 38 3 6 20 7 25 0"/>
    <path d="M76 176c9-6 17-8 24-5 7-3 15-1 24 5-15 15-33 15-48 0z"/>
    <path d="M76 176c17 3 31 3 48 0"/>
  </g>
  <g stroke="currentColor" stroke-dasharray="2 5" stroke-width="1" opacity=".55">
    <path d="M26 78h148M26 150h148M100 6v226"/>
  </g>
</svg>
"""
