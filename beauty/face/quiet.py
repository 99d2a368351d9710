"""Keep MediaPipe's C++ start-up messages off the terminal; nothing in its options does."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def quiet_native_output() -> Iterator[None]:
    """Send whatever C++ code writes to standard error nowhere; Python's own errors still raise."""
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
