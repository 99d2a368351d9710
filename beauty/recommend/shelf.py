"""What scoring asks of a catalogue again and again: places of actives, words of names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from beauty.catalogue import Catalogue
from beauty.checks import frozen
from beauty.knowledge.groups import load_ingredient_groups

WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NOWHERE = np.empty(0, np.int32)
ABSENT = np.iinfo(np.int16).max


@dataclass(frozen=True, eq=False)
class Shelf:
    """n products seen from scoring's side.

    places: group -> int16 (n,), place of its first member in the list (0 first), ABSENT where there is
    none; only for groups that help or are strong. words: word of a name -> int32 rows that have it.
    """

    catalogue: Catalogue
    places: Mapping[str, np.ndarray]
    words: Mapping[str, np.ndarray]

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, catalogue: Catalogue) -> "Shelf":
        """Built at the first question about a catalogue; a catalogue never changes."""
        groups = load_ingredient_groups().groups.values()
        wanted = [group.id for group in groups if group.helps or group.strong]
        return cls(catalogue, _places(catalogue, wanted), _words(catalogue.columns.names))

    def __len__(self) -> int:
        return len(self.catalogue)

    def holds(self, group: str) -> np.ndarray:
        """bool (n,): a member of the group is in the list; False also where no list is known."""
        return self.catalogue.contains_group(group)

    def named(self, phrase: str) -> np.ndarray:
        """bool (n,): every word of the phrase stands in the name."""
        found = np.ones(len(self), bool)
        for word in WORD.findall(phrase.lower()):
            has = np.zeros(len(self), bool)
            has[self.words.get(word, NOWHERE)] = True
            found &= has
        return found

    def any_named(self, phrases: Sequence[str]) -> np.ndarray:
        """bool (n,): at least one of the phrases stands in the name. Read-only."""
        return _any_named(self, tuple(phrases))

    def advertises(self, group: str) -> np.ndarray:
        """bool (n,): the product holds the group and says so, by its name or with a share."""
        one = load_ingredient_groups().groups[group]
        phrases = {word for word in (*one.percent_of, *one.known_as) if word.isascii()}
        stated = ~np.isnan(self.catalogue.stated_percent(group))
        told: np.ndarray = (self.any_named(sorted(phrases)) | stated) & self.holds(group)
        return told

    def shelved(self, categories: Sequence[str]) -> np.ndarray:
        """bool (n,): the product is of one of these categories."""
        found = np.zeros(len(self), bool)
        for name in categories:
            found |= self.catalogue.in_category(name)
        return found


@lru_cache(maxsize=8)
def by_category(catalogue: Catalogue) -> tuple[np.ndarray, ...]:
    """The rows of each category that has any."""
    category = catalogue.columns.category
    order = np.argsort(category, kind="stable")
    return tuple(np.split(order, np.flatnonzero(np.diff(category[order])) + 1))


def _places(catalogue: Catalogue, groups: Sequence[str]) -> Mapping[str, np.ndarray]:
    lengths = np.diff(catalogue.indptr)
    rows = np.repeat(np.arange(len(catalogue)), lengths)
    found = {}
    for group in groups:
        hits = np.flatnonzero(catalogue.ingredients.groups[group][catalogue.indices])
        first = np.ones(len(hits), bool)
        first[1:] = np.diff(rows[hits]) != 0
        hits = hits[first]
        place = np.full(len(catalogue), ABSENT, np.int16)
        place[rows[hits]] = np.minimum(hits - catalogue.indptr[rows[hits]], ABSENT - 1)
        found[group] = frozen(place)
    return MappingProxyType(found)


@lru_cache(maxsize=256)
def _any_named(shelf: Shelf, phrases: tuple[str, ...]) -> np.ndarray:
    found = np.zeros(len(shelf), bool)
    for phrase in phrases:
        found |= shelf.named(phrase)
    return frozen(found)


def _words(names: Sequence[str]) -> Mapping[str, np.ndarray]:
    found: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        for word in set(WORD.findall(name.lower())):
            found.setdefault(word, []).append(row)
    return MappingProxyType({word: np.array(rows, np.int32) for word, rows in found.items()})
