"""How many frames a second does the live mirror show, and how far behind? A real browser, end to end.

    python -m bench.live [--seconds 10] [--runs 3] [--look everyday] [--viewers 1]

Starts the app and Chromium (no window, software rendering) on this machine, with a file as its camera: a
portrait that moves, 640x480 at 30 frames a second, every frame numbered by black and white blocks beside
the face. Numbers are read back from the video element when it shows a frame and from the mirror when it
has painted one; lag is the time between the two. Needs Chromium (tools/install_chromium.sh). The last
column says how busy the machine was: only quiet runs can be held against the bars.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beauty.texts import load_texts
from bench.portrait import portrait
from tools.table import table

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

ROOT = Path(__file__).parents[1]
SIZE_WH, FACE_SIDE_PX = (640, 480), 480
BITS, BLOCK_PX, FRAMES, SWAY_PX = 7, 40, 90, 18
BAR_FPS, BAR_LAG_MS = 25.0, 120.0
START_S = 90
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
)
# Numbers frames: reads the blocks of the video when it shows a frame, of the mirror when it was painted.
MEASURE = """([bits, block, frames, seconds]) => new Promise(done => {
  const [video, mirror] = ['video', 'mirror'].map(x => document.querySelector(`#live [data-part=${x}]`));
  const small = document.createElement('canvas');
  Object.assign(small, {width: 1, height: bits});
  const pen = small.getContext('2d', {willReadFrequently: true});
  const number = (source, scale) => {
    pen.drawImage(source, scale * block / 4, 0, scale * block / 2, scale * block * bits, 0, 0, 1, bits);
    const pixels = pen.getImageData(0, 0, 1, bits).data;
    return [...Array(bits).keys()].reduce((sum, bit) => sum + (pixels[4 * bit] > 127 ? 1 << bit : 0), 0);
  };
  const shownAt = new Map(), lags = [], behind = [], sides = new Set();
  let now = 0, shown = 0, begin = performance.now(), going = true;
  const look = () => {
    if (!going) return;
    now = number(video, video.videoWidth / 640);
    shownAt.set(now, performance.now());
    shown += 1;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  const paint = () => {
    const which = number(mirror, mirror.width / 640);
    sides.add(mirror.width);
    if (!shownAt.has(which)) return;
    lags.push(performance.now() - shownAt.get(which));
    behind.push((now - which + frames) % frames);
    shownAt.delete(which);
  };
  mirror.addEventListener('painted', paint);
  setTimeout(() => {
    going = false;
    mirror.removeEventListener('painted', paint);
    const took = (performance.now() - begin) / 1000;
    done({fps: lags.length / took, camera: shown / took, lags, behind, sides: [...sides]});
  }, seconds * 1000);
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--viewers", type=int, default=1)
    parser.add_argument("--look", default="")
    run(**vars(parser.parse_args()))


def run(seconds: float = 10, runs: int = 3, viewers: int = 1, look: str = "") -> None:
    """Print a row a run and the verdicts on the bars, by the best run."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / "clip.mjpeg"
        clip.write_bytes(numbered_clip())
        with served(Path(folder)) as url, sync_playwright() as playwright:
            found = [measured(playwright, url, clip, seconds, viewers, look) for _ in range(runs)]
    rows = [tuple(one.values()) for one in found]
    print(table(tuple(found[0]), rows) + "\n")
    fps, lag = (pick(float(one[name]) for one in found) for name, pick in
                (("frames/s", max), ("lag median, ms", min)))  # fmt: skip
    print(f"bar {BAR_FPS:.0f} frames/s: {fps:.1f}, {'pass' if fps >= BAR_FPS else 'MISSED'}")
    print(f"bar {BAR_LAG_MS:.0f} ms lag: {lag:.0f} ms, {'pass' if lag <= BAR_LAG_MS else 'MISSED'}")


def numbered_clip() -> bytes:
    """JPEGs end to end: the portrait swaying, each frame's number in blocks down the left side."""
    face = cv2.cvtColor(portrait(FACE_SIDE_PX), cv2.COLOR_RGB2BGR)
    frames = []
    for number in range(FRAMES):
        frame = np.full((SIZE_WH[1], SIZE_WH[0], 3), 128, np.uint8)
        left = round(
            (SIZE_WH[0] - face.shape[1]) / 2 + 20 + SWAY_PX * np.sin(2 * np.pi * number / FRAMES)
        )
        frame[: face.shape[0], left : left + face.shape[1]] = face
        for bit in range(BITS):
            frame[bit * BLOCK_PX : (bit + 1) * BLOCK_PX, :BLOCK_PX] = 255 * (number >> bit & 1)
        frames.append(cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes())
    return b"".join(frames)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The app in a process of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "app.py", "--port", str(port)]
    with (folder / "app.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    try:
        url = f"http://127.0.0.1:{port}/"
        patience = time.monotonic() + START_S
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > patience:
                raise RuntimeError((folder / "app.log").read_text("utf-8"))
            time.sleep(0.3)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False


def measured(
    playwright: "Playwright", url: str, clip: Path, seconds: float, viewers: int, look: str
) -> dict[str, Any]:
    """One run's row: the first viewer's figures, with the machine's load meanwhile."""
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    flags = [*FLAGS, f"--use-file-for-fake-video-capture={clip}"]
    browser = playwright.chromium.launch(executable_path=system, args=flags)
    try:
        pages = [opened(browser.new_context(permissions=["camera"]).new_page(), url, look)
                 for _ in range(viewers)]  # fmt: skip
        pages[0].wait_for_timeout(4000)  # the first parsing, and the browser's own start
        told = pages[0].evaluate(MEASURE, [BITS, BLOCK_PX, FRAMES, seconds])
        worn = pages[0].eval_on_selector("#live [data-part=look]", "one => one.value")
    finally:
        browser.close()
    return {
        "look": worn,
        "viewers": viewers,
        "camera, frames/s": f"{told['camera']:.1f}",
        "frames/s": f"{told['fps']:.1f}",
        "lag median, ms": f"{median(told['lags']):.0f}",
        "lag p95, ms": f"{np.percentile(told['lags'], 95):.0f}",
        "frames behind, median": f"{median(told['behind']):.0f}",
        "width, px": " ".join(str(side) for side in sorted(told["sides"])),
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def opened(page: "Page", url: str, look: str) -> "Page":
    """A page with the mirror on."""
    page.goto(url)
    page.get_by_role("tab", name=load_texts().get("page.tab_live")).click()
    page.wait_for_selector("#live [data-part=start]:visible")
    if look:
        page.select_option("#live [data-part=look]", look)
    page.click("#live [data-part=start]")
    page.wait_for_selector(".live[data-state=running]", timeout=60_000)
    return page


if __name__ == "__main__":
    main()
