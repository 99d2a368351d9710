"""Panel of a tab: my routine, with products to judge, and what else is good to know."""

import gradio as gr

from beauty.texts import Texts
from beauty.ui.page import Page
from beauty.ui.parts import Parts
from beauty.ui.press import on_press
from beauty.ui.scene import Drawn, Scene
from beauty.ui.show_feedback import PRESS
from beauty.ui.show_plan import show_care, show_notes


def build(texts: Texts) -> Parts:
    """The panel's component, empty until there is a result."""
    return Parts({"care": gr.HTML("", elem_id="show-care", js_on_load=PRESS)})


def drawn(scene: Scene) -> dict[str, Drawn]:
    plan = scene.with_products
    return {"care": scene.card(lambda seen: _care(scene), *plan)}


def bind(page: Page, parts: Parts) -> None:
    page.on(parts["care"].click, on_press(page))


def _care(scene: Scene) -> str:
    return show_care(scene.plan, scene.texts, scene.looked) + show_notes(scene.plan, scene.texts)
