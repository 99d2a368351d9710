"""Whose turn it is: one place in each category goes round among products that suit as well.

What many chose is known because many were shown it; going by that alone, the same few would be shown
for ever. So in each category one product is drawn that suits the person, popularity and price aside, at
least as well as half of what they may have. The same person always draws the same.
"""

import json
import zlib
from functools import lru_cache

import numpy as np

from beauty.catalogue import Catalogue
from beauty.checks import frozen
from beauty.knowledge.scoring import load_scoring
from beauty.profile import Profile
from beauty.recommend.shelf import by_category

STIR = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # constants of splitmix64
UNIT = float(2**-53)


def lots(profile: Profile, catalogue: Catalogue) -> np.ndarray | None:
    """float64 (n,) in [0, 1): each product's lot, for this person; None where nothing tells them apart.

    Lots stay while a person changes wishes or budget, adds a photo or tries another skin type, so that
    only what depends on that changes; score.toml names the answers that they hang on.
    """
    told = {
        name: sorted(fact.value) if isinstance(fact.value, tuple) else fact.value
        for name in load_scoring().turn.by
        if (fact := profile.facts.get(name)) and fact.source != "photo" and fact.value
    }
    if not told:
        return None
    words = json.dumps(told, sort_keys=True).encode()
    mixed = _ids(catalogue) ^ np.uint64(zlib.crc32(words) << 32 | zlib.crc32(words[::-1]))
    for factor, by in zip(STIR, (30, 27), strict=True):  # splitmix64's last steps
        mixed = (mixed ^ (mixed >> np.uint64(by))) * factor
    mixed ^= mixed >> np.uint64(31)
    found: np.ndarray = (mixed >> np.uint64(11)).astype(np.float64) * UNIT
    return found


def drawn(
    lot: np.ndarray, suits: np.ndarray, allowed: np.ndarray, catalogue: Catalogue
) -> np.ndarray:
    """bool (n,): in each category the product of the lowest lot among the better suiting half.

    suits: float (n,), see Scores, NaN unknown; allowed: bool (n,), what the person may have.
    """
    found, known = np.zeros(len(catalogue), bool), np.nan_to_num(suits)
    for rows in by_category(catalogue):
        rows = better_half(rows[allowed[rows]], known)
        if len(rows):
            found[rows[np.argmin(lot[rows])]] = True
    return found


def better_half(rows: np.ndarray, suits: np.ndarray) -> np.ndarray:
    """int (k,): the rows that suit at least as well as half of them. suits: float (n,), all known."""
    values = suits[rows]
    half = len(rows) // 2
    return rows[values >= np.partition(values, half)[half]] if len(rows) else rows


def raised(
    total: np.ndarray, turn: np.ndarray, allowed: np.ndarray, catalogue: Catalogue
) -> np.ndarray:
    """float32 (n,): the totals, where a product's turn it is at least that of the place kept for it."""
    found, known, place = total.copy(), np.nan_to_num(total), load_scoring().turn.place
    others = allowed & ~turn
    for rows in by_category(catalogue):
        mine, rest = rows[turn[rows]], known[rows[others[rows]]]
        if len(mine) and len(rest):
            kept = max(len(rest) - place, 0)
            level = np.nextafter(np.partition(rest, kept)[kept], np.float32(1))
            found[mine] = np.maximum(known[mine], level)
    return found


@lru_cache(maxsize=8)
def _ids(catalogue: Catalogue) -> np.ndarray:
    """uint64 (n,): a number for each product's id, so that it keeps its lots when others come and go."""
    ids = catalogue.columns.ids
    sums = np.fromiter((zlib.crc32(one.encode()) for one in ids), np.uint64, len(ids))
    return frozen(sums * STIR[0])
