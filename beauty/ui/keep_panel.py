"""Panel of a tab: what one takes along, the report and the numbers to compare with next time."""

import cv2
import gradio as gr
import numpy as np

from beauty.analysis import Analysis
from beauty.draw import portrait
from beauty.progress import MAX_BYTES
from beauty.report import analysis_json
from beauty.texts import Texts
from beauty.ui import report_panel
from beauty.ui.html import data_uri
from beauty.ui.page import Page, Updates
from beauty.ui.parts import Parts, told
from beauty.ui.scene import Drawn, Scene
from beauty.ui.session import Saved, Tab
from beauty.ui.show_progress import READ_IN_BROWSER, show_progress
from beauty.ui.show_report import show_report

LONGEST_NAME = 80
THUMBNAIL_PX = 144


def build(texts: Texts) -> Parts:
    """The panel's components, empty until there is a result."""
    report = report_panel.build()
    progress = gr.HTML("", elem_id="show-progress", js_on_load=READ_IN_BROWSER)
    return Parts({"report": report, "progress": progress})


def drawn(scene: Scene) -> dict[str, Drawn]:
    now, texts = scene.session, scene.texts
    worn = now.look.editing.now if now.look else None
    return {
        "report": scene.card(lambda seen: show_report(texts), *scene.planned, worn),
        "progress": scene.card(
            lambda seen: show_progress(
                analysis_json(seen, scene.profile, "", texts), now.saved, texts, thumbnail(seen)
            ),
            now.saved,
        ),
    }


def thumbnail(seen: Analysis) -> str:
    """The head, small, as a data URL."""
    head = portrait(seen).rgb
    factor = THUMBNAIL_PX / max(head.shape[:2])
    small: np.ndarray = cv2.resize(head, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return data_uri(small)


def bind(page: Page, parts: Parts) -> None:
    def on_saved(tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Updates:
        """Compare with the numbers that the browser read from a file; without any, stop comparing."""
        name, content = (str(told(event).get(part, "")) for part in ("name", "text"))
        saved = Saved(name[:LONGEST_NAME], content[: MAX_BYTES + 1]) if name else None
        return page.changed(tab, layer, language, lambda now: now.with_saved(saved))

    page.on(parts["progress"].upload, on_saved)
    page.on(parts["progress"].clear, on_saved)
    report_panel.bind(parts["report"], page.shown)
