"""Signals from outside, taken in where the program can answer them.

An interrupt that Python raises wherever the main thread stands is lost where that is a clean-up of
Python's own: it prints such an error and goes on. Here a signal only writes down that it came.
"""

import signal
from queue import SimpleQueue

ENDS = (signal.SIGINT, signal.SIGTERM)  # Ctrl-C; a container that is stopped


def heard(*signals: signal.Signals) -> "SimpleQueue[int]":
    """Where these signals are put from now on, instead of ending the program. Call in the main thread."""
    queue: SimpleQueue[int] = SimpleQueue()
    for one in signals:
        signal.signal(one, lambda number, frame: queue.put(number))
    return queue


def end_at_once() -> None:
    """From now on a signal to end does so, as where Ctrl-C is pressed twice. Call in the main thread."""
    for one in ENDS:
        signal.signal(one, signal.SIG_DFL)
