"""So many touches of the page may wait; who comes then is told so at once, in words of ours.

Gradio's own limit (`queue(max_size=)`) stands behind it: its browser part says one English sentence
of its own to an answer 503, but shows the `detail` of any other.
"""

import contextlib
import logging
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from beauty.api.desk import RETRY_AFTER_S
from beauty.api.scopes import route
from beauty.errors import DoorError
from beauty.observe import refused
from beauty.texts import DEFAULT_LANGUAGE, languages

JOIN = "/gradio_api/queue/join"
TOO_MANY, NO_ROOM = 429, 503


class Crowd:
    """waiting: how many touches wait now; most: how many may."""

    def __init__(self, app: ASGIApp, waiting: Callable[[], int], most: int) -> None:
        self.app, self.waiting, self.most = app, waiting, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        joins = scope["type"] == "http" and route(scope) == JOIN
        if joins and self.waiting() >= self.most:
            await busy(preferred(Headers(scope=scope).get("accept-language", "")), self.waiting())(
                scope, receive, send
            )
        else:
            await self.app(scope, receive, send)


def busy(language: str, waiting: int) -> JSONResponse:
    """What the page shows as a notice."""
    error = DoorError("page_busy", waiting=waiting)
    told = {"code": error.code, "detail": _said(error, language)}
    return JSONResponse(told, TOO_MANY, {"Retry-After": str(RETRY_AFTER_S)})


async def no_room(request: Request, error: Exception) -> Response:
    """The answer where an upload could not be written: its folder is full, or gone for a moment. Both
    pass by themselves, since uploads are deleted all the time. The page shows this text as a notice."""
    with contextlib.suppress(
        ClientDisconnect, RuntimeError
    ):  # all of it has come, or nobody is there
        async for _ in request.stream():
            """A browser that is still sending would not read an answer."""
    logging.getLogger(__name__).error("an upload found no room", exc_info=error)
    busy = DoorError("busy")
    refused(busy)
    language = preferred(request.headers.get("accept-language", ""))
    return PlainTextResponse(_said(busy, language), NO_ROOM, {"Retry-After": str(RETRY_AFTER_S)})


def _said(error: DoorError, language: str) -> str:
    return " ".join(error.said(part, language) for part in ("message", "advice"))


def preferred(header: str) -> str:
    """The first language that a browser asks for and we speak."""
    asked = (part.split(";")[0].split("-")[0].strip().lower() for part in header.split(","))
    return next((one for one in asked if one in languages()), DEFAULT_LANGUAGE)
