"""Colours for the steps of the make-up plan: foundation by the skin, others by tradition and wish."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from beauty.catalogue import Catalogue
from beauty.recommend.candidates import CAREFUL, WISHES
from beauty.recommend.feedback import Feedback, shade_id
from beauty.recommend.feedback_score import tried
from beauty.recommend.feedback_shades import (
    colour_liking,
    disliked_colours,
    shunned,
    told_of_shades,
)
from beauty.recommend.harmony import ColorMatch, Heard, different, harmonise
from beauty.recommend.judged import Judged
from beauty.recommend.money import total_allowance
from beauty.recommend.plan import MakeupStep
from beauty.recommend.shade_pick import PLACE_OF, ShadePick, StepShades
from beauty.recommend.shades import ShadeMatch, match_elsewhere, match_foundation
from beauty.recommend.skin_reading import SkinReading, read_skin

# With any of these answers a product of which no list and no price is known may not be named.
ASKING = (*CAREFUL, *WISHES, "allergies", "avoid", "budget_each", "budget_total")


def with_shades(
    steps: Sequence[MakeupStep], judged: Judged, spent: float = 0.0
) -> tuple[MakeupStep, ...]:
    """The same steps with colours where a step wears one. spent: what the routine costs already, of a
    budget for everything together."""
    profile, said = judged.profile, Feedback.of(judged.profile)
    reading = told_of_shades(read_skin(profile.tone, profile), said, judged.catalogue)
    shown = []
    for step in steps:
        place = PLACE_OF.get(step.step)
        if place == "base":
            step = replace(step, colors=_foundation(judged, said, reading, spent))
        elif place:
            step = replace(step, colors=_colors(place, judged, said, reading))
        shown.append(step)
    return tuple(shown)


def foundation_liking(judged: Judged, spent: float = 0.0) -> np.ndarray:
    """float64 (n,): score of every foundation that this person may have, 1 more where a shade of it was
    tried, NaN for all other products; of those at home only, where there are any."""
    catalogue = judged.catalogue
    allowed = ~judged.barred.excluded & catalogue.in_category("foundation") & catalogue.listed
    allowed &= catalogue.columns.in_stock | judged.owned
    limit = total_allowance(judged.profile, catalogue)
    if limit is not None:
        allowed &= judged.price <= max(round(limit - spent, 2), 0)
    if (allowed & judged.owned).any():
        allowed &= judged.owned
    total = np.nan_to_num(judged.scores.total.astype(np.float64))
    total += tried(judged.profile, catalogue)
    return np.where(allowed, total, np.nan)


def _foundation(
    judged: Judged, said: Feedback, reading: SkinReading | None, spent: float
) -> StepShades:
    if reading is None:
        return StepShades(notes=("unknown",))
    catalogue = judged.catalogue
    liking, price = foundation_liking(judged, spent), catalogue.columns.price.astype(np.float64)
    out = shunned(said, catalogue)
    three = match_foundation(reading, catalogue.shades, liking, out)
    if not three:
        return StepShades(notes=("none",))
    others = match_elsewhere(reading, catalogue.shades, liking, price, three, out)
    ground = "photo" if reading.depth_source == "photo" else "word"
    return StepShades(
        tuple(_matched(one, catalogue, said) for one in three),
        tuple(_matched(one, catalogue, said) for one in others),
        (ground, "told") if reading.told else (ground,),
        round(reading.lightness_error, 1),
    )


def _colors(place: str, judged: Judged, said: Feedback, reading: SkinReading | None) -> StepShades:
    profile, catalogue = judged.profile, judged.catalogue
    heard = Heard(colour_liking(place, said, catalogue), disliked_colours(place, said, catalogue))
    matches = harmonise(place, catalogue.shades, profile, reading, profile.coloring, heard)
    picks = [_harmonised(one, catalogue, said) for one in different(matches, catalogue.shades)]
    notes = ["tradition"]
    if any(pick.brand for pick in picks) and any(profile.get(answer) for answer in ASKING):
        picks = [replace(one, brand="", line="", name="", name_zh="") for one in picks]
        notes.append("unlisted")
    return StepShades(tuple(picks), notes=tuple(notes))


def _matched(match: ShadeMatch, catalogue: Catalogue, said: Feedback) -> ShadePick:
    product = catalogue.product(int(catalogue.shades.product[match.row]))
    bare = _bare(match.row, catalogue, said)
    return replace(
        bare,
        product_id=product.id,
        price=product.price,
        currency=product.currency,
        side=match.side,
        word=match.word,
        distance=match.distance,
        product_feedback=said.on(product.id),
    )


def _harmonised(match: ColorMatch, catalogue: Catalogue, said: Feedback) -> ShadePick:
    return replace(
        _bare(match.row, catalogue, said),
        family=match.family,
        score=match.score,
        parts=tuple(match.parts.items()),
    )


def _bare(row: int, catalogue: Catalogue, said: Feedback) -> ShadePick:
    shades, one = catalogue.shades, shade_id(catalogue, row)
    lightness, a_star, b_star = (round(float(value), 1) for value in shades.lab[row])
    return ShadePick(
        *(shades.places[row], shades.brands[row], shades.lines[row]),
        *(shades.names[row], shades.names_zh[row], shades.hexes[row]),
        lab=(lightness, a_star, b_star),
        shade_id=one,
        feedback=said.on(one),
    )
