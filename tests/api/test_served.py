"""The whole server as an operator sets it: with an account, under a proxy's path, at a public link."""

import gc
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from gradio.state_holder import StateHolder

from beauty import Beauty
from beauty.errors import UsageError
from beauty.settings import Settings
from beauty.ui import serve
from beauty.ui.serve import Server, build_server
from tests.private.tab import Tab
from tests.ui.conftest import loops_closed


@contextmanager
def served(beauty: Beauty, settings: Settings) -> Iterator[str]:
    with loops_closed():
        app = build_server(beauty, settings)
        listener = socket.create_server(("127.0.0.1", 0))
        server = Server(app, settings, listener)
        server.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.stop()


def test_account_and_root_path_hold_for_page_and_doors(beauty: Beauty):
    settings = Settings(auth="eve:apple", root_path="/beauty")
    with served(beauty, settings) as url, httpx.Client(base_url=url) as http:
        for path in ("/", "/v1/looks", "/docs", "/config", "/gradio_api/info", "/beauty/v1/looks"):
            assert http.get(path).status_code == 401, path
            assert http.get(path, auth=("eve", "pear")).status_code == 401, path
            assert http.get(path, auth=("eve", "apple")).status_code == 200, path
        assert http.post("/mcp", json={}).status_code == 401
        assert http.get("/health").json() == {"status": "ok"}
        asked = httpx.Headers({"Host": "example.com", "X-Forwarded-Proto": "https"})
        config = http.get("/config", auth=("eve", "apple"), headers=asked).json()
        assert config["root"].endswith("/beauty")
        page = http.get("/openapi.json", auth=("eve", "apple")).json()
        assert page["servers"] == [{"url": "/beauty"}]


def test_a_port_that_is_taken_is_told_before_models_are_loaded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Beauty, "load", lambda: pytest.fail("too early"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings = Settings(port=other.getsockname()[1])
        with pytest.raises(UsageError, match="cannot be listened on"):
            serve.serve_page(settings)


def test_a_public_link_is_told_or_why_there_is_none(monkeypatch: pytest.MonkeyPatch):
    from gradio import networking

    asked: list[object] = []

    def tunnel(*arguments: object) -> str:
        asked.extend(arguments)
        return "http://abc.example.live"

    monkeypatch.setattr(networking, "setup_tunnel", tunnel)
    said = serve._public_link(Settings(host="127.0.0.1", port=7))
    assert said == "Public link: https://abc.example.live"
    assert asked[:2] == ["127.0.0.1", 7]
    monkeypatch.setattr(networking, "setup_tunnel", lambda *rest: 1 / 0)
    assert serve._public_link(Settings()) == serve.NO_LINK


def test_figures_are_given_out_where_asked_for_and_behind_the_account(beauty: Beauty):
    settings = Settings(auth="eve:apple", metrics=True)
    with served(beauty, settings) as url, httpx.Client(base_url=url) as http:
        assert http.get("/metrics").status_code == 401
        http.get("/v1/looks", auth=("eve", "apple"))
        figures = http.get("/metrics", auth=("eve", "apple")).text
    assert 'beauty_answers_total{route="/v1/looks",status="200"}' in figures
    assert "beauty_live_viewers 0.0" in figures
    assert "beauty_desk_requests 0.0" in figures
    assert 'model_face_parser="' in figures


def test_not_ready_while_the_catalogue_is_broken(beauty: Beauty, monkeypatch: pytest.MonkeyPatch):
    from beauty.api import readiness
    from beauty.api.desk import Desk
    from beauty.errors import SetupError

    def broken() -> None:
        raise SetupError(reason="damaged", fix="report_it")

    desk = Desk(beauty, 1, 0)
    assert readiness.readiness(desk).ready
    monkeypatch.setattr(readiness, "own_catalogue", broken)
    state = readiness.readiness(desk)
    assert (state.ready, state.products) == (False, 0)
    desk.close()


def test_a_session_goes_whole_when_its_tab_is_closed(beauty: Beauty, photo: Path):
    with served(beauty, Settings(closed_seconds=1, requests_per_minute=0)) as url:
        tab = Tab(url)
        tab.photo(tab.upload("a.jpg", photo.read_bytes()))
        assert len(holding(tab.session)) == 1, "Gradio keeps it as long as the tab is open"
        tab.close()
        patience = time.monotonic() + 10
        while holding(tab.session) and time.monotonic() < patience:
            time.sleep(0.1)
        assert holding(tab.session) == []


def holding(session: str) -> list[StateHolder]:
    """Gradio's stores of sessions, of all servers of this process, that know this one."""
    stores = [one for one in gc.get_objects() if type(one) is StateHolder]
    return [one for one in stores if session in one.session_data]
