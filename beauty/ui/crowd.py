"""So many touches of the page may wait; who comes then is told so at once, in words of ours.

Gradio's own limit (`queue(max_size=)`) stands behind it: its browser part says one English sentence
of its own to an answer 503, but shows the `detail` of any other.
"""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from beauty.api.desk import RETRY_AFTER_S
from beauty.api.scopes import route
from beauty.errors import DoorError
from beauty.texts import DEFAULT_LANGUAGE, languages

JOIN = "/gradio_api/queue/join"
TOO_MANY = 429


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
    said = " ".join(error.said(part, language) for part in ("message", "advice"))
    told = {"code": error.code, "detail": said}
    return JSONResponse(told, TOO_MANY, {"Retry-After": str(RETRY_AFTER_S)})


def preferred(header: str) -> str:
    """The first language that a browser asks for and we speak."""
    asked = (part.split(";")[0].split("-")[0].strip().lower() for part in header.split(","))
    return next((one for one in asked if one in languages()), DEFAULT_LANGUAGE)
