"""Which ingredients a person means by a word of an avoid-list: when in doubt, more rather than fewer."""

from functools import lru_cache

import numpy as np

from beauty.catalogue import IngredientTable
from beauty.catalogue.inci import key, words
from beauty.catalogue.table import COMMON
from beauty.checks import frozen
from beauty.knowledge.groups import load_ingredient_groups

SHORTEST_PIECE = (
    5  # letters a word needs to be looked for inside other words: "paraben" in "methylparaben"
)
SHORTEST_NAME = 4  # letters a group's name needs to be looked for inside a phrase: "no nuts please"


@lru_cache(maxsize=256)
def meant_by(text: str, table: IngredientTable) -> np.ndarray:
    """bool (m,): ingredients that `text` may mean; none where it is not understood."""
    found = table.mask_of(text) | _pieces(text, table)
    if not found.any():
        found = _inside(text, table)
    return frozen(found)


def _pieces(text: str, table: IngredientTable) -> np.ndarray:
    """Names that hold the word anywhere, unless it is a word too common to tell."""
    wanted = key(text)
    if len(wanted) < SHORTEST_PIECE or wanted in COMMON:
        return np.zeros(len(table.names), bool)
    return np.array([wanted in name for name in _keys(table)], bool)


def _inside(text: str, table: IngredientTable) -> np.ndarray:
    """What a whole sentence names: groups by their everyday names, ingredients word by word."""
    found = np.zeros(len(table.names), bool)
    said = key(text)
    for group in load_ingredient_groups().groups.values():
        names = (key(name) for name in group.known_as)
        if any(name in said for name in names if not name.isascii() or len(name) >= SHORTEST_NAME):
            found |= table.groups[group.id]
    said_words = words(text)
    telling = [row for row in table.matcher.inside(said_words) if _telling(table.names[row])]
    found[telling] = True
    return found


def _telling(name: str) -> bool:
    return len(key(name)) >= SHORTEST_NAME and key(name) not in COMMON


@lru_cache(maxsize=8)
def _keys(table: IngredientTable) -> tuple[str, ...]:
    return tuple(key(name) for name in table.names)
