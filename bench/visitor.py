"""One of a crowd: what a program asks of REST, and what a browser's tab sends, without a browser."""

import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx

from beauty.paths import ASSETS
from bench.portrait import as_jpeg, portrait

PATIENCE_S = 120.0
LOOK = "everyday"
ANSWERS = json.dumps({"skin_type": "oily", "concerns": ["redness"]})
DONE, SUCCESS, ENDS = b"process_completed", b'"success":', b"close_stream"
TAIL_BYTES = 4096  # of a stream, enough for the end of its last message
Json = dict[str, Any]


class FailedError(Exception):
    """A request that was not answered as it should be."""


@dataclass(frozen=True)
class PageMap:
    """What the page's script knows: ids of elements by their name, values they begin with, events."""

    ids: dict[str, int]
    values: dict[int, Any]
    events: list[Json]

    @classmethod
    def of(cls, config: Json) -> "PageMap":
        """From what the server tells a browser at /config."""
        components = config["components"]
        named = {one["props"].get("elem_id") or one["props"].get("id"): one for one in components}
        ids = {str(name): one["id"] for name, one in named.items()}
        values = {one["id"]: one["props"].get("value") for one in components}
        return cls(ids, values, config["dependencies"])

    def event(self, element: str, name: str) -> Json:
        return next(one for one in self.events if [self.ids[element], name] in one["targets"])

    def after(self, event: Json) -> list[Json]:
        """Events that the page sends when that one is done."""
        return [one for one in self.events if one.get("trigger_after") == event["id"]]


class Visitor:
    """A program and a tab in one. Use as an async context: leaving it closes the tab."""

    def __init__(self, url: str, page: PageMap, photos: tuple[bytes, ...]) -> None:
        self.page, self.photos = page, photos
        # verify: reading the list of certificates would cost each visitor more than its requests
        self.http = httpx.AsyncClient(base_url=url, timeout=PATIENCE_S, verify=False)
        self.session, self.asked = secrets.token_hex(6), 0
        self.heartbeat: httpx.Response | None = None

    async def __aenter__(self) -> "Visitor":
        beat = self.http.build_request("GET", f"/gradio_api/heartbeat/{self.session}")
        self.heartbeat = await self.http.send(beat, stream=True)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self.heartbeat is not None:
            await self.heartbeat.aclose()
        await self.http.aclose()

    @property
    def photo(self) -> bytes:
        """Another one each time."""
        return self.photos[self.asked % len(self.photos)]

    async def rest(self, what: str, status: int = 200, **fields: str) -> None:
        """A photo to /v1/`what`. Raises FailedError where the status is another one."""
        await self.rest_of(what, self.photo, status, **fields)

    async def rest_of(self, what: str, photo: bytes, status: int, **fields: str) -> None:
        answer = await self.http.post(
            f"/v1/{what}", files={"photo": ("photo.jpg", photo)}, data=fields
        )
        if answer.status_code != status:
            raise FailedError(f"{what}: {answer.status_code} {answer.text[:200]}")

    async def show_photo(self, photo: bytes) -> None:
        """Upload it as the photo box does, and hand it over."""
        sent = await self.http.post("/gradio_api/upload", files={"files": ("photo.jpg", photo)})
        if sent.status_code != 200:
            raise FailedError(f"upload: {sent.status_code} {sent.text[:200]}")
        file = {"path": sent.json()[0], "meta": {"_type": "gradio.FileData"}}
        await self.touch("photo", "input", photo=file)

    async def wish(self) -> None:
        """Tick a box of the wishes, or take the tick back."""
        ticked = ["redness"] if self.asked % 2 else []
        await self.touch("concerns", "input", concerns=ticked)

    async def touch(self, element: str, name: str, **told: Any) -> None:  # noqa: ANN401
        """An event of an element; `told`: values of inputs by the names of their elements."""
        await self._send(self.page.event(element, name), self.page.ids[element], told)

    async def then(self, element: str, name: str) -> None:
        """What the page sends by itself when that event is done."""
        for one in self.page.after(self.page.event(element, name)):
            await self._send(one, None, {})

    async def _send(self, event: Json, trigger: int | None, told: Json) -> None:
        given = {self.page.ids[name]: value for name, value in told.items()}
        body = {
            "fn_index": event["id"],
            "data": [given.get(one, self.page.values[one]) for one in event["inputs"]],
            "session_hash": self.session,
            "event_data": None,
            "trigger_id": trigger,
        }
        joined = await self.http.post("/gradio_api/queue/join", json=body)
        if joined.status_code != 200:
            raise FailedError(f"join: {joined.status_code} {joined.text[:200]}")
        await self._wait()

    async def _wait(self) -> None:
        """Until the event's stream ends. Raises FailedError where the event did not succeed."""
        done, tail = False, b""
        asked = {"session_hash": self.session}
        async with self.http.stream("GET", "/gradio_api/queue/data", params=asked) as stream:
            async for part in stream.aiter_bytes():
                seen = tail + part
                done, tail = done or DONE in seen, seen[-TAIL_BYTES:]
                if ENDS in tail:
                    break
        if not done or not tail.rpartition(SUCCESS)[2].startswith(b"true"):
            raise FailedError(f"page: {tail[-300:]!r}")


Ask = Callable[[Visitor], Awaitable[None]]
NO_PHOTO = b"%PDF-1.7 no photo at all"
KINDS: dict[str, Ask] = {
    "analyze": lambda one: one.rest("analyze"),
    "recommend": lambda one: one.rest("recommend", answers=ANSWERS),
    "try-on": lambda one: one.rest("try-on", look=LOOK),
    "page: photo": lambda one: one.show_photo(one.photo),
    "page: wish": lambda one: one.wish(),
    "page: look": lambda one: one.touch("look", "select"),
    "page: gallery": lambda one: one.then("look", "select"),
    "refused file": lambda one: one.rest_of("analyze", NO_PHOTO, 415),
    "refused, cut off": lambda one: one.rest_of("analyze", one.photo[: len(one.photo) // 2], 400),
    "page: refused": lambda one: one.show_photo(NO_PHOTO),
}


def photos() -> tuple[bytes, ...]:
    """Rendered faces that belong to nobody, and a public-domain portrait, as JPEG files."""
    examples = sorted((ASSETS / "examples").glob("*.jpg"))
    return (*(path.read_bytes() for path in examples), as_jpeg(portrait(1280)))


async def page_map(url: str) -> PageMap:
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE_S) as http:
        return PageMap.of((await http.get("/config")).json())
