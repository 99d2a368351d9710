"""The app in a process of its own, as an operator starts it, and what it takes of the machine (Linux)."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from beauty.paths import ROOT

START_S, STOP_S, LOOK_EVERY_S = 120.0, 30.0, 0.1
NO_RATE = {"BEAUTY_REQUESTS_PER_MINUTE": "0"}  # one address stands for the whole crowd here


@dataclass(frozen=True)
class Served:
    """url: where it answers; pid: its process. Its readers of photos are children of that."""

    url: str
    pid: int

    def processor_s(self) -> float:
        """Processor time that the server, its children and those that ended took so far."""
        ticks = 0
        for pid in (self.pid, *children(self.pid)):
            fields = _read(pid, "stat").rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def resident_mb(self) -> tuple[float, float]:
        """Memory that the server holds now, and its children together."""
        return _resident_mb(self.pid), sum(map(_resident_mb, children(self.pid)))


@contextmanager
def served(**settings: str) -> Iterator[Served]:
    """Start it with these environment variables, without limit a client; stop it at the end.

    Raises RuntimeError where it does not get ready.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "beauty", "serve", "--port", str(port)]
    environment = {**os.environ, **NO_RATE, **settings}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, process)
        yield Served(url, process.pid)
    finally:
        process.terminate()
        process.wait(STOP_S)


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < until:
        try:
            if httpx.get(f"{url}/ready", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(LOOK_EVERY_S)
    raise RuntimeError("the server did not start")


def children(pid: int) -> list[int]:
    """Processes that this one started and that still run."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except OSError:  # it or a thread of it ended meanwhile
        return []


def _resident_mb(pid: int) -> float:
    lines = _read(pid, "status").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except OSError:
        return ""
