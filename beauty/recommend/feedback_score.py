"""What feedback says of every product: out, on the shelf already, or more or less to one's liking."""

from collections.abc import Iterable

import numpy as np

from beauty.catalogue import Catalogue
from beauty.profile import Profile
from beauty.recommend.feedback import OF_DEPTH, product_row
from beauty.recommend.similar import likeness

NEUTRAL = 0.5  # of the part `feedback`: neither like what was liked nor like what was not


def disliked(profile: Profile, catalogue: Catalogue) -> np.ndarray:
    """bool (n,): products that were disliked themselves; a disliked shade leaves its product be."""
    return _at(_disliked(profile, catalogue), catalogue)


def owned(profile: Profile, catalogue: Catalogue) -> np.ndarray:
    """bool (n,): products at home, also those of which one shade is."""
    return _at(_rows(profile.words("owned"), catalogue), catalogue)


def tried(profile: Profile, catalogue: Catalogue) -> np.ndarray:
    """bool (n,): foundation of which a shade was called too dark or too light: the next shade is looked
    for in it first."""
    ids = [one for verdict in OF_DEPTH for one in profile.words(verdict)]
    return _at(_rows(ids, catalogue), catalogue)


def liking(profile: Profile, catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): 1 a liked product, above 0.5 what is more like liked than like disliked ones, below
    0.5 the other way round; NaN in categories of which nothing was said.

    How alike two products are is told by similar.py; of several the most alike counts.
    """
    up, down = _rows(profile.words("liked"), catalogue), _disliked(profile, catalogue)
    found = np.full(len(catalogue), np.nan, np.float32)
    for row in (*up, *down):
        found[catalogue.columns.category == catalogue.columns.category[row]] = NEUTRAL
    told = ~np.isnan(found)
    found[told] += (_most_alike(up, catalogue) - _most_alike(down, catalogue))[told] / 2
    found[_at(up, catalogue)] = 1
    found[_at(down, catalogue)] = 0
    return found


def _most_alike(rows: Iterable[int], catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): likeness to the most alike of the rows, 0 to none."""
    found = np.zeros(len(catalogue), np.float32)
    for row in rows:
        found = np.maximum(found, np.nan_to_num(likeness(catalogue, row)))
    return found


def _rows(ids: Iterable[str], catalogue: Catalogue) -> list[int]:
    """Rows of the products, or of the products of these shades, that the catalogue has, each once."""
    rows = (product_row(one, catalogue) for one in ids)
    return list(dict.fromkeys(row for row in rows if row is not None))


def _disliked(profile: Profile, catalogue: Catalogue) -> list[int]:
    rows = (catalogue.row_of(one) for one in profile.words("disliked"))
    return [row for row in rows if row is not None]


def _at(rows: list[int], catalogue: Catalogue) -> np.ndarray:
    found = np.zeros(len(catalogue), bool)
    found[rows] = True
    return found
