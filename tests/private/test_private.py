"""Private by proof: photos that carry words go through every door; then the words are looked for.

docs/privacy.md makes the promises that these tests prove. They run in the order of this file, on one
server whose standard output, connections, folders and open files are watched from outside.
"""

import base64
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import httpx
import pytest
from pypdf import PdfReader
from websockets.sync.client import connect

from beauty.ui.temp_files import IN_MEMORY, PREFIX
from tests.private.canary import NAME, WISH, WORDS, told_by
from tests.private.tab import Tab
from tests.private.watched import SITE, Running, stop

SOON_S = 10.0
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="needs /proc, to look at open files"
)
ANSWERS = json.dumps({"text": f"I love {WISH}", "skin_type": "oily"})


def ask(running: Running, route: str, photo: bytes, **fields: str) -> httpx.Response:
    files = {"photo": (NAME, photo)}
    return httpx.post(f"{running.url}{route}", files=files, data=fields, timeout=60)


def mcp(running: Running, tool: str, **arguments: object) -> dict[str, Any]:
    body = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": tool, "arguments": arguments},
    }
    headers = {"Accept": "application/json, text/event-stream"}
    answer = httpx.post(f"{running.url}/mcp", json=body, headers=headers, timeout=60)
    result: dict[str, Any] = answer.raise_for_status().json()["result"]
    return result


def files_in(text: str) -> list[bytes]:
    """Every file that a page or an answer carries as base64 in a data URL."""
    found = re.findall(
        r"data:[a-z]+/[a-z0-9.+-]+;base64,([A-Za-z0-9+/=]+)", text.replace("\\/", "/")
    )
    return [base64.b64decode(one) for one in found]


def test_rest_and_mcp_write_nothing_and_give_no_metadata_back(
    running: Running, png: bytes, jpeg: bytes
):
    for photo in (png, jpeg):
        for route in ("/v1/analyze", "/v1/recommend"):
            said = ask(running, route, photo, answers=ANSWERS)
            assert said.status_code == 200, said.text
            assert WORDS not in said.content
        assert running.files() == []
    look = httpx.get(f"{running.url}/v1/looks").json()[0]["name"]
    worn = ask(running, "/v1/try-on", png, look=look)
    assert worn.status_code == 200
    assert told_by(worn.content) == []
    told = mcp(running, "try_on", photo=base64.b64encode(png).decode(), look=look)
    assert told_by(base64.b64decode(told["content"][0]["data"])) == []
    assert "error" not in mcp(running, "analyze", photo=base64.b64encode(jpeg).decode())
    assert ask(running, "/v1/analyze", b"no photo at all " + WORDS).status_code == 415
    assert running.files() == []


def test_the_page_keeps_an_upload_in_memory_for_seconds(running: Running, png: bytes):
    tab = Tab(running.url)
    path = tab.upload(NAME, png)
    assert running.with_words() != [], "the search itself works: it is there now"
    assert all(one.is_relative_to(IN_MEMORY) for one in running.files())
    page = tab.photo(path)
    pictures = files_in(page)
    assert len(pictures) >= 2
    for picture in pictures:
        assert told_by(picture) == []
    assert WORDS.decode() not in page
    for kind in ("pdf", "html"):
        (made,) = [one for one in files_in(tab.report(kind)) if is_report(one, kind)]
        assert WORDS not in plain(made, kind)
    assert "base64" not in re.sub(r"data:font[^)]*", "", tab.delete())
    assert running.until_clean(SOON_S) < SOON_S
    tab.close()


def is_report(content: bytes, kind: str) -> bool:
    return content.startswith(b"%PDF") if kind == "pdf" else b"<html" in content[:300].lower()


def plain(content: bytes, kind: str) -> bytes:
    """Everything a report holds, unpacked, with the pictures that are in it."""
    if kind == "html":
        pictures = files_in(content.decode())
        assert pictures
        assert [told for one in pictures for told in told_by(one)] == []
        return content
    pages = PdfReader(io.BytesIO(content))
    assert not {"/Author", "/Subject", "/Keywords"} & {
        name for name, value in (pages.metadata or {}).items() if "nobody" in str(value)
    }
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.S)
    return content + b"".join(unpacked(one) for one in streams)


def unpacked(stream: bytes) -> bytes:
    with_ascii = stream.strip()
    try:
        if with_ascii.endswith(b"~>"):
            with_ascii = base64.a85decode(b"<~" + with_ascii, adobe=True)
        return zlib.decompress(with_ascii)
    except (ValueError, zlib.error):
        return with_ascii


def test_a_closed_tab_leaves_nothing_behind(running: Running, png: bytes):
    tab = Tab(running.url)
    tab.photo(tab.upload(NAME, png))
    tab.upload("waiting-" + NAME, png + b" ")  # the tab goes before this one is looked at
    assert running.files() != []
    tab.close()
    assert running.until_clean(SOON_S) < SOON_S


def test_an_upload_that_breaks_off_leaves_nothing_behind(running: Running, png: bytes):
    host, _, port = running.url.removeprefix("http://").partition(":")
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
    with socket.create_connection((host, int(port))) as line:
        line.sendall(
            b"POST /gradio_api/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\n\r\n" + head + png
        )
        time.sleep(0.3)
    assert running.until_clean(SOON_S) < SOON_S


def test_named_endpoints_and_mirror_write_nothing(running: Running, png: bytes, jpeg: bytes):
    photo = base64.b64encode(jpeg).decode()
    for name, data in (("analyze", [photo, {}, "en", NAME]), ("try_on", [photo, "", "", "en"])):
        call = httpx.post(f"{running.url}/gradio_api/call/{name}", json={"data": data}, timeout=60)
        event = call.raise_for_status().json()["event_id"]
        said = httpx.get(f"{running.url}/gradio_api/call/{name}/{event}", timeout=60).text
        assert "event: complete" in said
        assert running.files() == []
    with connect(running.url.replace("http", "ws") + "/ws/live", max_size=2**24) as mirror:
        while json.loads(mirror.recv(30))["type"] != "ready":
            pass
        mirror.send(jpeg)
        shown = [one for one in (mirror.recv(30), mirror.recv(30)) if isinstance(one, bytes)]
    assert told_by(shown[0]) == []
    assert running.files() == []


def test_gradios_ways_to_disk_are_closed(running: Running, png: bytes):
    for path in ("process_recording", "deep_link?session_hash=x", "vibe-edit", "component_server_"):
        answer = httpx.post(f"{running.url}/gradio_api/{path}", files={"video": ("a.mp4", png)})
        assert answer.status_code == 404, path
    assert running.files() == []


def test_the_log_holds_nothing_of_a_person_and_nothing_left_the_machine(
    running: Running, png: bytes
):
    said = running.log
    assert '"event": "request"' in said, "the log is on"
    for word in (WORDS.decode(), NAME, WISH, "of-nobody", "oily", "base64", "GPS", '127.0.0.1"'):
        assert word not in said, word
    figures = httpx.get(f"{running.url}/metrics").text
    assert 'beauty_stage_seconds_count{stage="face"}' in figures
    assert 'beauty_refusals_total{code="unsupported_format"} 1.0' in figures
    for word in (WORDS.decode(), NAME, WISH, "of-nobody"):
        assert word not in figures
    assert running.connections == ""


def test_the_spy_on_connections_can_see_one(tmp_path: Path):
    (tmp_path / "sitecustomize.py").write_text(SITE, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "SPY": str(tmp_path / "spied.txt")}
    reach = "import socket; socket.create_connection(('192.0.2.1', 9), 1)"
    done = subprocess.run([sys.executable, "-c", reach], env=environment, capture_output=True)
    assert b"no way out" in done.stderr
    assert "192.0.2.1" in (tmp_path / "spied.txt").read_text()


def test_killed_in_the_middle_of_it_nothing_is_left(running: Running, png: bytes):
    """Last, for it ends the server."""
    tab = Tab(running.url)
    tab.upload(NAME, png)
    assert running.with_words() != []
    stop(running, signal.SIGKILL)
    tab.close()
    assert running.until_clean(SOON_S) < SOON_S
    assert list(IN_MEMORY.glob(f"{PREFIX}{running.process.pid}-*")) == []
