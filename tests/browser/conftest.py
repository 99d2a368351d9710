"""A running app and a real Chromium whose camera is a file; no request may leave the app's own address.

Without any Chromium these tests are skipped, unless BEAUTY_REQUIRE_BROWSER is set: then they fail.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.error import URLError

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from beauty.paths import ROOT
from beauty.ui.temp_files import IN_MEMORY, PREFIX
from tests.browser.visit import Visit
from tests.builders import encoded

START_SECONDS = 90
PATIENCE_MS = 30_000  # with the page: how fast it is, bench/page.py measures
OpenPage = Callable[..., Visit]
ColorScheme = Literal["light", "dark"]
NARROW_PX = 600  # below, the browser calls itself a phone's
PHONE = "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/149.0 Mobile Safari/537.36"
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Served:
    """A running app. pid: its process; disk: the only folders it was told it may write to."""

    url: str
    pid: int
    disk: Path

    @property
    def photos(self) -> Path:
        """Where it keeps uploads for a moment."""
        (folder,) = folders_of(self.pid, self.disk)
        return folder


def folders_of(pid: int, disk: Path) -> list[Path]:
    """Folders for uploads of a process: in memory, or where there is none, in its temporary folder."""
    return [path for where in (IN_MEMORY, disk) for path in where.glob(f"{PREFIX}{pid}-*")]


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`python app.py` on a free port, with a home and a temporary folder of its own."""
    disk = tmp_path_factory.mktemp("app")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "HOME": str(disk), "TMPDIR": str(disk)}
    with (disk / "app.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "app.py", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}/"
            _wait_for(url, process, disk / "app.log")
            yield Served(url, process.pid, disk)
        finally:
            process.send_signal(signal.SIGTERM)  # as a container is stopped
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    said = (disk / "app.log").read_text("utf-8")
    assert "Traceback" not in said, said
    assert folders_of(process.pid, disk) == [], "the app takes its folder along when it ends"


def _wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    patience = time.monotonic() + START_SECONDS
    while time.monotonic() < patience:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the app did not start:\n{log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def camera_clip(portrait: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the fake camera sees: the portrait, moving a little, as a stream of JPEGs (MJPEG)."""
    frame = cv2.resize(portrait, (446, 480), interpolation=cv2.INTER_AREA)
    wide = np.full((480, 640, 3), 128, np.uint8)
    wide[:, 97:543] = frame
    clip = tmp_path_factory.mktemp("camera") / "clip.mjpeg"
    clip.write_bytes(
        b"".join(encoded(np.roll(wide, k, axis=1), "JPEG", quality=95) for k in range(10))
    )
    return clip


@pytest.fixture(scope="package")
def chromium(camera_clip: Path) -> Iterator[Browser]:
    """Debian's Chromium, else Playwright's own; gone after this folder, and with it Playwright's event
    loop, beside which no test of another folder could run one of its own."""
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    flags = [*FLAGS, f"--use-file-for-fake-video-capture={camera_clip}"]
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=system, args=flags)
        except Error as error:
            said = f"no Chromium to drive: {str(error).splitlines()[0]}"
            if os.environ.get("BEAUTY_REQUIRE_BROWSER"):
                pytest.fail(said)
            pytest.skip(f"{said} (install one, for instance with tools/install_chromium.sh)")
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, served: Served) -> Iterator[OpenPage]:
    """Opens pages; at the end nothing may have been asked of anybody else, and nothing have failed."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_page(
        locale: str = "en-US", width: int = 1280, height: int = 900, scheme: ColorScheme = "light"
    ) -> Visit:
        context = chromium.new_context(
            locale=locale,
            permissions=["camera", "clipboard-read", "clipboard-write"],
            viewport={"width": width, "height": height},
            user_agent=PHONE if width < NARROW_PX else None,
            color_scheme=scheme,
        )
        contexts.append(context)
        page: Page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        visits.append(Visit(page, served.url))
        visits[-1].open()
        return visits[-1]

    yield open_page
    complaints = [one.complaints() for one in visits]
    for context in contexts:
        context.close()
    assert complaints == [[]] * len(visits)


@pytest.fixture(scope="session")
def files(portrait: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pictures that tests upload, by name."""
    from skimage import data

    folder = tmp_path_factory.mktemp("uploads")
    small = np.ascontiguousarray(portrait[::2, ::2])
    pictures = {
        "portrait.jpg": encoded(portrait, "JPEG", quality=92),
        "two.jpg": encoded(np.hstack([small, small[:, ::-1]]), "JPEG", quality=92),
        "coffee.jpg": encoded(data.coffee(), "JPEG"),
        "text.jpg": b"This was a text file before somebody renamed it.",
    }
    for name, content in pictures.items():
        (folder / name).write_bytes(content)
    return {Path(name).stem: folder / name for name in pictures}
