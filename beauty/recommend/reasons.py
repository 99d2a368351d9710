"""Why a product: what speaks for it most, in values that the texts turn into sentences."""

import numpy as np

from beauty.catalogue import Catalogue
from beauty.knowledge.groups import load_ingredient_groups
from beauty.knowledge.scoring import load_scoring
from beauty.profile import Profile
from beauty.recommend.choice import Pick, Why
from beauty.recommend.conflicts import Conflicts
from beauty.recommend.feedback import Feedback
from beauty.recommend.score import Scores, worth
from beauty.recommend.shelf import ABSENT, Shelf

MOST = 3  # reasons told of one product
TOLD_FROM = {
    **{"type_fit": 0.55, "popularity": 0.5, "gentleness": 1.0, "circumstance": 0.75, "price": 0.6},
    "feedback": 0.57,
}
TOLD_OF_ITSELF = ("owned", "liked")  # what the person said of the product comes first
PROVEN_FROM = 0.5  # worth of an ingredient's place in the list, below which it is not boasted of


def pick(
    row: int, profile: Profile, catalogue: Catalogue, scores: Scores, group: str | None
) -> Pick:
    """One product as a value. group: the kind of ingredient that it was looked for, if any."""
    product = catalogue.product(row)
    parts = {name: float(part[row]) for name, part in scores.parts.items()}
    heard = Feedback.of(profile).on(product.id)
    told = [Why(verdict) for verdict in TOLD_OF_ITSELF if verdict in heard]
    score = float(np.nan_to_num(scores.merit[row]))
    whys = _whys(row, profile, catalogue, parts, group)
    whys = [one for one in whys if one.code != "feedback" or "liked" not in heard]
    return Pick(
        product.id,
        product.brand,
        product.name,
        product.category,
        product.price,
        catalogue.currency,
        round(score, 4),
        tuple((name, round(part, 4)) for name, part in parts.items() if not np.isnan(part)),
        (*told, *whys[:MOST]),
        heard,
    )


def strong_group(row: int, catalogue: Catalogue) -> str:
    """The strong kind of ingredient that a product is begun slowly for; "" for one used daily."""
    if not Conflicts.of(catalogue).felt[row]:
        return ""
    places = Shelf.of(catalogue).places
    known = load_ingredient_groups().groups
    held = [name for name, group in known.items() if group.strong and places[name][row] != ABSENT]
    return min(held, key=lambda name: int(places[name][row]), default="")


def _whys(
    row: int, profile: Profile, catalogue: Catalogue, parts: dict[str, float], group: str | None
) -> list[Why]:
    """What speaks for the product, the ingredient first, then as much as each part adds to the total."""
    found = [*_proven(row, profile, catalogue, group)]
    spf = int(catalogue.columns.spf[row])
    if spf:
        found.append(Why("spf", number=spf))
    weights = load_scoring().weights
    told = [name for name, least in TOLD_FROM.items() if least <= parts.get(name, 0)]
    told.sort(key=lambda name: -weights[name] * (parts[name] - TOLD_FROM[name] / 2))
    numbers = {"popularity": float(np.nan_to_num(catalogue.columns.interactions[row]))}
    skin = {"type_fit": str(profile.get("skin_type") or "")}
    reasons = (Why(n, number=numbers.get(n, 0.0), skin_type=skin.get(n, "")) for n in told)
    return [*found, *reasons]


def _proven(row: int, profile: Profile, catalogue: Catalogue, group: str | None) -> list[Why]:
    """The best-proven ingredient for each concern; for a treatment the one that it is for."""
    known, grades = load_ingredient_groups().groups, load_scoring().grades
    if Shelf.of(catalogue).shelved(load_scoring().place.rinsed)[row]:
        return []  # what is washed off at once is not praised for what it holds
    names = [group] if group else list(known)
    found: list[Why] = []
    for concern in profile.words("concerns"):
        graded = [
            (grades[known[name].helps[concern]] * float(worth(name, catalogue)[row]), name)
            for name in names
            if known[name].helps.get(concern) in grades
        ]
        points, best = max(graded, default=(0.0, ""))
        if points >= PROVEN_FROM * grades[known[best].helps[concern]] if best else False:
            found.append(Why("evidence", concern, best, known[best].helps[concern]))
    return found[:2] if found or not group else [Why("holds", group=group)]
