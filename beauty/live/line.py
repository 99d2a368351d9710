"""Places at the mirror and the line before them, first come, first served."""

import asyncio
from collections.abc import AsyncIterator


class FullError(Exception):
    """Nobody more may even wait."""


class Ticket:
    """One viewer: in the line, at the mirror, or gone."""

    def __init__(self, line: "Line") -> None:
        self._line = line

    @property
    def place(self) -> int:
        """0: at the mirror; 1: next in line; and so on."""
        return max(0, self._line.tickets.index(self) - self._line.places + 1)

    async def waiting(self, every_s: float) -> AsyncIterator[int]:
        """The place in line whenever it changes and at least this often, until it is 0."""
        while self.place:
            yield self.place
            await self._line.moved(every_s)

    def give_back(self) -> None:
        """Leave; those behind move up. May be called twice."""
        if self in self._line.tickets:
            self._line.tickets.remove(self)
            self._line.wake()


class Line:
    """Belongs to one event loop. places: at the mirror at a time; waiting: who may stand in line."""

    def __init__(self, places: int, waiting: int) -> None:
        self.places, self._waiting = places, waiting
        self.tickets: list[Ticket] = []
        self._move = asyncio.Event()

    @property
    def viewers(self) -> int:
        """How many are at the mirror."""
        return min(len(self.tickets), self.places)

    def enter(self) -> Ticket:
        """Raises FullError where the line is at its longest."""
        if len(self.tickets) >= self.places + self._waiting:
            raise FullError
        ticket = Ticket(self)
        self.tickets.append(ticket)
        return ticket

    async def moved(self, at_most_s: float) -> None:
        """Wait until somebody left, at most this long."""
        try:
            await asyncio.wait_for(self._move.wait(), at_most_s)
        except TimeoutError:
            return

    def wake(self) -> None:
        self._move.set()
        self._move = asyncio.Event()
