"""Threads of the networks and pools of memory, settled before torch is loaded: both are set up then."""

import ctypes
import os
import sys
from collections.abc import MutableMapping

from beauty.settings import Settings

SWITCH_S = 0.0001  # Python's own is fifty times as long
ARENA_MAX, ARENAS = -8, 2  # man mallopt; glibc's own limit is eight times the cores


def settle(
    settings: Settings, environment: MutableMapping[str, str] = os.environ
) -> MutableMapping[str, str]:
    """Write the variables that OpenMP reads, unless the operator has; call before importing torch.

    Threads that have nothing to do sleep: spinning ones, OpenMP's default, take the cores from each
    other, and networks get several times slower on a busy machine (python -m bench.threads).
    """
    environment.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    environment.setdefault("OMP_NUM_THREADS", str(settings.threads or os.cpu_count() or 1))
    return environment


def switch_often() -> None:
    """Have a thread that works in Python let another one in after a tenth of a millisecond.

    Most work is done by libraries that need no permission while they do it, but ask for it each time
    afterwards: with longer turns a core stands still meanwhile (python -m bench.load).
    """
    sys.setswitchinterval(SWITCH_S)


def share_memory() -> bool:
    """Have all threads take memory from two pools; call before there is a second thread. Whether the C
    library knows how: only glibc does.

    By default each thread gets a pool of its own and keeps what is freed there, up to eight times the
    cores: photos of visitors long gone fill them (python -m bench.soak).
    """
    try:
        return bool(ctypes.CDLL(None).mallopt(ARENA_MAX, ARENAS))
    except (AttributeError, OSError):
        return False


def give_memory_back() -> bool:
    """Hand what was freed in between back to the system; whether the C library knows how.
    What lay in it, photos among it, is gone with that."""
    try:
        return bool(ctypes.CDLL(None).malloc_trim(0))
    except (AttributeError, OSError):
        return False
