"""Colours in the make-up plan: on which steps, for whom, within budget and rules, in both languages."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from beauty import Analysis
from beauty.profile import Profile
from beauty.recommend import MakeupStep, own_catalogue, recommend, screen
from beauty.recommend.judged import Judged
from beauty.recommend.shade_json import shades_json
from beauty.recommend.shade_pick import PLACE_OF, SHADE_NOTES, ShadePick, StepShades
from beauty.recommend.shade_plan import foundation_liking, with_shades
from beauty.texts import load_texts
from tests.recommend.strategies import answers, profile_of

EN, ZH = load_texts("en"), load_texts("zh")


def steps(profile: Profile) -> dict[str, MakeupStep]:
    return {step.step: step for step in recommend(profile, own_catalogue()).makeup}


def colors(profile: Profile, step: str) -> StepShades:
    return steps(profile)[step].colors


def named(pick: ShadePick) -> int:
    """Catalogue row of a product that is named."""
    assert pick.product_id is not None
    row = own_catalogue().row_of(pick.product_id)
    assert row is not None
    return row


def test_base_blush_eyes_and_lips_wear_colours_and_no_other_step(analysis: Analysis):
    found = steps(Profile.of(analysis, {}))
    for name, step in found.items():
        assert bool(step.colors.shades) == (name in PLACE_OF)
        assert set(step.colors.notes) <= set(SHADE_NOTES)
        assert {pick.place for pick in step.colors.shades} <= {PLACE_OF.get(name)}
    assert len(found["base"].colors.shades) == 3
    assert all(len(found[name].colors.shades) == 3 for name in ("blush", "eyes", "lips"))


def test_without_catalogue_no_colours(analysis: Analysis):
    plan = recommend(Profile.of(analysis, {}))
    assert all(step.colors == StepShades() for step in plan.makeup)


def test_the_photo_leads_to_foundation_with_its_doubt(analysis: Analysis):
    base = colors(Profile.of(analysis, {}), "base")
    assert base.notes == ("photo",)
    assert base.lightness_error is not None
    assert base.lightness_error > 1
    assert [pick.side for pick in base.shades].count("nearest") == 1
    assert {pick.product_id for pick in base.shades} == {base.shades[0].product_id}
    assert all(pick.distance is not None and pick.distance >= 3 for pick in base.shades)


def test_who_says_nothing_and_shows_nothing_is_told_what_is_missing():
    base = colors(profile_of({}), "base")
    assert base == StepShades(notes=("unknown",))
    assert len(colors(profile_of({}), "lips").shades) == 3


@pytest.mark.parametrize(("said", "above"), [({"monk": 2}, 70), ({"skin_depth": "fair"}, 70)])
def test_own_word_leads_to_fair_shades_and_is_named_as_the_ground(
    said: dict[str, object], above: float
):
    base = colors(profile_of(said), "base")
    assert base.notes == ("word",)
    assert base.shades[0].lab[0] > above
    deep = colors(profile_of({"monk": 9}), "base")
    assert deep.shades[0].lab[0] < 45


def test_elsewhere_is_one_cheaper_and_one_dearer():
    base = colors(profile_of({"skin_depth": "medium"}), "base")
    own = base.shades[0].price
    prices = [pick.price for pick in base.elsewhere]
    assert own is not None
    assert len(prices) == 2
    assert None not in prices
    assert min(filter(None, prices)) < own < max(filter(None, prices))


@settings(max_examples=40)
@given(answers(skin_depth="medium"))
def test_no_named_product_breaks_a_rule_or_the_budget(given_answers: dict[str, object]):
    profile, catalogue = profile_of(given_answers), own_catalogue()
    plan = recommend(profile, catalogue)
    out = screen(profile, catalogue).excluded
    spent = sum(one.best.price or 0.0 for one in plan.products if one.best)
    for step in plan.makeup:
        for pick in (*step.colors.shades, *step.colors.elsewhere):
            if pick.place == "base":
                row = named(pick)
                assert not out[row]
                assert catalogue.listed[row]
                _within(profile, spent, pick)
            else:
                assert pick.product_id is None


def _within(profile: Profile, spent: float, pick: ShadePick) -> None:
    """Budgets in the catalogue's own currency; others are converted, which test_money holds."""
    if profile.get("currency") not in (None, "USD"):
        return
    for answer, cost in (("budget_each", 0.0), ("budget_total", spent)):
        limit = profile.get(answer)
        if isinstance(limit, int | float) and not isinstance(limit, bool):
            assert pick.price is not None
            assert pick.price + cost <= limit + 0.01


@pytest.mark.parametrize(
    "asked", [{"allergies": ["Limonene"]}, {"pregnant": True}, {"vegan": True}, {"budget_each": 30}]
)
def test_lipsticks_of_unknown_ingredients_or_price_are_not_named(asked: dict[str, object]):
    lips = colors(profile_of(asked), "lips")
    assert lips.notes == ("tradition", "unlisted")
    assert len({pick.hex for pick in lips.shades}) == 3
    assert {(pick.brand, pick.line, pick.name) for pick in lips.shades} == {("", "", "")}
    free = colors(profile_of({}), "lips")
    assert all(pick.brand for pick in free.shades)
    assert free.notes == ("tradition",)


def test_no_foundation_left_is_said():
    base = colors(profile_of({"skin_depth": "fair", "budget_each": 1}), "base")
    assert base == StepShades(notes=("none",))


def test_what_the_routine_costs_is_taken_off_the_budget():
    judged = Judged.of(profile_of({"budget_total": 60}), own_catalogue())
    plenty, little = (foundation_liking(judged, spent) for spent in (0.0, 25.0))
    price = own_catalogue().columns.price
    assert np.nanmax(price[~np.isnan(plenty)]) <= 60
    assert np.nanmax(price[~np.isnan(little)]) <= 35


def test_steps_themselves_are_untouched(analysis: Analysis):
    profile = Profile.of(analysis, {"style": "glam"})
    bare = recommend(profile).makeup
    full = with_shades(bare, Judged.of(profile, own_catalogue()))
    assert tuple(replace(step, colors=StepShades()) for step in full) == bare


def test_json_tells_the_match_in_words(analysis: Analysis):
    base = colors(Profile.of(analysis, {}), "base")
    english, chinese = shades_json(base, EN), shades_json(base, ZH)
    assert [one["match"] for one in english["shades"]] == [pick.word for pick in base.shades]
    assert english["shades"][0]["match_text"].endswith("nearest to your skin")
    assert "匹配度" in chinese["shades"][0]["match_text"]
    assert str(round(base.lightness_error or 0)) in english["shade_notes"][0]


def test_json_gives_colour_names_of_the_language():
    lips = shades_json(colors(profile_of({"colours_liked": ["red"]}), "eyes"), ZH)
    assert all(one["shade"] and not one["shade"].isascii() for one in lips["shades"])
    assert all(one["match"] is None and one["match_text"] is None for one in lips["shades"])
