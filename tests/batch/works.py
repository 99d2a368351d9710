"""Work for processes of the pool: it must be importable there, and cheap."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from beauty.errors import SetupError

HANG_S = 60.0


@dataclass(frozen=True)
class Squares:
    """n -> n * n, after a while for some; "deadly" numbers kill the process, each time or the first
    time that it is seen, and a hanging one never ends."""

    seen: Path
    deadly: tuple[int, ...] = ()
    deadly_once: tuple[int, ...] = ()
    hanging: tuple[int, ...] = ()

    def __call__(self) -> Callable[[int], tuple[int, int]]:
        return self.work

    def work(self, number: int) -> tuple[int, int]:
        mark = self.seen / str(number)
        first = not mark.exists()
        mark.touch()
        if number in self.deadly or (number in self.deadly_once and first):
            os.kill(os.getpid(), signal.SIGKILL)
        if number in self.hanging:
            time.sleep(HANG_S)
        time.sleep(0.02 * (number % 3))  # so that they are not done in order
        return number * number, os.getpid()


@dataclass(frozen=True)
class Broken:
    """Cannot be made."""

    def __call__(self) -> Callable[[int], int]:
        raise SetupError(reason="unforeseen", fix="report_it")


@dataclass(frozen=True)
class Vanishing:
    """Ends its process while it is made."""

    def __call__(self) -> Callable[[int], int]:
        os._exit(3)


def minus_one(number: int) -> tuple[int, int]:
    return -1, 0
