"""Colours for the steps of the make-up plan: foundation by the skin, others by tradition and wish."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from beauty.catalogue import Catalogue
from beauty.profile import Profile
from beauty.recommend.candidates import CAREFUL, WISHES, screen
from beauty.recommend.harmony import ColorMatch, different, harmonise
from beauty.recommend.money import total_allowance
from beauty.recommend.plan import MakeupStep
from beauty.recommend.score import score
from beauty.recommend.shade_pick import PLACE_OF, ShadePick, StepShades
from beauty.recommend.shades import ShadeMatch, match_elsewhere, match_foundation
from beauty.recommend.skin_reading import SkinReading, read_skin

# With any of these answers a product of which no list and no price is known may not be named.
ASKING = (*CAREFUL, *WISHES, "allergies", "avoid", "budget_each", "budget_total")


def with_shades(
    steps: Sequence[MakeupStep], profile: Profile, catalogue: Catalogue, spent: float = 0.0
) -> tuple[MakeupStep, ...]:
    """The same steps with colours where a step wears one. spent: what the routine costs already, of a
    budget for everything together."""
    reading = read_skin(profile.tone, profile)
    shown = []
    for step in steps:
        place = PLACE_OF.get(step.step)
        if place == "base":
            step = replace(step, colors=_foundation(profile, catalogue, reading, spent))
        elif place:
            step = replace(step, colors=_colors(place, profile, catalogue, reading))
        shown.append(step)
    return tuple(shown)


def foundation_liking(profile: Profile, catalogue: Catalogue, spent: float = 0.0) -> np.ndarray:
    """float64 (n,): score of every foundation that this person may have, NaN for all other products."""
    allowed = ~screen(profile, catalogue).excluded & catalogue.in_category("foundation")
    allowed &= catalogue.listed & catalogue.columns.in_stock
    limit = total_allowance(profile, catalogue)
    if limit is not None:
        allowed &= catalogue.columns.price.astype(np.float64).round(2) <= round(limit - spent, 2)
    total = np.nan_to_num(score(profile, catalogue).total.astype(np.float64))
    return np.where(allowed, total, np.nan)


def _foundation(
    profile: Profile, catalogue: Catalogue, reading: SkinReading | None, spent: float
) -> StepShades:
    if reading is None:
        return StepShades(notes=("unknown",))
    liking, price = foundation_liking(profile, catalogue, spent), catalogue.columns.price
    three = match_foundation(reading, catalogue.shades, liking)
    if not three:
        return StepShades(notes=("none",))
    others = match_elsewhere(reading, catalogue.shades, liking, price.astype(np.float64), three)
    return StepShades(
        tuple(_matched(one, catalogue) for one in three),
        tuple(_matched(one, catalogue) for one in others),
        ("photo" if reading.depth_source == "photo" else "word",),
        round(reading.lightness_error, 1),
    )


def _colors(
    place: str, profile: Profile, catalogue: Catalogue, reading: SkinReading | None
) -> StepShades:
    matches = harmonise(place, catalogue.shades, profile, reading, profile.coloring)
    picks = [_harmonised(one, catalogue) for one in different(matches, catalogue.shades)]
    notes = ["tradition"]
    if any(pick.brand for pick in picks) and any(profile.get(answer) for answer in ASKING):
        picks = [replace(one, brand="", line="", name="", name_zh="") for one in picks]
        notes.append("unlisted")
    return StepShades(tuple(picks), notes=tuple(notes))


def _matched(match: ShadeMatch, catalogue: Catalogue) -> ShadePick:
    product = catalogue.product(int(catalogue.shades.product[match.row]))
    bare = _bare(match.row, catalogue)
    return replace(
        bare,
        product_id=product.id,
        price=product.price,
        currency=product.currency,
        side=match.side,
        word=match.word,
        distance=match.distance,
    )


def _harmonised(match: ColorMatch, catalogue: Catalogue) -> ShadePick:
    return replace(
        _bare(match.row, catalogue),
        family=match.family,
        score=match.score,
        parts=tuple(match.parts.items()),
    )


def _bare(row: int, catalogue: Catalogue) -> ShadePick:
    shades = catalogue.shades
    lightness, a_star, b_star = (round(float(value), 1) for value in shades.lab[row])
    return ShadePick(
        *(shades.places[row], shades.brands[row], shades.lines[row]),
        *(shades.names[row], shades.names_zh[row], shades.hexes[row]),
        lab=(lightness, a_star, b_star),
    )
