"""Building a page in a test without leaving Gradio's event loops open behind it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import gradio as gr
import pytest

from beauty import Beauty
from beauty.ui.layout import build_app


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


@pytest.fixture(scope="session")
def app(beauty: Beauty) -> gr.Blocks:
    """The whole page, built but not served."""
    with loops_closed():
        return build_app(beauty)
