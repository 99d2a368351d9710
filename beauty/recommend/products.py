"""Products for the routine: filter, score and rank for every need, then choose what may meet."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from beauty.catalogue import Catalogue
from beauty.knowledge import load_care
from beauty.knowledge.scoring import Need, load_scoring
from beauty.recommend.basket import Basket, Pool, fill
from beauty.recommend.candidates import Screen
from beauty.recommend.choice import ProductChoice, Why
from beauty.recommend.conflicts import Conflicts
from beauty.recommend.judged import Judged
from beauty.recommend.money import total_allowance
from beauty.recommend.others import Setting, in_turn, other_picks, passed_over
from beauty.recommend.plan import CareStep
from beauty.recommend.reasons import pick, strong_group
from beauty.recommend.score import Scores, total_of, worth
from beauty.recommend.shelf import Shelf

OWNED_FIRST = np.float32(2)  # more than any score


def choose_products(judged: Judged, steps: Sequence[CareStep]) -> tuple[ProductChoice, ...]:
    """One choice for every need of the routine, in the order of use; what is owned before anything else.

    Only products whose ingredients are known are chosen: what is not known cannot be kept apart.
    """
    profile, catalogue = judged.profile, judged.catalogue
    barred, scores = judged.barred, judged.scores
    pools, masks = {}, {}
    for need in load_scoring().needs:
        served = served_steps(need, steps)
        if served:
            times = tuple(dict.fromkeys(step.time for step in served))
            masks[need.id] = suits(need, served, times, catalogue)
            total = _total(served[0], scores, catalogue) + OWNED_FIRST * judged.owned
            allowed = masks[need.id] & ~barred.excluded
            allowed = _better(allowed, scores) | allowed & judged.owned
            pools[need.id] = Pool.of(need, times, allowed, total, catalogue)
    limit = total_allowance(profile, catalogue)
    basket = fill(list(pools.values()), catalogue, profile.says("sensitive"), limit, judged.price)
    setting = Setting(profile, catalogue, pools, basket, scores, limit, judged.price)
    choices = [_choice(name, steps, setting, masks[name], barred) for name in pools]
    return tuple(_one_after_the_other(choices))


def served_steps(need: Need, steps: Sequence[CareStep]) -> list[CareStep]:
    """The steps of the routine for which this need buys a product."""
    return [
        step
        for step in steps
        if step.slot == need.slot and step.time in need.times and step.rule not in need.none_for
    ]


def suits(
    need: Need, served: Sequence[CareStep], times: tuple[str, ...], catalogue: Catalogue
) -> np.ndarray:
    """bool (n,): products that could serve the need, whoever it is for."""
    shelf, conflicts, spf = Shelf.of(catalogue), Conflicts.of(catalogue), catalogue.columns.spf
    fine = shelf.shelved(need.categories) & ~shelf.any_named(need.never)
    fine &= catalogue.listed & ~conflicts.in_itself()
    if need.spf_from is not None:
        fine &= spf >= need.spf_from
    if need.no_spf:
        fine &= spf == 0
    if "morning" in times:
        fine &= ~conflicts.late
    for group in need.without:
        fine &= ~shelf.holds(group)
    for group, most in load_scoring().most_percent.items():
        fine &= ~(catalogue.stated_percent(group) > most)
    for step in served:
        if step.ingredient:
            fine &= worth(_group_of(step.ingredient), catalogue) >= need.least_worth
        fine &= _only_filters(need.only_filters.get(step.rule or "", ()), catalogue)
    return np.asarray(fine, bool)


def _better(allowed: np.ndarray, scores: Scores) -> np.ndarray:
    """Without what suits the skin type badly, unless nothing else is left."""
    good = allowed & ~(scores.parts["type_fit"] < load_scoring().least_type_fit)
    return good if good.any() else allowed


def _only_filters(names: Sequence[str], catalogue: Catalogue) -> np.ndarray:
    """bool (n,): UV filters are in the list, and all of them are of these names; no names, no demand."""
    if not names:
        return np.ones(len(catalogue), bool)
    table = catalogue.ingredients
    wanted = np.zeros(len(table.names), bool)
    wanted[[row for row in map(table.resolve, names) if row is not None]] = True
    others = table.groups["uv_filter"] & ~wanted
    return np.asarray(catalogue.contains(wanted) & ~catalogue.contains(others), bool)


def _total(step: CareStep, scores: Scores, catalogue: Catalogue) -> np.ndarray:
    """A treatment is judged by the ingredient that it is for, everything else by its merit."""
    if not step.ingredient:
        return scores.merit
    parts = {**scores.parts, "evidence": worth(_group_of(step.ingredient), catalogue)}
    return total_of(parts, catalogue)


def _choice(
    name: str, steps: Sequence[CareStep], setting: Setting, mask: np.ndarray, barred: Screen
) -> ProductChoice:
    pool, basket = setting.pools[name], setting.basket
    served = served_steps(pool.need, steps)
    ingredient = next((step.ingredient for step in served if step.ingredient), None)
    serves = tuple((step.time, step.slot) for step in served)
    bare = ProductChoice(name, pool.need.slot, serves, ingredient, None)
    over = passed_over(name, mask, barred, setting)
    if name not in basket.chosen:
        return replace(bare, missing=_why_missing(name, basket), passed_over=over)
    group = _group_of(ingredient) if ingredient else None
    best, others = basket.chosen[name], other_picks(name, setting)
    picked = partial(
        pick,
        profile=setting.profile,
        catalogue=setting.catalogue,
        scores=setting.scores,
        group=group,
    )
    shown = [picked(row) for row in others]
    if (row := in_turn(name, others, setting)) is not None:
        turn = picked(row)
        shown.append(replace(turn, why=(*turn.why, Why("turn"))))
    return replace(
        bare,
        best=picked(best),
        others=tuple(shown),
        passed_over=over,
        start=strong_group(best, setting.catalogue),
    )


def _why_missing(name: str, basket: Basket) -> str:
    return "budget" if name in basket.dropped else "none"


def _one_after_the_other(choices: Sequence[ProductChoice]) -> list[ProductChoice]:
    """Strong products are begun one at a time: the evening's first, then any other."""
    strong = [one for one in choices if one.best and one.start]
    first = next((one for one in strong if "evening" in one.times), None)
    return [
        replace(one, order=2) if one in strong and one is not (first or one) else one
        for one in choices
    ]


def _group_of(ingredient: str) -> str:
    return load_care().ingredients[ingredient].group
