"""A crowd at the page: the queue has an end, and who stands behind it reads so in their language."""

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from beauty.ui.crowd import JOIN, Crowd, preferred


def asked(waiting: int, path: str = JOIN, language: str = "en-GB,en;q=0.9") -> httpx.Response:
    app = FastAPI()
    app.post("/{rest:path}")(lambda rest: {"event_id": "1"})
    app.add_middleware(Crowd, waiting=lambda: waiting, most=3)
    with TestClient(app) as client:
        return client.post(path, headers={"Accept-Language": language})


def test_as_many_as_allowed_may_wait():
    assert [asked(waiting).status_code for waiting in (0, 2, 3, 9)] == [200, 200, 429, 429]
    assert asked(9, path="/gradio_api/upload").status_code == 200


def test_the_notice_says_how_many_wait_and_what_to_do():
    english, chinese = asked(7), asked(7, language="fr, zh-CN;q=0.8, en")
    assert "7 others are waiting" in english.json()["detail"]
    assert "Try again" in english.json()["detail"]
    assert "前面还有 7 位" in chinese.json()["detail"]
    assert int(english.headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    ("header", "language"),
    [("zh-TW", "zh"), ("de, fr;q=0.9", "en"), ("", "en"), ("*;;,,zh;q=x", "zh"), ("EN", "en")],
)
def test_the_first_language_that_we_speak_counts(header: str, language: str):
    assert preferred(header) == language
