"""The socket: frames in and out, hostile ones survived; places, origin, nothing on disk."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from beauty import Beauty
from beauty.live import attach_live, door
from beauty.live.limits import load_rules
from beauty.settings import Settings
from tests.builders import photo_of
from tests.live.streams import jpeg

LIPS = {"product": "lips", "color": "#8a0f2b", "opacity": 1.0}
LOOK = {"layers": [LIPS]}
PATH = "/ws/live"


@pytest.fixture(scope="module")
def client(beauty: Beauty) -> Iterator[TestClient]:
    app = FastAPI()
    attach_live(app, beauty, Settings(live_viewers=2))
    with TestClient(app) as made:
        yield made


def opened(socket: WebSocketTestSession) -> dict[str, Any]:
    told = socket.receive_json()
    assert told["type"] == "ready", told
    return told


def answered(socket: WebSocketTestSession, frame: bytes) -> tuple[dict[str, Any], bytes]:
    socket.send_bytes(frame)
    told = socket.receive_json()
    assert told["type"] == "frame", told
    return told, socket.receive_bytes()


def pixels(data: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)


def test_a_frame_comes_back_with_the_look_on_and_only_there(
    client: TestClient, frame: bytes, beauty: Beauty
):
    with client.websocket_connect(PATH) as socket:
        ready = opened(socket)
        assert ready["places"] == 2
        assert ready["side"] == load_rules().pace.sides_px[0]
        socket.send_json(LOOK)
        assert socket.receive_json() == {"type": "wearing", "look": "own"}
        for _ in range(3):
            told, picture = answered(socket, frame)
    assert told["face"] is True
    assert told["viewers"] == 1
    assert told["ms"] > 0
    before, after = pixels(frame).astype(int), pixels(picture).astype(int)
    assert after.shape == before.shape
    changed = np.abs(after - before).max(axis=2)
    (face,) = beauty.find_faces(photo_of(pixels(frame)))
    x, y = face.landmarks_px[[14, 17]].mean(0).astype(int)  # the middle of the lower lip
    assert changed[y - 2 : y + 3, x - 5 : x + 6].mean() > 25
    corner = changed[:100, :80]  # JPEG's own rounding is all that may differ there
    assert corner.max() < 12


def test_bare_and_faceless_frames_come_back_as_they_are(client: TestClient, frame: bytes):
    grey = jpeg(np.full((240, 320, 3), 90, np.uint8))
    with client.websocket_connect(PATH) as socket:
        opened(socket)
        assert answered(socket, frame)[1] == frame  # nothing is worn yet
        socket.send_json(LOOK)
        socket.receive_json()
        told, picture = answered(socket, grey)
        assert (told["face"], picture) == (False, grey)
        assert answered(socket, frame)[1] != frame
        socket.send_json({"look": None})
        socket.receive_json()
        assert answered(socket, frame)[1] == frame


def too_wide() -> bytes:
    return jpeg(np.zeros((40, load_rules().limits.side_px + 8, 3), np.uint8))


HOSTILE = {
    "not_jpeg": (b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(99), b"\xff\xd8\xff" + bytes(500)),
    "too_large": (b"\xff\xd8\xff" + bytes(load_rules().limits.frame_bytes), too_wide()),
    "too_small": (jpeg(np.zeros((8, 8, 3), np.uint8)),),
}


def test_hostile_frames_are_answered_and_the_mirror_goes_on(client: TestClient, frame: bytes):
    with client.websocket_connect(PATH) as socket:
        opened(socket)
        for code, frames in HOSTILE.items():
            for bad in frames:
                socket.send_bytes(bad)
                assert socket.receive_json() == {"type": "trouble", "code": code, "frame": True}
        time.sleep(0.3)  # else the next ones come too fast
        cut = frame[: len(frame) // 2]  # may decode, with a grey part: never a crash
        socket.send_bytes(cut)
        if socket.receive_json()["type"] == "frame":
            socket.receive_bytes()
        for side in ((480, 640), (640, 480), (33, 1280), (1280, 33)):  # a phone that is turned
            answered(socket, jpeg(np.full((*side, 3), 60, np.uint8)))
        assert answered(socket, frame)[0]["face"] is True


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("no json", "not_json"),
        ("[1]", "not_json"),
        ("[" * 9000, "not_json"),
        ("{" + " " * 20_000 + "}", "not_json"),
        ("{}", "unknown"),
        ('{"look": 5}', "unknown"),
        ('{"pause": "yes"}', "unknown"),
        ('{"look": null, "strength": NaN}', "unknown"),
        ('{"look": null, "strength": 2}', "unknown"),
        ('{"look": "no such = look"}', "look"),
        ('{"look": "../../etc/passwd"}', "look"),
        ('{"layers": []}', "look"),
        ('{"layers": "lips"}', "look"),
        ('{"layers": [{"product": "lips"}]}', "look"),
        ('{"layers": [{"product": "lips", "color": "#12345"}]}', "look"),
        ('{"layers": [{"product": "lips", "color": "#123456", "opacity": 1e999}]}', "look"),
        (json.dumps({"layers": [LIPS] * 41}), "look"),
    ],
)
def test_messages_that_are_not_understood_are_said_so(client: TestClient, message: str, code: str):
    with client.websocket_connect(PATH) as socket:
        opened(socket)
        socket.send_text(message)
        told = socket.receive_json()
        assert (told["type"], told["code"]) == ("trouble", code)
        assert "frame" not in told


def test_one_who_only_makes_trouble_is_asked_to_go(client: TestClient):
    with client.websocket_connect(PATH) as socket:
        opened(socket)
        with pytest.raises(WebSocketDisconnect) as left:
            for _ in range(200):
                socket.send_text("x")
                socket.receive_json()
        assert left.value.code == 1008


def test_too_many_frames_a_second_are_not_worked_on(client: TestClient):
    grey = jpeg(np.full((64, 64, 3), 90, np.uint8))
    codes = []
    with client.websocket_connect(PATH) as socket:
        opened(socket)
        for _ in range(60):
            socket.send_bytes(grey)
        for _ in range(60):
            told = socket.receive_json()
            codes.append(told.get("code", "shown"))
            if told["type"] == "frame":
                socket.receive_bytes()
    assert codes.count("too_fast") > 0
    assert codes.count("shown") >= 8


def test_places_are_few_and_the_line_moves_up(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(door, "RETRY_S", 0.05)
    with client.websocket_connect(PATH) as first, client.websocket_connect(PATH) as second:
        opened(first), opened(second)
        with client.websocket_connect(PATH) as third, client.websocket_connect(PATH) as fourth:
            assert third.receive_json() == {"type": "full", "place": 1, "retry_s": 0.05}
            assert fourth.receive_json()["place"] == 2
            first.close()
            told = third.receive_json()
            while told["type"] == "full":
                told = third.receive_json()
            assert told["type"] == "ready"
            assert told["viewers"] == 2
            places = [fourth.receive_json()["place"] for _ in range(8)]
            assert places[-1] == 1


def test_one_who_leaves_the_line_frees_it(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(door, "RETRY_S", 0.05)
    with client.websocket_connect(PATH) as first, client.websocket_connect(PATH) as second:
        opened(first), opened(second)
        with client.websocket_connect(PATH) as third:
            assert third.receive_json()["place"] == 1
        time.sleep(0.3)
        with client.websocket_connect(PATH) as fourth:
            assert fourth.receive_json()["place"] == 1


def test_the_line_has_an_end(beauty: Beauty, monkeypatch: pytest.MonkeyPatch):
    rules = load_rules()
    short = replace(rules, limits=replace(rules.limits, line=0))
    monkeypatch.setattr(door, "load_rules", lambda: short)
    app = FastAPI()
    attach_live(app, beauty, Settings(live_viewers=1))
    with TestClient(app) as client, client.websocket_connect(PATH) as first:
        opened(first)
        with client.websocket_connect(PATH) as second:
            assert second.receive_json()["type"] == "busy"
            with pytest.raises(WebSocketDisconnect) as left:
                second.receive_json()
            assert left.value.code == 1013


def test_who_sends_nothing_is_let_go_and_a_pause_lasts_longer(
    beauty: Beauty, monkeypatch: pytest.MonkeyPatch
):
    rules = load_rules()
    short = replace(rules, limits=replace(rules.limits, idle_s=0.2, pause_s=0.8))
    monkeypatch.setattr(door, "load_rules", lambda: short)
    app = FastAPI()
    attach_live(app, beauty, Settings(live_viewers=1))
    with TestClient(app) as client:
        for pause, least_s, most_s in ((False, 0.15, 0.7), (True, 0.7, 3.0)):
            with client.websocket_connect(PATH) as socket:
                opened(socket)
                if pause:
                    socket.send_json({"pause": True})
                    assert socket.receive_json() == {"type": "paused"}
                began = time.monotonic()
                assert socket.receive_json() == {"type": "rest"}
                assert least_s < time.monotonic() - began < most_s


@pytest.mark.parametrize(
    ("headers", "welcome"),
    [
        ({}, True),
        ({"origin": "http://testserver"}, True),
        ({"origin": "https://testserver"}, True),
        ({"origin": "https://example.com"}, False),
        ({"origin": "null"}, False),
        ({"origin": "https://testserver.example.com"}, False),
        ({"origin": "https://beauty.example", "x-forwarded-host": "beauty.example"}, True),
    ],
)
def test_only_pages_of_this_host_are_let_in(client: TestClient, headers: dict, welcome: bool):
    if welcome:
        with client.websocket_connect(PATH, headers=headers) as socket:
            opened(socket)
    else:
        with pytest.raises(WebSocketDisconnect), client.websocket_connect(PATH, headers=headers):
            pass


def test_no_viewers_means_no_route(beauty: Beauty):
    app = FastAPI()
    attach_live(app, beauty, Settings(live_viewers=0))
    with (
        TestClient(app) as client,
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(PATH),
    ):
        pass


def test_no_file_is_written_and_nothing_logged(
    client: TestClient,
    frame: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    """Every way to open a file for writing is watched while frames pass."""
    opened_files: list[str] = []

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if (
            event == "open"
            and watching
            and isinstance(given[1], str)
            and set(given[1]) & set("wax+")
        ):
            opened_files.append(str(given[0]))

    watching = True
    sys.addaudithook(watch)
    with client.websocket_connect(PATH) as socket:
        opened(socket)
        socket.send_json(LOOK)
        socket.receive_json()
        for _ in range(4):
            answered(socket, frame)
    (tmp_path / "control").write_text("the watch itself works")
    watching = False
    assert [Path(name).name for name in opened_files if "null" not in name] == ["control"]
    assert not [one for one in caplog.records if "live" in one.name]
