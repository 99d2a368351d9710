"""Where rules come from: the citation keys of assets/rules/sources.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from beauty.knowledge.rows import needed, one_of, read_rows, refuse_unknown
from beauty.paths import ASSETS

KINDS = ("tradition", "measured", "own", "law", "guideline", "register", "study")


@dataclass(frozen=True)
class RuleSource:
    """One [source] row. kind: how far it carries, see the file; text: the citation, in English."""

    key: str
    kind: str
    text: str


@cache
def load_sources(path: Path = ASSETS / "rules" / "sources.toml") -> Mapping[str, RuleSource]:
    """Key -> source, in the file's order. Raises SetupError naming file, row and field."""
    found = {}
    for key, row in needed(read_rows(path), "source", path.name).items():
        where = f"{path.name}, source {key}"
        refuse_unknown(row, ("kind", "text"), where)
        kind = one_of(row, "kind", KINDS, where)
        found[key] = RuleSource(key, kind, str(needed(row, "text", where)))
    return MappingProxyType(found)
