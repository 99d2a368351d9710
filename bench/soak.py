"""Does memory grow? Thousands of mixed requests, and what the app holds each time the crowd has left.

    python -m bench.soak [--requests 5000] [--visitors 8]

Mixed: REST (analyze, recommend, try-on), a tab's photo, wishes and make-up page, and refused photos
through both. Memory is read when the tabs are closed and their sessions forgotten, so that the figures
tell of leaks, not of who was there. The bar: after all requests at most 5% above after a tenth of them.
"""

import argparse
import asyncio
import time
from collections import Counter

from bench.crowd import MIXED, Asked, Crowd
from bench.served import Served, served
from bench.visitor import page_map
from tools.table import table

CLOSED_S = 2  # after which the app forgets a closed tab; 60 by default
SETTLE_S = CLOSED_S + 12.0  # the app cleans up every ten seconds
STEPS = 10
BAR = 1.05
HEAD = ("requests", "failed", "seconds", "server, MB", "its readers, MB", "together")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--visitors", type=int, default=8)
    given = parser.parse_args()
    run(given.requests, given.visitors)


def run(requests: int = 5000, visitors: int = 8) -> None:
    """Print the table and the verdict."""
    with served(BEAUTY_CLOSED_SECONDS=str(CLOSED_S)) as app:
        totals, asked = asyncio.run(soak(app, requests, visitors))
    for kind, number in Counter(one.kind for one in asked).items():
        print(f"{kind}: {number}")
    print("\n".join(sorted({one.failed for one in asked if one.failed})))
    grown = totals[-1] / totals[0]
    told = f"memory after {requests} requests: {grown:.3f} of that after {requests // STEPS}"
    print(f"{told}, at most {BAR}, {'pass' if grown <= BAR else 'OVER'}")


async def soak(app: Served, requests: int, visitors: int) -> tuple[list[float], list[Asked]]:
    """MB after each tenth of the requests, and all that was asked."""
    crowd = Crowd(app.url, await page_map(app.url), MIXED)
    totals: list[float] = []
    every: list[Asked] = []
    rows = []
    for step in range(1, STEPS + 1):
        began = time.perf_counter()
        asked = await crowd.ask(visitors, requests // STEPS)
        took = time.perf_counter() - began
        await asyncio.sleep(SETTLE_S)
        own, readers = app.resident_mb()
        every += asked
        totals.append(own + readers)
        failed = sum(bool(one.failed) for one in asked)
        row = (step * requests // STEPS, failed, took, own, readers, own + readers)
        rows.append([f"{value:.0f}" for value in row])
        print(f"{time.strftime('%H:%M:%S')} {rows[-1]}", flush=True)
    print("\n" + table(HEAD, rows) + "\n")
    return totals, every


if __name__ == "__main__":
    main()
