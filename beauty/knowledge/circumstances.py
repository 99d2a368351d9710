"""What climate, season, occasion, skin and time ask of products: assets/rules/circumstances.toml."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from beauty.knowledge.fields import load_answer_fields
from beauty.knowledge.rows import (
    Condition,
    needed,
    one_of,
    read_rows,
    refuse_double,
    refuse_unknown,
    when,
    words,
    wrong,
)
from beauty.knowledge.rules import SLOTS, STEPS, TIMES, load_care
from beauty.knowledge.sources import load_sources
from beauty.paths import ASSETS

MARKS = ("words", "tags", "groups")
COMMON = ("id", "source", "when")
Row = TypeVar("Row")


@dataclass(frozen=True)
class Marks:
    """How a product is known: by words of its name, by tags, by kinds of ingredients; any of them."""

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suiting:
    """One [[suiting]] row; see the grammar at the top of the file. source: a key of sources.toml."""

    id: str
    source: str
    when: Mapping[str, Condition]
    categories: tuple[str, ...]
    for_: Marks
    against: Marks


@dataclass(frozen=True)
class Remark:
    """One [[remark]]: what is added to a step of the routine. Its words are texts under remark.ID."""

    id: str
    source: str
    when: Mapping[str, Condition]
    time: str
    slot: str


@dataclass(frozen=True)
class Matter:
    """One [[matters]]: a concern that counts `times` as much, or with 0 an ingredient left out."""

    id: str
    source: str
    when: Mapping[str, Condition]
    concern: str
    ingredient: str
    times: float


@dataclass(frozen=True)
class Circumstances:
    """Rows in the file's order. minutes: step of the make-up -> minutes, most wanted first."""

    suiting: tuple[Suiting, ...]
    remarks: tuple[Remark, ...]
    matters: tuple[Matter, ...]
    minutes: Mapping[str, float]


@cache
def load_circumstances(path: Path = ASSETS / "rules" / "circumstances.toml") -> Circumstances:
    """Read the file. Raises SetupError naming file, row and field."""
    tree = read_rows(path)
    shelves = needed(tree, "shelves", path.name)
    minutes = needed(tree, "minutes", path.name)
    if set(minutes) != set(STEPS) or not all(value > 0 for value in minutes.values()):
        raise wrong(path.name, "minutes", f"minutes for each of {', '.join(STEPS)}", minutes)
    return Circumstances(
        _rows(tree, "suiting", path, lambda row, where: _suiting(row, shelves, where)),
        _rows(tree, "remark", path, _remark),
        _rows(tree, "matters", path, _matter),
        MappingProxyType(dict(minutes)),
    )


def _rows(
    tree: Mapping[str, Any], kind: str, path: Path, read: Callable[[Mapping[str, Any], str], Row]
) -> tuple[Row, ...]:
    """All rows of a kind, each with an id of its own and at least one condition."""
    rows: list[Row] = []
    for number, row in enumerate(needed(tree, kind, path.name), 1):
        where = f"{path.name}, {kind} {number} ({row.get('id', 'no id')})"
        refuse_double(needed(row, "id", where), rows, where)
        if not row.get("when"):
            raise wrong(where, "when", "at least one condition", row.get("when"))
        rows.append(read(row, where))
    return tuple(rows)


def _common(row: Mapping[str, Any], where: str) -> tuple[str, str, Mapping[str, Condition]]:
    source = one_of(row, "source", tuple(load_sources()), where)
    return str(row["id"]), source, when(row, where)


def _remark(row: Mapping[str, Any], where: str) -> Remark:
    refuse_unknown(row, (*COMMON, "time", "slot"), where)
    return Remark(
        *_common(row, where), one_of(row, "time", TIMES, where), one_of(row, "slot", SLOTS, where)
    )


def _matter(row: Mapping[str, Any], where: str) -> Matter:
    refuse_unknown(row, (*COMMON, "concern", "ingredient", "times"), where)
    times = needed(row, "times", where)
    concern, ingredient = row.get("concern", ""), row.get("ingredient", "")
    if isinstance(times, bool) or not isinstance(times, int | float) or times < 0:
        raise wrong(where, "times", "a number from 0", times)
    if bool(concern) == bool(ingredient) or (ingredient and times):
        raise wrong(where, "concern", "a concern, or an ingredient with times = 0", row)
    if concern:
        one_of(row, "concern", load_answer_fields()["concerns"].choices, where)
    else:
        one_of(row, "ingredient", tuple(load_care().ingredients), where)
    return Matter(*_common(row, where), concern, ingredient, float(times))


def _suiting(row: Mapping[str, Any], shelves: Mapping[str, list[str]], where: str) -> Suiting:
    refuse_unknown(row, (*COMMON, "categories", "for", "against"), where)
    named = words(row, "categories", where)
    return Suiting(
        *_common(row, where),
        categories=tuple(one for name in named for one in shelves.get(name, [name])),
        for_=_marks(row.get("for", {}), f"{where}, for"),
        against=_marks(row.get("against", {}), f"{where}, against"),
    )


def _marks(row: Mapping[str, Any], where: str) -> Marks:
    refuse_unknown(row, MARKS, where)
    return Marks(**{name: words(row, name, where) for name in row})
