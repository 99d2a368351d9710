"""Where the web framework puts uploads: a private in-memory folder, emptied all the time.

Gradio writes every upload and webcam shot to a file before we see it. The folder lies in memory where
the system has such a place (/dev/shm), is readable by us alone, loses a file a few seconds after we read
it and any other after a minute, and goes when the program ends. A small process that outlives this one
removes it also when this one is killed; where that was killed, too, the next start does.
"""

import atexit
import contextlib
import fcntl
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from beauty.photo.intake import MAX_BYTES

PREFIX = "beauty-photos-"
KEEP_SECONDS = 60.0  # for a photo that waits its turn
READ_SECONDS = 7.0  # after it was read: the browser may still be fetching its preview
SWEEP_EVERY_SECONDS = 1.0
IN_MEMORY = Path("/dev/shm")
JANITOR = 'trap "" HUP INT TERM; read -r _; rm -rf -- "$1"'  # waits for the end of its input: ours

_read: dict[Path, float] = {}  # uploads that were read, and when


class PhotoFolder:
    """The folder and who empties it. A lock on it says to other starts that its server lives.

    waiting: says how many wait for their turn. Equal uploads are one file to Gradio, so one of them may
    have sent what was read for somebody else just now.
    """

    def __init__(self, parent: Path | None = None, keep_s: float = KEEP_SECONDS) -> None:
        parent = parent or _best_parent()
        _remove_left_behind(parent)
        self.path, self._lock = _new_folder(parent)
        self.keep_s = keep_s
        self.waiting: Callable[[], int] = lambda: 0
        self._stop = threading.Event()
        self._sweeper = threading.Thread(target=self._run, name="photo-sweeper", daemon=True)
        self._janitor: subprocess.Popen[bytes] | None = None

    def open(self) -> Path:
        """Start sweeping and point Gradio here; call before the page is built."""
        os.environ["GRADIO_TEMP_DIR"] = str(self.path)
        self._sweeper.start()
        self._janitor = janitor(self.path)
        atexit.register(self.close)
        return self.path

    def close(self) -> None:
        """Stop sweeping and remove the folder with all that is in it. May be called twice."""
        self._stop.set()
        shutil.rmtree(self.path, ignore_errors=True)
        if self._janitor is not None:
            self._janitor.communicate()  # ends its input
            self._janitor = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def sweep(self, older_than_s: float | None = None) -> int:
        """Delete what was read a moment ago, and files last written more than `older_than_s` seconds
        (by default `keep_s`) ago; how many were deleted."""
        now = time.time()
        limit = now - (self.keep_s if older_than_s is None else older_than_s)
        patient = self.waiting() > 0
        deleted = 0
        for path in sorted(self.path.rglob("*"), reverse=True):
            with contextlib.suppress(OSError):  # gone meanwhile, or a folder in use
                written = path.stat().st_mtime
                read = not patient and written <= _read.get(path, 0) < now - READ_SECONDS
                if written > limit and not read:  # a young folder may soon be filled
                    continue
                if path.is_dir():
                    path.rmdir()
                else:
                    path.unlink()
                    _read.pop(path, None)
                    deleted += 1
        return deleted

    def _run(self) -> None:
        while not self._stop.wait(SWEEP_EVERY_SECONDS):
            with contextlib.suppress(OSError):  # a folder went while it was read: the next time
                self._renew()
                self.sweep()

    def _renew(self) -> None:
        """Make the folder again where somebody removed it, ours alone as before."""
        if not self.path.exists() and self._lock is not None:
            self.path.mkdir(0o700)
            before, self._lock = self._lock, _locked(self.path)
            os.close(before)


def uploaded_bytes(path: object) -> bytes:
    """The bytes of an upload, but only from the upload folder: a page event names its file itself, and
    a forged one must not reach any other file. Unreadable names give b"", which no photo is. What was
    read is deleted soon."""
    folder = Path(os.environ.get("GRADIO_TEMP_DIR", "")).resolve()
    try:
        file = Path(str(path)).resolve(strict=True)
        if not file.is_relative_to(folder) or folder == Path().resolve():
            return b""
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
            written = os.fstat(opened.fileno()).st_mtime
    except (OSError, ValueError):
        return b""
    if _read.get(file, 0) < written:  # for the first time since it was sent
        _read[file] = time.time()
    return content


def _new_folder(parent: Path) -> tuple[Path, int | None]:
    """A folder and the lock on it; again where another start took it for one left behind."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=parent)).resolve()
        lock = _locked(path)
        if lock is not None and path.exists():
            return path, lock


def _locked(folder: Path) -> int | None:
    """An open file that holds the folder's lock until it is closed, or its process ends; None where
    another process holds it or the folder is gone."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return opened


def janitor(folder: Path) -> subprocess.Popen[bytes] | None:
    """A process that removes the folder when this one ends, however that comes about."""
    shell = shutil.which("sh")
    if shell is None:
        return None
    return subprocess.Popen(
        [shell, "-c", JANITOR, "photo-janitor", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # what is typed at our terminal is not for it
    )


def _best_parent() -> Path:
    if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK):
        return IN_MEMORY
    return Path(tempfile.gettempdir())


def _remove_left_behind(parent: Path) -> None:
    """Folders that no living server has locked, whatever process bears their number by now."""
    for path in parent.glob(f"{PREFIX}[0-9]*-*"):
        lock = _locked(path)
        if lock is not None:
            shutil.rmtree(path, ignore_errors=True)
            os.close(lock)
