"""Wordings that cosmetic texts may not use: assets/rules/claims.toml, read, checked and looked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beauty.knowledge.rows import (
    needed,
    one_of,
    read_rows,
    refuse_double,
    refuse_unknown,
    words,
    wrong,
)
from beauty.knowledge.sources import load_sources
from beauty.paths import ASSETS

LISTS = ("en", "zh", "never", "fine")


@dataclass(frozen=True)
class Claim:
    """One [[claim]]; see the grammar at the top of the file."""

    id: str
    reason: str
    source: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    never: tuple[str, ...]
    fine: tuple[str, ...]

    def found_in(self, sentence: str) -> str | None:
        """The wording of this kind that stands in a sentence of any language, or None."""
        found = _pattern(self.en, self.zh).search(sentence)
        return found.group() if found else None


@cache
def load_claims(path: Path = ASSETS / "rules" / "claims.toml") -> tuple[Claim, ...]:
    """Kinds in the file's order. Raises SetupError naming file, row and field; also where a list does not
    catch its own `never`, or catches its `fine`."""
    claims: list[Claim] = []
    for number, row in enumerate(needed(read_rows(path), "claim", path.name), 1):
        where = f"{path.name}, claim {number} ({row.get('id', 'no id')})"
        refuse_unknown(row, ("id", "reason", "source", *LISTS), where)
        claim = Claim(
            str(needed(row, "id", where)),
            str(needed(row, "reason", where)),
            one_of(row, "source", tuple(load_sources()), where),
            *(words(row, name, where) for name in LISTS),
        )
        refuse_double(claim.id, claims, where)
        _try_on_itself(claim, where)
        claims.append(claim)
    return tuple(claims)


def _try_on_itself(claim: Claim, where: str) -> None:
    for sentence in claim.never:
        if claim.found_in(sentence) is None:
            raise wrong(where, "never", "a sentence that the lists catch", sentence)
    for sentence in claim.fine:
        if claim.found_in(sentence) is not None:
            raise wrong(where, "fine", "a sentence that the lists let pass", sentence)


@cache
def _pattern(en: Sequence[str], zh: Sequence[str]) -> re.Pattern[str]:
    """English as whole words, "*" for the rest of one; Chinese, which has no spaces, anywhere."""
    whole = [r"(?<!\w)" + re.escape(one).replace(r"\*", r"\w*") + r"(?!\w)" for one in en]
    return re.compile("|".join((*whole, *map(re.escape, zh))) or "(?!)", re.IGNORECASE | re.ASCII)
