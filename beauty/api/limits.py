"""How much and how often: the size of a request, and requests of one client a minute."""

import contextlib
import time
from collections import OrderedDict

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from beauty.api.problems import problem
from beauty.api.scopes import client, route
from beauty.api.upload import ENVELOPE_BYTES
from beauty.errors import DoorError, PhotoError

MEGABYTE = 1024 * 1024
PAGE = tuple(f"/gradio_api/{what}" for what in ("call/", "run/", "api/", "queue/join", "upload"))
COUNTED = ("/v1/", "/mcp", "/ws/", *PAGE)
MOST_CLIENTS = 10_000  # remembered at a time; the one longest away is forgotten first


class BodyLimit:
    """Refuses a request that is too large: by the length it announces, and while it comes in."""

    def __init__(self, app: ASGIApp, max_photo_mb: int) -> None:
        self.app = app
        # base64, which page events and MCP use, is a third longer than the photo
        self.max_bytes = max_photo_mb * MEGABYTE + ENVELOPE_BYTES
        self.max_text_bytes = max_photo_mb * MEGABYTE * 4 // 3 + ENVELOPE_BYTES
        self.refusal = PhotoError("too_large", got=f"over {max_photo_mb} MB")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        most = self.max_bytes if route(scope).startswith("/v1/") else self.max_text_bytes
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > most:
            return await problem(self.refusal)(scope, receive, send)
        await _Counted(self, most).run(scope, receive, send)


class _Counted:
    """One request whose body is counted. What the app answers to a cut body is replaced."""

    def __init__(self, limit: BodyLimit, most: int) -> None:
        self.limit, self.left = limit, most
        self.answered = False

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counting() -> Message:
            message = await receive()
            self.left -= len(message.get("body", b""))
            if self.left < 0:
                raise _TooLargeError
            return message

        async def unless_cut(message: Message) -> None:
            if self.left >= 0 or self.answered:
                self.answered = True
                await send(message)

        with contextlib.suppress(_TooLargeError):
            await self.limit.app(scope, counting, unless_cut)
        if self.left < 0 and not self.answered:
            await problem(self.limit.refusal)(scope, receive, send)


class _TooLargeError(Exception):
    """The body grew over the limit while it came in."""


class RateLimit:
    """A bucket of tokens a client: `a_minute` at once, refilled evenly over a minute; 0 = no limit."""

    def __init__(self, app: ASGIApp, a_minute: int) -> None:
        self.app, self.a_minute = app, a_minute
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, when

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        counted = scope["type"] != "lifespan" and route(scope).startswith(COUNTED)
        if self.a_minute == 0 or not counted or self.take(client(scope), time.monotonic()):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013})
        else:
            await problem(DoorError("too_many_requests"))(scope, receive, send)

    def take(self, who: str, now_s: float) -> bool:
        """Take a token of this client, if one is left."""
        tokens, since = self.buckets.pop(who, (float(self.a_minute), now_s))
        tokens = min(float(self.a_minute), tokens + (now_s - since) * self.a_minute / 60)
        enough = tokens >= 1
        self.buckets[who] = (tokens - enough, now_s)
        while len(self.buckets) > MOST_CLIENTS:
            self.buckets.popitem(last=False)
        return enough
