"""Ingredients: names, functions, the groups they belong to, and finding one by any of its names."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType

import numpy as np

from beauty.catalogue.inci import key, words
from beauty.catalogue.matching import Matcher
from beauty.checks import frozen
from beauty.errors import SetupError
from beauty.knowledge.groups import IngredientGroup, load_ingredient_groups
from beauty.paths import ASSETS

ALIASES = ASSETS / "catalogue" / "aliases.toml"
# Words too common to look for inside other names: "alcohol" must not find cetyl alcohol.
COMMON = {"alcohol", "acid", "oil", "water", "extract", "butter", "wax", "powder", "sodium"}


@dataclass(frozen=True, eq=False)
class IngredientTable:
    """One row an ingredient; its id is its row number.

    names: INCI name, or the name as printed where nothing known fits. functions: words of CosIng, or "".
    groups: group of rules/ingredient_groups.toml -> bool (n,) members. allergens: id -> the name under
    which Annex III of the EU cosmetics regulation lists it. known: bool (n,), False for printed names.
    """

    names: tuple[str, ...]
    functions: tuple[str, ...]
    groups: Mapping[str, np.ndarray]
    allergens: Mapping[int, str]
    known: np.ndarray

    def resolve(self, name: str) -> int | None:
        """The id of one ingredient by its INCI, everyday or Chinese name; None if it is not known."""
        found = self.matcher.exact(name)
        if found is not None:
            return found
        match = self.matcher.match(name)
        return match.ids[0] if len(match.ids) == 1 and match.how in ("parts", "fuzzy") else None

    def mask_of(self, text: str) -> np.ndarray:
        """bool (n,): every ingredient a person means who wants to avoid `text`; none if not understood.

        A word for a group ("nuts", "精油") means its members, an ingredient means itself and every name
        that holds its name word by word ("lanolin" also means lanolin alcohol).
        """
        wanted = key(text)
        found = np.zeros(len(self.names), bool)
        if not wanted:
            return found
        for group in load_ingredient_groups().groups.values():
            if wanted in {key(name) for name in (group.id, *group.known_as)}:
                found |= self.groups[group.id]
        one = self.resolve(text)
        if one is not None:
            found[one] = True
            found[list(self._holding(words(self.names[one])))] = True
        found[list(self._holding(words(text)))] = True
        return found

    @cached_property
    def matcher(self) -> Matcher:
        """Finds ingredients by printed names; built at first use (about 0.2 s)."""
        return Matcher(MappingProxyType(spelling_keys(self.names)))

    def extended(self, printed: Iterable[str]) -> "IngredientTable":
        """The same table with names nobody knows appended, each with the groups its name says."""
        new = tuple(dict.fromkeys(printed))
        definitions = load_ingredient_groups().groups.values()
        groups = {
            group.id: frozen(
                np.concatenate([self.groups[group.id], [belongs(name, "", group) for name in new]])
            ).astype(bool)
            for group in definitions
        }
        return IngredientTable(
            self.names + new,
            self.functions + ("",) * len(new),
            MappingProxyType(groups),
            self.allergens,
            frozen(np.concatenate([self.known, np.zeros(len(new), bool)])),
        )

    def _holding(self, run: Sequence[str]) -> list[int]:
        """Ids of the names in which these words stand one after the other."""
        if not run or (len(run) == 1 and (run[0] in COMMON or len(run[0]) < 3)):
            return []
        wanted = " " + " ".join(run) + " "
        return [row for row, text in enumerate(self._spoken) if wanted in text]

    @cached_property
    def _spoken(self) -> tuple[str, ...]:
        return tuple(" " + " ".join(words(name)) + " " for name in self.names)


def spelling_keys(names: Sequence[str]) -> dict[str, int]:
    """Key of every spelling -> row of `names`; other names (aliases.toml) count more than rows."""
    keys: dict[str, int] = {}
    for row, name in enumerate(names):
        keys.setdefault(key(name), row)
    for name, others in load_aliases().items():
        if key(name) in keys:
            keys.update((key(other), keys[key(name)]) for other in others)
    keys.pop("", None)
    return keys


def load_aliases() -> dict[str, tuple[str, ...]]:
    """INCI name -> its other names. Raises SetupError when one name stands for two ingredients."""
    tree = tomllib.loads(ALIASES.read_text("utf-8"))
    rows = {name: tuple(others) for part in ("same", "own") for name, others in tree[part].items()}
    owner: dict[str, str] = {}
    for name, others in rows.items():
        for other in others:
            if owner.setdefault(key(other), name) != name:
                raise SetupError(
                    reason=f"{ALIASES.name}: {other!r} stands for {owner[key(other)]} and {name}",
                    fix="Keep one of the two.",
                )
    return rows


def own_names() -> tuple[str, ...]:
    """The ingredients of aliases.toml that the CosIng table lacks."""
    return tuple(tomllib.loads(ALIASES.read_text("utf-8"))["own"])


def belongs(name: str, function: str, group: IngredientGroup) -> bool:
    """Whether an ingredient of this name and function is one of the group."""
    spelled = key(name)
    names, contains, without, only_with = _pieces(group.id)
    if any(piece in spelled for piece in without):
        return False
    return (
        spelled in names
        or any(word in function for word in group.function)
        or (
            any(piece in spelled for piece in contains)
            and all(piece in spelled for piece in only_with)
        )
    )


@cache
def _pieces(
    group_id: str,
) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """names, contains, without and only_with of a group, as keys."""
    group = load_ingredient_groups().groups[group_id]
    parts = (group.contains, group.without, group.only_with)
    contains, without, only_with = (tuple(map(key, part)) for part in parts)
    return frozenset(map(key, group.names)), contains, without, only_with
