"""How long each stage of an analysis took: a progress call that holds a watch."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from beauty.observe.figures import STAGES

Progress = Callable[[str], None]
Stage = tuple[str, float]  # its name, and the seconds it took

_noted: ContextVar[list[Stage] | None] = ContextVar("noted", default=None)


@contextmanager
def timed(progress: Progress) -> Iterator[Progress]:
    """A progress call that passes on what it is told and times each stage until the next begins."""
    stages: list[tuple[str, float]] = []

    def told(stage: str) -> None:
        stages.append((stage, time.perf_counter()))
        progress(stage)

    try:
        yield told
    finally:
        ends = [*(start for _, start in stages[1:]), time.perf_counter()]
        took((stage, end - start) for (stage, start), end in zip(stages, ends, strict=False))


@contextmanager
def noted() -> Iterator[list[Stage]]:
    """The stages of what is done inside are put into this list, to be counted by another process."""
    stages: list[Stage] = []
    before = _noted.set(stages)
    try:
        yield stages
    finally:
        _noted.reset(before)


def took(stages: Iterable[Stage]) -> None:
    """Count stages that are over, or note them where that was asked for."""
    noted_here = _noted.get()
    if noted_here is not None:
        noted_here.extend(stages)
        return
    for stage, seconds in stages:
        STAGES.labels(stage).observe(seconds)
