"""Panel of a tab: my face, its shape, eyes and measures."""

import gradio as gr

from beauty.texts import Texts
from beauty.ui.page import Page
from beauty.ui.parts import Parts
from beauty.ui.scene import Drawn, Scene
from beauty.ui.show_eyes import show_eyes
from beauty.ui.show_face import show_measures, show_shape


def build(texts: Texts) -> Parts:
    """The panel's component, empty until there is a result."""
    return Parts({"face": gr.HTML("", elem_id="show-face")})


def drawn(scene: Scene) -> dict[str, Drawn]:
    texts = scene.texts
    return {
        "face": scene.card(
            lambda seen: (
                show_shape(seen, scene.profile, texts)
                + show_eyes(seen.eyes, scene.profile, texts)
                + show_measures(seen, texts)
            ),
            scene.session.answers,
        )
    }


def bind(page: Page, parts: Parts) -> None:
    """Nothing here is pressed."""
