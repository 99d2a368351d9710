"""What was drawn first reaches the browser first.

Two touches of one tab may be answered at once, and Gradio sends each answer when it is ready. A small
one would overtake a large one that was drawn before it, and the page would stay at the older state.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

_held: ContextVar[list[Lock] | None] = ContextVar("held", default=None)


@contextmanager
def one_answer() -> Iterator[None]:
    """Around all that makes one answer, from the handler's call to the message for the browser; what the
    handler holds `until_sent` is let go at its end. The handler may run in another thread, to which
    Gradio hands this context."""
    locks: list[Lock] = []
    before = _held.set(locks)
    try:
        yield
    finally:
        _held.reset(before)
        for lock in locks:
            lock.release()


@contextmanager
def until_sent(lock: Lock) -> Iterator[None]:
    """Hold a lock inside and on, until the answer that is being made at its end has been made. Outside
    of any, where nothing is sent, it is let go at once."""
    lock.acquire()
    try:
        yield
    finally:
        locks = _held.get()
        if locks is None:
            lock.release()
        else:
            locks.append(lock)
