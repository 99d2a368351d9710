"""The first step of recommending: which products are out, and by which rule or ingredient."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from beauty.catalogue import Catalogue, load_tags
from beauty.checks import frozen
from beauty.knowledge.groups import IngredientGroup, load_ingredient_groups
from beauty.profile import Profile
from beauty.recommend.feedback_score import disliked, owned
from beauty.recommend.meant import meant_by
from beauty.recommend.money import allowance, total_allowance
from beauty.recommend.shelf import Shelf

PREGNANCY = {"exclude": "pregnancy", "flag": "ask_in_pregnancy"}
PRESCRIBED = ("retinoid_in_use", "acne_treatment")
WISHES = ("fragrance_free", "alcohol_free", "vegan", "cruelty_free")
CAREFUL = ("pregnant", *PRESCRIBED)  # with these, a product whose ingredients nobody knows is out
PEELS = ("exfoliant",)  # shelves on which an acid is a peel


@dataclass(frozen=True)
class Reason:
    """Why one product is out. code: words under exclusion.<code>; detail: the ingredient or number."""

    code: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


@dataclass(frozen=True, eq=False)
class Barrier:
    """One rule at work. hit: bool (n,) the products it keeps out; detail: what to name for a row."""

    code: str
    hit: np.ndarray
    detail: Callable[[int], str]


@dataclass(frozen=True, eq=False)
class Screen:
    """Every rule that a profile calls for, the gravest first."""

    barriers: tuple[Barrier, ...]
    size: int

    @cached_property
    def excluded(self) -> np.ndarray:
        """bool (n,): out by at least one rule."""
        hits = [barrier.hit for barrier in self.barriers]
        return frozen(np.logical_or.reduce(hits) if hits else np.zeros(self.size, bool))

    def reason(self, row: int) -> Reason | None:
        """The gravest rule against a product; None if nothing speaks against it."""
        first = next((barrier for barrier in self.barriers if barrier.hit[row]), None)
        return Reason(first.code, first.detail(row)) if first else None


def screen(profile: Profile, catalogue: Catalogue) -> Screen:
    """Filter by law, safety, wishes, budget and dislikes. What is not known counts as not allowed where
    it matters; what is owned costs nothing.

    Words of an avoid-list that name no known ingredient exclude nothing; the plan says so.
    """
    barriers = (
        *_law(catalogue),
        *_pregnancy(profile, catalogue),
        *_named(profile, catalogue),
        *_prescribed(profile, catalogue),
        *_unlisted(profile, catalogue),
        *_wishes(profile, catalogue),
        *_budget(profile, catalogue),
        Barrier("disliked", disliked(profile, catalogue), lambda row: ""),
        Barrier("out_of_stock", _sold_out(profile, catalogue), lambda row: ""),
    )
    return Screen(tuple(one for one in barriers if one.hit.any()), len(catalogue))


def _law(catalogue: Catalogue) -> Iterator[Barrier]:
    for group in load_ingredient_groups().groups.values():
        if group.eu_prohibited:
            yield _by_group("eu_prohibited", group, catalogue)
        if group.eu_max_percent is not None:
            stated = catalogue.stated_percent(group.id)
            words = (f"{group.id} ", f"% > {group.eu_max_percent:g}%")
            yield Barrier("eu_max", stated > group.eu_max_percent, _number(stated, *words))


def _pregnancy(profile: Profile, catalogue: Catalogue) -> Iterator[Barrier]:
    if not profile.says("pregnant"):
        return
    groups = load_ingredient_groups().groups.values()
    for level, code in PREGNANCY.items():
        for group in (one for one in groups if one.pregnancy == level):
            yield _by_group(code, group, catalogue)
    shelf = Shelf.of(catalogue)
    acids = shelf.shelved(PEELS) & (shelf.holds("aha") | shelf.holds("bha"))
    peels = (catalogue.tag("peel") == 1) | shelf.any_named(("peel", "peels", "peeling")) | acids
    yield Barrier("pregnancy_peel", peels, lambda row: "")


def _named(profile: Profile, catalogue: Catalogue) -> Iterator[Barrier]:
    for answer, code in (("allergies", "allergy"), ("avoid", "avoid")):
        for word in profile.words(answer):
            mask = meant_by(word, catalogue.ingredients)
            if mask.any():
                yield _by_mask(code, mask, catalogue)


def _prescribed(profile: Profile, catalogue: Catalogue) -> Iterator[Barrier]:
    for answer in PRESCRIBED:
        if profile.says(answer):
            for group in load_ingredient_groups().groups.values():
                if group.strong:
                    yield _by_group(answer, group, catalogue)


def _unlisted(profile: Profile, catalogue: Catalogue) -> Iterator[Barrier]:
    named = profile.words("allergies") or profile.words("avoid")
    if named or any(profile.says(answer) for answer in CAREFUL):
        yield Barrier("unlisted", ~catalogue.listed, lambda row: "")


def _wishes(profile: Profile, catalogue: Catalogue) -> Iterator[Barrier]:
    for wish in WISHES:
        if not profile.says(wish):
            continue
        stated, tag = catalogue.tag(wish), load_tags()[wish]
        groups = catalogue.ingredients.groups
        against = [groups[group] for group in (*tag.free_of, *tag.refuted_by)]
        mask = np.logical_or.reduce(against) if against else np.zeros(len(groups["aha"]), bool)
        yield Barrier(wish, stated == -1, _culprit(mask, catalogue))
        yield Barrier(f"{wish}_not_stated", stated == 0, lambda row: "")


def _budget(profile: Profile, catalogue: Catalogue) -> Iterator[Barrier]:
    each, whole = allowance(profile, catalogue), total_allowance(profile, catalogue)
    limits = [limit for limit in (each, whole) if limit is not None]
    if not limits:
        return
    price, least = catalogue.columns.price.astype(np.float64), min(limits)
    text = f" > {least:.2f} {catalogue.currency}"
    paid = owned(profile, catalogue)
    over = (price.round(2) > least) & ~paid
    yield Barrier("budget", over, lambda row: f"{price[row]:.2f}{text}")
    yield Barrier("price_unknown", np.isnan(price) & ~paid, lambda row: "")


def _sold_out(profile: Profile, catalogue: Catalogue) -> np.ndarray:
    """bool (n,): neither to be bought nor at home."""
    gone: np.ndarray = ~catalogue.columns.in_stock & ~owned(profile, catalogue)
    return gone


def _by_group(code: str, group: IngredientGroup, catalogue: Catalogue) -> Barrier:
    mask = catalogue.ingredients.groups[group.id]
    return Barrier(code, catalogue.contains_group(group.id), _culprit(mask, catalogue))


def _by_mask(code: str, mask: np.ndarray, catalogue: Catalogue) -> Barrier:
    return Barrier(code, catalogue.contains(mask), _culprit(mask, catalogue))


def _number(column: np.ndarray, before: str, after: str) -> Callable[[int], str]:
    """The number of a product's row between two texts."""
    return lambda row: f"{before}{column[row]:g}{after}"


def _culprit(mask: np.ndarray, catalogue: Catalogue) -> Callable[[int], str]:
    """The first ingredient of the mask in a product's list, by name."""

    def name(row: int) -> str:
        ids = catalogue.ids_of(row)
        hits = ids[mask[ids]]
        return catalogue.ingredients.names[int(hits[0])] if len(hits) else ""

    return name
