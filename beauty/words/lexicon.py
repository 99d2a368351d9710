"""The lexicon of assets/words: which phrases mean what, as one tree of tokens over both languages."""

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from beauty.errors import SetupError
from beauty.knowledge import load_answer_fields
from beauty.paths import ASSETS
from beauty.texts import languages
from beauty.words.tokens import tokens_of

WORDS = ASSETS / "words"
STATES = ("plain", "not", "unwanted", "allergic", "cancel")
# what a group of a language file may be called beside a field or an invented one of outcomes.toml
OPERATORS = ("not", "unwanted", "allergic", "cancel", "turn", "now")
CUES = (
    *("each", "total", "budget", "limit", "least", "minutes", "hours", "lasting"),
    *("age_before", "age_after", "decade", "scale", "EUR", "USD", "GBP", "CNY"),
)
PLAIN_WORDS = ("nothing", "small", "known")  # see outcomes.toml
GAP = ".."


@dataclass(frozen=True)
class Entry:
    """What a phrase is: of group `field` (an answer), `operator`, `cue` or `word`, and its name."""

    group: str
    name: str
    value: str = ""


@dataclass
class Node:
    """A place in the tree of phrases; after: the nodes by next stem, GAP among them."""

    after: dict[str, "Node"] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """tree: all phrases; outcomes: (field, value) -> state -> ((field, value), ...); stems: all known;
    together: fields whose several values mean one, and which; small: stems not worth reporting."""

    tree: Node
    outcomes: Mapping[tuple[str, str], Mapping[str, tuple[tuple[str, str], ...]]]
    together: Mapping[str, str]
    stems: frozenset[str]
    small: frozenset[str]


@cache
def load_lexicon(language: str | None = None, folder: Path = WORDS) -> Lexicon:
    """The phrases of one language, or of all. Raises SetupError that names file, table and row."""
    rules = _read(folder / "outcomes.toml")
    tree = Node()
    outcomes: dict[tuple[str, str], Mapping[str, tuple[tuple[str, str], ...]]] = {}
    stems: set[str] = set()
    small: set[str] = set()
    for code in (language,) if language else languages():
        path = folder / f"{code}.toml"
        for table, rows in _read(path).items():
            for name, phrases in rows.items():
                where = f"{path.name}: {table}.{name}"
                entry = _entry(table, name, rules, where)
                if entry.group == "field":
                    outcomes[table, name] = _outcomes(table, name, rules, where)
                for steps in _all_steps(phrases, where):
                    _plant(tree, steps, entry)
                    stems.update(steps)
                    if name == "small" and table == "word":
                        small.update(steps)
    together = {name: str(rule["two"]) for name, rule in rules.items() if "two" in rule}
    return Lexicon(
        tree, MappingProxyType(outcomes), together, frozenset(stems - {GAP}), frozenset(small)
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SetupError(reason=f"{path.name}: {error}", fix="Correct that file.") from error


def _entry(table: str, name: str, rules: Mapping[str, Any], where: str) -> Entry:
    known = {"operator": OPERATORS, "cue": CUES, "word": PLAIN_WORDS}
    if table in known:
        if name not in known[table]:
            raise _wrong(where, f"one of {', '.join(known[table])}")
        return Entry(table, name)
    if table not in load_answer_fields() and table not in rules:
        raise _wrong(where, "a field of answers.toml or of outcomes.toml")
    return Entry("field", table, name)


def _outcomes(
    table: str, name: str, rules: Mapping[str, Any], where: str
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """State -> what it gives; the value's own rule before the field's, a refusal by default nothing."""
    rule = rules.get(table, {})
    given = {**rule, **rule.get("value", {}).get(name, {})}
    found = {}
    for state in STATES:
        default = {"plain": [f"{table}.{{value}}"], "cancel": []}.get(state, given.get("not", []))
        rows = [str(row).format(value=name) for row in given.get(state, default)]
        pairs = tuple((field_, value) for field_, _, value in (row.partition(".") for row in rows))
        for answer, value in pairs:
            _check_value(answer, value, f"{where}, {state}")
        found[state] = pairs
    return MappingProxyType(found)


def _check_value(answer: str, value: str, where: str) -> None:
    row = load_answer_fields().get(answer)
    right = row is not None and (
        row.kind == "words"
        or value in row.choices
        or (row.kind == "flag" and value in ("true", "false"))
        or (row.kind == "number" and value.isdecimal())
    )
    if not right:
        raise _wrong(where, f"an answer and a value of answers.toml, not {answer}.{value}")


def _all_steps(phrases: object, where: str) -> Iterator[list[str]]:
    if not isinstance(phrases, list) or not all(isinstance(one, str) for one in phrases):
        raise _wrong(where, "a list of phrases")
    for phrase in phrases:
        for spelt in _expanded(phrase):
            parts = [[token.stem for token in tokens_of(part)] for part in spelt.split(GAP)]
            if not all(parts):
                raise _wrong(where, f"words on both sides of {GAP}, not {phrase!r}")
            yield [step for part in parts for step in (GAP, *part)][1:]


def _expanded(phrase: str) -> Iterator[str]:
    """ "{my|} cheek" is "my cheek" and " cheek"."""
    pieces = [piece.split("|") for piece in re.split(r"[{}]", phrase)]
    yield from ("".join(chosen) for chosen in itertools.product(*pieces))


def _plant(tree: Node, steps: list[str], entry: Entry) -> None:
    node = tree
    for step in steps:
        node = node.after.setdefault(step, Node())
    if entry not in node.entries:
        node.entries = (*node.entries, entry)


def _wrong(where: str, expected: str) -> SetupError:
    return SetupError(reason=f"{where}: expected {expected}", fix="Correct that row.")
