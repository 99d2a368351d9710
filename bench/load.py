"""How does the app bear a crowd? Latency, throughput and cores, from one visitor to 32 at a time.

    python -m bench.load [--seconds 15] [--visitors 1 2 4 8 16 32]

First, what the server takes while nobody is there. Then REST and page events in one mix, on this machine
only, against `python -m beauty serve` with its usual settings but the limit a client. The pure compute
limit is cores / processor time that the same mix takes by plain Python calls in one process: the mean of
measures before and after the crowd, since the pace of a machine changes. A queue explains a latency of
visitors x that time / cores. At the end the whole crowd leaves in the middle of its requests, and one
visitor stays. The visitors share the cores with the server, and what they take is in the last column.
"""

import argparse
import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

import numpy as np

from bench.compute import compute_s
from bench.crowd import GOOD, Asked, Crowd
from bench.served import Served, served
from bench.visitor import page_map
from tools.table import table

VISITORS = (1, 2, 4, 8, 16, 32)
SECONDS, ROUNDS, WARM_UP_S, ALONE = 15.0, 8, 4.0, 3
NOBODY_S = 10.0
MOST_OF_QUEUE, LEAST_OF_LIMIT, LEAST_CORES, MOST_RECOVERY_S = 1.5, 0.85, 0.85, 10.0
BACK = 1.5  # times the quiet latency of its kind, which counts as back
HEAD = (
    *("visitors", "requests", "failed", "p50, ms", "p95, ms", "p99, ms", "queue explains, ms"),
    *("p95 / that", "requests/s", "of the limit", "cores, server", "cores, visitors"),
)


@dataclass(frozen=True)
class Level:
    """What came of so many visitors. latency_ms: p50, p95, p99; cores, crowd_cores: shares."""

    visitors: int
    asked: list[Asked]
    latency_ms: tuple[float, float, float]
    a_second: float
    cores: float
    crowd_cores: float

    @property
    def failed(self) -> int:
        return sum(bool(one.failed) for one in self.asked)

    def of_queue(self, each_s: float) -> float:
        """p95 as times what the queue's length explains, where a request of the mix takes so long."""
        return self.latency_ms[1] / self.explained_ms(each_s)

    def explained_ms(self, each_s: float) -> float:
        return 1000 * each_s * max(1.0, self.visitors / cores())

    def of_limit(self, each_s: float) -> float:
        """Throughput as a share of the pure compute limit."""
        return self.a_second * each_s / cores()

    def row(self, each_s: float) -> tuple[str, ...]:
        numbers = (*self.latency_ms, self.explained_ms(each_s))
        shares = (self.of_limit(each_s), self.cores, self.crowd_cores)
        return (
            *(str(self.visitors), str(len(self.asked)), str(self.failed)),
            *(f"{one:.0f}" for one in numbers),
            f"{self.of_queue(each_s):.2f}",
            f"{self.a_second:.1f}",
            *(f"{100 * one:.0f}%" for one in shares),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each level")
    parser.add_argument("--visitors", type=int, nargs="+", default=VISITORS)
    given = parser.parse_args()
    run(given.seconds, given.visitors)


def run(seconds: float = SECONDS, visitors: Sequence[int] = VISITORS) -> None:
    """Print what each request costs, the table of the crowd, and the verdicts on the bars."""
    busy = os.getloadavg()[0]
    before = compute_s(GOOD, ROUNDS // 2)
    with served() as app:
        print(f"nobody there: {100 * idle(app):.1f}% of a core\n")
        levels, recovery_s = asyncio.run(_levels(app, seconds, visitors))
    after = compute_s(GOOD, ROUNDS // 2)
    rows = [(kind, *(f"{1000 * took[kind]:.0f}" for took in (before, after))) for kind in before]
    print(table(("request", "processor before, ms", "after, ms"), rows))
    each_s = mean(took[kind] for took in (before, after) for kind in GOOD)
    print(
        f"\nin the mix {1000 * each_s:.0f} ms; limit {cores()} / that = {cores() / each_s:.1f} a second\n"
    )
    print(table(HEAD, [one.row(each_s) for one in levels]) + "\n")
    for failed in sorted({one.failed for level in levels for one in level.asked if one.failed})[:5]:
        print(failed)
    print(verdicts(levels[-1], recovery_s, each_s))
    print(f"load of the machine {busy:.1f} before, {os.getloadavg()[0]:.1f} after")


def idle(app: Served) -> float:
    """What a server that nobody asks takes, as a share of a core."""
    before = app.processor_s()
    time.sleep(NOBODY_S)
    return (app.processor_s() - before) / NOBODY_S


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0))


def verdicts(last: Level, recovery_s: float, each_s: float) -> str:
    """The bars at the largest crowd, a line each."""
    of_queue, of_limit = last.of_queue(each_s), last.of_limit(each_s)
    bars = (
        ("failed requests", last.failed, last.failed == 0, "0"),
        (
            *("p95 / what the queue explains", f"{of_queue:.2f}", of_queue <= MOST_OF_QUEUE),
            f"at most {MOST_OF_QUEUE}",
        ),
        (
            *("throughput / limit", f"{of_limit:.2f}", of_limit >= LEAST_OF_LIMIT),
            f"at least {LEAST_OF_LIMIT}",
        ),
        (
            *("cores in use", f"{last.cores + last.crowd_cores:.2f}"),
            *(last.cores + last.crowd_cores >= LEAST_CORES, f"at least {LEAST_CORES}"),
        ),
        (
            *("latency back, s", f"{recovery_s:.1f}", recovery_s <= MOST_RECOVERY_S),
            f"at most {MOST_RECOVERY_S:.0f}",
        ),
    )
    rows = [(name, value, bar, "pass" if fine else "OVER") for name, value, fine, bar in bars]
    return table((f"with {last.visitors} visitors", "measured", "bar", "verdict"), rows)


async def _levels(
    app: Served, seconds: float, visitors: Sequence[int]
) -> tuple[list[Level], float]:
    crowd = Crowd(app.url, await page_map(app.url), GOOD)
    await crowd.press(2, WARM_UP_S)
    quiet = await crowd.ask(1, ALONE * len(GOOD))
    levels = [await level(app, crowd, number, seconds) for number in visitors]
    return levels, await recovery(crowd, quiet, max(visitors))


async def level(app: Served, crowd: Crowd, visitors: int, seconds: float) -> Level:
    """So many visitors for so long. Throughput and cores are of the time when all were there."""
    began, server, here = time.perf_counter(), app.processor_s(), time.process_time()
    pressing = asyncio.create_task(crowd.press(visitors, seconds))
    await asyncio.sleep(seconds)
    took = time.perf_counter() - began
    shares = [
        used / took / cores() for used in (app.processor_s() - server, time.process_time() - here)
    ]
    asked = await pressing
    a_second = sum(one.done_s <= began + took for one in asked) / took
    waits = np.percentile([1000 * one.took_s for one in asked], (50, 95, 99))
    return Level(visitors, asked, tuple(waits), a_second, *shares)


async def recovery(crowd: Crowd, quiet: Sequence[Asked], visitors: int) -> float:
    """Seconds after a crowd broke off its requests until one visitor is answered as before it came."""
    usual = {kind: median(one.took_s for one in quiet if one.kind == kind) for kind in crowd.deck}
    pressing = asyncio.create_task(crowd.press(visitors, 60))
    await asyncio.sleep(WARM_UP_S)
    pressing.cancel()
    await asyncio.wait([pressing])
    left = time.perf_counter()
    after = await crowd.ask(1, ALONE * len(GOOD))
    slow = [one.done_s - left for one in after if one.took_s > BACK * usual[one.kind]]
    return max(slow, default=0.0)


if __name__ == "__main__":
    main()
