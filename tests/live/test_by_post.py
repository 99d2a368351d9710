"""The mirror without a socket: one request a frame, the same answers, and nobody left waiting."""

import json
import time
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from beauty import Beauty
from beauty.live import attach_live, by_post
from beauty.settings import Settings

LOOK = {"layers": [{"product": "lips", "color": "#8a0f2b", "opacity": 1.0}]}
JPEG = {"content-type": "image/jpeg"}


@pytest.fixture(scope="module")
def client(beauty: Beauty) -> Iterator[TestClient]:
    app = FastAPI()
    attach_live(app, beauty, Settings(live_viewers=1))
    with TestClient(app) as made:
        yield made


@pytest.fixture
def place(client: TestClient) -> Iterator[str]:
    """The address of a viewer who is at the mirror."""
    came = client.post(by_post.OPEN).json()
    assert came["told"]["type"] == "ready"
    address = f"/live/{came['token']}"
    yield address
    client.post(address, content=by_post.BYE)
    until_gone(client, address)


def until_gone(client: TestClient, address: str) -> None:
    patience = time.monotonic() + 5
    while client.post(address, content="{}").status_code != 404:
        assert time.monotonic() < patience, "the place was not given back"
        time.sleep(0.02)


def said(answer: httpx.Response) -> dict[str, object]:
    told: dict[str, object] = json.loads(answer.headers[by_post.TOLD])
    return told


def test_frames_are_answered_with_the_look_on(client: TestClient, place: str, frame: bytes):
    bare = client.post(place, content=frame, headers=JPEG)
    assert said(bare)["type"] == "frame"
    assert bare.content == frame  # nothing to paint yet
    assert client.post(place, json=LOOK).json() == {"type": "wearing", "look": "own"}
    made_up = client.post(place, content=frame, headers=JPEG)
    assert said(made_up)["face"] is True
    assert made_up.content.startswith(b"\xff\xd8\xff")
    assert made_up.content != frame


def test_trouble_is_told_as_over_a_socket(client: TestClient, place: str):
    for content, headers, code in (
        (b"no picture", JPEG, "not_jpeg"),
        (b"no json", {}, "not_json"),
        (b'{"look": "no such look"}', {}, "look"),
    ):
        told = client.post(place, content=content, headers=headers).json()
        assert (told["type"], told["code"]) == ("trouble", code)


def test_a_second_viewer_waits_and_moves_up(
    client: TestClient, frame: bytes, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(by_post, "POLL_S", 0.2)
    first, second = (client.post(by_post.OPEN).json() for _ in range(2))
    assert (second["told"]["type"], second["told"]["place"]) == ("full", 1)
    client.post(f"/live/{first['token']}", content=by_post.BYE)
    address, news = f"/live/{second['token']}", None
    patience = time.monotonic() + 5
    while news is None and time.monotonic() < patience:
        answer = client.post(address)
        news = answer.json() if answer.status_code == 200 else None
    assert news is not None
    assert news["type"] == "ready"
    assert said(client.post(address, content=frame, headers=JPEG))["type"] == "frame"
    client.post(address, content=by_post.BYE)
    until_gone(client, address)


def test_an_address_that_nobody_was_given_is_none(client: TestClient, frame: bytes):
    assert client.post("/live/guessed", content=frame, headers=JPEG).status_code == 404
