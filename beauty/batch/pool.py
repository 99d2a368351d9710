"""Work dealt out to processes, its results in the order of the work. A process may be lost."""

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from beauty.errors import SetupError

T = TypeVar("T")
R = TypeVar("R")
ATTEMPTS = 2  # a process may be lost by chance; a file that ends two is set aside
AHEAD = 8  # results a process that may wait, in memory, for an earlier one
PATIENCE_S = 120.0  # with one file
GOODBYE_S = 5.0
START_S = 300.0  # models load, perhaps from a slow disk and many at a time
Make = Callable[[], Callable[[T], R]]  # made in the process, from what can be pickled


def in_order(
    make: "Make[T, R]",
    items: Iterable[T],
    workers: int,
    lost: Callable[[T], R],
    patience_s: float = PATIENCE_S,
) -> Iterator[R]:
    """`make()(item)` of each item, by so many processes; `lost(item)` where an item ended ATTEMPTS of
    them or took longer than `patience_s`. No more than AHEAD results a process are held at a time.

    Raises SetupError as `make` does, or where a process ends before it is ready.
    """
    with contextlib.closing(_Crew(make, workers, lost, patience_s)) as crew:
        yield from crew.results(iter(items))


class _Worker(Generic[T, R]):
    """One process and our end of its line."""

    def __init__(self, make: "Make[T, R]") -> None:
        spawned = multiprocessing.get_context("spawn")
        self.line, theirs = spawned.Pipe()
        self.process = spawned.Process(target=_serve, args=(make, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.ready, self.task = False, -1  # number of the item in its hands
        self.due_s = time.monotonic() + START_S

    @property
    def free(self) -> bool:
        return self.ready and self.task < 0

    def take(self, number: int, item: T, patience_s: float) -> None:
        self.task, self.due_s = number, time.monotonic() + patience_s
        with contextlib.suppress(OSError):  # it has just died: its line says so in a moment
            self.line.send(item)

    def end(self) -> None:
        self.process.kill()
        self.process.join(GOODBYE_S)
        self.line.close()


class _Crew(Generic[T, R]):
    """The processes, what is in their hands, and results that wait for an earlier one."""

    def __init__(
        self, make: "Make[T, R]", workers: int, lost: Callable[[T], R], patience_s: float
    ) -> None:
        self.make, self.lost, self.patience_s = make, lost, patience_s
        self.workers: list[_Worker[T, R]] = [_Worker(make) for _ in range(workers)]
        self.held: dict[int, T] = {}  # items not done yet, by number
        self.attempts: dict[int, int] = {}
        self.again: list[int] = []
        self.done: dict[int, R] = {}

    def results(self, items: Iterator[T]) -> Iterator[R]:
        following, taken, more = 0, 0, True
        while True:
            while more and taken < following + AHEAD * len(self.workers):
                try:
                    self.held[taken] = next(items)
                except StopIteration:
                    more = False
                    break
                self.again.append(taken)
                taken += 1
            if following == taken:
                return
            self._deal()
            self._listen()
            while following in self.done:
                yield self.done.pop(following)
                following += 1

    def _deal(self) -> None:
        """The earliest items that nobody has in hand, to those who have nothing to do."""
        self.again.sort()
        for worker in self.workers:
            if worker.free and self.again:
                number = self.again.pop(0)
                worker.take(number, self.held[number], self.patience_s)

    def _listen(self) -> None:
        """Wait until a process says something, dies, or is overdue."""
        busy = [worker for worker in self.workers if not worker.free]
        if not busy:
            return
        first_due_s = min(worker.due_s for worker in busy) - time.monotonic()
        heard = wait([worker.line for worker in busy], max(0.0, first_due_s))
        for worker in busy:
            if worker.line in heard:
                self._hear(worker)
            elif worker.due_s < time.monotonic():
                self._lose(worker)

    def _hear(self, worker: _Worker[T, R]) -> None:
        try:
            said = worker.line.recv()
        except (EOFError, OSError):
            return self._lose(worker)
        if not worker.ready:
            if said is not None:
                raise SetupError(**said)
            worker.ready = True
            return
        self._finish(worker.task, said)
        worker.task = -1

    def _finish(self, number: int, result: R) -> None:
        self.done[number] = result
        del self.held[number]
        self.attempts.pop(number, None)

    def _lose(self, worker: _Worker[T, R]) -> None:
        """Another process in its place, and its item once more, or set aside."""
        worker.end()
        if not worker.ready:
            raise SetupError(reason="worker_lost", fix="report_it")
        self.workers[self.workers.index(worker)] = _Worker(self.make)
        number = worker.task
        if number < 0:
            return
        self.attempts[number] = self.attempts.get(number, 0) + 1
        if self.attempts[number] < ATTEMPTS:
            self.again.append(number)
        else:
            self._finish(number, self.lost(self.held[number]))

    def close(self) -> None:
        for worker in self.workers:
            worker.end()


def _serve(make: "Make[T, R]", line: "Connection") -> None:
    """What a process does: get ready, then one item after the other until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the one who deals out the work
    try:
        work = make()
    except SetupError as error:
        return line.send(error.facts)
    line.send(None)
    with contextlib.suppress(EOFError, OSError):  # so it ends, also when the other one was killed
        while True:
            line.send(work(line.recv()))
