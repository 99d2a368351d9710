"""What feedback to shades tells of the skin, and which shades it rules out.

"Too dark" says that the skin is lighter than that shade, by half a step or more, for less would hardly be
seen, and more likely by little than by much, for shades near the skin were shown. Each word is weighed as
such a likelihood of the skin's lightness together with what the reading held before (Bayes), so the order
of words does not matter, several sharpen each other, a sure reading moves less than an open one, and
words that contradict each other meet in the middle. A liked shade says that neither would be said of it.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from beauty.catalogue import Catalogue
from beauty.color import delta_e
from beauty.recommend.feedback import OF_DEPTH, Feedback, shade_rows
from beauty.recommend.shade_offset import load_shade_offset
from beauty.recommend.similar import FAR_COLOUR
from beauty.recommend.skin_reading import SkinReading

LEVELS = np.linspace(0, 100, 1001)  # swatch L*
LEAST_ERROR = 0.1  # of L*: their distance


def told_of_shades(
    reading: SkinReading | None, said: Feedback, catalogue: Catalogue
) -> SkinReading | None:
    """The reading with what was said of foundation shades; the same where nothing was."""
    dark, light = _levels(said.too_dark, catalogue), _levels(said.too_light, catalogue)
    fitting = _levels(said.liked, catalogue)
    if reading is None or not (dark or light or fitting):
        return reading
    middle, spread = reading.lightness, max(reading.lightness_error, LEAST_ERROR)
    log = -0.5 * ((LEVELS - middle) / spread) ** 2
    log = (
        log + _log_said(LEVELS, dark, middle) + _log_said(-LEVELS, [-one for one in light], -middle)
    )
    for level in fitting:
        log = log + _log_unsaid(LEVELS - level) + _log_unsaid(level - LEVELS)
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    mean = float(weight @ LEVELS)
    error = float(np.sqrt(weight @ (LEVELS - mean) ** 2))
    return replace(reading, lightness=mean, lightness_error=error, told=True)


def shunned(said: Feedback, catalogue: Catalogue) -> np.ndarray:
    """bool (shades,): foundation shades not to show again: those disliked; those too dark, deeper ones
    and what hardly looks lighter; likewise too light. Where that leaves nothing, only the named ones."""
    shades = catalogue.shades
    base = np.array([place == "base" for place in shades.places], bool)
    named = [
        shade_rows(one, catalogue) for name in ("disliked", *OF_DEPTH) for one in said.ids(name)
    ]
    found = np.zeros(len(shades), bool)
    found[[row for rows in named for row in rows]] = True
    rules = load_shade_offset()
    margin = rules.told["noticed"] * rules.match.step
    low = max(_levels(said.too_dark, catalogue), default=-np.inf) + margin
    high = min(_levels(said.too_light, catalogue), default=np.inf) - margin
    if low < high:
        found |= base & ((shades.lab[:, 0] <= low) | (shades.lab[:, 0] >= high))
    return np.asarray(found & base, bool)


def colour_liking(place: str, said: Feedback, catalogue: Catalogue) -> np.ndarray | None:
    """float64 (shades,): as `liking` of products, for colours at one place by how alike they look, what
    is owned counting as liked; None where nothing was said of such colours."""
    up = _at_place(place, (*said.liked, *said.owned), catalogue)
    down = _at_place(place, said.disliked, catalogue)
    if not up and not down:
        return None
    lab = catalogue.shades.lab.astype(np.float64)
    found: np.ndarray = 0.5 + (_most_alike(up, lab) - _most_alike(down, lab)) / 2
    return found


def disliked_colours(place: str, said: Feedback, catalogue: Catalogue) -> frozenset[int]:
    """Rows of the catalogue's shades that were disliked themselves."""
    return frozenset(_at_place(place, said.disliked, catalogue))


def _log_said(levels: np.ndarray, shades: list[float], middle: float) -> np.ndarray:
    """Log likelihood, up to a constant, that these shades are called too dark, for skin of each level.

    That much difference is rarer is counted once, from the lightest of them, and no nearer to the middle
    of the reading than that one is on the other side: so no word can draw the reading against itself.
    """
    if not shades:
        return np.zeros(len(levels))
    rules = load_shade_offset()
    near = middle + abs(max(shades) - middle)
    far = np.maximum(levels - near, 0) / rules.match.step / rules.told["far"]
    said = [-np.logaddexp(0, -_curve(levels - shade)) for shade in shades]
    found: np.ndarray = np.sum(said, axis=0) - far
    return found


def _log_unsaid(ahead: np.ndarray) -> np.ndarray:
    found: np.ndarray = -np.logaddexp(0, _curve(ahead))
    return found


def _curve(ahead: np.ndarray) -> np.ndarray:
    """Log odds of noticing it."""
    rules = load_shade_offset()
    odds: np.ndarray = (ahead / rules.match.step - rules.told["noticed"]) / rules.told["blur"]
    return odds


def _levels(ids: Iterable[str], catalogue: Catalogue) -> list[float]:
    """L* of the foundation shades among these ids."""
    rows = _at_place("base", ids, catalogue)
    return [float(catalogue.shades.lab[row, 0]) for row in rows]


def _at_place(place: str, ids: Iterable[str], catalogue: Catalogue) -> list[int]:
    """One row for each shade at this place."""
    first = (rows[0] for rows in (shade_rows(one, catalogue) for one in ids) if rows)
    return [row for row in first if catalogue.shades.places[row] == place]


def _most_alike(rows: list[int], lab: np.ndarray) -> np.ndarray:
    """(n,): 1 the same colour as one of the rows, 0 as far off as FAR_COLOUR from each."""
    if not rows:
        return np.zeros(len(lab))
    away = delta_e(lab[None, :, :], lab[rows][:, None, :]).min(axis=0)
    near: np.ndarray = np.clip(1 - away / FAR_COLOUR, 0, 1)
    return near
