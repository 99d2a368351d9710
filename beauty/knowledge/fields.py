"""The answers a person may give: assets/answers.toml."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from beauty.checks import shown
from beauty.errors import SetupError, UsageError
from beauty.paths import ASSETS

MOST = 1e15  # of a number without bounds
KINDS = ("choice", "choices", "flag", "number", "words", "text")
Answer = str | bool | float | tuple[str, ...]


@dataclass(frozen=True)
class AnswerField:
    """One row of answers.toml; see the grammar at the top of that file."""

    name: str
    kind: str
    choices: tuple[str, ...] = ()
    used: bool = True
    bounds: tuple[int, int] | None = None  # of a whole number
    more: bool = False
    asked: bool = True


@cache
def load_answer_fields(path: Path = ASSETS / "answers.toml") -> Mapping[str, AnswerField]:
    """Name -> field, in the file's order. Raises SetupError naming a wrong row."""
    fields = {}
    for name, row in tomllib.loads(path.read_text("utf-8")).items():
        field = AnswerField(
            name,
            str(row.get("kind")),
            tuple(row.get("choices", ())),
            bool(row.get("used", True)),
            (int(row["from"]), int(row["to"])) if "from" in row else None,
            bool(row.get("more", False)),
            bool(row.get("asked", True)),
        )
        if field.kind not in KINDS or (field.kind.startswith("choice") and not field.choices):
            raise SetupError(
                reason=f"{path.name}: {name}: kind {field.kind!r} or its choices are wrong",
                fix="Correct that row.",
            )
        fields[name] = field
    return MappingProxyType(fields)


def check_answers(given: Mapping[str, object]) -> Mapping[str, Answer]:
    """The same answers with their types checked, in the fields' order.

    Raises UsageError that names the answer, what was expected and what came.
    """
    fields = load_answer_fields()
    for name in given:
        if name not in fields:
            near = difflib.get_close_matches(name, fields, n=1)
            meant = f"Did you mean {near[0]!r}? " if near else ""
            raise UsageError(
                reason=f"answer {name!r} is not known",
                fix=f"{meant}`python -m beauty options` lists all answers.",
            )
    checked = {name: _checked(fields[name], given[name]) for name in fields if name in given}
    return MappingProxyType(checked)


def _checked(field: AnswerField, value: object) -> Answer:
    if field.kind == "choice" and isinstance(value, str) and value in field.choices:
        return value
    if field.kind in ("choices", "words") and isinstance(value, list | tuple):
        words = tuple(word for word in value if isinstance(word, str))
        known = field.kind == "words" or set(words) <= set(field.choices)
        if known and len(words) == len(value):
            return words
    if field.kind == "flag" and isinstance(value, bool):
        return value
    if field.kind == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        low, high = field.bounds or (0, MOST)
        right = low <= value <= high  # never so for what is no number
        if right and (field.bounds is None or value == int(value)):
            return float(value)
    if field.kind == "text" and isinstance(value, str):
        return value
    raise UsageError(
        reason=f"answer {field.name!r} is {shown(value)}, which is not {_expected(field)}",
        fix="`python -m beauty options` lists all answers and what they may be.",
    )


def _expected(field: AnswerField) -> str:
    if field.kind == "choice":
        return f"one of {', '.join(field.choices)}"
    if field.kind == "choices":
        return f"a list of any of {', '.join(field.choices)}"
    if field.bounds:
        return f"a whole number from {field.bounds[0]} to {field.bounds[1]}"
    number = "a number from 0"
    return {"flag": "true or false", "number": number, "words": "a list of words"}.get(
        field.kind, "a text"
    )
