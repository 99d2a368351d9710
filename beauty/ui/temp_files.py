"""Where the web framework puts uploads: a private in-memory folder, emptied all the time.

Gradio writes every upload and webcam shot to a file before we see it. The folder lies in memory where
the system has such a place (/dev/shm), is readable by us alone, loses every file older than a minute,
and goes when the program ends; what a killed program left behind goes at the next start.
"""

import atexit
import contextlib
import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

from beauty.photo.intake import MAX_BYTES

PREFIX = "beauty-photos-"
KEEP_SECONDS = 60.0
SWEEP_EVERY_SECONDS = 10.0
IN_MEMORY = Path("/dev/shm")


class PhotoFolder:
    """The folder and its sweeper."""

    def __init__(self, parent: Path | None = None) -> None:
        parent = parent or _best_parent()
        _remove_left_behind(parent)
        self.path = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=parent))
        self._stop = threading.Event()
        self._sweeper = threading.Thread(target=self._run, name="photo-sweeper", daemon=True)

    def open(self) -> Path:
        """Start sweeping and point Gradio here; call before the page is built."""
        os.environ["GRADIO_TEMP_DIR"] = str(self.path)
        self._sweeper.start()
        atexit.register(self.close)
        return self.path

    def close(self) -> None:
        """Stop sweeping and remove the folder with all that is in it."""
        self._stop.set()
        shutil.rmtree(self.path, ignore_errors=True)

    def sweep(self, older_than_s: float = KEEP_SECONDS) -> int:
        """Delete files last written more than `older_than_s` seconds ago; how many were deleted."""
        limit = time.time() - older_than_s
        deleted = 0
        for path in sorted(self.path.rglob("*"), reverse=True):
            with contextlib.suppress(OSError):  # gone meanwhile, or a folder in use
                if path.stat().st_mtime > limit:  # a young empty folder may be about to be filled
                    continue
                if path.is_dir():
                    path.rmdir()
                else:
                    path.unlink()
                    deleted += 1
        return deleted

    def _run(self) -> None:
        while not self._stop.wait(SWEEP_EVERY_SECONDS):
            self.sweep()


def uploaded_bytes(path: object) -> bytes:
    """The bytes of an upload, but only from the upload folder: a page event names its file itself, and
    a forged one must not reach any other file. Unreadable names give b"", which no photo is."""
    folder = Path(os.environ.get("GRADIO_TEMP_DIR", "")).resolve()
    try:
        file = Path(str(path)).resolve(strict=True)
        if not file.is_relative_to(folder) or folder == Path().resolve():
            return b""
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return b""


def _best_parent() -> Path:
    if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK):
        return IN_MEMORY
    return Path(tempfile.gettempdir())


def _remove_left_behind(parent: Path) -> None:
    for path in parent.glob(f"{PREFIX}*"):
        owner = path.name.removeprefix(PREFIX).split("-")[0]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(path, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
