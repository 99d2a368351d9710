"""Make-up rules and care rules, read from assets/rules and checked row by row."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from beauty.errors import SetupError
from beauty.knowledge.groups import load_ingredient_groups
from beauty.paths import ASSETS

STEPS = ("base", "conceal", "contour", "blush", "highlight", "brows", "eyes", "lips")
BASES = ("tradition", "geometry", "answer")
TIMES = ("morning", "evening")
SLOTS = ("cleanse", "treat", "eye", "moisturise", "protect")
PREGNANCY = ("ok", "flag", "exclude")
GRADES = "ABCDEF"

Condition = tuple[str, ...] | bool | str  # words, a flag, or "<1.0" / ">1.0"


@dataclass(frozen=True)
class MakeupRule:
    """One row of makeup.toml; see the grammar there."""

    id: str
    step: str
    when: Mapping[str, Condition]
    zones: tuple[str, ...]
    basis: str
    also: bool


@dataclass(frozen=True)
class CareRule:
    """One [[step]] of care.toml."""

    id: str
    time: str
    slot: str
    when: Mapping[str, Condition]
    short: bool


@dataclass(frozen=True)
class Ingredient:
    """One [ingredient] of care.toml. group: of ingredient_groups.toml; helps: concern -> grade A..F."""

    id: str
    group: str
    names: tuple[str, ...]
    time: str
    helps: Mapping[str, str]
    pregnancy: str
    strong: bool


@dataclass(frozen=True)
class CareKnowledge:
    """Everything in care.toml."""

    rules: tuple[CareRule, ...]
    ingredients: Mapping[str, Ingredient]


@cache
def load_makeup_rules(path: Path = ASSETS / "rules" / "makeup.toml") -> tuple[MakeupRule, ...]:
    """Rules in the file's order. Raises SetupError naming file, row and field."""
    rules: list[MakeupRule] = []
    for number, row in enumerate(_table(_read(path), "rule", path), 1):
        where = f"{path.name}, rule {number} ({row.get('id', 'no id')})"
        rule = MakeupRule(
            id=_field(row, "id", where),
            step=_one_of(row, "step", STEPS, where),
            when=_when(row.get("when", {}), where),
            zones=_words(row, "zones", where),
            basis=_one_of(row, "basis", BASES, where),
            also=_flag(row, "also", False, where),
        )
        _refuse_double(rule.id, rules, where)
        rules.append(rule)
    return tuple(rules)


@cache
def load_care(path: Path = ASSETS / "rules" / "care.toml") -> CareKnowledge:
    """Care rules and ingredients. Raises SetupError naming file, row and field."""
    tree = _read(path)
    rules: list[CareRule] = []
    for number, row in enumerate(_table(tree, "step", path), 1):
        where = f"{path.name}, step {number} ({row.get('id', 'no id')})"
        rule = CareRule(
            id=_field(row, "id", where),
            time=_one_of(row, "time", TIMES, where),
            slot=_one_of(row, "slot", SLOTS, where),
            when=_when(row.get("when", {}), where),
            short=_flag(row, "short", True, where),
        )
        _refuse_double(rule.id, rules, where)
        rules.append(rule)
    ingredients = {
        name: _ingredient(name, row, f"{path.name}, ingredient {name}")
        for name, row in _table(tree, "ingredient", path).items()
    }
    return CareKnowledge(tuple(rules), MappingProxyType(ingredients))


def _ingredient(name: str, row: Mapping[str, Any], where: str) -> Ingredient:
    helps = dict(_field(row, "helps", where))
    for concern, grade in helps.items():
        if grade not in GRADES:
            raise _wrong(where, f"helps.{concern}", f"one of {', '.join(GRADES)}", grade)
    return Ingredient(
        id=name,
        group=_one_of(row, "group", tuple(load_ingredient_groups().groups), where),
        names=tuple(word.lower() for word in _words(row, "names", where)),
        time=_one_of(row, "time", (*TIMES, "any"), where),
        helps=MappingProxyType(helps),
        pregnancy=_one_of(row, "pregnancy", PREGNANCY, where),
        strong=_flag(row, "strong", False, where),
    )


def _when(row: Mapping[str, Any], where: str) -> Mapping[str, Condition]:
    return MappingProxyType({name: _condition(value, where, name) for name, value in row.items()})


def _condition(value: object, where: str, name: str) -> Condition:
    if isinstance(value, bool):
        return value
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    if isinstance(value, str) and value[:1] in "<>":
        try:
            float(value[1:])
        except ValueError as error:
            raise _wrong(where, f"when.{name}", '"<number" or ">number"', value) from error
        return value
    if isinstance(value, str):
        return (value,)
    raise _wrong(where, f"when.{name}", "a word, a list of words, true, false or a bound", value)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:  # ValueError: not TOML, or not UTF-8
        raise SetupError(reason=f"{path.name}: {error}", fix="Correct that file.") from error


def _field(row: Mapping[str, Any], name: str, where: str) -> Any:  # noqa: ANN401 - TOML holds anything
    if name not in row:
        raise _wrong(where, name, "a value", "nothing")
    return row[name]


def _table(tree: Mapping[str, Any], name: str, path: Path) -> Any:  # noqa: ANN401
    return _field(tree, name, path.name)


def _words(row: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = _field(row, name, where)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise _wrong(where, name, "a list of words", value)
    return tuple(value)


def _flag(row: Mapping[str, Any], name: str, default: bool, where: str) -> bool:
    value = row.get(name, default)
    if not isinstance(value, bool):
        raise _wrong(where, name, "true or false", value)
    return value


def _one_of(row: Mapping[str, Any], name: str, allowed: tuple[str, ...], where: str) -> str:
    value = _field(row, name, where)
    if value not in allowed:
        raise _wrong(where, name, f"one of {', '.join(allowed)}", value)
    return str(value)


def _refuse_double(new: str, rows: list[Any], where: str) -> None:
    if any(row.id == new for row in rows):
        raise _wrong(where, "id", "a new name", new)


def _wrong(where: str, field: str, expected: str, got: object) -> SetupError:
    return SetupError(
        reason=f"{where}: {field}: expected {expected}, got {got!r}", fix="Correct that row."
    )
