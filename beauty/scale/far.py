"""`Far`: an engine like any other whose models are elsewhere, in processes that may be lost."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import numpy as np

from beauty.analysis import Analysis
from beauty.engine import Beauty, Reader
from beauty.errors import DoorError
from beauty.face import Face
from beauty.observe import counted, took
from beauty.observe.figures import RETRIES
from beauty.photo import Photo, Source
from beauty.photo.intake import MAX_SIDE_PX
from beauty.pipeline import Progress
from beauty.predict import Explanation
from beauty.scale.parcel import Outcome, Task
from beauty.tryon import Look, Rendered, Sitter
from beauty.tryon.worn import WornLook

P = ParamSpec("P")
T = TypeVar("T")
ATTEMPTS = 3
PAUSE_S = 0.2  # before another attempt, twice as long before the one after that


class LostError(Exception):
    """The process that had a task in its hands is gone."""


class FullError(Exception):
    """Every process has as much before it as it may have."""


class Line(Protocol):
    """The way to the processes with the models."""

    def ask(self, task: Task) -> Outcome:
        """What one of them made of a task. Raises LostError, FullError."""

    def replicas(self) -> int:
        """How many answer now."""


class Far(Beauty):
    """All that needs a model is sent away; what is only arithmetic on an analysis is done here.

    Work changes nothing but its own result, so what was in the hands of a process that is lost is simply
    sent to another, `ATTEMPTS` times in all; then, and where all are full, the client hears "busy".
    """

    def __init__(self, line: Line) -> None:
        self._line, self._catalogue = line, None
        self._models: dict[str, str] = {}

    def run(
        self, work: Callable[Concatenate[Beauty, P], T], *given: P.args, **named: P.kwargs
    ) -> T:
        """`work(beauty, *given, **named)` in one of the processes. Raises what it raises, and DoorError
        "busy"."""
        with counted():
            outcome = self._asked(Task(work, given, named))
            took(outcome.stages)
            result: T = outcome.opened()
            return result

    def _asked(self, task: Task) -> Outcome:
        for attempt in range(ATTEMPTS):
            try:
                return self._line.ask(task)
            except FullError as error:
                raise DoorError("busy") from error
            except LostError:
                logging.getLogger(__name__).warning("a process with the models was lost at work")
                RETRIES.inc()
                time.sleep(PAUSE_S * 2**attempt)
        raise DoorError("busy")

    @property
    def replicas(self) -> int:
        return self._line.replicas()

    @property
    def models(self) -> dict[str, str]:
        """As one of the processes found them; none known while there is none."""
        if not self._models and self.replicas:
            self._models = self.run(_models_of)
        return self._models

    def reading(self, reader: Reader) -> "Far":
        """Itself: photos are read where the models are, by readers of those processes."""
        return self

    def read(self, source: Source | Photo, longest_px: int = MAX_SIDE_PX) -> Photo:
        return source if isinstance(source, Photo) else self.run(Beauty.read, source, longest_px)

    def analyze(
        self,
        source: Source | Photo,
        wanted: int | None = None,
        progress: Progress = lambda step: None,
    ) -> Analysis:
        progress("face")  # the steps of another process are not told one by one
        return self.run(Beauty.analyze, source, wanted)

    def segment(self, source: Source | Photo) -> np.ndarray:
        return self.run(Beauty.segment, source)

    def find_faces(self, photo: Photo) -> tuple[Face, ...]:
        return self.run(Beauty.find_faces, photo)

    def wear(self, source: Source | Photo, look: Look | str | Path) -> Rendered:
        return self.run(Beauty.wear, source, look)

    def read_look(self, source: Source | Photo) -> WornLook:
        return self.run(Beauty.read_look, source)

    def sitter(self, source: Source | Photo) -> Sitter:
        return self.run(Beauty.sitter, source)

    def explain(self, analysis: Analysis, subject: str) -> Explanation:
        return self.run(Beauty.explain, analysis, subject)

    def close(self) -> None:
        """Nothing is held here."""


def _models_of(beauty: Beauty) -> dict[str, str]:
    return beauty.models
