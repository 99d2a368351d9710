"""Keep MediaPipe's C++ start-up messages off the terminal; nothing in its options does."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ONE_AT_A_TIME = threading.Lock()  # else two would put back each other's "nowhere" for good


@contextmanager
def quiet_native_output() -> Iterator[None]:
    """Send whatever C++ code writes to standard error nowhere; Python's own errors still raise."""
    with _ONE_AT_A_TIME, _nowhere():
        yield


@contextmanager
def _nowhere() -> Iterator[None]:
    try:
        terminal = sys.stderr.fileno()
        saved = os.dup(terminal)
    except (OSError, ValueError, AttributeError):  # no real standard error to redirect
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), terminal)
        yield
    finally:
        os.dup2(saved, terminal)
        os.close(saved)
