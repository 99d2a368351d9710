"""One viewer at the mirror: what comes in is answered, one after the other, until they go."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Protocol

from starlette.websockets import WebSocketDisconnect

from beauty.live.frames import FrameError
from beauty.live.limits import Limits
from beauty.live.messages import MessageError, Pause, read_message
from beauty.live.mirror import Mirror


class Channel(Protocol):
    """What a viewer and the server talk over: a WebSocket, or what stands in for one."""

    async def receive(self) -> Any: ...  # noqa: ANN401 - an ASGI message
    async def send_json(self, data: Any) -> None: ...  # noqa: ANN401 - whatever JSON holds
    async def send_bytes(self, data: bytes) -> None: ...
    async def close(self, code: int = 1000) -> None: ...


Attend = Callable[[Channel], Coroutine[Any, Any, None]]
Shower = Callable[[Mirror, bytes], Awaitable[tuple[bytes, dict[str, Any]]]]
BURST = 8  # frames that may come at once
MOST_TROUBLE = 100  # things not understood in a row, after which the viewer is asked to go
DONE, NOT_HERE = 1000, 1008  # close codes of RFC 6455


class Visit:
    """Every frame gets one answer: a "frame" and its picture, or a "trouble" with "frame" set."""

    def __init__(self, channel: Channel, mirror: Mirror, limits: Limits, shower: Shower) -> None:
        self._channel, self._mirror, self._limits, self._shower = channel, mirror, limits, shower
        self._rate = Rate(limits.frames_per_s)
        self._paused, self._trouble = False, 0

    async def say(self, kind: str, **fields: object) -> None:
        await self._channel.send_json({"type": kind, **fields})

    async def run(self) -> None:
        """Return when the visit was ended from here. Raises WebSocketDisconnect when the viewer went."""
        while self._trouble < MOST_TROUBLE:
            patience_s = self._limits.pause_s if self._paused else self._limits.idle_s
            try:
                came = await asyncio.wait_for(self._channel.receive(), patience_s)
            except TimeoutError:
                await self.say("rest")
                return await self._leave(DONE)
            if came["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(came.get("code", DONE))
            if came.get("bytes") is not None:
                await self._frame(came["bytes"])
            else:
                await self._message(came.get("text") or "")
        await self._leave(NOT_HERE)

    async def _leave(self, code: int) -> None:
        with contextlib.suppress(RuntimeError):  # closed from the other side meanwhile
            await self._channel.close(code)

    async def _frame(self, frame: bytes) -> None:
        try:
            self._rate.count(time.monotonic())
            picture, told = await self._shower(self._mirror, frame)
        except FrameError as error:
            self._trouble += 1
            return await self.say("trouble", code=error.code, frame=True)
        self._trouble, self._paused = 0, False
        await self.say("frame", **told)
        await self._channel.send_bytes(picture)

    async def _message(self, text: str) -> None:
        try:
            told = read_message(text, self._limits.text_bytes)
        except MessageError as error:
            self._trouble += 1
            return await self.say("trouble", code=error.code, reason=error.reason)
        if isinstance(told, Pause):
            self._paused = told.on
            return await self.say("paused" if told.on else "going")
        self._mirror.wear(told.look, told.strength)
        await self.say("wearing", look=told.look.name if told.look else None)


class Rate:
    """So many frames a second on average, BURST of them at once."""

    def __init__(self, a_second: float) -> None:
        self._step_s = 1 / a_second
        self._next_s = float("-inf")

    def count(self, now_s: float) -> None:
        """Raises FrameError "too_fast"."""
        due_s = max(self._next_s, now_s - BURST * self._step_s) + self._step_s
        if due_s > now_s:
            raise FrameError("too_fast")
        self._next_s = due_s
