"""The mirror where nothing lets a socket through: the same conversation, one request at a time.

Opening gives a secret address; what is sent there is answered there. Nothing of it is written to disk,
which Gradio's own camera stream would do with every frame.
"""

import asyncio
import json
import secrets
import time
from collections import deque
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.websockets import WebSocketDisconnect

from beauty.live.limits import Limits
from beauty.live.visit import Attend

OPEN, ADDRESS = "/ws/live", "/live/{token}"
TOLD = "X-Live"  # the header with what is said beside a picture
NEWS = ("ready", "full", "busy", "rest")  # said without being asked
MOST_ASKED = 4  # requests of one viewer waiting for their answers
POLL_S = 3.0
GONE = 1001  # close code of RFC 6455
BYE = b"bye"


class Letters:
    """Stands in for the socket of a visit."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._news: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._asked: deque[asyncio.Future[tuple[dict[str, Any], bytes]]] = deque()
        self._told: dict[str, Any] = {}
        self._heard_s = time.monotonic()

    async def receive(self) -> dict[str, Any]:
        return await self._inbox.get()

    async def send_json(self, told: dict[str, Any]) -> None:
        """Raises WebSocketDisconnect where nobody has asked for long."""
        if time.monotonic() - self._heard_s > self._limits.idle_s:
            raise WebSocketDisconnect(GONE)
        if told["type"] in NEWS:
            while not self._news.empty():  # only the latest counts
                self._news.get_nowait()
            self._news.put_nowait(told)
        elif told["type"] == "frame":
            self._told = told  # its picture comes next
        else:
            self._answer(told, b"")

    async def send_bytes(self, picture: bytes) -> None:
        self._answer(self._told, picture)

    async def close(self, code: int = GONE) -> None:
        self.end()

    def end(self) -> None:
        """Let nobody wait for an answer that will not come."""
        while self._asked:
            self._answer({"type": "rest"}, b"")

    def _answer(self, told: dict[str, Any], picture: bytes) -> None:
        while self._asked:
            waiting = self._asked.popleft()
            if not waiting.done():  # whoever asked may have gone
                return waiting.set_result((told, picture))

    async def ask(self, message: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """What is said to this message, and the picture with it or nothing."""
        self._heard_s = time.monotonic()
        if len(self._asked) >= MOST_ASKED:
            return {"type": "trouble", "code": "too_fast", "frame": "bytes" in message}, b""
        answer: asyncio.Future[tuple[dict[str, Any], bytes]] = asyncio.Future()
        self._asked.append(answer)
        self._inbox.put_nowait(message)
        return await answer

    async def news(self) -> dict[str, Any] | None:
        """What was said without being asked, as soon as there is something; None after POLL_S."""
        self._heard_s = time.monotonic()
        try:
            return await asyncio.wait_for(self._news.get(), POLL_S)
        except TimeoutError:
            return None

    def bye(self) -> None:
        self._heard_s = float("-inf")
        self._inbox.put_nowait({"type": "websocket.disconnect"})


def attach_post(app: FastAPI, attend: Attend, limits: Limits) -> None:
    """Add the routes; `attend` serves one viewer from coming to going."""
    rooms: dict[str, Letters] = {}
    at_work: set[asyncio.Task[None]] = set()

    def gone(token: str) -> None:
        rooms.pop(token).end()

    @app.post(OPEN, include_in_schema=False)
    async def come() -> dict[str, Any]:
        token, letters = secrets.token_urlsafe(24), Letters(limits)
        rooms[token] = letters
        task = asyncio.create_task(attend(letters))
        at_work.add(task)  # the loop itself would not keep it
        task.add_done_callback(at_work.discard)
        task.add_done_callback(lambda _: gone(token))
        return {"token": token, "told": await letters.news()}

    @app.post(ADDRESS, include_in_schema=False)
    async def ask(token: str, request: Request) -> Response:
        letters, body = rooms.get(token), await request.body()
        if letters is None:
            return Response(status_code=404)
        if body == BYE:
            letters.bye()
            return Response(status_code=204)
        if not body:
            told = await letters.news()
            return Response(json.dumps(told), media_type="application/json") if told else _none()
        return _said(*await letters.ask(_message(request, body)))


def _message(request: Request, body: bytes) -> dict[str, Any]:
    is_frame = request.headers.get("content-type", "").startswith("image/")
    what = {"bytes": body} if is_frame else {"text": body.decode("utf-8", "replace")}
    return {"type": "websocket.receive", **what}


def _said(told: dict[str, Any], picture: bytes) -> Response:
    if picture:
        return Response(picture, media_type="image/jpeg", headers={TOLD: json.dumps(told)})
    return Response(json.dumps(told), media_type="application/json")


def _none() -> Response:
    return Response(status_code=204)
