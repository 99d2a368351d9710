"""What an upload leaves behind: nothing, anywhere, once the sweeper has passed."""

import time
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from beauty.texts import load_texts
from tests.browser.conftest import OpenPage, Served
from tests.builders import encoded

EN = load_texts("en")
MARK = b"this-very-photo-7c1d9e"
GONE_WITHIN_SECONDS = 15  # a browser, a server and tests share two cores


def holding(mark: bytes, folder: Path) -> list[Path]:
    """Files below a folder that contain these bytes."""
    found = []
    for path in folder.rglob("*"):
        try:
            if path.is_file() and mark in path.read_bytes():
                found.append(path)
        except OSError:  # swept away meanwhile
            continue
    return found


def uploads(served: Served) -> list[Path]:
    """Files in the folder for uploads."""
    return [path for path in served.photos.rglob("*") if path.is_file()]


@pytest.fixture
def marked(portrait: np.ndarray, tmp_path: Path) -> Path:
    """The portrait with a comment inside that no other file has."""
    path = tmp_path / "marked.jpg"
    path.write_bytes(encoded(portrait, "JPEG", comment=MARK))
    assert MARK in path.read_bytes()
    return path


def test_upload_is_only_in_the_private_folder_and_soon_nowhere(
    visit: OpenPage, marked: Path, served: Served
):
    guest = visit()
    seen: list[Path] = []
    guest.page.on("request", lambda request: seen.extend(holding(MARK, served.photos)))
    guest.upload(marked)
    expect(guest.at("#picture img")).to_be_visible()
    assert seen, "the search itself works: the upload was there while the page was busy with it"
    assert served.photos.stat().st_mode & 0o077 == 0
    assert holding(MARK, served.disk) == []
    patience = time.monotonic() + GONE_WITHIN_SECONDS
    while holding(MARK, served.photos) and time.monotonic() < patience:
        time.sleep(0.1)
    assert holding(MARK, served.photos) == []
    assert holding(MARK, served.disk) == []
    expect(guest.at("#photo img")).to_be_visible()  # the preview was fetched in time and stays
    guest.speak("中文")  # the page goes on working from memory
    guest.sees("#show-face", "page.shape_heading", "zh")


def test_a_camera_shot_is_soon_nowhere(visit: OpenPage, served: Served):
    guest = visit()
    seen: set[Path] = set()
    guest.page.on("request", lambda request: seen.update(uploads(served)))
    guest.page.click("#photo button[aria-label='Capture from camera']")
    guest.page.click("#photo >> text=Click to Access Webcam")
    guest.page.wait_for_function(
        "(v => v && v.readyState >= 2 && v.videoWidth)(document.querySelector('#photo video'))"
    )
    guest.page.click("#photo button[aria-label='capture photo']")
    expect(guest.at("#picture img")).to_be_visible()
    guest.page.context.close()  # the tab is closed
    patience = time.monotonic() + GONE_WITHIN_SECONDS
    while uploads(served) and time.monotonic() < patience:
        time.sleep(0.1)
    assert seen, "the search itself works"
    assert uploads(served) == []


def test_pictures_of_a_result_never_become_files(
    visit: OpenPage, files: dict[str, Path], served: Served
):
    guest = visit()
    guest.upload(files["portrait"])
    expect(guest.at("#picture img")).to_be_visible()
    guest.choose("#layer", EN.get("page.layer_guide"))
    expect(guest.at("#picture img")).to_have_attribute("alt", EN.get("page.alt_guide"))
    sent = {path.read_bytes() for path in files.values()}
    kept = [path.read_bytes() for path in uploads(served)]
    assert [one for one in kept if one not in sent and MARK not in one] == []


def test_browser_keeps_nothing(visit: OpenPage, files: dict[str, Path]):
    guest = visit()
    guest.upload(files["portrait"])
    expect(guest.at("#picture img")).to_be_visible()
    kept = guest.page.evaluate(
        "async () => [JSON.stringify(localStorage), JSON.stringify(sessionStorage),"
        " (await indexedDB.databases()).length, (await caches.keys()).length]"
    )
    assert "image" not in kept[0] + kept[1]
    assert "portrait" not in kept[0] + kept[1]
    assert kept[2:] == [0, 0]
    assert guest.page.context.cookies() == []


def test_another_visitor_sees_nothing_of_it(visit: OpenPage, files: dict[str, Path]):
    first, second = visit(), visit()
    first.upload(files["portrait"])
    expect(first.at("#picture img")).to_be_visible()
    second.page.reload()
    second.sees("#message", "page.empty_heading")
    expect(second.at("#picture img")).to_have_count(0)
