"""What travels between the processes: work with its arguments there, its result or refusal back."""

import copyreg
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from beauty.engine import Beauty
from beauty.errors import BeautyError, SetupError
from beauty.observe import Stage, noted

Facts = dict[str, object]


@dataclass(frozen=True, eq=False)
class Task:
    """`work(beauty, *given, **named)`. work: a function of a module, for it travels by its name."""

    work: Callable[..., Any]
    given: tuple[Any, ...] = ()
    named: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Outcome:
    """result: of the work, unless it was refused: then the kind, code and facts of the BeautyError.
    stages: of analyses, with the seconds they took there."""

    result: Any = None
    refusal: tuple[type[BeautyError], str, Facts] | None = None
    stages: tuple[Stage, ...] = ()

    def opened(self) -> Any:  # noqa: ANN401 - whatever the work gives
        """The result. Raises the refusal, as the work did."""
        if self.refusal is None:
            return self.result
        kind, code, facts = self.refusal
        error = kind.__new__(kind)  # the kinds differ in what they are made of
        BeautyError.__init__(error, code, **facts)
        raise error


def done(beauty: Beauty, task: Task) -> Outcome:
    """Do a task. A bug of ours is logged here, by its places alone, and told as "internal": what
    another engine would write of an error may quote what a person sent."""
    with noted() as stages:
        outcome = _done(beauty, task)
    return replace(outcome, stages=tuple(stages))


def _done(beauty: Beauty, task: Task) -> Outcome:
    try:
        return Outcome(task.work(beauty, *task.given, **task.named))
    except BeautyError as error:
        return Outcome(refusal=(type(error), error.code, dict(error.facts)))
    except Exception:
        logging.getLogger(__name__).exception("a request failed")
        facts: Facts = {"reason": "unforeseen", "fix": "report_it"}
        return Outcome(refusal=(SetupError, SetupError(**facts).code, facts))


def _read_only(held: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(held)


def allow_parcels() -> None:
    """Let read-only mappings, which an `Analysis` holds, be pickled; call in every process."""
    copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))
