"""`python app.py` in folders of its own, with every connection that it asks for written down and refused
unless it stays on this machine, and what it left behind."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from beauty.paths import ROOT
from beauty.ui.temp_files import IN_MEMORY, PREFIX
from tests.private.canary import WORDS

START_SECONDS = 90
# read by every Python process that starts with this folder on its path, before anything else runs
SITE = """
import os, socket, sys
def _spy(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        to = args[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        to = args[0]
    else:
        return
    host = to[0] if isinstance(to, tuple) else to
    host = host.decode() if isinstance(host, bytes) else host
    if host is None or str(host).startswith(("127.", "/")) or host in ("::1", "localhost", ""):
        return
    with open(os.environ["SPY"], "a") as file:
        file.write(f"{event} {to}\\n")
    raise OSError("no way out")
sys.addaudithook(_spy)
"""


@dataclass(frozen=True)
class Running:
    """A server and the only folders it was told of: home, temp and cwd below `place`."""

    url: str
    process: "subprocess.Popen[bytes]"
    place: Path
    since: float

    @property
    def log(self) -> str:
        return (self.place / "log.txt").read_text("utf-8")

    @property
    def connections(self) -> str:
        """What was asked for outside of this machine, a line each."""
        spied = self.place / "spied.txt"
        return spied.read_text("utf-8") if spied.exists() else ""

    @property
    def uploads(self) -> list[Path]:
        """The folders it keeps uploads in."""
        found = IN_MEMORY.glob(f"{PREFIX}{self.process.pid}-*")
        return [*found, *(self.place / "temp").glob(f"{PREFIX}*")]

    def files(self) -> list[Path]:
        """Every file that is there now and was not when it started: in its folders, in memory, and
        those that it and its helpers hold open, by name or already without one."""
        folders = [self.place / name for name in ("home", "temp", "cwd")]
        made = {p for one in (*folders, *self.uploads) for p in one.rglob("*") if p.is_file()}
        made -= set(
            (self.place / "home").glob(".cache/matplotlib/fontlist-*.json")
        )  # of the system
        return [*sorted(made), *self.changed_in_shared_places(), *self.held()]

    def changed_in_shared_places(self) -> list[Path]:
        """Files with the words in them that appeared in the system's temporary folders."""
        found = []
        for folder in (Path("/tmp"), Path("/var/tmp"), IN_MEMORY):
            for path in folder.glob("*"):
                with contextlib.suppress(OSError):
                    young = path.is_file() and path.stat().st_mtime >= self.since
                    if young and WORDS in path.read_bytes():
                        found.append(path)
        return found

    def held(self) -> list[Path]:
        """Files open for writing in the process and its children, but for its log."""
        found = []
        for pid in (self.process.pid, *children(self.process.pid)):
            for fd in Path(f"/proc/{pid}/fd").glob("*"):
                with contextlib.suppress(OSError):
                    target = str(fd.readlink())
                    name = target.removesuffix(" (deleted)")
                    regular = name.startswith("/") and not name.startswith(("/dev/", "/proc/"))
                    flags = int(Path(f"/proc/{pid}/fdinfo/{fd.name}").read_text().split()[3], 8)
                    in_memory = name.startswith("/dev/shm/") and not Path(name).is_dir()
                    if (regular and flags & 3 and not name.endswith("log.txt")) or in_memory:
                        found.append(Path(target))
        return found

    def with_words(self) -> list[Path]:
        """Of these files, those that hold the words."""
        found = []
        for path in self.files():
            with contextlib.suppress(OSError):
                if WORDS in path.read_bytes():
                    found.append(path)
        return found

    def until_clean(self, within_s: float) -> float:
        """Seconds until no file is left; at least `within_s` when some still is."""
        began = time.monotonic()
        while self.files() and time.monotonic() - began < within_s:
            time.sleep(0.1)
        return time.monotonic() - began


def start(place: Path, **settings: str) -> Running:
    """Start it and wait until it is ready."""
    for name in ("home", "temp", "cwd", "site"):
        (place / name).mkdir(exist_ok=True)
    (place / "site" / "sitecustomize.py").write_text(SITE, "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "HOME": str(place / "home"),
        "TMPDIR": str(place / "temp"),
        "PYTHONPATH": str(place / "site"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SPY": str(place / "spied.txt"),
        **settings,
    }
    since = time.time()
    with (place / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, ROOT / "app.py", "--port", str(port)],
            cwd=place / "cwd",
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    running = Running(f"http://127.0.0.1:{port}", process, place, since)
    patience = time.monotonic() + START_SECONDS
    while time.monotonic() < patience and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{running.url}/ready", timeout=20).status_code == 200:
                return running
        time.sleep(0.1)
    process.kill()
    raise AssertionError(f"the app did not start:\n{running.log}")


def stop(running: Running, how: int = signal.SIGTERM) -> None:
    running.process.send_signal(how)
    try:
        running.process.wait(20)
    except subprocess.TimeoutExpired:
        running.process.kill()
        running.process.wait()


def children(pid: int) -> list[int]:
    """Processes below this one."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found += [int(stat.parent.name), *children(int(stat.parent.name))]
    return found
