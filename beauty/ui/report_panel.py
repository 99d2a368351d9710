"""What happens when somebody asks for the report: made in memory, sent into the page, kept nowhere."""

import logging
from typing import Any

import gradio as gr

from beauty.booklet import KINDS
from beauty.profile import Profile
from beauty.recommend import own_catalogue, recommend
from beauty.texts import Texts, load_texts
from beauty.ui.parts import told
from beauty.ui.session import Session, Tab
from beauty.ui.show_report import SAVE_IN_BROWSER, show_made, show_report


def build() -> gr.HTML:
    """The card with its two buttons, empty until there is a result."""
    return gr.HTML("", elem_id="show-report", js_on_load=SAVE_IN_BROWSER)


def bind(report: gr.HTML, shown: list[Any]) -> None:
    """shown: the components that hold tab, layer and language."""

    def on_ask(tab: Tab | None, layer: str, language: str, event: gr.EventData) -> Any:  # noqa: ANN401
        kind, tab = told(event).get("report"), tab or Tab()
        session, texts = tab.session, load_texts(language)
        if session.analysis is None or kind not in KINDS:
            return gr.skip()
        value = _made(session, str(kind), texts)
        tab.is_news("report", value)  # so that the next touch, which makes it stale, takes it away
        return gr.update(value=value)

    report.click(on_ask, shown, report, show_progress="hidden", api_visibility="private")


def _made(session: Session, kind: str, texts: Texts) -> str:
    """The card with the file in it; a bug of ours ends in a sentence and buttons that still work."""
    assert session.analysis is not None
    profile = Profile.of(session.analysis, session.answers)
    try:
        plan = recommend(profile, own_catalogue())
        worn = session.look.picture if session.look else None
        return show_made(session.analysis, profile, plan, texts, kind, worn)
    except Exception:
        logging.getLogger(__name__).exception("the report could not be made")
        return show_report(texts, texts.get("booklet.failed"))
