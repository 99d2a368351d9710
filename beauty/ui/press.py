"""What a button at a product or shade does, whichever panel it stands in."""

from collections.abc import Callable

import gradio as gr

from beauty.recommend import own_catalogue
from beauty.ui.page import Page, Updates
from beauty.ui.parts import told
from beauty.ui.session import Tab


def on_press(page: Page) -> Callable[..., Updates]:
    """The handler of such a button, and of a file with feedback."""

    def pressed(tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        said, known = told(event), own_catalogue()
        return page.changed(tab, layer, language, lambda now: now.with_press(said, known))

    return pressed
