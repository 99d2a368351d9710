"""How well a product's texture and kind suit climate, season, occasion and skin: circumstances.toml."""

from functools import lru_cache

import numpy as np

from beauty.catalogue import Catalogue
from beauty.checks import frozen
from beauty.knowledge.circumstances import Marks, Suiting, load_circumstances
from beauty.profile import Profile
from beauty.recommend.match import holds
from beauty.recommend.shelf import Shelf


def circumstance(profile: Profile, catalogue: Catalogue) -> np.ndarray:
    """float32 (n,), 0..1: mean over the rows that apply; 0.5 neither for nor against, NaN no row."""
    rows = [row for row in load_circumstances().suiting if holds(row.when, profile)]
    said, count = np.zeros((2, len(catalogue)), np.int16)
    for row in rows:
        verdict = _verdict(row.id, catalogue)
        said += np.maximum(verdict, 0)
        count += verdict >= 0
    found = np.full(len(catalogue), np.nan, np.float32)
    np.divide(said, 2 * count, out=found, where=count > 0)
    return found


@lru_cache(maxsize=128)
def _verdict(row_id: str, catalogue: Catalogue) -> np.ndarray:
    """int8 (n,): 2 what the row is for, 1 neither or both, 0 what it is against, -1 other shelves."""
    row: Suiting = next(row for row in load_circumstances().suiting if row.id == row_id)
    shelf = Shelf.of(catalogue)
    liked, disliked = (_has(marks, shelf) for marks in (row.for_, row.against))
    verdict = 1 + liked.astype(np.int8) - disliked.astype(np.int8)
    return frozen(np.where(shelf.shelved(row.categories), verdict, -1).astype(np.int8))


def _has(marks: Marks, shelf: Shelf) -> np.ndarray:
    """bool (n,): any of the words in the name, tags stated, or kinds of ingredients in the list."""
    found = shelf.any_named(marks.words).copy()
    for tag in marks.tags:
        found |= shelf.catalogue.tag(tag) == 1
    for group in marks.groups:
        found |= shelf.holds(group)
    return found
