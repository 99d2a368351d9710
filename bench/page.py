"""How long does a visitor wait? From a 12-megapixel photo to the result, from an answer to the new plan,
and until the page is painted at first, with its weight.

    python -m bench.page [--runs 5]

Server times are taken in this process; the browser's in Chromium with a server of its own on this
machine, so both share its processor. Without Chromium the second table is left out.
"""

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import median

import cv2

from bench.portrait import as_jpeg, portrait
from bench.start import verdict
from tools.table import table

ROOT = Path(__file__).parents[1]
PHOTO_WH = 4032, 3024  # as phones take them, 12 megapixels
RESULT_BUDGET_MS, ANSWER_BUDGET_MS, PAINT_BUDGET_MS = 1500.0, 300.0, 2500.0
START_S, SETTLE_MS = 90.0, 500
ANSWERS = ({"skin_type": "oily"}, {"concerns": ["redness"]}, {"text": "fine lines, no glitter"})
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
WEIGHT = (
    "performance.getEntries().filter(one => one.transferSize).map(one => one.transferSize)"
    ".reduce((sum, one) => sum + one, 0)"
)
Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    run(parser.parse_args().runs)


def run(runs: int = 5) -> None:
    """Print both tables of medians and the verdicts on the budgets."""
    photo = phone_photo()
    steps = _median_of(list(_server(photo, runs)))
    print(f"\nserver, medians of {runs} uploads of {len(photo) / 1e6:.1f} MB, milliseconds\n")
    print(table(("step", "ms"), [(name, f"{value:.0f}") for name, value in steps.items()]) + "\n")
    answer = steps.pop("an answer's new plan")
    print(verdict("the first result, on the server", sum(steps.values()), RESULT_BUDGET_MS, "ms"))
    print(verdict("an answer's new plan", answer, ANSWER_BUDGET_MS, "ms"))
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return
    seen = _median_of(list(_in_browser(photo, runs, chromium)))
    print(f"\nin Chromium beside the server, medians of {runs}\n")
    print(
        table(("figure", "value"), [(name, f"{value:.0f}") for name, value in seen.items()]) + "\n"
    )
    print(verdict("the first paint", seen["first paint, ms"], PAINT_BUDGET_MS, "ms"))


def phone_photo() -> bytes:
    """A JPEG of 12 megapixels with a face in its middle."""
    width, height = PHOTO_WH
    face = portrait(height)
    wide = cv2.copyMakeBorder(
        face,
        0,
        0,
        (width - face.shape[1]) // 2,
        width - face.shape[1] - (width - face.shape[1]) // 2,
        cv2.BORDER_REPLICATE,
    )
    return as_jpeg(wide)


def _server(photo: bytes, runs: int) -> Iterator[Figures]:
    """Milliseconds of each step of an upload, and of a plan drawn anew after an answer."""
    from beauty.engine import Beauty
    from beauty.texts import load_texts
    from beauty.ui.layout import PANELS
    from beauty.ui.page import drawn
    from beauty.ui.scene import Scene
    from beauty.ui.session import Session, Tab

    beauty, texts = Beauty.load(), load_texts("en")

    def draw(tab: Tab) -> None:
        for name, one in drawn(Scene(tab.session, "measures", texts), PANELS).items():
            if tab.is_stale(name, one.depends):
                tab.is_news(name, str(one.draw()))

    for number in range(runs + 1):
        tab = Tab()
        marks: list[tuple[str, float]] = []

        def mark(step: str, marks: list[tuple[str, float]] = marks) -> None:
            marks.append((step, time.perf_counter()))

        tab.session = Session().with_photo(beauty, photo, mark)
        mark("drawing it all")
        draw(tab)
        mark("")
        answers = []
        for said in ANSWERS:
            start = time.perf_counter()
            tab.session = tab.session.with_answers(said)
            draw(tab)
            answers.append(1000 * (time.perf_counter() - start))
        if number:  # the first one warms the caches
            yield {**_split(marks), "an answer's new plan": max(answers)}


def _split(marks: list[tuple[str, float]]) -> Figures:
    """What each mark began, until the next; the same name twice is one step."""
    figures: Figures = {}
    for (name, start), (_, end) in pairwise(marks):
        figures[name] = figures.get(name, 0.0) + 1000 * (end - start)
    return figures


def _in_browser(photo: bytes, runs: int, chromium: str) -> Iterator[Figures]:
    from playwright.sync_api import sync_playwright

    with _served() as url, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "phone.jpg"
        path.write_bytes(photo)
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for number in range(runs + 1):
            page = browser.new_context().new_page()
            with page.expect_event("response", lambda answer: "queue/data" in answer.url):
                page.goto(url)  # which never falls idle: the page holds a connection open
            page.wait_for_selector("#examples button")
            page.wait_for_timeout(SETTLE_MS)
            figures = {
                "first paint, ms": float(page.evaluate(PAINTED)),
                "page weight, kB over the wire": float(page.evaluate(WEIGHT)) / 1000,
            }
            start = time.perf_counter()
            page.set_input_files("#photo input[type=file]", path)
            page.wait_for_selector("#picture img")
            figures["upload to first result, ms"] = 1000 * (time.perf_counter() - start)
            page.locator("#result [role=tab]:visible").nth(2).click()
            before, start = page.inner_html("#show-makeup"), time.perf_counter()
            page.locator("#concerns input[name=redness]").check()
            page.wait_for_function(
                "before => document.querySelector('#show-makeup').innerHTML !== before", arg=before
            )
            figures["answer to new plan, ms"] = 1000 * (time.perf_counter() - start)
            page.context.close()
            if number:
                yield figures


@contextmanager
def _served() -> Iterator[str]:
    """The app in a process of its own, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "app.py", "--port", str(port)], cwd=ROOT)
    url, patience = f"http://127.0.0.1:{port}/", time.monotonic() + START_S
    try:
        while time.monotonic() < patience:
            try:
                with urllib.request.urlopen(url, timeout=5):
                    break
            except OSError:
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _median_of(runs: list[Figures]) -> Figures:
    return {name: median(one[name] for one in runs) for name in runs[0]}


if __name__ == "__main__":
    main()
