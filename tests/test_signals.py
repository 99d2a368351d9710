"""A stop that is asked for is heard, wherever the program stands."""

import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator
from queue import Empty

import pytest

from beauty.signals import end_at_once, heard


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


def test_signals_come_in_their_order_and_end_nothing() -> None:
    signals = heard(signal.SIGTERM, signal.SIGHUP)
    for one in (signal.SIGHUP, signal.SIGTERM, signal.SIGHUP):
        os.kill(os.getpid(), one)
    assert [signals.get(timeout=1) for _ in range(3)] == [
        signal.SIGHUP,
        signal.SIGTERM,
        signal.SIGHUP,
    ]
    with pytest.raises(Empty):
        signals.get(timeout=0.01)


def test_a_signal_is_not_lost_while_python_cleans_up(capfd: pytest.CaptureFixture[str]) -> None:
    class Left:
        pass

    left = Left()
    watcher = weakref.ref(left, lambda gone: os.kill(os.getpid(), signal.SIGTERM))
    signals = heard(signal.SIGTERM)
    del left
    assert signals.get(timeout=1) == signal.SIGTERM
    assert watcher() is None
    assert capfd.readouterr().err == "", "no error that Python prints and forgets"


def test_a_second_wish_to_end_is_not_waited_for() -> None:
    program = (
        "import os, signal, time\n"
        "from beauty.signals import ENDS, end_at_once, heard\n"
        "signals = heard(*ENDS)\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
        "assert signals.get(timeout=1) == signal.SIGINT\n"
        "end_at_once()\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
        "time.sleep(20)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], timeout=15, check=False)
    assert ended.returncode == -signal.SIGINT


def test_signals_that_were_not_named_stay_as_they_were() -> None:
    before = signal.getsignal(signal.SIGHUP)
    heard(signal.SIGTERM)
    assert signal.getsignal(signal.SIGHUP) == before
    end_at_once()
    assert signal.getsignal(signal.SIGHUP) == before
