"""Faults that come from outside: processes killed, folders gone, clients gone. Tests run in the order of
this file, on one server; the last ones end it. docs/faults.md is the table of all."""

import os
import shutil
import signal
import socket
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from beauty.paths import ASSETS
from tests.private.tab import Tab
from tests.private.watched import Running, children, start, stop

FACE = (ASSETS / "examples" / "fair_oval.jpg").read_bytes()
SETTINGS = {
    "BEAUTY_REQUESTS_PER_MINUTE": "0",
    "BEAUTY_WORKERS": "1",
    "HOME": str(
        Path.home()
    ),  # a new one costs seconds: the list of the system's fonts is kept there
}
PATIENCE_S = 30.0
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="needs /proc, to look at processes"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="module")
def running(place: Path) -> Iterator[Running]:
    server = start(place, **SETTINGS)
    yield server
    stop(server)


def analyze(running: Running) -> httpx.Response:
    files = {"photo": ("a.jpg", FACE)}
    return httpx.post(f"{running.url}/v1/analyze", files=files, timeout=PATIENCE_S)


def inside(running: Running) -> int:
    """Requests at work or waiting."""
    return int(httpx.get(f"{running.url}/ready", timeout=PATIENCE_S).json()["inside"])


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def readers(running: Running) -> list[int]:
    every = [(pid, Path(f"/proc/{pid}/cmdline")) for pid in children(running.process.pid)]
    return [pid for pid, line in every if b"beauty.photo.worker" in line.read_bytes()]


def test_a_reader_killed_while_idle_costs_nothing(running: Running):
    assert analyze(running).status_code == 200
    before = readers(running)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert analyze(running).status_code == 200
    assert not set(before) & set(readers(running))


def test_the_folder_of_uploads_comes_back(running: Running):
    (folder,) = running.uploads
    shutil.rmtree(folder)
    until(folder.exists)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    tab = Tab(running.url)
    assert "ITA" in tab.photo(tab.upload("a.jpg", FACE))
    tab.close()


def test_clients_gone_in_the_middle_leave_no_trace(running: Running):
    host, port = running.url.removeprefix("http://").split(":")
    body = (
        b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
        + FACE
        + b"\r\n--x--\r\n"
    )
    head = (
        f"POST /v1/analyze HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    ).encode()
    for sent in (head + body, head + body, head + body[:5000]):
        with socket.create_connection((host, int(port))) as line:
            line.sendall(sent)
            if sent.endswith(b"--x--\r\n"):
                until(lambda: inside(running))
    until(lambda: inside(running) == 0)
    assert analyze(running).status_code == 200
    assert "Traceback" not in running.log
    assert '"level": "error"' not in running.log


def test_a_tab_closed_in_the_middle_leaves_the_line_free(running: Running):
    tab = Tab(running.url)
    path = tab.upload("a.jpg", FACE)
    file = {"path": path, "meta": {"_type": "gradio.FileData"}}
    target = [tab.ids["photo"], "input"]
    event = next(one for one in tab.config["dependencies"] if target in one["targets"])
    for _ in range(3):
        told = {"fn_index": event["id"], "data": [file, None, "measures", "en"]}
        asked = {**told, "session_hash": tab.session}
        tab.http.post("/gradio_api/queue/join", json=asked).raise_for_status()
    tab.close()
    other = Tab(running.url)
    assert "ITA" in other.photo(other.upload("b.jpg", FACE))
    other.close()


def asked_meanwhile(running: Running, then: Callable[[], None]) -> list[httpx.Response | str]:
    """What two requests were answered while something happened; an error by its name."""
    got: list[httpx.Response | str] = []

    def ask() -> None:
        try:
            got.append(analyze(running))
        except httpx.HTTPError as error:
            got.append(type(error).__name__)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for one in asking:
        one.start()
    until(lambda: inside(running) == 2)
    then()
    for one in asking:
        one.join(PATIENCE_S)
    return got


def test_killed_in_the_middle_and_started_again(running: Running, place: Path):
    helpers = readers(running)
    got = asked_meanwhile(running, running.process.kill)
    assert len(got) == 2
    assert all(isinstance(one, str) for one in got), "a client is told by its broken connection"
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in helpers))
    until(lambda: not running.uploads)
    again = start(place, **SETTINGS)
    try:
        assert analyze(again).status_code == 200
        got = asked_meanwhile(again, again.process.terminate)
        assert [one.status_code for one in got if isinstance(one, httpx.Response)] == [200, 200]
        again.process.wait(PATIENCE_S)
        assert again.process.returncode == 0
        assert again.uploads == []
        assert "Traceback" not in again.log
    finally:
        stop(again)
