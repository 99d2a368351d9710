"""Photograph the running page for the README: `python -m tools.take_pictures [--out docs/pictures]`.

Starts the app on a free port, drives it with Chromium and saves the empty page, a result, an error,
the Chinese page and the phone-wide page. Only rendered example faces are shown.
"""

import argparse
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from beauty.paths import ASSETS, ROOT
from beauty.ui.show_concerns import SKIN_LAYER
from beauty.ui.show_face import LAYERS
from beauty.ui.show_why import WHY

CHROMIUM = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
LAPTOP, PHONE = (1280, 1180), (390, 844)
TRANSITION_S = 1.2
START_S = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with running_app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM)
        )
        take_all(browser, address, args.out)
        browser.close()


def take_all(browser: Browser, address: str, out: Path) -> None:
    """Every picture, one after the other."""
    page = open_page(browser, address, LAPTOP, "en-US")
    save(page, out / "empty.jpg")
    page.set_input_files("#photo input[type=file]", nothing_to_see())
    page.wait_for_selector(".card.error")
    save(page, out / "error.jpg")
    choose(page, "fair_oval")
    save(page, out / "face.jpg")
    show_layer(page, next(iter(WHY)))
    save(page, out / "why.jpg")
    show_layer(page, "measures")
    show_tab(page, 1)
    scroll_to(page, "#show-skin .card:nth-of-type(2)")
    save(page, out / "skin.jpg")
    choose(page, "tan_square")
    show_layer(page, SKIN_LAYER)
    page.locator("#concern label").nth(2).click()
    page.wait_for_timeout(1000)
    save(page, out / "map.jpg")
    choose(page, "deep_oblong")
    show_tab(page, 2)
    show_layer(page, "guide")
    scroll_to(page, "#picture")
    save(page, out / "makeup.jpg")
    show_tab(page, 3)
    scroll_to(page, "#result")
    save(page, out / "care.jpg")
    page = open_page(browser, address, LAPTOP, "zh-CN")
    choose(page, "light_heart")
    show_layer(page, "regions")
    page.locator("#concerns label").nth(3).click()
    show_tab(page, 3)
    save(page, out / "chinese.jpg")
    page = open_page(browser, address, PHONE, "en-US")
    choose(page, "dark_diamond")
    page.evaluate("document.querySelector('#message').scrollIntoView()")
    save(page, out / "phone.jpg")


def open_page(browser: Browser, address: str, size_wh: tuple[int, int], locale: str) -> Page:
    width, height = size_wh
    page = browser.new_context(
        viewport={"width": width, "height": height}, locale=locale, color_scheme="light"
    ).new_page()
    page.goto(address)
    page.wait_for_selector("#message .empty")
    return page


def choose(page: Page, example: str) -> None:
    """Upload one of the example faces and wait for its result."""
    page.reload()
    page.wait_for_selector("#message .empty")
    page.set_input_files("#photo input[type=file]", ASSETS / "examples" / f"{example}.jpg")
    page.wait_for_selector("#picture img")


def show_tab(page: Page, number: int) -> None:
    page.locator("#result button[role=tab]").nth(number).click()
    page.evaluate("scrollTo(0, 0)")


def show_layer(page: Page, layer: str) -> None:
    """A layer of beauty/ui/show_face.py."""
    page.locator("#layer label").nth(LAYERS.index(layer)).click()


def scroll_to(page: Page, selector: str) -> None:
    page.wait_for_timeout(600)
    page.evaluate("css => document.querySelector(css).scrollIntoView()", selector)


def save(page: Page, path: Path) -> None:
    """What the screen shows."""
    time.sleep(TRANSITION_S)  # fades and late layout
    page.screenshot(path=path, quality=82)
    print(path)


def nothing_to_see() -> FilePayload:
    """A plain picture without a face, as an upload."""
    plain = cv2.imencode(".png", np.full((480, 640, 3), (190, 205, 215), np.uint8))[1]
    return {"name": "plain.png", "mimeType": "image/png", "buffer": plain.tobytes()}


@contextmanager
def running_app() -> Iterator[str]:
    """The app as a user starts it, on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "app.py", "--port", str(port)]
    app = subprocess.Popen(command, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        app.terminate()
        app.wait()


def wait_for(address: str) -> None:
    for _ in range(2 * START_S):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"the app did not answer at {address} within {START_S} s")


if __name__ == "__main__":
    main()
