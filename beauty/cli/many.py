"""Folders worked through by several processes, in order, taken up again where an earlier run stopped."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import typer

from beauty import service
from beauty.batch import Journal, Pace, in_order
from beauty.cli.out import STDOUT, open_out, print_json
from beauty.cli.photos import ALL_FINE, SOME_REFUSED, guarded_engine, photos_in, row_or_refusal
from beauty.engine import Beauty
from beauty.errors import PhotoError, UsageError
from beauty.report import refusal_json
from beauty.texts import load_texts

Json = dict[str, Any]
Item = tuple[Path, str]
TOLD_EVERY_S = 30.0
SHOWN_EVERY_S = 0.5  # at a terminal, where the line is written over


@dataclass(frozen=True)
class Analyzed:
    """What `analyze` says of a photo; unlike a closure it can be sent to another process."""

    answers: Mapping[str, object]
    language: str
    landmarks: bool

    def __call__(self, beauty: Beauty, path: Path, name: str) -> Json:
        return service.analyzed(beauty, path, name, self.answers, self.language, self.landmarks)


@dataclass(frozen=True)
class _AtWork:
    """Loads the models where it is called, in a process of its own."""

    said: Analyzed

    def __call__(self) -> Callable[[Item], Json]:
        beauty = guarded_engine()
        return lambda item: row_or_refusal(beauty, *item, self.said, self.said.language)


@dataclass(frozen=True)
class Many:
    """workers: processes; resume: keep what `json_out` holds; aside: file for the photos refused."""

    workers: int
    resume: bool
    aside: Path | None

    def analyze(self, paths: list[Path], json_out: str | None, said: Analyzed) -> None:
        """Write a line a photo, and exit 0 or, where some were refused, 1."""
        photos = list(photos_in(paths))
        names = [name for _, name in photos]
        with _open_aside(self.aside) as aside:
            refusals = _Refusals(aside)
            start = self._journal(json_out, said).take_up(names, refusals.see) if self.resume else 0
            pace = Pace(len(photos), start)
            rows = in_order(_AtWork(said), photos[start:], self.workers, _Lost(said.language))
            with open_out(json_out, append=self.resume) as out:
                for row in _told(rows, pace, said.language):
                    refusals.see(row)
                    print_json(row, out)
        raise typer.Exit(SOME_REFUSED if refusals.number else ALL_FINE)

    def _journal(self, json_out: str | None, said: Analyzed) -> Journal:
        if json_out in (None, STDOUT):
            raise UsageError(reason="no_journal", fix="give_json")
        return Journal(Path(str(json_out)), "photo", vars(said))


@dataclass(frozen=True)
class _Lost:
    """What is said of a photo that no process survived."""

    language: str

    def __call__(self, item: Item) -> Json:
        return refusal_json(PhotoError("unreadable", reason="too_costly"), item[1], self.language)


@dataclass(eq=False)
class _Refusals:
    """Counts the photos refused and writes each with its code to a file of lines, if there is one."""

    aside: TextIO | None
    number: int = 0

    def see(self, row: Json) -> None:
        if "error" in row:
            self.number += 1
            if self.aside is not None:
                print_json({"photo": row["photo"], "code": row["error"]["code"]}, self.aside)


def _open_aside(path: Path | None) -> contextlib.AbstractContextManager[TextIO | None]:
    return contextlib.nullcontext() if path is None else open_out(str(path))


def _told(rows: Iterator[Json], pace: Pace, language: str) -> Iterator[Json]:
    """The same rows; meanwhile standard error says how far it is and how long it takes yet."""
    texts, terminal = load_texts(language), sys.stderr.isatty()
    every_s, end = (SHOWN_EVERY_S, "\r") if terminal else (TOLD_EVERY_S, "\n")
    told_s = time.monotonic()
    for row in rows:
        yield row
        pace.step()
        if time.monotonic() > told_s + every_s:
            told_s = time.monotonic()
            print(texts.get("cli.pace", **pace.facts()), end=end, file=sys.stderr, flush=True)
    if terminal:
        print(file=sys.stderr)
