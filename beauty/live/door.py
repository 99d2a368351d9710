"""/ws/live: JPEG frames in, JPEG frames out; none is kept, nothing about them is logged. Where no socket
gets through, the same by single requests (by_post.py).

Work on pixels is done in threads; the event loop only passes bytes on.
"""

import asyncio
import contextlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from starlette.datastructures import Headers

from beauty.engine import Beauty
from beauty.live.by_post import attach_post
from beauty.live.limits import load_rules
from beauty.live.line import FullError, Line, Ticket
from beauty.live.mirror import Mirror
from beauty.live.visit import Channel, Visit
from beauty.settings import Settings

PATH = "/ws/live"
NOT_HERE, COME_BACK = 1008, 1013  # close codes of RFC 6455
RETRY_S = 3.0


def attach_live(app: FastAPI, beauty: Beauty, settings: Settings) -> "Door | None":
    """Add the mirror's route, unless settings allow no viewers; its door, to see who is there."""
    if not settings.live_viewers:
        return None
    door = Door(beauty, settings.live_viewers)
    app.add_api_websocket_route(PATH, door.open)
    attach_post(app, door.attend, door.rules.limits)
    return door


class Door:
    """Places at the mirror, and the threads that work for those who have one."""

    def __init__(self, beauty: Beauty, viewers: int) -> None:
        self.rules = load_rules()
        self.line = Line(viewers, self.rules.limits.line)
        self._parser = beauty.networks.parser
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="live")
        self._onlookers = ThreadPoolExecutor(1, thread_name_prefix="live-onlooker")

    async def open(self, socket: WebSocket) -> None:
        """One viewer with a socket."""
        if not same_host(socket.headers):
            return await socket.close(NOT_HERE)
        await socket.accept()
        await self.attend(socket)

    async def attend(self, channel: Channel) -> None:
        """One viewer, from coming to going."""
        try:
            ticket = self.line.enter()
        except FullError:
            await channel.send_json({"type": "busy", "retry_s": 10 * RETRY_S})
            return await channel.close(COME_BACK)
        # the viewer went, at whatever moment: that is how every visit ends
        with contextlib.suppress(WebSocketDisconnect):
            try:
                await self._wait(channel, ticket)
                await self._serve(channel)
            finally:
                ticket.give_back()

    async def _wait(self, channel: Channel, ticket: Ticket) -> None:
        async for place in ticket.waiting(RETRY_S):
            await channel.send_json({"type": "full", "place": place, "retry_s": RETRY_S})

    async def _serve(self, channel: Channel) -> None:
        mirror: Mirror = await self._done(Mirror, self._parser, self._onlookers)
        try:
            visit = Visit(channel, mirror, self.rules.limits, self._shown)
            await visit.say("ready", places=self.line.places, **self._state(mirror))
            await visit.run()
        finally:
            await asyncio.shield(self._done(mirror.close))

    async def _shown(self, mirror: Mirror, frame: bytes) -> tuple[bytes, dict[str, Any]]:
        """The answer to a frame and what to say with it. Raises FrameError."""
        came_s = time.monotonic()
        shown = await self._done(mirror.show, frame, came_s)
        done_s = time.monotonic()
        mirror.pace.took(1000 * (done_s - came_s), done_s)
        told = {"face": shown.face, "ms": round(1000 * (done_s - came_s), 1)}
        return shown.jpeg, told | self._state(mirror)

    def _state(self, mirror: Mirror) -> dict[str, Any]:
        return {"side": mirror.step.side_px, "viewers": self.line.viewers}

    async def _done(self, work: Any, *given: Any) -> Any:  # noqa: ANN401 - whatever the work gives
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)


def same_host(headers: Headers) -> bool:
    """Whether the page that asks is this server's own. Browsers always say which it is; a program that
    says nothing is no page of another site."""
    origin = headers.get("origin")
    hosts = {headers.get("host"), headers.get("x-forwarded-host")} - {None, ""}
    return origin is None or urlsplit(origin).netloc in hosts
