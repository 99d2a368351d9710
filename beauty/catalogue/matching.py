"""From a printed name to known ingredients: exact, by its parts, by one slip of the pen, word by word."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from beauty.catalogue.inci import key, words

BRACKET = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
PARTS = re.compile(r"\s*(?:[,;&+|/]|\band\b|\bet\b|\bor\b)\s*", re.IGNORECASE)
ONE_SLIP_FROM, TWO_SLIPS_FROM = 7, 12  # letters a name needs before so many slips are forgiven
LONGEST_RUN = 8  # words of a known name looked for inside an unknown one
SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True)
class Match:
    """ids: known ingredients in the order of the name; how: exact, parts, fuzzy, words or unknown."""

    ids: tuple[int, ...]
    how: str


UNKNOWN = Match((), "unknown")


@dataclass(frozen=True, eq=False)
class Matcher:
    """keys: key of a known spelling -> ingredient id (several spellings may share an id)."""

    keys: Mapping[str, int]
    seen: dict[str, Match] = field(default_factory=dict, repr=False)

    def match(self, name: str) -> Match:
        """What `name` stands for; the same answer for the same name, whatever came before."""
        if name not in self.seen:
            self.seen[name] = self._match(name)
        return self.seen[name]

    def exact(self, name: str) -> int | None:
        """The id of a name known as it is (case, accents, spaces and signs aside)."""
        return self.keys.get(key(name))

    def _match(self, name: str) -> Match:
        whole = self.exact(name)
        if whole is not None:
            return Match((whole,), "exact")
        for how, find in (("parts", self._parts), ("fuzzy", self._fuzzy), ("words", self._words)):
            ids = find(name)
            if ids:
                return Match(tuple(dict.fromkeys(ids)), how)
        return UNKNOWN

    def _parts(self, name: str) -> tuple[int, ...]:
        """ "Butyrospermum Parkii (Shea) Butter", "Aqua/Water/Eau", "Iron Oxides (CI 77491, CI 77492)"."""
        bare = BRACKET.sub(" ", name)
        found = self._any_of(bare)
        ends = name.rstrip()[-1:] in ")]}"
        inside = BRACKET.findall(name)
        if inside and (not found or ends):
            found += self._any_of(inside[-1] if found else ", ".join(inside))
        return found

    def _any_of(self, text: str) -> tuple[int, ...]:
        whole = self.exact(text)
        if whole is not None:
            return (whole,)
        hits = [self.exact(part) for part in PARTS.split(text) if key(part)]
        return tuple(hit for hit in hits if hit is not None)

    def _fuzzy(self, name: str) -> tuple[int, ...]:
        for text in dict.fromkeys((name, BRACKET.sub(" ", name))):
            near = self._nearest(key(text))
            if near is not None:
                return (near,)
        return ()

    def _nearest(self, wanted: str) -> int | None:
        """The one known name within one slip (two in long names): same first sign, same numbers."""
        allowed = (len(wanted) >= ONE_SLIP_FROM) + (len(wanted) >= TWO_SLIPS_FROM)
        if not allowed or wanted[0] not in self._shelves:
            return None
        known, letters = self._shelves[wanted[0]]
        apart = np.abs(letters - _letters(wanted))
        fits = (apart.sum(axis=1) <= 2 * allowed) & (apart[:, 26:].sum(axis=1) == 0)
        best: dict[int, set[int]] = defaultdict(set)
        for row in np.flatnonzero(fits):
            steps = slips(wanted, known[row], allowed)
            if steps <= allowed:
                best[steps].add(self.keys[known[row]])
        nearest = best[min(best)] if best else set()
        return nearest.pop() if len(nearest) == 1 else None

    def _words(self, name: str) -> tuple[int, ...]:
        """Known names standing one after the other without commas, if nothing but them is there."""
        return self.inside(words(name), whole=True)

    def inside(self, run: Sequence[str], whole: bool = False) -> tuple[int, ...]:
        """Known names found in a run of words, the longest first; `whole`: () if a word is left over."""
        found, at = [], 0
        while at < len(run):
            for length in range(min(LONGEST_RUN, len(run) - at), 0, -1):
                hit = self.keys.get("".join(run[at : at + length]))
                if hit is not None:
                    found.append(hit)
                    at += length
                    break
            else:
                if whole:
                    return ()
                at += 1
        return tuple(found)

    @cached_property
    def _shelves(self) -> dict[str, tuple[list[str], np.ndarray]]:
        """First sign -> the keys that start with it and how often each holds every sign."""
        shelves: dict[str, list[str]] = defaultdict(list)
        for known in sorted(self.keys):
            shelves[known[0]].append(known)
        return {
            sign: (rows, np.stack([_letters(row) for row in rows]))
            for sign, rows in shelves.items()
        }


def _letters(text: str) -> np.ndarray:
    return np.array([text.count(sign) for sign in SIGNS], np.int16)


def slips(first: str, second: str, limit: int) -> int:
    """Letters to add, drop, change or swap (neighbours) to come from one text to the other.

    Counting stops above `limit`: then limit + 1.

    >>> slips("linalol", "linalool", 2), slips("retinol", "retinal", 2), slips("squalane", "sqaulane", 1)
    (1, 1, 1)
    """
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, sign in enumerate(first, 1):
        new = [i]
        for j, other in enumerate(second, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (sign != other))
            if i > 1 and j > 1 and sign == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > limit:
            return limit + 1
        before, row = row, new
    return min(row[-1], limit + 1)
