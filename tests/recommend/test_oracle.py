"""No plan and no list of what is allowed breaks a rule of safety, law or budget: an oracle looks again.

The oracle reads the ingredients' printed names and the products' names with rules of its own, written
here anew from the contract (pieces of names, plain comparison); it asks none of the recommender's code.
"""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from beauty.profile import Profile
from beauty.recommend import ProductChoice, own_catalogue, recommend, screen
from beauty.recommend.judged import Judged
from beauty.recommend.products import choose_products
from beauty.recommend.routine import plan_routine
from tools.profiles import profiles

PROFILES = 2400
LOOKED_AT = 25  # allowed products of each profile that the oracle reads, drawn at random
# What a person says -> pieces of names; a product that holds one of them is wrong for that person.
SAID = {
    "limonene": ("limonene",),
    "Linalool": ("linalool",),
    "fragrance": ("parfum", "fragrance"),
    "香精": ("parfum", "fragrance"),
    "nuts": ("almond", "amygdalus dulcis", "juglans", "macadamia", "corylus", "arachis"),
    "坚果": ("amygdalus dulcis", "macadamia"),
    "lanolin": ("lanolin",),
    "soy": ("glycine soja", "soybean"),
    "parabens": ("methylparaben", "propylparaben", "ethylparaben", "butylparaben"),
    "silicones": ("dimethicone", "cyclopentasiloxane"),
    "essential oils": ("lavandula angustifolia oil", "citrus limon peel oil"),
    "beeswax": ("cera alba", "beeswax"),
    "niacinamide": ("niacinamide",),
    "retinol": ("retinol",),
    "shea": ("butyrospermum",),
    "Phenoxyethanol": ("phenoxyethanol",),
    "propylene glycol": ("propylene glycol",),
    "no sulfates please": ("sodium lauryl sulfate", "sodium laureth sulfate"),
}
RETINOIDS = ("retinol", "retinyl", "retinal", "retinoate", "tretinoin", "adapalene", "retinoic")
ACIDS = ("glycolic acid", "lactic acid", "mandelic acid", "salicylic acid")
HARMLESS = (
    "poly",
    "copolymer",
    "synthetic beeswax",
)  # plastics made of acids, wax made without bees
PURE_C = ("ascorbic acid",)  # whole name: derivatives are milder
FORBIDDEN = ("hydroquinone", "benzoyl peroxide", "butylphenyl methylpropional", "quaternium-15")
FORBIDDEN_PARABENS = ("isobutylparaben", "isopropylparaben")
LIMITS = {
    "retinol": 0.3,
    "salicylic acid": 2.0,
    "bha": 2.0,
    "alpha arbutin": 2.0,
    "kojic acid": 1.0,
}
IN_DOLLARS = {"USD": 1.0, "EUR": 1.09, "GBP": 1.25, "CNY": 0.142}  # the loosest rates of 2023


@cache
def inci(row: int) -> tuple[str, ...]:
    table = own_catalogue().ingredients
    return tuple(table.names[i].lower().replace("\n", " ") for i in own_catalogue().ids_of(row))


@cache
def label(row: int) -> str:
    """The list as one text, without the names that only sound like something else."""
    return " | ".join(name for name in inci(row) if not any(one in name for one in HARMLESS))


def has(row: int, pieces: Sequence[str]) -> bool:
    return any(piece in label(row) for piece in pieces)


def wrong(row: int, given: Mapping[str, object]) -> list[str]:
    """Rules that a single product breaks for this person."""
    product = own_catalogue().product(row)
    name = product.name.lower()
    said = [*given.get("allergies", ()), *given.get("avoid", ())]  # type: ignore[misc]
    found = [f"says {word}" for word in said if has(row, SAID[word])]
    if given.get("pregnant"):
        found += ["pregnancy"] * (has(row, (*RETINOIDS, *FORBIDDEN[:1])) or "peel" in name.split())
        found += ["salicylic acid in pregnancy"] * has(row, ("salicylic acid",))
    if given.get("retinoid_in_use") or given.get("acne_treatment"):
        found += ["too strong"] * (has(row, (*RETINOIDS, *ACIDS)))
    if said or any(given.get(one) for one in ("pregnant", "retinoid_in_use", "acne_treatment")):
        found += ["ingredients unknown"] * (not inci(row))
    if given.get("fragrance_free"):
        found += ["fragrance"] * has(row, SAID["fragrance"])
    if given.get("alcohol_free"):
        found += ["alcohol"] * bool(
            {"alcohol", "alcohol denat.", "sd alcohol 40-b"} & set(inci(row))
        )
    if given.get("vegan"):
        found += ["not vegan"] * has(row, ("cera alba", "beeswax", "lanolin", "carmine"))
    found += ["out of stock"] * (not product.in_stock)
    found += ["EU list"] * has(row, (*FORBIDDEN, *FORBIDDEN_PARABENS))
    found += [f"EU limit of {one}" for one, most in LIMITS.items() if stated(name, one) > most]
    for budget in ("budget_each", "budget_total"):
        found += [budget] * (
            budget in given and (product.price or np.inf) > limit(given, budget) + 0.01
        )
    return found


def stated(name: str, active: str) -> float:
    """The share of an active that a name states, 0 for none."""
    shares = re.findall(rf"(\d+(?:\.\d+)?)\s?% {active}\b|\b{active} (\d+(?:\.\d+)?)\s?%", name)
    return max((float(a or b) for a, b in shares), default=0.0)


def limit(given: Mapping[str, object], budget: str) -> float:
    """A budget in dollars, infinite where none was told."""
    return float(given.get(budget, np.inf)) * IN_DOLLARS[str(given.get("currency", "USD"))]  # type: ignore[arg-type]


def wrong_together(products: Sequence[ProductChoice], given: Mapping[str, object]) -> list[str]:
    """Rules that the chosen products break beside each other."""
    found = []
    chosen = [(one.times, one.best) for one in products if one.best]
    rows = {pick.product_id: own_catalogue().row_of(pick.product_id) for _, pick in chosen}
    spent, most = sum(p.price or np.inf for _, p in chosen), limit(given, "budget_total")
    found += [f"sum {spent:.2f} of {most:.2f}"] * (spent > most + 0.01)
    retinoids = [
        rows[pick.product_id] for _, pick in chosen if has(rows[pick.product_id], RETINOIDS)
    ]
    acids = [rows[pick.product_id] for _, pick in chosen if has(rows[pick.product_id], ACIDS)]
    found += ["retinoid and acid in one routine"] * bool(retinoids and acids)
    for time in ("morning", "evening"):
        here = [rows[pick.product_id] for times, pick in chosen if time in times]
        found += ["retinoid by day"] * (time == "morning" and any(r in here for r in retinoids))
        pure = [row for row in here if set(PURE_C) & set(inci(row))]
        found += ["retinoid and pure vitamin C"] * bool(pure and set(here) & set(retinoids))
    return found


@pytest.fixture(scope="module")
def people() -> list[dict[str, object]]:
    return list(profiles(20240, PROFILES, tuple(SAID)))


def test_no_plan_breaks_a_rule(people: list[dict[str, object]]):
    assert len(people) >= 2000
    catalogue, broken, picks = own_catalogue(), [], 0
    for given in people:
        products = care_for(Profile.of(None, given))
        every = [p for one in products for p in (one.best, *one.others) if p]
        picks += len(every)
        broken += [
            (given, pick.name, rules)
            for pick in every
            if (rules := wrong(catalogue.row_of(pick.product_id), given))  # type: ignore[arg-type]
        ]
        broken += [(given, "together", rules) for rules in wrong_together(products, given)]
    assert broken == []
    assert picks > 4 * PROFILES, "the grid must be answered with products, not with silence"


def care_for(profile: Profile) -> tuple[ProductChoice, ...]:
    """The products of the routine alone: colours take as long again, so fewer people get a whole plan."""
    morning, evening, _ = plan_routine(profile)
    return choose_products(Judged.of(profile, own_catalogue()), (*morning, *evening))


def test_no_whole_plan_breaks_a_rule_with_its_colours(people: list[dict[str, object]]):
    """Every tenth person tells the depth of their skin and gets shades that can be bought."""
    catalogue, broken, named = own_catalogue(), [], 0
    for given in people[::10]:
        plan = recommend(Profile.of(None, {"skin_depth": "medium", **given}), catalogue)
        broken += [(given, "together", rules) for rules in wrong_together(plan.products, given)]
        shades = [p for step in plan.makeup for p in (*step.colors.shades, *step.colors.elsewhere)]
        for pick in (one for one in shades if one.product_id):
            named += 1
            rules = wrong(catalogue.row_of(pick.product_id), given)  # type: ignore[arg-type]
            care = sum(one.best.price or 0 for one in plan.products if one.best)
            rules += ["sum"] * (care + (pick.price or np.inf) > limit(given, "budget_total") + 0.01)
            broken += [(given, pick.line, rules)] if rules else []
    assert broken == []
    assert named > len(people) / 10


def test_nothing_that_is_allowed_breaks_a_rule(people: list[dict[str, object]]):
    catalogue, broken = own_catalogue(), []
    draw = np.random.default_rng(7)
    for given in people:
        allowed = np.flatnonzero(~screen(Profile.of(None, given), catalogue).excluded)
        rows = draw.choice(allowed, min(LOOKED_AT, len(allowed)), replace=False)
        broken += [
            (given, catalogue.columns.names[row], rules)
            for row in rows
            if (rules := wrong(int(row), given))
        ]
    assert broken == []


RAW = [
    ({"pregnant": True}, (*RETINOIDS, "hydroquinone", "salicylic acid")),
    ({"avoid": ["limonene"]}, ("limonene",)),
    ({"allergies": ["linalool"]}, ("linalool",)),
    ({"fragrance_free": True}, ("parfum", "fragrance")),
    ({"avoid": ["lanolin"]}, ("lanolin",)),
    ({"allergies": ["soy"]}, ("glycine soja", "soybean")),
    ({}, FORBIDDEN),
]


@pytest.mark.shared
@pytest.mark.parametrize(("given", "pieces"), RAW, ids=str)
def test_no_allowed_product_says_it_in_the_list_as_printed(
    given: dict[str, object], pieces: tuple[str, ...], shared: Path
):
    """The whole catalogue against the shop's raw text, before any reading of ours."""
    with zipfile.ZipFile(shared / "catalogue" / "sephora_products_2023.csv.zip") as bundle:
        rows = csv.DictReader(io.TextIOWrapper(bundle.open("product_info.csv"), "utf-8"))
        printed = {row["product_id"]: row["ingredients"].lower() for row in rows}
    catalogue = own_catalogue()
    allowed = np.flatnonzero(~screen(Profile.of(None, given), catalogue).excluded)
    found = [
        catalogue.columns.names[row]
        for row in allowed
        if any(piece in printed[catalogue.columns.ids[row]] for piece in pieces)
    ]
    assert found == []
    assert len(allowed) > 1000


def test_the_oracle_can_find_fault(people: list[dict[str, object]]):
    """Every rule of the oracle is broken by some product of the unfiltered catalogue."""
    every = {"allergies": list(SAID), "pregnant": True, "retinoid_in_use": True, "vegan": True}
    given = {
        **every,
        "fragrance_free": True,
        "alcohol_free": True,
        "budget_each": 10,
        "budget_total": 30,
    }
    found = {rule for row in range(0, len(own_catalogue())) for rule in wrong(row, given)}
    assert found >= {f"says {word}" for word in SAID}
    assert found >= {
        "pregnancy",
        "salicylic acid in pregnancy",
        "too strong",
        "not vegan",
        "EU list",
        "alcohol",
        "out of stock",
    }
    assert found >= {"ingredients unknown", "fragrance", "budget_each", "budget_total"}
    assert any(rule.startswith("EU limit") for rule in found)


def test_most_of_the_catalogue_is_allowed_for_somebody(people: list[dict[str, object]]):
    """Safety by excluding everything would be none: nearly all that is in stock is open to someone."""
    catalogue = own_catalogue()
    open_to = np.zeros(len(catalogue), bool)
    for given in people[:300]:
        open_to |= ~screen(Profile.of(None, given), catalogue).excluded
    assert open_to[catalogue.columns.in_stock].mean() > 0.95
