"""Panel of a tab: my make-up plan, with shades to judge."""

import gradio as gr

from beauty.texts import Texts
from beauty.ui.page import Page
from beauty.ui.parts import Parts
from beauty.ui.press import on_press
from beauty.ui.scene import Drawn, Scene
from beauty.ui.show_feedback import PRESS
from beauty.ui.show_plan import show_makeup
from beauty.ui.show_shades import TRY


def build(texts: Texts) -> Parts:
    """The panel's component, empty until there is a result."""
    return Parts({"makeup": gr.HTML("", elem_id="show-makeup", js_on_load=PRESS + TRY)})


def drawn(scene: Scene) -> dict[str, Drawn]:
    return {
        "makeup": scene.card(
            lambda seen: show_makeup(scene.plan, scene.texts, scene.looked), *scene.with_products
        )
    }


def bind(page: Page, parts: Parts) -> None:
    page.on(parts["makeup"].click, on_press(page))
