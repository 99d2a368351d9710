"""A crowd at the app: so many visitors, each asking the next thing when the last is answered."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

import httpx

from bench.visitor import KINDS, FailedError, PageMap, Visitor, photos

# in this order, for a tab needs a photo before it is painted, and loses it by a refused one
GOOD = (
    *("analyze", "page: photo", "recommend", "page: look", "try-on"),
    *("page: wish", "page: gallery", "analyze", "page: wish"),
)
MIXED = (*GOOD, "refused file", "refused, cut off", "page: refused")
More = Callable[[], bool]


@dataclass(frozen=True)
class Asked:
    """One request: of what kind, when it was done, how long that took, and why it failed, if so."""

    kind: str
    done_s: float
    took_s: float
    failed: str = ""


class Crowd:
    """deck: what each visitor asks, again and again, each beginning elsewhere in it; rounds: of the deck
    before a visitor closes the tab and opens another."""

    def __init__(self, url: str, page: PageMap, deck: Sequence[str], rounds: int = 2) -> None:
        self.url, self.page, self.deck, self.rounds = url, page, deck, rounds
        self.photos, self.starts = photos(), count()

    async def ask(self, visitors: int, requests: int) -> list[Asked]:
        """So many requests in all."""
        left = iter(range(requests))
        return await self._together(visitors, lambda: next(left, None) is not None)

    async def press(self, visitors: int, seconds: float) -> list[Asked]:
        """Requests that begin within this time; all are waited for."""
        until = time.perf_counter() + seconds
        return await self._together(visitors, lambda: time.perf_counter() < until)

    async def _together(self, visitors: int, more: More) -> list[Asked]:
        work = (self._visit(more, first=next(self.starts)) for _ in range(visitors))
        return [one for asked in await asyncio.gather(*work) for one in asked]

    async def _visit(self, more: More, first: int) -> list[Asked]:
        """What one visitor asked, tab after tab."""
        asked: list[Asked] = []
        turn = count(first)
        while True:
            async with Visitor(self.url, self.page, self.photos) as visitor:
                for _ in range(self.rounds * len(self.deck)):
                    if not more():
                        return asked
                    number = next(turn)
                    visitor.asked = number
                    asked.append(await once(visitor, self.deck[number % len(self.deck)]))


async def once(visitor: Visitor, kind: str) -> Asked:
    """Ask, and time it."""
    began, failed = time.perf_counter(), ""
    try:
        await KINDS[kind](visitor)
    except (FailedError, httpx.HTTPError, ValueError, KeyError) as error:
        failed = f"{kind}: {type(error).__name__} {error}"[:300]
    done = time.perf_counter()
    return Asked(kind, done, done - began, failed)
