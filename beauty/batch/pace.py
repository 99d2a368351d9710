"""How far a long job is, how fast it goes, and how much longer it takes."""

import time
from collections import deque
from dataclasses import dataclass, field

RECENT_S = 60.0  # the pace of the last minute, not of all that was before
HOUR_S, MINUTE_S = 3600, 60


@dataclass(eq=False)
class Pace:
    """total: of things to do; before: how many of them were done by an earlier run."""

    total: int
    before: int = 0
    done: int = field(init=False)
    _seen: deque[tuple[float, int]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.done = self.before

    def step(self, now_s: float | None = None) -> None:
        """One more is done."""
        now_s = time.monotonic() if now_s is None else now_s
        self.done += 1
        self._seen.append((now_s, self.done))
        while self._seen[0][0] < now_s - RECENT_S:
            self._seen.popleft()

    @property
    def a_second(self) -> float:
        """Recently; 0 while that cannot be told."""
        if len(self._seen) < 2:
            return 0.0
        (start_s, first), (end_s, last) = self._seen[0], self._seen[-1]
        return (last - first) / (end_s - start_s) if end_s > start_s else 0.0

    @property
    def left_s(self) -> float | None:
        """Seconds until all is done; None while that cannot be told."""
        rate = self.a_second
        return (self.total - self.done) / rate if rate else None

    def facts(self) -> dict[str, object]:
        """For a sentence: done, total, rate, left ("2:05:00", or "?")."""
        left = self.left_s
        return {
            "done": self.done,
            "total": self.total,
            "rate": f"{self.a_second:.1f}",
            "left": "?" if left is None else clock(left),
        }


def clock(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> clock(7505)
    '2:05:05'
    """
    whole = round(seconds)
    return f"{whole // HOUR_S}:{whole % HOUR_S // MINUTE_S:02}:{whole % MINUTE_S:02}"
