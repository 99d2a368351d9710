"""Does a second process with the models give twice as much, and what does it cost when one is lost?

    python -m bench.scale [--seconds 12] [--port 7930]

Needs Ray (requirements-scale.txt) and two cores that nothing else uses; takes about three minutes.
"""

import argparse
import importlib.util
import math
import os
import signal
import time
from collections.abc import Callable
from statistics import median

from bench.scale_fleet import FleetProcess, Load, below, cpu_s, memory_mb
from tools.table import table

BAR = 1.7
WARM_S = 3.0
GROWN_S = 90.0
KINDS: dict[str, dict[str, str]] = {
    "/v1/analyze": {},
    "/v1/recommend": {},
    "/v1/try-on": {"look": "everyday"},
}
HEAD = ("kind of request", "a second", "ms, median", "CPU ms, replica", "CPU ms, all else")
# assumptions of the capacity model, not measurements
A_DAY = (10_000, 100_000, 1_000_000)
PEAK = 3.0  # times the mean of a day
FILLED = 0.7  # of a core's time at the peak, so that queues stay short
PRICE = 0.04  # of a core-hour, in whatever currency
DAY_S, MONTH_H = 86_400, 730


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=12.0, help="of each load")
    parser.add_argument("--port", type=int, default=7930, help="to serve at")
    args = parser.parse_args()
    run(args.seconds, args.port)


def run(seconds: float = 12.0, port: int = 7930) -> None:
    """Print the tables."""
    if importlib.util.find_spec("ray") is None:
        return print("Ray is not installed here: pip install -r requirements-scale.txt")
    if (os.cpu_count() or 1) < 2:
        return print("Two replicas on a core each need two cores.")
    with FleetProcess(port, "--replicas", "1") as one:
        one.pin()
        alone = throughput(one, seconds)
        measured = [costs(one, path, seconds) for path in KINDS]
        print(table(HEAD, measured))
        replica_mb, all_mb = memory_mb(family(one)), memory_mb(one.all)
        print(f"\nmemory: a replica {replica_mb:.0f} MB, all else {all_mb - replica_mb:.0f} MB\n")
        print(capacity(float(measured[0][3]), float(measured[0][4]), replica_mb))
    with FleetProcess(port, "--replicas", "2") as two:
        two.pin()
        both = throughput(two, seconds)
        verdict = "pass" if both / alone >= BAR else "UNDER"
        rows = [(1, f"{alone:.2f}", "", ""), (2, f"{both:.2f}", f"{both / alone:.2f}", BAR)]
        print(f"\n{table(('replicas, a core each', 'analyses a second', 'ratio', 'bar'), rows)}")
        print(f"{verdict}\n")
        troubles = [
            trouble(two, "a replica killed (kill -9)", kill_one, seconds),
            trouble(two, "rolling restart of both", FleetProcess.restart, WARM_S),
        ]
    head = ("under load", "requests", "failed", "sent anew", "slowest, s", "replicas after")
    print(table(head, troubles))
    with FleetProcess(port, "--replicas", "1", "--most", "2") as growing:
        print(f"\nautoscaling, 1 to 2: the second answers {growth(growing)} under load")


def throughput(fleet: FleetProcess, seconds: float) -> float:
    """Analyses a second, after the first ones."""
    with Load(fleet.port) as load:
        time.sleep(WARM_S)
        before, start = len(load.times_s), time.perf_counter()
        time.sleep(seconds)
        rate = (len(load.times_s) - before) / (time.perf_counter() - start)
    assert not load.failed, load.failed[0]
    return rate


def family(fleet: FleetProcess) -> list[int]:
    """The replicas and the readers of photos that they started."""
    return [pid for one in fleet.replicas for pid in (one, *below(one))]


def costs(fleet: FleetProcess, path: str, seconds: float) -> tuple[str, ...]:
    """What requests of one kind cost a replica that has always one more to do."""
    with Load(fleet.port, path, 2, KINDS[path]) as load:
        time.sleep(WARM_S)
        count, start = len(load.times_s), time.perf_counter()
        replica, everything = cpu_s(family(fleet)), cpu_s(fleet.all)
        time.sleep(seconds / 2)
        count, passed = len(load.times_s) - count, time.perf_counter() - start
        replica, everything = cpu_s(family(fleet)) - replica, cpu_s(fleet.all) - everything
    assert not load.failed, load.failed[0]
    shown = (1000 * median(load.times_s), 1000 * replica / count)
    other = 1000 * (everything - replica) / count
    return (path, f"{count / passed:.2f}", *(f"{ms:.0f}" for ms in (*shown, other)))


def growth(fleet: FleetProcess) -> str:
    """After how long there is a second replica."""
    start = time.perf_counter()
    with Load(fleet.port) as load:
        while '"replicas":2' not in fleet.get("/ready"):
            if time.perf_counter() > start + GROWN_S:
                return f"not within {GROWN_S:.0f} s"
            time.sleep(0.5)
    return f"after {time.perf_counter() - start:.0f} s (requests failed: {len(load.failed)})"


def capacity(replica_ms: float, other_ms: float, replica_mb: float) -> str:
    """What so many analyses a day need, as a table."""
    rows = []
    for number in A_DAY:
        peak_a_second = PEAK * number / DAY_S
        replicas = math.ceil(peak_a_second * replica_ms / 1000 / FILLED)
        doors = math.ceil(peak_a_second * other_ms / 1000 / FILLED)
        month = (replicas + doors) * MONTH_H * PRICE
        share = (f"{number:,}", f"{peak_a_second:.1f}", replicas, doors)
        rows.append((*share, f"{replicas * replica_mb / 1024:.1f}", f"{month:,.0f}"))
    head = ("analyses a day", "a second at the peak", "replicas, a core each")
    return table((*head, "cores for all else", "memory of replicas, GB", "a month"), rows)


def trouble(
    fleet: FleetProcess, name: str, cause: Callable[[FleetProcess], None], then_s: float
) -> tuple[object, ...]:
    """What a trouble in the middle of a load cost."""
    before = fleet.retries
    with Load(fleet.port) as load:
        time.sleep(WARM_S)
        cause(fleet)
        time.sleep(then_s)
    for failure in load.failed:
        print(f"failed: {failure}")
    slowest = f"{max(load.times_s):.1f}"
    sent_anew, left = fleet.retries - before, len(fleet.replicas)
    return (name, len(load.times_s), len(load.failed), sent_anew, slowest, left)


def kill_one(fleet: FleetProcess) -> None:
    os.kill(fleet.replicas[0], signal.SIGKILL)


if __name__ == "__main__":
    main()
