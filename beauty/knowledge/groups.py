"""Kinds of ingredients and what follows from them: assets/rules/ingredient_groups.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from beauty.errors import SetupError
from beauty.paths import ASSETS

WORDS = ("names", "contains", "without", "only_with", "function", "known_as", "cite", "percent_of")
FLAGS = ("strong", "sensitive", "eu_prohibited", "animal")
TEXTS = ("eu", "note")
CHOICES = {"pregnancy": ("ok", "flag", "exclude"), "time": ("any", "morning", "evening")}
APART = ("nights", "times")
GRADES = tuple("ABCDEF")
OUTCOMES = (
    *("redness", "dark_circles", "wrinkles", "spots", "pores", "shine", "unevenness"),
    *("puffiness", "dryness", "blemishes"),
)
EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class IngredientGroup:
    """One [group] of ingredient_groups.toml; the grammar at its top says what each field means."""

    id: str
    names: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    percent_of: tuple[str, ...] = ()
    strong: bool = False
    sensitive: bool = False
    eu_prohibited: bool = False
    animal: bool = False
    pregnancy: str = "ok"
    time: str = "any"
    eu: str = ""
    note: str = ""
    eu_max_percent: float | None = None
    apart: Mapping[str, str] = field(
        default_factory=lambda: EMPTY
    )  # other group -> nights or times
    helps: Mapping[str, str] = field(default_factory=lambda: EMPTY)  # outcome -> grade


@dataclass(frozen=True)
class Source:
    """One [cite] of ingredient_groups.toml; doi is "" where there is none."""

    key: str
    text: str
    doi: str = ""


@dataclass(frozen=True)
class IngredientKnowledge:
    """Everything in ingredient_groups.toml, in the file's order."""

    groups: Mapping[str, IngredientGroup]
    sources: Mapping[str, Source]


@cache
def load_ingredient_groups(
    path: Path = ASSETS / "rules" / "ingredient_groups.toml",
) -> IngredientKnowledge:
    """Groups and their sources. Raises SetupError naming file, row and field."""
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:  # ValueError: not TOML, or not UTF-8
        raise SetupError(reason=f"{path.name}: {error}", fix="Correct that file.") from error
    sources = {name: _source(name, row, path.name) for name, row in tree.get("cite", {}).items()}
    groups = {name: _group(name, row, path.name) for name, row in tree.get("group", {}).items()}
    for group in groups.values():
        where = f"{path.name}, group {group.id}"
        _refuse_strangers(where, "cite", group.cite, sources)
        _refuse_strangers(where, "apart", group.apart, groups)
        for other, how in group.apart.items():
            if groups[other].apart.get(group.id) != how:
                raise _wrong(where, f"apart.{other}", f"the same in group {other}", how)
    return IngredientKnowledge(MappingProxyType(groups), MappingProxyType(sources))


def _group(id: str, row: Mapping[str, Any], file: str) -> IngredientGroup:  # noqa: A002
    where = f"{file}, group {id}"
    return IngredientGroup(id=id, **{name: _value(where, name, row[name]) for name in row})


def _value(where: str, field: str, value: object) -> Any:  # noqa: ANN401 - TOML holds anything
    """The value as the group keeps it, or a refusal that says what the field may hold."""
    if field in WORDS:
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
        raise _wrong(where, field, "a list of words", value)
    if field in FLAGS or field in TEXTS:
        if isinstance(value, bool if field in FLAGS else str):
            return value
        raise _wrong(where, field, "true or false" if field in FLAGS else "a text", value)
    if field in CHOICES:
        return _one_of(where, field, value, CHOICES[field])
    if field == "eu_max_percent":
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100:
            return float(value)
        raise _wrong(where, field, "a number from 0 to 100", value)
    if field in ("apart", "helps") and isinstance(value, dict):
        allowed = APART if field == "apart" else GRADES
        if field == "helps":
            _refuse_strangers(where, field, value, dict.fromkeys(OUTCOMES))
        rows = {one: _one_of(where, f"{field}.{one}", value[one], allowed) for one in value}
        return MappingProxyType(rows)
    raise _wrong(where, field, "a field of the grammar at the top", value)


def _source(key: str, row: Mapping[str, Any], file: str) -> Source:
    where = f"{file}, cite {key}"
    if not isinstance(row.get("text"), str) or not isinstance(row.get("doi", ""), str):
        raise _wrong(where, "text", "a text (and doi, too)", row)
    return Source(key, row["text"], row.get("doi", ""))


def _one_of(where: str, field: str, value: object, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise _wrong(where, field, f"one of {', '.join(allowed)}", value)
    return str(value)


def _refuse_strangers(
    where: str, field: str, named: Mapping[str, object] | tuple[str, ...], known: Mapping[str, Any]
) -> None:
    for name in named:
        if name not in known:
            raise _wrong(where, f"{field}.{name}", f"one of {', '.join(known)}", name)


def _wrong(where: str, field: str, expected: str, got: object) -> SetupError:
    return SetupError(
        reason=f"{where}: {field}: expected {expected}, got {got!r}", fix="Correct that row."
    )
