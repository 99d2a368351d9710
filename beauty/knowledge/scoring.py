"""How products are scored and put into a routine: assets/rules/score.toml, read and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from beauty.errors import SetupError
from beauty.paths import ASSETS

PARTS = (
    *("evidence", "type_fit", "popularity", "gentleness", "finish", "circumstance", "price"),
    *("feedback", "turn"),
)
WEIGHED = PARTS[:-1]  # a turn is no part of the mean
NEED_WORDS = ("categories", "times", "never", "none_for", "without")


@dataclass(frozen=True)
class Place:
    """The [place] table: worth of a place in an ingredient list."""

    from_: int
    to: int
    least: float
    rinse_off: float
    rinsed: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """The [turn] table: the place that goes round, and which answers tell one person from another."""

    place: int
    by: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """One [need]: a purchase that serves one step of the routine."""

    id: str
    slot: str
    drop: int
    categories: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    none_for: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    least_worth: float = 0.0
    spf_from: float | None = None
    no_spf: bool = False
    only_filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scoring:
    """Everything in score.toml; the grammar at its top says what each field means."""

    weights: Mapping[str, float]
    grades: Mapping[str, float]
    place: Place
    mean_rating: float
    rating_prior: float
    price_slots: int
    harsh_per_group: float
    gentle_least: float
    needs: tuple[Need, ...]
    felt_categories: tuple[str, ...]
    felt_places: int
    least_type_fit: float
    most_percent: Mapping[str, float]
    usd: Mapping[str, float]
    looks: Mapping[str, Mapping[str, tuple[str, ...]]]
    turn: Turn


@cache
def load_scoring(path: Path = ASSETS / "rules" / "score.toml") -> Scoring:
    """Read the file. Raises SetupError naming file, row and field."""
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:  # ValueError: not TOML, or not UTF-8
        raise SetupError(reason=f"{path.name}: {error}", fix="Correct that file.") from error
    row = {name: _table(tree, name, path) for name in ("place", "popularity", "price", "felt")}
    place, gentle = row["place"], _table(tree, "gentleness", path)
    turn = _table(tree, "turn", path)
    needs = tuple(_need(name, one, path) for name, one in _table(tree, "need", path).items())
    return Scoring(
        weights=_numbers(tree, "weight", path, WEIGHED),
        grades=_numbers(tree, "grade", path),
        place=Place(
            int(_number(place, "from", path)),
            int(_number(place, "to", path)),
            _number(place, "least", path),
            _number(place, "rinse_off", path),
            _words(place, "rinsed", path),
        ),
        mean_rating=_number(row["popularity"], "mean_rating", path),
        rating_prior=_number(row["popularity"], "rating_prior", path),
        price_slots=int(_number(row["price"], "slots", path)),
        harsh_per_group=_number(gentle, "per_group", path),
        gentle_least=_number(gentle, "least", path),
        needs=needs,
        felt_categories=_words(row["felt"], "categories", path),
        felt_places=int(_number(row["felt"], "places", path)),
        least_type_fit=_number(_table(tree, "type_fit", path), "least", path),
        most_percent=_numbers(tree, "most_percent", path),
        usd=_numbers(tree, "usd", path),
        looks=_looks(tree, path),
        turn=Turn(
            max(int(_number(turn, "place", path)), 1),
            _words(turn, "by", path),
        ),
    )


def _looks(tree: Mapping[str, Any], path: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The [look.ANSWER] tables: choice -> tags."""
    found = {}
    for answer, row in _table(tree, "look", path).items():
        where = f"{path.name}, look {answer}"
        found[answer] = MappingProxyType({one: _words(row, one, path, where) for one in row})
    return MappingProxyType(found)


def _need(name: str, row: Mapping[str, Any], path: Path) -> Need:
    where = f"{path.name}, need {name}"
    known = {"slot", "drop", "spf_from", "no_spf", "only_filters", "least_worth", *NEED_WORDS}
    for stranger in set(row) - known:
        raise _wrong(where, stranger, f"one of {', '.join(sorted(known))}", row[stranger])
    if not isinstance(row.get("slot"), str) or not isinstance(row.get("no_spf", False), bool):
        raise _wrong(where, "slot", "a word (and no_spf true or false)", row.get("slot"))
    words = {one: _words(row, one, path, where) for one in NEED_WORDS if one in row}
    filters = {rule: tuple(names) for rule, names in row.get("only_filters", {}).items()}
    return Need(
        id=name,
        slot=row["slot"],
        drop=int(_number(row, "drop", path, where)),
        spf_from=_number(row, "spf_from", path, where) if "spf_from" in row else None,
        no_spf=row.get("no_spf", False),
        least_worth=_number(row, "least_worth", path, where) if "least_worth" in row else 0.0,
        only_filters=MappingProxyType(filters),
        **words,
    )


def _table(tree: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    value = tree.get(name)
    if not isinstance(value, dict):
        raise _wrong(path.name, name, "a table", value)
    return value


def _numbers(
    tree: Mapping[str, Any], name: str, path: Path, wanted: tuple[str, ...] = ()
) -> Mapping[str, float]:
    table = _table(tree, name, path)
    where = f"{path.name}, {name}"
    for missing in set(wanted) ^ set(table) if wanted else ():
        raise _wrong(where, missing, f"exactly {', '.join(wanted)}", table.get(missing))
    return MappingProxyType({key: _number(table, key, path, where) for key in table})


def _number(row: Mapping[str, Any], name: str, path: Path, where: str = "") -> float:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise _wrong(where or path.name, name, "a number from 0", value)
    return float(value)


def _words(row: Mapping[str, Any], name: str, path: Path, where: str = "") -> tuple[str, ...]:
    value = row.get(name)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise _wrong(where or path.name, name, "a list of words", value)
    return tuple(value)


def _wrong(where: str, field_name: str, expected: str, got: object) -> SetupError:
    return SetupError(
        reason=f"{where}: {field_name}: expected {expected}, got {got!r}", fix="Correct that row."
    )
