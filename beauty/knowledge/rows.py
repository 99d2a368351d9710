"""What the readers of rule files share: one field of one row, checked, or an error that names both."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from beauty.errors import SetupError
from beauty.knowledge.fields import load_answer_fields
from beauty.paths import ASSETS

Condition = tuple[str, ...] | bool | str  # words, a flag, or "<1.0" / ">1.0"
NUMBER = ()  # of facts that are numbers: no words to choose from


def read_rows(path: Path) -> Mapping[str, Any]:
    """The file's TOML. Raises SetupError naming the file."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:  # ValueError: not TOML, or not UTF-8
        raise SetupError(reason=f"{path.name}: {error}", fix="Correct that file.") from error


@cache
def known_facts() -> Mapping[str, tuple[str, ...] | bool]:
    """What a condition may name: answers, with their choices (True for a yes/no), and measured ratios."""
    facts: dict[str, tuple[str, ...] | bool] = {}
    for name, one in load_answer_fields().items():
        if one.kind in ("choice", "choices", "flag", "number"):
            facts[name] = True if one.kind == "flag" else one.choices
    ratios = read_rows(ASSETS / "face" / "ratio_ranges.toml")["range"]
    return MappingProxyType(facts | dict.fromkeys(ratios, NUMBER))


def when(row: Mapping[str, Any], where: str) -> Mapping[str, Condition]:
    """The row's conditions, each on a fact that exists and with a value that the fact can have."""
    found = {}
    for name, value in row.get("when", {}).items():
        if name not in known_facts():
            raise wrong(where, f"when.{name}", "an answer or a ratio that exists", name)
        found[name] = condition(value, where, name)
        allowed = known_facts()[name]
        if isinstance(value, bool):
            right, expected = allowed is True, "no true or false: it is no yes/no answer"
        elif isinstance(found[name], str):
            right, expected = allowed == NUMBER, "no bound: it is no number"
        else:
            words = allowed if isinstance(allowed, tuple) else ()
            right = bool(found[name]) and set(found[name]) <= set(words)  # type: ignore[arg-type]
            expected = f"words among {', '.join(words) or 'none: it has no choices'}"
        if not right:
            raise wrong(where, f"when.{name}", expected, value)
    return MappingProxyType(found)


def condition(value: object, where: str, name: str) -> Condition:
    """One condition of a row, its form checked."""
    if isinstance(value, bool):
        return value
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    if isinstance(value, str) and value[:1] in "<>":
        try:
            float(value[1:])
        except ValueError as error:
            raise wrong(where, f"when.{name}", '"<number" or ">number"', value) from error
        return value
    if isinstance(value, str):
        return (value,)
    raise wrong(where, f"when.{name}", "a word, a list of words, true, false or a bound", value)


def needed(row: Mapping[str, Any], name: str, where: str) -> Any:  # noqa: ANN401 - TOML holds anything
    """A field that must be there."""
    if name not in row:
        raise wrong(where, name, "a value", "nothing")
    return row[name]


def words(row: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    """A list of words that must be there."""
    value = needed(row, name, where)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise wrong(where, name, "a list of words", value)
    return tuple(value)


def words_of(
    row: Mapping[str, Any], name: str, allowed: tuple[str, ...], where: str
) -> tuple[str, ...]:
    """A list, maybe empty or left out, of words among `allowed`."""
    value = words({name: [], **row}, name, where)
    if not set(value) <= set(allowed):
        raise wrong(where, name, f"any of {', '.join(allowed)}", list(value))
    return value


def flag(row: Mapping[str, Any], name: str, default: bool, where: str) -> bool:
    """True or false, or the default where it is left out."""
    value = row.get(name, default)
    if not isinstance(value, bool):
        raise wrong(where, name, "true or false", value)
    return value


def one_of(row: Mapping[str, Any], name: str, allowed: tuple[str, ...], where: str) -> str:
    """One of these words; it must be there."""
    value = needed(row, name, where)
    if value not in allowed:
        raise wrong(where, name, f"one of {', '.join(allowed)}", value)
    return str(value)


def refuse_double(new: str, rows: list[Any], where: str) -> None:
    """Raises SetupError where a row of this id is there already."""
    if any(row.id == new for row in rows):
        raise wrong(where, "id", "a new name", new)


def refuse_unknown(row: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    """Raises SetupError for a field that the grammar does not know: a slip of the pen says nothing."""
    for name in row:
        if name not in known:
            raise wrong(where, name, f"a field among {', '.join(known)}", name)


def wrong(where: str, name: str, expected: str, got: object) -> SetupError:
    """The error that names a row, its field, what it may be and what it is."""
    return SetupError(
        reason=f"{where}: {name}: expected {expected}, got {got!r}", fix="Correct that row."
    )
