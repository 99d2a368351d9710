"""The guards by themselves, in front of a small app: who comes in, how often, and with which headers."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request, WebSocket

from beauty.api import guard
from beauty.api.limits import RateLimit
from beauty.api.problems import STATUS, problem
from beauty.api.scopes import client, route
from beauty.errors import DoorError
from beauty.settings import Settings

ROUTES = ("/", "/health", "/v1/thing", "/mcp", "/gradio_api/upload")


def app_behind(settings: Settings) -> FastAPI:
    app = FastAPI()

    async def size(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    async def swallowing(request: Request) -> dict[str, str]:
        try:
            await request.body()
        except Exception:  # as a framework may
            return {"status": "fine"}
        return {"status": "whole"}

    async def live(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    for path in ROUTES:
        app.add_api_route(path, size, methods=["GET", "POST"])
    app.add_api_route("/v1/swallowing", swallowing, methods=["POST"])
    app.add_api_websocket_route("/ws/live", live)
    guard(app, settings)
    return app


def ask(settings: Settings, *requests: httpx.Request) -> list[httpx.Response]:
    """What the guarded app answers to these requests, in order."""

    async def asking() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app_behind(settings))
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as http:
            return [await http.send(one) for one in requests]

    return asyncio.run(asking())


def get(path: str, **headers: str | bytes) -> httpx.Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Request("GET", f"http://x{path}", headers=named)  # type: ignore[arg-type]


async def chunks(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield bytes(2**20)


def basic(account: str) -> str:
    return f"Basic {base64.b64encode(account.encode()).decode()}"


@pytest.mark.parametrize("path", ["/", "/v1/thing", "/mcp", "/gradio_api/upload"])
def test_with_an_account_nobody_else_comes_in(path: str):
    settings = Settings(auth="eve:sécret:1")
    right, wrong = basic("eve:sécret:1"), basic("eve:secret")
    answers = ask(
        settings,
        get(path),
        get(path, authorization=wrong),
        get(path, authorization="Basic \xe9".encode("latin-1")),
        get(path, authorization=right),
    )
    assert [answer.status_code for answer in answers] == [401, 401, 401, 200]
    assert answers[0].headers["www-authenticate"].startswith("Basic ")
    assert answers[0].json()["code"] == "not_signed_in"


def test_health_needs_no_account():
    (answer,) = ask(Settings(auth="eve:secret"), get("/health"))
    assert answer.status_code == 200


def test_without_an_account_everybody_comes_in():
    assert [one.status_code for one in ask(Settings(), *map(get, ROUTES))] == [200] * len(ROUTES)


def websocket_closed(settings: Settings, **headers: str) -> bool:
    """Whether a websocket to /ws/live is closed before it is accepted."""
    sent: list[str] = []

    async def run() -> None:
        async def receive() -> dict[str, str]:
            return {"type": "websocket.connect"}

        async def send(message: dict[str, object]) -> None:
            sent.append(str(message["type"]))

        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "websocket", "path": "/ws/live", "headers": raw, "query_string": b""}
        await app_behind(settings)({**scope, "client": ("1.2.3.4", 5)}, receive, send)  # type: ignore[arg-type]

    asyncio.run(run())
    return sent[0] == "websocket.close"


def test_websockets_are_guarded_as_well():
    locked = Settings(auth="eve:secret")
    assert websocket_closed(locked)
    assert not websocket_closed(locked, authorization=basic("eve:secret"))
    assert websocket_closed(Settings(), sec_fetch_site="cross-site")
    assert not websocket_closed(Settings(), sec_fetch_site="same-origin")


def test_doors_are_closed_to_other_sites_pages():
    ways = [get(path, sec_fetch_site="cross-site") for path in ("/v1/thing", "/mcp", "/")]
    assert [one.status_code for one in ask(Settings(), *ways)] == [403, 403, 200]
    (fine,) = ask(Settings(), get("/v1/thing", sec_fetch_site="same-origin"))
    assert fine.status_code == 200


def test_no_site_is_let_in_by_cors():
    (answer,) = ask(Settings(), get("/", origin="https://elsewhere.example", host="app.example"))
    assert "access-control-allow-origin" not in answer.headers


def test_every_answer_is_strict_also_a_refusal():
    settings = Settings(frame_ancestors="https://frame.example", auth="a:b")
    for answer in ask(settings, get("/health"), get("/v1/thing")):
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors https://frame.example" in policy
        assert "http" not in policy.replace("https://frame.example", "")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "x-frame-options" not in answer.headers
    (default,) = ask(Settings(), get("/v1/thing"))
    assert default.headers["x-frame-options"] == "DENY"
    assert default.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/v1/thing", "/v1/swallowing", "/gradio_api/upload"])
def test_size_is_limited_whether_announced_or_not(path: str):
    settings = Settings(max_upload_mb=3)
    least = {"/gradio_api/upload": 4}.get(path, 3)  # base64 takes a third more
    fine = httpx.Request("POST", f"http://x{path}", content=bytes(least * 2**20))
    announced = httpx.Request("POST", f"http://x{path}", content=bytes(6 * 2**20))
    streamed = httpx.Request("POST", f"http://x{path}", content=chunks(6))
    answers = ask(settings, fine, announced, streamed)
    assert [answer.status_code for answer in answers] == [200, 413, 413]
    assert {answer.json()["code"] for answer in answers[1:]} == {"too_large"}
    assert "3 MB" in answers[1].json()["message"]


def test_a_client_that_asks_too_often_is_told_to_wait():
    answers = ask(Settings(requests_per_minute=3), *[get("/v1/thing")] * 5, get("/"))
    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429, 200]
    assert int(answers[3].headers["retry-after"]) >= 1


def test_every_code_of_a_door_has_a_status_and_sentences_in_both_languages():
    for code in (
        "busy",
        "too_many_requests",
        "not_signed_in",
        "foreign_site",
        "not_found",
        "not_allowed",
    ):
        said = [json.loads(bytes(problem(DoorError(code), lang).body)) for lang in ("en", "zh")]
        assert {one["status"] for one in said} == {STATUS[code]}
        assert said[0]["advice"] != said[1]["advice"]
    busy = problem(DoorError("busy"))
    assert (busy.status_code, int(busy.headers["retry-after"])) == (503, 2)


def test_tokens_come_back_evenly_and_clients_do_not_share_them():
    limit = RateLimit(FastAPI(), a_minute=60)
    assert [limit.take("a", 0.0) for _ in range(61)] == [True] * 60 + [False]
    assert limit.take("b", 0.0)
    assert not limit.take("a", 0.9)
    assert limit.take("a", 1.1)
    assert not limit.take("a", 1.2)
    assert [limit.take("a", 1e6) for _ in range(61)] == [True] * 60 + [False]


def test_many_clients_do_not_fill_the_memory():
    limit = RateLimit(FastAPI(), a_minute=60)
    for number in range(11_000):
        limit.take(str(number), 0.0)
    assert len(limit.buckets) == 10_000


@pytest.mark.parametrize(
    ("host", "who"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_of_ipv6_counts_as_one(host: str, who: str):
    assert client({"client": (host, 1)}) == who


def test_a_proxys_prefix_is_no_way_around():
    assert route({"path": "/beauty/v1/x", "root_path": "/beauty"}) == "/v1/x"
    assert route({"path": "/v1/x", "root_path": "/beauty"}) == "/v1/x"
    assert route({"path": "/v1/x", "root_path": ""}) == "/v1/x"
    assert route({"path": "/beautyful", "root_path": "/beauty"}) == "/beautyful"
