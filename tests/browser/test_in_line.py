"""Nine people upload at once: the one who came last is told a place in line, and then sees a face."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Served
from tests.private.tab import Tab

OTHERS = 8
SENTENCE = {"en": r"You are number [1-9] in line", "zh": r"您排在第 [1-9] 位"}


@contextmanager
def others(served: Served, photo: bytes) -> Iterator[None]:
    """So many other visitors, who all hand over a photo now."""
    tabs = [Tab(served.url.rstrip("/")) for _ in range(OTHERS)]
    with ThreadPoolExecutor(OTHERS) as people:
        paths = [tab.upload("a.jpg", photo) for tab in tabs]
        given = [people.submit(tab.photo, path) for tab, path in zip(tabs, paths, strict=True)]
        yield
        for one in given:
            one.result()
    for tab in tabs:
        tab.close()


@pytest.mark.parametrize(("locale", "width"), [("en-US", 1280), ("zh-CN", 390)])
def test_who_waits_is_told_the_place_in_line(
    visit: OpenPage, served: Served, files: dict[str, Path], locale: str, width: int
):
    guest = visit(locale, width=width)
    note = guest.at(".in-line")
    expect(note).to_be_hidden()
    with others(served, files["portrait"].read_bytes()):
        guest.upload(files["portrait"])
        expect(note).to_have_text(re.compile(SENTENCE[locale[:2]]))
        expect(note).to_be_in_viewport()
    expect(guest.at("#picture img")).to_be_visible(timeout=30_000)
    expect(note).to_be_hidden()
