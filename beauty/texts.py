"""Every sentence a person reads, by key, in each language: assets/texts/<language>.toml.

A language is one file; adding one needs no code. Keys are dotted paths through the TOML tables, and
{names} in a sentence are filled in by `Texts.get`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from beauty.paths import ASSETS

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True)
class Texts:
    """The sentences of one language. `entries` maps dotted key to sentence."""

    language: str
    entries: Mapping[str, str]

    def get(self, key: str, /, **facts: object) -> str:
        """Sentence for `key` with {facts} filled in. Raises KeyError naming key and language."""
        try:
            return self.entries[key].format_map(facts)
        except KeyError as error:
            raise KeyError(f"text {key!r} ({self.language}) lacks {error.args[0]!r}") from error

    def find(self, key: str) -> str | None:
        """Sentence for `key`, or None where this language has none."""
        return self.entries.get(key)


@cache
def load_texts(language: str = DEFAULT_LANGUAGE) -> Texts:
    """Texts of `language`, one of `languages()`. Raises ValueError for any other."""
    if language not in languages():
        raise ValueError(f"language {language!r}: expected one of {', '.join(languages())}")
    tree = tomllib.loads((ASSETS / "texts" / f"{language}.toml").read_text("utf-8"))
    return Texts(language, MappingProxyType(dict(_flatten("", tree))))


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a file, the default first."""
    found = sorted(path.stem for path in (ASSETS / "texts").glob("*.toml"))
    return tuple(sorted(found, key=lambda code: code != DEFAULT_LANGUAGE))


def _flatten(prefix: str, tree: Mapping[str, object]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            pairs += _flatten(f"{key}.", value)
        else:
            pairs.append((key, str(value)))
    return pairs
