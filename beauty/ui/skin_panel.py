"""Panel of a tab: my skin, its type, the eight concerns, its colours, and a card to calibrate them."""

import gradio as gr

from beauty.analysis import Analysis
from beauty.profile import picked_monk, sun_type
from beauty.texts import Texts
from beauty.ui.page import Page, Updates
from beauty.ui.parts import Parts, told
from beauty.ui.scene import Drawn, Scene
from beauty.ui.session import Tab
from beauty.ui.show_card import TAP, show_card, tap_of
from beauty.ui.show_concerns import SHOW_ON_FACE, SKIN_LAYER, show_concerns
from beauty.ui.show_light import show_coloring, show_light, show_season
from beauty.ui.show_skin import (
    show_monk,
    show_region_colors,
    show_skin_type,
    show_tone,
    show_undertone,
)


def build(texts: Texts) -> Parts:
    """The panel's components, empty until there is a result."""
    with gr.Column(elem_id="show-skin"):
        skin = {
            "skin_kind": gr.HTML(""),
            "skin_concerns": gr.HTML("", elem_id="show-concerns", js_on_load=SHOW_ON_FACE),
            "skin_colors": gr.HTML(""),
        }
    return Parts({**skin, "card": gr.HTML("", elem_id="show-card", js_on_load=TAP)})


def drawn(scene: Scene) -> dict[str, Drawn]:
    texts, answers = scene.texts, scene.session.answers
    return {
        "skin_kind": scene.card(
            lambda seen: show_skin_type(scene.profile.skin_type, texts), answers
        ),
        "skin_concerns": scene.card(lambda seen: show_concerns(seen, texts)),
        "skin_colors": scene.card(lambda seen: _colors(seen, scene), answers),
        "card": scene.card(lambda seen: show_card(scene.session, texts), scene.session.card),
    }


def bind(page: Page, parts: Parts) -> None:
    def on_show(tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        """A card's button shows its map: the picture changes its layer, too."""
        chosen = told(event).get("concern")
        updates = page.changed(tab, SKIN_LAYER, language, lambda now: now.with_concern(chosen))
        return updates | {page.layer: gr.update(value=SKIN_LAYER, visible=True)}

    def on_card(tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        """A tap on the paper or card in the photo, or the way back to the estimate."""
        tap = tap_of(told(event))
        return page.changed(tab, layer, language, lambda now: now.with_card(page.beauty, tap))

    page.on(parts["skin_concerns"].click, on_show)
    page.on(parts["card"].click, on_card)


def _colors(seen: Analysis, scene: Scene) -> str:
    texts, profile = scene.texts, scene.profile
    return (
        show_tone(seen.skin, texts, sun_type(profile))
        + show_undertone(seen.skin, texts)
        + show_monk(seen.skin, texts, picked_monk(profile))
        + show_region_colors(seen.skin, texts)
        + show_coloring(seen.coloring, texts)
        + show_season(seen.skin, seen.coloring, texts)
        + show_light(seen.light, texts)
    )
