"""Scores with named parts: each 0 to 1, or NaN where it is not known; the total is their mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from beauty.catalogue import Catalogue
from beauty.checks import frozen
from beauty.knowledge.groups import load_ingredient_groups
from beauty.knowledge.scoring import PARTS, WEIGHED, load_scoring
from beauty.profile import Profile
from beauty.recommend.candidates import Screen, screen
from beauty.recommend.circumstance import circumstance
from beauty.recommend.feedback_score import liking
from beauty.recommend.money import fair_share
from beauty.recommend.shelf import ABSENT, Shelf, by_category
from beauty.recommend.turn import drawn, lots, raised
from beauty.recommend.type_fit import skincare, type_fit

LEFT_TO_TURNS = ("popularity", "price")  # what is within the budget takes turns whatever it costs
LEAST_MONEY = 0.01  # a share below it would be divided by as if it were nothing


@dataclass(frozen=True, eq=False)
class Scores:
    """total: float32 (n,), NaN where no part is known. parts: name -> float32 (n,), in PARTS' order.
    merit: float32 (n,), the mean of the parts, which the total is but for turns: first choices go by it.
    suits: float32 (n,), the merit but for popularity and price. lot: see `lots`.

    evidence     how well what the list holds is proven for the concerns named; skincare only
    type_fit     how much people with this skin type choose such products; skincare only
    popularity   how many chose it beside the most chosen of its category, times how they liked it
    gentleness   1 without any ingredient that sensitive skin may take ill; only where skin is sensitive
    finish       1 the finish and coverage wished for, 0 another; make-up only
    circumstance 1 of a texture or kind that climate, season and occasion ask for, 0 of one they do not
    price        1 costs nothing, 0.5 the person's share for one product, 0 twice that
    feedback     1 liked, 0.5 neither, 0 disliked; between them by likeness to what was
    turn         1 where the category's place that goes round is this product's: see turn.py; else unknown
    """

    total: np.ndarray
    parts: Mapping[str, np.ndarray]
    merit: np.ndarray
    suits: np.ndarray
    lot: np.ndarray | None


def score(profile: Profile, catalogue: Catalogue, barred: Screen | None = None) -> Scores:
    """Every product of the catalogue, also those that the screen keeps out.

    barred: the screen, where it is known already.
    """
    named = _named(profile, catalogue)
    known = _filled(named, catalogue)
    merit, suits = _mean(known), _mean({n: known[n] for n in known if n not in LEFT_TO_TURNS})
    total = merit
    turn, lot = np.zeros(len(catalogue), bool), lots(profile, catalogue)
    if lot is not None:
        allowed = ~(barred or screen(profile, catalogue)).excluded
        turn = drawn(lot, suits, allowed, catalogue)
        total = raised(merit, turn, allowed, catalogue)
    named["turn"] = np.where(turn, 1, np.nan)
    parts = {name: frozen(named[name].astype(np.float32)) for name in PARTS}
    return Scores(frozen(total), MappingProxyType(parts), frozen(merit), frozen(suits), lot)


def _named(profile: Profile, catalogue: Catalogue) -> dict[str, np.ndarray]:
    """Every part but the turn."""
    return {
        "evidence": evidence(profile.words("concerns"), catalogue),
        "type_fit": type_fit(_skin_type(profile), catalogue),
        "popularity": popularity(catalogue),
        "gentleness": gentleness(catalogue) if profile.says("sensitive") else _unknown(catalogue),
        "finish": finish(profile, catalogue),
        "circumstance": circumstance(profile, catalogue),
        "price": price_fit(fair_share(profile, catalogue), catalogue),
        "feedback": liking(profile, catalogue),
    }


def total_of(parts: Mapping[str, np.ndarray], catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): the weighted mean of the parts but for the turn; NaN where none is known.

    A part that is unknown for one product takes the median of its category, so that not knowing neither
    helps nor hurts; a part that is unknown for the whole category is left out.
    """
    return _mean(_filled(parts, catalogue))


def _filled(parts: Mapping[str, np.ndarray], catalogue: Catalogue) -> Mapping[str, np.ndarray]:
    """The parts that are weighed, each NaN replaced by its category's median; all NaN where a product
    has no known part at all."""
    weighed = {name: parts[name] for name in WEIGHED if name in parts}
    none = np.logical_and.reduce([np.isnan(part) for part in weighed.values()])
    filled = {name: _typical(part, catalogue) for name, part in weighed.items()}
    return {
        name: np.where(none, np.nan, part) if none.any() else part for name, part in filled.items()
    }


def _mean(parts: Mapping[str, np.ndarray]) -> np.ndarray:
    """float32 (n,): the weighted mean of the known ones of the parts, NaN where there is none."""
    weights, size = load_scoring().weights, len(next(iter(parts.values())))
    summed, counted = np.zeros((2, size))
    for name, part in parts.items():
        unknown = np.isnan(part)
        if not unknown.all():
            summed += weights[name] * np.where(unknown, 0, part)
            counted += weights[name] * ~unknown
    total = np.full(size, np.nan, np.float32)
    np.divide(summed, counted, out=total, where=counted > 0, casting="unsafe")
    return total


def _typical(part: np.ndarray, catalogue: Catalogue) -> np.ndarray:
    """The part with each NaN replaced by the median of its category, where that is known."""
    unknown = np.isnan(part)
    if not unknown.any() or unknown.all():
        return part
    filled = part.copy()
    for rows in by_category(catalogue):
        missing = unknown[rows]
        if 0 < np.count_nonzero(missing) < len(rows):
            filled[rows[missing]] = np.median(part[rows[~missing]])
    return filled


def evidence(concerns: tuple[str, ...], catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): mean over the concerns of the best-proven ingredient for each, by grade and place."""
    if not concerns:
        return _unknown(catalogue)
    found = np.stack([_proven(concern, catalogue) for concern in concerns]).mean(axis=0)
    found[~catalogue.listed | ~skincare(catalogue)] = np.nan
    return np.asarray(found, np.float32)


@lru_cache(maxsize=64)
def _proven(concern: str, catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): points of the grade, less for a place far back in the list or if rinsed off."""
    rules, shelf = load_scoring(), Shelf.of(catalogue)
    best = np.zeros(len(catalogue), np.float32)
    for group in load_ingredient_groups().groups.values():
        points = rules.grades.get(group.helps.get(concern, ""), 0.0)
        if points:
            best = np.maximum(best, np.float32(points) * worth(group.id, catalogue))
    best[shelf.shelved(rules.place.rinsed)] *= rules.place.rinse_off
    return frozen(best)


@lru_cache(maxsize=64)
def worth(group: str, catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): 1 where the group is advertised or stands in front, less further back, 0 absent."""
    rule, shelf = load_scoring().place, Shelf.of(catalogue)
    place = shelf.places[group].astype(np.float32)
    fall = (1 - rule.least) / (rule.to - rule.from_)
    worth = np.clip(1 - fall * (place + 1 - rule.from_), rule.least, 1).astype(np.float32)
    worth[shelf.advertises(group)] = 1
    worth[shelf.places[group] == ABSENT] = 0
    return frozen(worth)


@lru_cache(maxsize=8)
def main_active(catalogue: Catalogue) -> np.ndarray:
    """int16 (n,): the group that does most by grade and place (its number in the file), -1 none."""
    rules, best = load_scoring(), np.zeros(len(catalogue), np.float32)
    found = np.full(len(catalogue), -1, np.int16)
    for place, group in enumerate(load_ingredient_groups().groups.values()):
        points = max((rules.grades.get(grade, 0.0) for grade in group.helps.values()), default=0.0)
        if points:
            here = np.float32(points) * worth(group.id, catalogue)
            found[here > best] = place
            best = np.maximum(best, here)
    return frozen(found)


@lru_cache(maxsize=8)
def popularity(catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): root of its choices over those of the most chosen of its category, times how well it
    is rated (1 to 5 brought to 0 to 1), the rating shrunk to the mean of all by how few gave it.

    Where a whole category has no counts of choices, the shop's loves stand in for them.
    """
    own, rules = catalogue.columns, load_scoring()
    found = _unknown(catalogue)
    for rows in by_category(catalogue):
        counts = own.interactions[rows]
        if np.isnan(counts).all():
            counts = own.loves[rows]
        found[rows] = np.sqrt(counts / max(np.nanmax(counts, initial=1), 1))
    ratings, n = np.nan_to_num(own.mean_rating), np.nan_to_num(own.interactions)
    n = np.where(np.isnan(own.mean_rating), 0, n)
    prior = rules.rating_prior
    liked = (n * ratings + prior * rules.mean_rating) / (n + prior)
    return frozen((found * (liked - 1) / 4).astype(np.float32))


def gentleness(catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): each kind of ingredient marked `sensitive` takes a step away; NaN without a list."""
    rules = load_scoring()
    harsh = np.zeros(len(catalogue), np.float32)
    for group in load_ingredient_groups().groups.values():
        if group.sensitive:
            harsh += catalogue.contains_group(group.id)
    found = np.maximum(1 - np.float32(rules.harsh_per_group) * harsh, rules.gentle_least)
    found[~catalogue.listed] = np.nan
    return np.asarray(found, np.float32)


def finish(profile: Profile, catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): mean over finish and coverage of whether what is stated is what was wished for."""
    wished = []
    for answer, choices in load_scoring().looks.items():
        wish = str(profile.get(answer) or "")
        if wish in choices:
            wished.append(_stated_look(choices, wish, catalogue))
    if not wished:
        return _unknown(catalogue)
    known = ~np.isnan(wished)
    found = _unknown(catalogue)
    np.divide(np.nansum(wished, axis=0), known.sum(axis=0), out=found, where=known.any(axis=0))
    found[skincare(catalogue)] = np.nan
    return found


def price_fit(share: float | None, catalogue: Catalogue) -> np.ndarray:
    """float32 (n,): falls in a straight line from 1 for nothing to 0 at twice the share."""
    if not share:
        return _unknown(catalogue)
    return np.clip(1 - catalogue.columns.price / max(2 * share, LEAST_MONEY), 0, 1)


def _stated_look(
    choices: Mapping[str, tuple[str, ...]], wish: str, catalogue: Catalogue
) -> np.ndarray:
    """float32 (n,): 1 the wish is stated, 0 only another choice of the same question, NaN neither."""
    found = _unknown(catalogue)
    for choice in sorted(choices, key=lambda one: one == wish):  # the wish last: it wins
        for tag in choices[choice]:
            found[catalogue.tag(tag) == 1] = choice == wish
    return found


def _skin_type(profile: Profile) -> str | None:
    value = profile.get("skin_type")
    return value if isinstance(value, str) else None


def _unknown(catalogue: Catalogue) -> np.ndarray:
    return np.full(len(catalogue), np.nan, np.float32)
