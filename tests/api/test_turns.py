"""Turns: never more at work than allowed, and in the order in which they came."""

import threading
import time
from collections.abc import Callable

import pytest

from beauty.api import Turns

PATIENCE_S = 10.0


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_first_come_first_served_though_the_one_at_work_asks_again():
    turns, order = Turns(1), []

    def work(name: str) -> None:
        with turns:
            order.append(name)

    threads = []
    with turns:
        for place, name in enumerate("abcdef", 1):
            threads.append(threading.Thread(target=work, args=(name,)))
            threads[-1].start()
            until(lambda place=place: turns.waiting == place)
    with turns:  # at once, before any of the others has woken up
        order.append("again")
    for thread in threads:
        thread.join(PATIENCE_S)
    assert order == [*"abcdef", "again"]


def test_so_many_at_a_time():
    turns, most, now, lock = Turns(2), [0], [0], threading.Lock()

    def work() -> None:
        for _ in range(50):
            with turns:
                with lock:
                    now[0] += 1
                    most[0] = max(most[0], now[0])
                time.sleep(0)
                with lock:
                    now[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert (most[0], now[0], turns.waiting) == (2, 0, 0)


def test_a_failure_hands_its_turn_on():
    turns = Turns(1)
    with pytest.raises(ValueError, match="ours"), turns:
        raise ValueError("ours")
    with turns:
        assert turns.waiting == 0
