"""`python -m beauty.scale` as bench/scale.py watches it: its processes, their time and memory, a load."""

import http.client
import os
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from beauty.paths import ASSETS, ROOT

REPLICA = "ray::ServeReplica:models:"
START_S, PATIENCE_S = 120.0, 90.0
HOST = "127.0.0.1"
TICKS_A_S = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def form(photo: bytes, **fields: str) -> tuple[str, bytes]:
    """Content type and bytes of a multipart form."""
    border = secrets.token_hex(12)
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        f'--{border}\r\nContent-Disposition: form-data; name="photo"; filename="photo.jpg"\r\n\r\n'
    )
    body = b"".join([*parts, head.encode(), photo, f"\r\n--{border}--\r\n".encode()])
    return f"multipart/form-data; boundary={border}", body


@dataclass(eq=False)
class Load:
    """Clients that each ask again as soon as they are answered, until told to stop."""

    port: int
    path: str = "/v1/analyze"
    clients: int = 6
    fields: dict[str, str] = field(default_factory=dict)
    times_s: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def __enter__(self) -> "Load":
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(self.clients)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        photos = [path.read_bytes() for path in sorted((ASSETS / "examples").glob("*.jpg"))]
        forms = [form(photo, **self.fields) for photo in photos]
        line = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE_S)
        while not self._end.is_set():
            kind, body = forms[len(self.times_s) % len(forms)]
            start = time.perf_counter()
            try:
                line.request("POST", self.path, body, {"Content-Type": kind})
                answer = line.getresponse()
                content = answer.read()
                if answer.status != 200:
                    self.failed.append(f"{answer.status} {content[:120]!r}")
            except OSError as error:
                self.failed.append(type(error).__name__)
                line.close()
            self.times_s.append(time.perf_counter() - start)
        line.close()


class FleetProcess:
    """The command, in a process of its own; use it in a `with`."""

    def __init__(self, port: int, *arguments: str) -> None:
        self.port = port
        command = [sys.executable, "-m", "beauty.scale", "--port", str(port), *arguments]
        told = {"BEAUTY_REQUESTS_PER_MINUTE": "0", "BEAUTY_METRICS": "1", "BEAUTY_WAITING": "64"}
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **told},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> "FleetProcess":
        self.wait_for("is open")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with self._process:  # which closes its pipe, too
            self._process.terminate()
            self._process.wait(START_S)

    def wait_for(self, words: str) -> None:
        """Until it says so. Raises RuntimeError where it ends instead."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if words in line:
                return
        raise RuntimeError(f"beauty.scale ended: exit {self._process.wait()}")

    def restart(self) -> None:
        """A rolling restart, to its end."""
        self._process.send_signal(signal.SIGHUP)
        self.wait_for("restarted")

    def get(self, path: str) -> str:
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE_S)) as line:
            line.request("GET", path)
            return line.getresponse().read().decode()

    @property
    def retries(self) -> int:
        """Tasks that were sent anew because a replica was lost."""
        found = re.search(r"^beauty_retries_total ([\d.]+)", self.get("/metrics"), re.MULTILINE)
        return int(float(found.group(1))) if found else 0

    @property
    def all(self) -> list[int]:
        """Every process that belongs to it."""
        return [self._process.pid, *below(self._process.pid)]

    @property
    def replicas(self) -> list[int]:
        """Processes that hold the models."""
        return sorted(pid for pid in self.all if title(pid).startswith(REPLICA))

    def pin(self) -> None:
        """Hold each replica, and what it has started, to one core of its own."""
        for core, replica in enumerate(self.replicas):
            for pid in (replica, *below(replica)):
                for thread in (PROC / str(pid) / "task").iterdir():
                    os.sched_setaffinity(int(thread.name), {core})


def title(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def below(pid: int) -> list[int]:
    """Children, theirs, and so on."""
    found: list[int] = []
    for path in (PROC / str(pid) / "task").glob("*/children"):
        try:
            children = [int(one) for one in path.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *below(child)]
    return found


def cpu_s(pids: list[int]) -> float:
    """Processor time they have used, seconds."""
    total = 0
    for pid in pids:
        try:
            fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS_A_S


def memory_mb(pids: list[int]) -> float:
    """Memory they hold, what is shared counted in shares (PSS), megabytes."""
    total_kb = 0
    for pid in pids:
        try:
            found = re.search(
                r"^Pss:\s+(\d+)", (PROC / str(pid) / "smaps_rollup").read_text(), re.M
            )
        except OSError:
            continue
        total_kb += int(found.group(1)) if found else 0
    return total_kb / 1024
