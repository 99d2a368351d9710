"""What thread settings cost: an analysis alone, and two at a time, each setting in a process of its own.

    python -m bench.threads [--photos 8]

Run it on a quiet machine for the fastest setting, and on a busy one for the most robust.
"""

import argparse
import os
import subprocess
import sys
import threading
from statistics import median
from time import perf_counter

from tools.table import table

SETTINGS = ((1, "PASSIVE"), (2, "PASSIVE"), (1, "ACTIVE"), (2, "ACTIVE"))
MEASURE = "--measure"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=8, help="analyses of each kind")
    parser.add_argument(MEASURE, action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        return measure(args.photos)
    run(args.photos)


def run(photos: int = 8) -> None:
    """Print the table."""
    rows = [(*setting, *in_process(setting, photos)) for setting in SETTINGS]
    print(table(("threads", "idle threads", "alone, ms", "two at a time, ms each"), rows))


def in_process(setting: tuple[int, str], photos: int) -> list[str]:
    """Both medians in ms, as a new process measures them."""
    threads, policy = setting
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "OMP_WAIT_POLICY": policy}
    command = [sys.executable, "-m", "bench.threads", MEASURE, "--photos", str(photos)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


def measure(photos: int) -> None:
    """Print the median time of an analysis alone, and of each of two at a time."""
    from beauty import Beauty
    from beauty.paths import ASSETS

    beauty = Beauty.load()
    paths = sorted((ASSETS / "examples").glob("*.jpg"))

    def work(times: list[float]) -> None:
        for index in range(photos):
            start = perf_counter()
            beauty.analyze(paths[index % len(paths)])
            times.append((perf_counter() - start) * 1000)

    work([])  # the first ones are slower
    alone: list[float] = []
    work(alone)
    together: list[float] = []
    pair = [threading.Thread(target=work, args=(together,)) for _ in range(2)]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
    print(f"{median(alone):.0f} {median(together):.0f}")


if __name__ == "__main__":
    main()
