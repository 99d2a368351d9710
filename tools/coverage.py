"""Who is recommended to nobody: `python -m tools.coverage [--people 2400]`.

Draws people (tools/profiles.py), gives each a plan, and counts what of the catalogue was recommended to
somebody, by each of several meanings of the word; then whether products of every price and people of
every skin tone get as much choice. The least come first.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from beauty.catalogue import load_categories
from beauty.knowledge import load_answer_fields
from beauty.profile import Profile
from beauty.recommend import Plan, own_catalogue, recommend
from beauty.recommend.judged import Judged
from beauty.recommend.rank import rank
from beauty.recommend.shade_offset import load_shade_offset
from beauty.recommend.shade_plan import with_shades
from beauty.recommend.shades import FoundationIndex, rank_distance
from beauty.recommend.shelf import by_category
from beauty.recommend.skin_reading import read_skin
from tools.profiles import profiles
from tools.table import table

SEED = 20240
TOP = 10
TONES = ("monk", "skin_depth", "undertone")
EACH_TONE = 96  # people for each tone, their other answers the same
TONE_HEAD = ("foundation for", "people", "shown none", "within a step", "products", "shades")
THIRDS = ("cheap", "middle", "dear")
WAYS = ("first choice", "plan", f"top {TOP}", "plan or top")


@dataclass(frozen=True, eq=False)
class Shown:
    """How many people each product was shown to, int (n,) each. first: chosen for a step, or the nearest
    foundation; plan: these, their alternatives and the other shades; top: among the first of its
    category; turned: among them by the place that goes round alone."""

    first: np.ndarray
    plan: np.ndarray
    top: np.ndarray
    turned: np.ndarray

    def ways(self) -> tuple[np.ndarray, ...]:
        """bool (n,) for each of WAYS."""
        counts = (self.first, self.plan, self.top, self.plan + self.top)
        return tuple(count > 0 for count in counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=2400)
    people = list(profiles(SEED, parser.parse_args().people))
    shown, can = count(people), available()
    print(f"{len(people)} people; {len(can)} products, of which {_barred_for_all(can)}\n")
    print(table(("recommended to somebody", "of all", "of those that can be"), _whole(shown, can)))
    print("\n" + table(("category", "products", *WAYS), _by_category(shown, can)))
    print("\n" + table(("price, third of a category", *WAYS), _by_price(shown, can)))
    print("\n" + _with_shades(shown) + "\n")
    print(table(TONE_HEAD, tones()))


def count(people: Sequence[dict[str, object]]) -> Shown:
    """Plans and lists of all these people."""
    catalogue = own_catalogue()
    found = Shown(*np.zeros((4, len(catalogue)), np.int64))
    for answers in people:
        profile = Profile.of(None, answers)
        plan, judged = recommend(profile, catalogue), Judged.of(profile, catalogue)
        found.first[_rows(first_of(plan))] += 1
        found.plan[_rows(all_of(plan))] += 1
        turn = judged.scores.parts["turn"] == 1
        for rows in top_lists(judged):
            found.top[rows] += 1
            found.turned[rows[turn[rows]]] += 1
    return found


def _rows(ids: Sequence[str]) -> list[int]:
    """Rows of products, each once."""
    found = (own_catalogue().row_of(one) for one in set(ids))
    return [row for row in found if row is not None]


def top_lists(judged: Judged) -> Iterator[np.ndarray]:
    """Rows of the first ten of each category that the person may have."""
    for rows in by_category(judged.catalogue):
        rows = rows[~judged.barred.excluded[rows]]
        yield rank(rows, judged.scores.total, judged.catalogue)[:TOP]


def first_of(plan: Plan) -> list[str]:
    """Ids of what is named first for each step."""
    care = [one.best.product_id for one in plan.products if one.best]
    shades = [step.colors.shades[0].product_id for step in plan.makeup if step.colors.shades]
    return [one for one in (*care, *shades) if one]


def all_of(plan: Plan) -> list[str]:
    """Ids of all products named as to be bought."""
    care = [other.product_id for one in plan.products for other in one.others]
    shades = [
        shade.product_id
        for step in plan.makeup
        for shade in (*step.colors.shades, *step.colors.elsewhere)
    ]
    return [one for one in (*first_of(plan), *care, *shades) if one]


@cache
def available() -> np.ndarray:
    """bool (n,): neither against the law on faces nor out of stock."""
    catalogue = own_catalogue()
    return np.asarray(~catalogue.over_eu_limit() & catalogue.columns.in_stock)


def _barred_for_all(can: np.ndarray) -> str:
    catalogue = own_catalogue()
    law, sold = catalogue.over_eu_limit().sum(), (~catalogue.columns.in_stock).sum()
    return f"{can.sum()} can be recommended: {law} are against EU law on faces, {sold} out of stock"


def _share(way: np.ndarray) -> str:
    return f"{100 * way.mean():.1f}%"


def _whole(shown: Shown, can: np.ndarray) -> list[tuple[str, ...]]:
    by_merit = shown.top > shown.turned
    names, ways = (*WAYS, "top without the place that goes round"), (*shown.ways(), by_merit)
    return [(name, _share(way), _share(way[can])) for name, way in zip(names, ways, strict=True)]


@cache
def matchable() -> np.ndarray:
    """bool (n,): foundations to be had whose shades are known, so that they can be matched to skin."""
    catalogue = own_catalogue()
    products = FoundationIndex.of(catalogue.shades).product
    found = np.zeros(len(catalogue), bool)
    found[products[products >= 0]] = True
    return np.asarray(found & available() & catalogue.listed & catalogue.in_category("foundation"))


def _with_shades(shown: Shown) -> str:
    can = matchable()
    seen = (shown.plan[can] > 0).sum()
    return f"{can.sum()} foundations with three shades or more can be had; {seen} were named"


def _by_category(shown: Shown, can: np.ndarray) -> list[tuple[object, ...]]:
    catalogue, rows = own_catalogue(), []
    for name in load_categories():
        here = catalogue.in_category(name) & can
        rows.append((name, int(here.sum()), *(_share(way[here]) for way in shown.ways())))
    return sorted(rows, key=lambda row: float(str(row[-1])[:-1]))


def _by_price(shown: Shown, can: np.ndarray) -> list[tuple[str, ...]]:
    """Thirds of each category by price, the categories' shares taken together."""
    third = thirds(can)
    rows = [
        (name, *(_share(way[third == place]) for way in shown.ways()))
        for place, name in enumerate(THIRDS)
    ]
    return sorted(rows, key=lambda row: float(row[-1][:-1]))


def thirds(can: np.ndarray) -> np.ndarray:
    """int (n,): 0 the cheapest third of its category, 1, 2 the dearest; -1 what cannot be had."""
    catalogue = own_catalogue()
    found = np.full(len(catalogue), -1)
    for rows in by_category(catalogue):
        rows = rows[can[rows]]
        place = np.argsort(np.argsort(catalogue.columns.price[rows], kind="stable"), kind="stable")
        found[rows] = place * len(THIRDS) // max(len(rows), 1)
    return found


def tones() -> list[tuple[object, ...]]:
    """What the same people are shown as foundation, were their skin of each tone; the fewest first."""
    fields = load_answer_fields()
    depths: list[tuple[str, object]] = [("monk", tone) for tone in range(1, 11)]
    depths += [("skin_depth", word) for word in fields["skin_depth"].choices]
    under = fields["undertone"].choices
    asked = [(f"{name} {value}", [(name, value)], under) for name, value in depths]
    asked += [(one, depths, (one,)) for one in under]
    rows = []
    for label, levels, undertones in asked:
        each = -(-EACH_TONE // (len(levels) * len(undertones)))
        tones = [{name: v, "undertone": u} for name, v in levels for u in undertones]
        bare = profiles(SEED + 1, each)
        people = [
            {**{n: a for n, a in one.items() if n not in TONES}, **tone}
            for one in bare
            for tone in tones
        ]
        rows.append(_foundations(label, people))
    return sorted(rows, key=lambda row: int(str(row[-2])))


def _foundations(label: str, people: Sequence[dict[str, object]]) -> tuple[object, ...]:
    """People asked, those shown nothing, products that have a shade within a step of such skin and are
    to be had, products and shades shown."""
    catalogue, near, none = own_catalogue(), set[int](), 0
    products: set[str] = set()
    shades: set[tuple[str, str, str]] = set()
    for answers in people:
        judged = Judged.of(Profile.of(None, answers), catalogue)
        near |= reaching(judged.profile)
        plan = recommend(judged.profile)
        base = with_shades([step for step in plan.makeup if step.step == "base"], judged)[0].colors
        picks = [*base.shades, *base.elsewhere]
        products |= {pick.product_id for pick in picks if pick.product_id}
        shades |= {(pick.brand, pick.line, pick.name) for pick in picks}
        none += not picks
    return (label, len(people), none, len(near), len(products), len(shades))


def reaching(profile: Profile) -> set[int]:
    """Rows of available foundations with a shade within a step of the person's skin."""
    catalogue, reading = own_catalogue(), read_skin(profile.tone, profile)
    if reading is None:
        return set()
    shades = catalogue.shades
    rows = np.array([row for row in shades.rows_at("base") if shades.product[row] >= 0])
    away = rank_distance(reading.lab, shades.lab[rows].astype(np.float64))
    rules = load_shade_offset().match
    found = shades.product[rows[away <= rules.lightness_counts * rules.step]]
    return {int(row) for row in found if matchable()[row]}


if __name__ == "__main__":
    main()
