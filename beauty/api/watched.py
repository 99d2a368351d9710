"""Requests as an operator sees them: one line in the log, one more in the figures, and /metrics."""

import logging
import time

from fastapi import FastAPI, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from beauty.api.desk import Desk
from beauty.api.readiness import loaded, program_version
from beauty.api.scopes import route
from beauty.observe import describe, metrics_page, requested
from beauty.observe.figures import way_of
from beauty.settings import Settings

LOG = logging.getLogger(__name__)


class Watched:
    """Counts and times every request. Neither the address of who asks nor what is asked is told: of the
    path only which of the known ways it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        came, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            seconds = time.perf_counter() - came
            requested(route(scope), status, seconds)
            told = {"route": way_of(route(scope)), "status": status, "ms": round(1000 * seconds, 1)}
            LOG.info("request", extra={"told": told})


def attach_metrics(app: FastAPI, desk: Desk, settings: Settings) -> None:
    """Add /metrics where settings ask for it; an account guards it like everything else."""
    describe(program_version(), loaded(desk))
    if not settings.metrics:
        return

    @app.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        """Figures for Prometheus."""
        content, media_type = metrics_page()
        return Response(content, media_type=media_type)
