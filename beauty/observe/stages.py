"""How long each stage of an analysis took: a progress call that holds a watch."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from beauty.observe.figures import STAGES

Progress = Callable[[str], None]


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
        for (stage, start), end in zip(stages, ends, strict=False):
            STAGES.labels(stage).observe(end - start)
