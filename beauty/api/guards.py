"""What stands in front of everything served, page and doors alike, in one order (`guard`)."""

import base64
import secrets

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from beauty.api.limits import BodyLimit, RateLimit
from beauty.api.page_routes import FILE, OnlyNeeded
from beauty.api.problems import problem
from beauty.api.scopes import UnderPath, route
from beauty.api.watched import Watched
from beauty.errors import DoorError
from beauty.settings import Settings

OPEN = ("/health", "/ready", "/version")  # what a load balancer asks without an account
# made for programs; other sites' pages have no business here
DOORS = ("/v1/", "/mcp", "/ws/", "/live/")


def guard(app: FastAPI, settings: Settings) -> None:
    """Put the guards in front of an app; the last one added here is met first."""
    # An own CORS policy of "nobody": without one Gradio would let any site in off localhost.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(OnlyNeeded)
    app.add_middleware(BodyLimit, max_photo_mb=settings.max_upload_mb)
    app.add_middleware(SignIn, account=settings.account)
    app.add_middleware(OwnSiteOnly)
    app.add_middleware(RateLimit, a_minute=settings.requests_per_minute)
    app.add_middleware(SafeHeaders, frame_ancestors=settings.frame_ancestors)
    app.add_middleware(Watched)
    app.add_middleware(UnderPath, root_path=settings.root_path)


class SignIn:
    """User and password (HTTP Basic) for everything but the health routes.

    Browsers ask for them once and send them along with every request of the page.
    """

    def __init__(self, app: ASGIApp, account: tuple[str, str] | None) -> None:
        self.app = app
        told = ":".join(account) if account else ""
        self.expected = f"Basic {base64.b64encode(told.encode()).decode()}" if account else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._welcome(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            headers = {"WWW-Authenticate": 'Basic realm="beauty", charset="UTF-8"'}
            await problem(DoorError("not_signed_in"), headers=headers)(scope, receive, send)

    def _welcome(self, scope: Scope) -> bool:
        if self.expected is None or route(scope) in OPEN:
            return True
        given = Headers(scope=scope).get("authorization", "")
        return secrets.compare_digest(given.encode(), self.expected.encode())


class OwnSiteOnly:
    """Refuses what a browser sends to a door on behalf of another site's page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        foreign = (
            scope["type"] != "lifespan"
            and route(scope).startswith(DOORS)
            and Headers(scope=scope).get("sec-fetch-site") == "cross-site"
        )
        if not foreign:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await problem(DoorError("foreign_site"))(scope, receive, send)


class SafeHeaders:
    """Headers that keep the browser strict. Scripts inside the page are Gradio's own and need
    'unsafe-inline' and 'unsafe-eval'; nothing from elsewhere is allowed."""

    def __init__(self, app: ASGIApp, frame_ancestors: str) -> None:
        self.app = app
        policy = (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {frame_ancestors}",
        )
        self.headers = {
            "Content-Security-Policy": "; ".join(policy),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if frame_ancestors == "'none'":
            self.headers["X-Frame-Options"] = "DENY"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                if route(scope).startswith((*DOORS, FILE)):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_headers)
