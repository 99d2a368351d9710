"""Faces of the research sets, ready to be read or painted, with what they show."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from beauty.engine import Beauty
from beauty.errors import BeautyError
from beauty.paths import ASSETS
from beauty.photo import read_photo
from beauty.tryon import Sitter, sit
from beauty.tryon.spoiled import one_place, whole_photo
from beauty.tryon.traces import Traces, traces_of
from tools.worn_fit import Shown

MAN = "0"  # of utkface's column sex


@dataclass(frozen=True, eq=False)
class WornFace:
    """path: its line of index.csv."""

    path: str
    sitter: Sitter
    shown: Shown


def bare_faces(data: Path, engine: Beauty) -> Iterator[WornFace]:
    """London, non_makeup and every second man of utkface."""
    yield from _faces(data / "london", "london", _rows(data / "london"), engine)
    plain = [row for row in _rows(data / "makeup") if row["kind"] == "non_makeup"]
    yield from _faces(data / "makeup", "non_makeup", plain, engine)
    yield from men(data, engine, 0)


def made_up_faces(data: Path, engine: Beauty) -> Iterator[WornFace]:
    """The faces of the make-up set that wear it."""
    rows = [row for row in _rows(data / "makeup") if row["kind"] == "makeup"]
    yield from _faces(data / "makeup", "makeup", rows, engine)


def men(data: Path, engine: Beauty, side: int) -> Iterator[WornFace]:
    """Men of utkface, the even ones (side 0) or the odd ones."""
    rows = [row for row in _rows(data / "utkface") if row["sex"] == MAN][side::2]
    yield from _faces(data / "utkface", f"men_{side}", rows, engine)


def examples(engine: Beauty) -> Iterator[WornFace]:
    """The rendered faces that ship, which belong to nobody."""
    folder = ASSETS / "examples"
    rows = [{"path": path.name} for path in sorted(folder.glob("*.jpg"))]
    yield from _faces(folder, "rendered", rows, engine)


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "index.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _faces(
    folder: Path, kind: str, rows: list[dict[str, str]], engine: Beauty
) -> Iterator[WornFace]:
    for row in rows:
        try:
            analysis = engine.analyze(read_photo(folder / row["path"]))
        except BeautyError:
            continue
        sitter = sit(analysis)
        traces = readable(sitter)
        if traces is not None:
            person = f"{kind} {row.get('person') or row['path']}"
            yield WornFace(row["path"], sitter, Shown(person, kind, traces))


def readable(sitter: Sitter) -> Traces | None:
    """What the face shows where it can be read, as the reading itself decides; None for a bad photo."""
    traces = traces_of(sitter)
    if whole_photo(sitter, traces):
        return None
    open_places = {
        name: one for name, one in traces.found.items() if not one_place(sitter, traces, name)
    }
    return replace(traces, found=MappingProxyType(open_places))
