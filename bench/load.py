"""How does the app bear a crowd? Latency, throughput and cores, from one visitor to 32 at a time.

    python -m bench.load [--seconds 15] [--visitors 1 2 4 8 16 32]

REST and page events in one mix, on this machine only, against `python -m beauty serve` with its usual
settings but the limit a client. The pure compute limit is cores / processor time that the same mix takes
by plain Python calls in one process, measured first. A queue explains a latency of visitors x that time
/ cores. At the end the whole crowd leaves in the middle of its requests, and one visitor stays.
The visitors share the cores with the server, and what they take of them is in the last column.
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
MOST_OF_QUEUE, LEAST_OF_LIMIT, LEAST_CORES, MOST_RECOVERY_S = 1.5, 0.85, 0.85, 10.0
BACK = 1.5  # times the quiet latency of its kind, which counts as back
HEAD = (
    *("visitors", "requests", "failed", "p50, ms", "p95, ms", "p99, ms", "queue explains, ms"),
    *("p95 / that", "requests/s", "of the limit", "cores, server", "cores, visitors"),
)


@dataclass(frozen=True)
class Level:
    """What came of so many visitors. latency_ms: p50, p95, p99; explained_ms: by the queue's length;
    of_limit, cores, crowd_cores: shares."""

    visitors: int
    asked: list[Asked]
    latency_ms: tuple[float, float, float]
    explained_ms: float
    a_second: float
    of_limit: float
    cores: float
    crowd_cores: float

    @property
    def failed(self) -> int:
        return sum(bool(one.failed) for one in self.asked)

    def row(self) -> tuple[str, ...]:
        numbers = (*self.latency_ms, self.explained_ms)
        shares = (self.of_limit, self.cores, self.crowd_cores)
        return (
            *(str(self.visitors), str(len(self.asked)), str(self.failed)),
            *(f"{one:.0f}" for one in numbers),
            f"{self.latency_ms[1] / self.explained_ms:.2f}",
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
    before = os.getloadavg()[0]
    compute = compute_s(GOOD, ROUNDS)
    print(table(("request", "processor, ms"), [(k, f"{1000 * v:.0f}") for k, v in compute.items()]))
    each = mean(compute[kind] for kind in GOOD)
    limit = cores() / each
    print(f"\nin the mix {1000 * each:.0f} ms; limit {cores()} / that = {limit:.1f} a second\n")
    with served() as app:
        levels, recovery_s = asyncio.run(_levels(app, each, seconds, visitors))
    print(table(HEAD, [one.row() for one in levels]) + "\n")
    for failed in sorted({one.failed for level in levels for one in level.asked if one.failed})[:5]:
        print(failed)
    print(verdicts(levels[-1], recovery_s))
    print(f"load of the machine {before:.1f} before, {os.getloadavg()[0]:.1f} after")


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0))


def verdicts(last: Level, recovery_s: float) -> str:
    """The bars at the largest crowd, a line each."""
    bars = (
        ("failed requests", last.failed, last.failed == 0, "0"),
        (
            *("p95 / what the queue explains", f"{last.latency_ms[1] / last.explained_ms:.2f}"),
            *(last.latency_ms[1] <= MOST_OF_QUEUE * last.explained_ms, f"at most {MOST_OF_QUEUE}"),
        ),
        (
            *("throughput / limit", f"{last.of_limit:.2f}", last.of_limit >= LEAST_OF_LIMIT),
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
    app: Served, each_s: float, seconds: float, visitors: Sequence[int]
) -> tuple[list[Level], float]:
    crowd = Crowd(app.url, await page_map(app.url), GOOD)
    await crowd.press(2, WARM_UP_S)
    quiet = await crowd.ask(1, ALONE * len(GOOD))
    levels = [await level(app, crowd, number, seconds, each_s) for number in visitors]
    return levels, await recovery(crowd, quiet, max(visitors))


async def level(app: Served, crowd: Crowd, visitors: int, seconds: float, each_s: float) -> Level:
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
    explained_ms = 1000 * each_s * max(1.0, visitors / cores())
    of_limit = a_second * each_s / cores()
    return Level(visitors, asked, tuple(waits), explained_ms, a_second, of_limit, *shares)


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
