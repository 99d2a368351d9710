"""Send the whole hostile suite through the command line, REST and the page of a real server.

    python -m tools.hostile [--only TEXT] [--slow]

Prints, a group a line, what was answered and how long the worst file took through each door; then the
peak memory of the processes, and whatever broke a bar: an answer that is no code of the contract, one
that this file may not have, more than a second, more than 1500 MB. Exit 1 if anything did.
The files are made by tests/hostile, in memory.
"""

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from beauty.paths import ROOT
from beauty.ui.temp_files import IN_MEMORY
from tests.hostile.case import ANY, FINE, Hostile
from tests.hostile.doors import CRASHED, Page, rest
from tests.hostile.suite import all_files
from tools.table import table

MOST_MS, MOST_MB = 1000.0, 1500.0
START_S, ASKED_EVERY_S = 120.0, 0.02


@dataclass
class Seen:
    """What came of a file: door -> answer, and door -> milliseconds by the clock."""

    file: Hostile
    answers: dict[str, str] = field(default_factory=dict)
    took_ms: dict[str, float] = field(default_factory=dict)
    worked_ms: dict[str, float] = field(default_factory=dict)  # of the processor, by the server

    def broke(self) -> list[str]:
        """What broke a bar, in words."""
        allowed = self.file.answers
        said = [f"{door}: {one}" for door, one in self.answers.items() if one not in allowed]
        slow = [f"{door}: {ms:.0f} ms" for door, ms in self.took_ms.items() if ms > MOST_MS]
        return [f"`{printable(self.file.name)}` {what}" for what in (*said, *slow)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="files with this in their group or name")
    parser.add_argument("--slow", action="store_true", help="list the ten slowest files as well")
    given = parser.parse_args()
    seen = [Seen(one) for one in all_files() if given.only in f"{one.group} {one.name}"]
    load = os.getloadavg()[0]
    peaks = {"server": run_server(seen), "command line": run_command_line(seen)}
    print(f"{len(seen)} files; load {load:.1f} before, {os.getloadavg()[0]:.1f} after\n")
    print(report(seen), "\n")
    rows = [(what, f"{a:.0f}", f"{b:.0f}") for what, (a, b) in peaks.items()]
    print(table(("peak memory", "process, MB", "its readers, MB"), rows), "\n")
    if given.slow:
        slowest = sorted(seen, key=lambda one: -max(one.took_ms.values()))[:10]
        print(table(("slowest", *DOORS), [timed(one) for one in slowest]), "\n")
    broken = [what for one in seen for what in one.broke()]
    broken += [f"{what}: {max(peak):.0f} MB" for what, peak in peaks.items() if max(peak) > MOST_MB]
    print("\n".join(broken) or "Every bar is kept.")
    raise SystemExit(bool(broken))


SERVED = ("REST", "page")
DOORS = ("command line", *SERVED)


def report(seen: list[Seen]) -> str:
    """A table of the groups: files, answers through REST, and the worst time through each door."""
    rows = []
    for name in dict.fromkeys(one.file.group for one in seen):
        own = [one for one in seen if one.file.group == name]
        said = Counter(one.answers["REST"] for one in own)
        worst = [f"{max(one.took_ms[door] for one in own):.0f}" for door in DOORS]
        told = ", ".join(f"{code} {count}" for code, count in said.most_common())
        worst += [f"{max(one.worked_ms[door] for one in own):.0f}" for door in SERVED]
        rows.append((name, str(len(own)), told, *worst))
    heads = ("group", "files", "answers", *(f"{door}, worst ms" for door in DOORS))
    heads += tuple(f"{door}, processor ms" for door in SERVED)
    return table(heads, rows)


def timed(one: Seen) -> tuple[str, ...]:
    return (printable(one.file.name), *(f"{one.took_ms[door]:.0f}" for door in DOORS))


def run_server(seen: list[Seen]) -> tuple[float, float]:
    """Every file through REST, then through the page; peak memory of the server and its readers."""
    with running_server() as (url, pid), watched(pid) as peak, httpx.Client(base_url=url) as http:
        http.timeout = httpx.Timeout(60)
        page = Page(http)
        doors: dict[str, Callable[[str, bytes], str]] = {
            "REST": lambda name, data: rest(http, name, data),
            "page": page.photo,
        }
        for door in doors.values():  # the first of all pays for what is loaded late
            door("first.jpg", all_files()[-1].make())
        for one in seen:
            data = one.file.make()
            page.clear()
            for name, door in doors.items():
                begin, worked = time.perf_counter(), processor_ms(pid)
                one.answers[name] = answered(door, one.file.name, data)
                one.took_ms[name] = (time.perf_counter() - begin) * 1000
                one.worked_ms[name] = processor_ms(pid) - worked
        return peak()


def answered(door: Callable[[str, bytes], str], name: str, data: bytes) -> str:
    try:
        return door(name, data)
    except (httpx.HTTPError, ValueError, KeyError) as error:
        return f"{CRASHED} ({type(error).__name__})"


@contextmanager
def running_server() -> Iterator[tuple[str, int]]:
    """Address and process of `python -m beauty serve`, as an operator starts it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "BEAUTY_REQUESTS_PER_MINUTE": "0"}
    command = [sys.executable, "-m", "beauty", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    url, until = f"http://127.0.0.1:{port}", time.monotonic() + START_S
    try:
        while not up(url):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("the server did not start")
            time.sleep(0.2)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(30)


def up(url: str) -> bool:
    try:
        return httpx.get(f"{url}/ready", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def run_command_line(seen: list[Seen]) -> tuple[float, float]:
    """All files in one call of `analyze`, timed by when each line is printed."""
    parent = IN_MEMORY if IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        paths = [Path(folder) / f"{at:03}" / file_name(one) for at, one in enumerate(seen)]
        for one, path in zip(seen, paths, strict=True):
            path.parent.mkdir()
            path.write_bytes(one.file.make())
        first = str(ROOT / "assets" / "examples" / "fair_oval.jpg")
        command = [sys.executable, "-u", "-m", "beauty", "analyze", "--json", "-", first]
        command += [str(path) for path in paths]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        with watched(process.pid) as peak:
            assert process.stdout is not None
            process.stdout.readline()  # the one sound photo, by which everything is loaded
            begin = time.perf_counter()
            for one in seen:
                row = json.loads(process.stdout.readline() or '{"error": {"code": ""}}')
                now = time.perf_counter()
                code = row["error"]["code"] if "error" in row else FINE
                one.answers["command line"] = code if code in ANY else CRASHED
                one.took_ms["command line"], begin = (now - begin) * 1000, now
            process.wait(60)
            return peak()


def file_name(one: Seen) -> str:
    """The name as far as a file system takes it."""
    return re.sub(r"[/\0]", "_", one.file.name)


def printable(name: str) -> str:
    return name.encode("unicode_escape").decode()[:60]


@contextmanager
def watched(pid: int) -> Iterator[Callable[[], tuple[float, float]]]:
    """Gives the peak memory so far of a process, and of the largest of its children, in MB."""
    peaks, done = [0.0, 0.0], threading.Event()

    def look() -> None:
        while not done.wait(ASKED_EVERY_S):
            peaks[0] = max(peaks[0], resident_mb(pid))
            peaks[1] = max([peaks[1], *(resident_mb(child) for child in children(pid))])

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield lambda: (peaks[0], peaks[1])
    finally:
        done.set()
        thread.join()


def resident_mb(pid: int) -> float:
    """The most memory that a process held so far, 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def processor_ms(pid: int) -> float:
    """Processor time that a process, its children and those that ended took so far."""
    ticks = 0
    for one in (pid, *children(pid)):
        try:
            ticks += sum(
                map(int, Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[11:15])
            )
        except OSError:
            continue
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except OSError:
        return []


if __name__ == "__main__":
    main()
