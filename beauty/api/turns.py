"""Who works on a photo now: so many at a time, page and doors together, first come first served."""

import threading
from collections import deque


class Turns:
    """`with turns:` waits for a turn and hands it on at the end. More threads at a time than cores would
    slow each other down, and a plain semaphore would let whoever just worked go first again."""

    def __init__(self, at_a_time: int) -> None:
        self._free, self._lock = at_a_time, threading.Lock()
        self._line: deque[threading.Event] = deque()

    def __enter__(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine = threading.Event()
            self._line.append(mine)
        mine.wait()

    def __exit__(self, *ignored: object) -> None:
        with self._lock:
            if self._line:
                self._line.popleft().set()
            else:
                self._free += 1

    @property
    def waiting(self) -> int:
        return len(self._line)
