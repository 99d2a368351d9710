"""How large and how fine frames may be, by how long they take."""

from dataclasses import dataclass

from beauty.live.limits import Steps

RECENT = 0.12  # weight of the newest frame in the running mean
SPARE = 0.8  # share of the budget below which there is time for more
MOST_PATIENCE = (
    8.0  # a step up that did not last is tried again after longer, up to this many times
)


@dataclass(frozen=True)
class Step:
    """side_px: longest side of the frames asked for; quality: JPEG quality of the answers, 1..100."""

    side_px: int
    quality: int


class Pace:
    """One viewer's. `took` after every frame, `step` says what is wanted from now on."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._at, self._mean_ms, self._patience = 0, 0.0, 1.0
        self._spare_since_s: float | None = None
        self._slow_since_s: float | None = None

    @property
    def step(self) -> Step:
        return Step(self._steps.sides_px[self._at], self._steps.qualities[self._at])

    @property
    def mean_ms(self) -> float:
        """What a frame took lately."""
        return self._mean_ms

    def took(self, ms: float, now_s: float) -> None:
        """A frame was answered `ms` after it came, at this time."""
        self._mean_ms += (RECENT if self._mean_ms else 1.0) * (ms - self._mean_ms)
        slow = self._mean_ms > self._steps.budget_ms
        spare = self._mean_ms < SPARE * self._steps.budget_ms
        self._slow_since_s = _since(self._slow_since_s, slow, now_s)
        self._spare_since_s = _since(self._spare_since_s, spare, now_s)
        cheapest = self._at == len(self._steps.sides_px) - 1
        if not cheapest and _lasted(self._slow_since_s, now_s, self._steps.down_s):
            self._patience = min(2 * self._patience, MOST_PATIENCE)
            self._go(self._at + 1)
        elif self._at > 0 and _lasted(
            self._spare_since_s, now_s, self._steps.up_s * self._patience
        ):
            self._go(self._at - 1)

    def _go(self, at: int) -> None:
        self._at = at
        self._mean_ms, self._slow_since_s, self._spare_since_s = 0.0, None, None


def _since(since_s: float | None, holds: bool, now_s: float) -> float | None:
    if not holds:
        return None
    return now_s if since_s is None else since_s


def _lasted(since_s: float | None, now_s: float, long_s: float) -> bool:
    return since_s is not None and now_s - since_s >= long_s
