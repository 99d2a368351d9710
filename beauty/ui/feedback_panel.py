"""Panel: what was said of products, below the plans that it changes."""

import gradio as gr

from beauty.texts import Texts
from beauty.ui.page import Page
from beauty.ui.parts import Parts
from beauty.ui.press import on_press
from beauty.ui.scene import Drawn, Scene
from beauty.ui.show_feedback import PRESS, READ_IN_BROWSER, show_feedback


def build(texts: Texts) -> Parts:
    """The panel's component, empty until there is a result."""
    script = PRESS + READ_IN_BROWSER
    return Parts({"feedback": gr.HTML("", elem_id="show-feedback", js_on_load=script)})


def drawn(scene: Scene) -> dict[str, Drawn]:
    now = scene.session
    return {
        "feedback": scene.card(
            lambda seen: show_feedback(now, scene.plan, scene.catalogue, scene.texts),
            *scene.planned,
            now.file_error,
        )
    }


def bind(page: Page, parts: Parts) -> None:
    page.on(parts["feedback"].click, on_press(page))
    page.on(parts["feedback"].upload, on_press(page))
