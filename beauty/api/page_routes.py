"""Which of Gradio's many routes the page needs; all others answer 404.

Among the others are some that write what a visitor sends to disk (recordings, links into a session), that
fetch addresses, and that tell of other visitors' requests. Files are given out of the upload folder only,
whatever Gradio itself would allow.
"""

import os
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from beauty.api.problems import problem
from beauty.api.scopes import route
from beauty.errors import DoorError

API = "/gradio_api/"
FILE = f"{API}file="
# what the page and gradio_client ask for, as far as the first "/" or "=" behind the prefix
NEEDED = {
    *("api", "app_id", "call", "cancel", "component_server", "heartbeat", "info", "openapi.json"),
    *("queue", "reset", "run", "startup-events", "theme.css", "upload", "upload_progress"),
}
CLOSED = {
    *("login", "login_check", "logout", "monitoring", "run-history", "runs", "svelte"),
    *("token", "user"),
}


class OnlyNeeded:
    """Refuses the routes of the page's framework that the page does not need."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or is_needed(route(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await problem(DoorError("not_found"))(scope, receive, send)


def is_needed(path: str) -> bool:
    """Whether a path (decoded, without a proxy's prefix) is one that the page uses, or no path of its
    framework at all."""
    if path.startswith(FILE):
        return is_upload(path.removeprefix(FILE))
    if path.startswith(API):
        return path.removeprefix(API).split("/")[0] in NEEDED
    return path.lstrip("/").split("/")[0] not in CLOSED


def is_upload(name: str) -> bool:
    """Whether this names a file in the upload folder, links and dots followed."""
    told = os.environ.get("GRADIO_TEMP_DIR", "")
    try:
        file = Path(name).resolve(strict=True)
        return bool(told) and file.is_file() and file.is_relative_to(Path(told).resolve())
    except (OSError, ValueError, RuntimeError):
        return False
