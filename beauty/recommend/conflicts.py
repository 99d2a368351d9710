"""What must not meet in one routine: kinds of ingredients kept apart, and two strong ones at one time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from beauty.catalogue import Catalogue
from beauty.checks import frozen
from beauty.knowledge.groups import load_ingredient_groups
from beauty.knowledge.scoring import load_scoring
from beauty.recommend.shelf import ABSENT, Shelf


@dataclass(frozen=True, eq=False)
class Conflicts:
    """n products. held uint64: bit b set where the list holds group b. apart: nights or times -> uint64,
    the groups that may not come with it. felt bool: holds a strong kind as more than a trace.
    late bool: holds what is for the evening only."""

    groups: tuple[str, ...]
    held: np.ndarray
    apart: Mapping[str, np.ndarray]
    felt: np.ndarray
    late: np.ndarray

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, catalogue: Catalogue) -> "Conflicts":
        """Read off the ingredient lists: a retinoid hidden in a cream counts like one in a serum."""
        known, shelf, rules = load_ingredient_groups().groups, Shelf.of(catalogue), load_scoring()
        names = tuple(name for name, group in known.items() if group.apart)
        bits = {name: np.uint64(1 << place) for place, name in enumerate(names)}
        held, late, felt = np.zeros((3, len(catalogue)), np.uint64)
        apart = {how: np.zeros(len(catalogue), np.uint64) for how in ("nights", "times")}
        for name in names:
            has = shelf.holds(name)
            held[has] |= bits[name]
            for other, how in known[name].apart.items():
                apart[how][has] |= bits[other]
        front = shelf.shelved(rules.felt_categories)
        for name, group in known.items():
            if group.strong:
                near = front | (shelf.places[name] < rules.felt_places) | shelf.advertises(name)
                felt[near & (shelf.places[name] != ABSENT)] = 1
            if group.strong and group.time == "evening":
                late[shelf.holds(name)] = 1
        return cls(names, held, apart, frozen(felt == 1), frozen(late == 1))

    def in_itself(self) -> np.ndarray:
        """bool (n,): one list holds two kinds that are kept apart."""
        found: np.ndarray = (self.held & (self.apart["nights"] | self.apart["times"])) != 0
        return found

    def fits(
        self, rows: np.ndarray, chosen: int, together: bool, sensitive: bool = False
    ) -> np.ndarray:
        """bool (k,): which rows may share a routine with the chosen product.

        together: both are used at one time of day. Kinds kept on different nights are never put into one
        routine; nor, on sensitive skin, are two products with a strong kind.
        """
        against = self.apart["nights"][chosen]
        if together:
            against = against | self.apart["times"][chosen]
        fine = (self.held[rows] & against) == 0
        if self.felt[chosen] and (together or sensitive):
            fine &= ~self.felt[rows]
        return np.asarray(fine, bool)

    def clash(self, row: int, chosen: int) -> tuple[str, str] | None:
        """Two groups kept apart, one in each product; None where it is only strength on strength."""
        known = load_ingredient_groups().groups
        for place, name in enumerate(self.groups):
            if not int(self.held[row]) >> place & 1:
                continue
            for other in known[name].apart:
                if int(self.held[chosen]) >> self.groups.index(other) & 1:
                    return name, other
        return None
