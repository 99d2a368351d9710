"""Where requests queue for the models: so many at work, so many waiting, and the rest hear "busy"."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from beauty.api.turns import Turns
from beauty.engine import Beauty
from beauty.errors import BeautyError, DoorError, SetupError

T = TypeVar("T")
RETRY_AFTER_S, LOOK_EVERY_S = 2, 0.02


class Desk:
    """The models and the threads that work on photos, off the event loop.

    A job counts until its thread is done, also when the client that asked has gone meanwhile. `turns` are
    shared with whoever else works on photos in this process.
    """

    def __init__(
        self, beauty: Beauty, workers: int, waiting: int, turns: Turns | None = None
    ) -> None:
        self.beauty = beauty
        self._limit = workers + waiting
        self._inside, self._turns = 0, turns or Turns(workers)
        self._closing = False
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="desk")

    async def do(self, job: Callable[[], T]) -> T:
        """The job's result, worked out in a thread. Raises DoorError "busy" when too many wait."""
        if self.full:
            raise DoorError("busy")
        self._inside += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, self._in_turn, job)
        future.add_done_callback(self._leave)
        # shielded: a client that leaves cannot take back work that a thread has begun
        return await asyncio.shield(future)

    def _in_turn(self, job: Callable[[], T]) -> T:
        with self._turns:
            return _refusing(job)

    def _leave(self, future: "asyncio.Future[T]") -> None:
        self._inside -= 1
        if not future.cancelled():
            future.exception()  # looked at, so that a client gone before is no warning

    @property
    def inside(self) -> int:
        """Jobs at work or waiting."""
        return self._inside

    @property
    def full(self) -> bool:
        return self._closing or self._inside >= self._limit

    def finish(self, within_s: float) -> bool:
        """Take no more jobs and wait for those that are here; whether all were done in time."""
        self._closing = True
        until = time.monotonic() + within_s
        while self._inside and time.monotonic() < until:
            time.sleep(LOOK_EVERY_S)
        return self._inside == 0

    def close(self) -> None:
        """Take no more jobs and end the threads when theirs are done."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _refusing(job: Callable[[], T]) -> T:
    """The job's result. A bug of ours ends as a refusal: its trace goes to the log, not to the client."""
    try:
        return job()
    except BeautyError:
        raise
    except Exception as error:
        logging.getLogger(__name__).exception("a request failed")
        raise SetupError(reason="unforeseen", fix="report_it") from error
