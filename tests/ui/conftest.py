"""Building a page in a test without leaving Gradio's event loops open behind it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import gradio as gr
import pytest

from beauty import Beauty
from beauty.texts import Texts
from beauty.ui.layout import PANELS, build_app
from beauty.ui.page import drawn
from beauty.ui.scene import Properties, Scene
from beauty.ui.session import Session

# what holds something as soon as there is a result
CARDS = (
    "face",
    "skin_kind",
    "skin_concerns",
    "skin_colors",
    "makeup",
    "care",
    "report",
    "progress",
)


@contextmanager
def loops_closed() -> Iterator[None]:
    """Close the event loops that Gradio makes for its locks (`safe_get_lock`) and never closes."""
    made: list[asyncio.AbstractEventLoop] = []
    make = asyncio.new_event_loop

    def remembered() -> asyncio.AbstractEventLoop:
        made.append(make())
        return made[-1]

    try:
        with mock.patch("asyncio.new_event_loop", remembered):
            yield
    finally:
        for loop in made:
            loop.close()
        asyncio.set_event_loop(None)


def filled(session: Session, layer: str, texts: Texts) -> dict[str, Properties]:
    """Everything that the page shows of a session, by the names of its components."""
    parts = drawn(Scene(session, layer, texts), PANELS)
    return {name: one.draw() for name, one in parts.items()}


@pytest.fixture(scope="session")
def app(beauty: Beauty) -> gr.Blocks:
    """The whole page, built but not served."""
    with loops_closed():
        return build_app(beauty)
