"""The make-up plan: the convention of each face shape, in an artist's order, each step once."""

from dataclasses import replace

import pytest
from hypothesis import given

from beauty import Analysis
from beauty.face.zones import load_zones
from beauty.knowledge import STEPS, load_answer_fields, load_makeup_rules, load_sources
from beauty.knowledge.circumstances import load_circumstances
from beauty.measure import EYE_SHAPES
from beauty.profile import Profile
from beauty.recommend import MakeupStep, recommend
from tests.recommend.strategies import SHAPES, answers, profile_of

# shape -> where contour and blush go, and the brow's word: the table of conventions that artists use
# (design knowledge, section 4), in the names of assets/face/placements.toml.
LIGHT = {
    "oval": {"cheekbone_tops", "cupids_bow"},
    "round": {"forehead_center", "nose_bridge", "chin_center"},
    "square": {"forehead_center", "cheekbone_tops"},
    "heart": {"cheekbone_tops", "chin_center"},
    "oblong": {"cheekbone_tops"},
}
CONVENTION = {
    "oval": ({"under_cheekbones"}, {"cheek_centers_up"}, "soft angle"),
    "round": ({"temples", "under_cheekbones", "jaw_corners"}, {"above_apples"}, "arch"),
    "square": ({"temples", "jaw_corners"}, {"high_circles"}, "soft arch"),
    "heart": ({"temples", "under_chin"}, {"below_apples"}, "low and rounded"),
    "oblong": ({"hairline", "under_chin"}, {"apples_across"}, "flat"),
}


def steps_of(profile: Profile) -> dict[str, MakeupStep]:
    return {step.step: step for step in recommend(profile).makeup}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_follows_the_convention(shape: str):
    from beauty.texts import load_texts

    steps = steps_of(profile_of({"face_shape": shape}))
    contour, blush, brow = CONVENTION[shape]
    assert set(steps["contour"].zones) == contour
    assert set(steps["blush"].zones) == blush
    assert brow in load_texts("en").get(f"rule.{steps['brows'].rule}.how")
    assert set(steps["highlight"].zones) == LIGHT[shape]
    told = ("contour", "blush", "highlight", "brows")
    assert {steps[name].basis for name in told} == {"tradition"}
    assert {steps[name].source for name in told} == {"artists"}
    extras = recommend(profile_of({"face_shape": shape})).extras
    assert [one.rule for one in extras] == [f"frames_{shape}", f"hair_{shape}"]
    assert {one.basis for one in extras} == {"tradition"}


def test_convention_covers_every_shape():
    assert set(CONVENTION) == set(LIGHT) == set(SHAPES)


@pytest.mark.parametrize("shape", EYE_SHAPES)
def test_each_form_of_the_eyes_has_its_remark_on_shadow_and_liner(shape: str):
    eyes = steps_of(profile_of({"eye_shape": shape, "style": "glam"}))["eyes"]
    assert (eyes.rule, eyes.remarks) == ("eyes_glam", (f"eyes_{shape}",))
    rule = next(one for one in load_makeup_rules() if one.id == f"eyes_{shape}")
    assert (rule.basis, rule.products) == ("tradition", ("eyeshadow", "eyeliner"))


@pytest.mark.parametrize("style", load_answer_fields()["base_style"].choices)
def test_each_base_style_speaks_at_most_steps_beside_every_main_rule(style: str):
    given = {"base_style": style, "face_shape": "oval", "finish": "matte", "skin_type": "dry"}
    steps = steps_of(profile_of(given))
    told = {name for name, step in steps.items() if f"{name}_{style}" in step.remarks}
    assert told == {"base", "contour", "blush", "brows", "eyes", "lips"}
    assert steps["base"].rule == "base_matte", "the finish asked for stays"


@pytest.mark.parametrize("answer", ["occasion", "style", "base_style"])
def test_every_occasion_and_style_changes_the_plan(answer: str):
    """All but the everyday and the natural, which are the quiet plan itself, differ from each other."""
    plans = {
        choice: [(s.rule, s.remarks) for s in recommend(profile_of({answer: choice})).makeup]
        for choice in load_answer_fields()[answer].choices
    }
    assert len({str(plan) for plan in plans.values()}) == len(plans)


@given(answers())
def test_every_step_says_what_with_and_on_what_ground(given_answers: dict[str, object]):
    for step in recommend(profile_of(given_answers)).makeup:
        assert step.products and step.tools and step.source in load_sources()


def test_shape_of_the_photo_steers_and_the_answer_overrides_it(analysis: Analysis):
    by_photo = steps_of(Profile.of(analysis, {}))
    assert by_photo["contour"].rule == f"contour_{analysis.shape.top2[0]}"
    for shape in SHAPES:
        steps = steps_of(Profile.of(analysis, {"face_shape": shape}))
        assert [steps[name].rule for name in ("contour", "blush", "brows")] == [
            *(f"contour_{shape}", f"blush_{shape}", f"brows_{shape}")
        ]


def test_an_unsure_shape_is_followed_with_a_note(analysis: Analysis):
    unsure = replace(analysis, shape=replace(analysis.shape, label=None, abstained=True))
    plan = recommend(Profile.of(unsure, {}))
    assert f"contour_{analysis.shape.top2[0]}" in [step.rule for step in plan.makeup]
    assert "shape_unsure" in plan.notes
    assert "shape_from_photo" not in plan.notes


def test_without_a_shape_there_is_no_advice_on_shape():
    assert list(steps_of(profile_of({}))) == ["base", "conceal", "highlight", "eyes", "lips"]


@given(answers())
def test_steps_come_in_the_artists_order_each_once(given_answers: dict[str, object]):
    steps = [step.step for step in recommend(profile_of(given_answers)).makeup]
    assert steps == [step for step in STEPS if step in steps]
    assert {"base", "conceal", "highlight", "eyes", "lips"} <= set(steps)


@given(answers())
def test_every_step_can_be_explained_and_drawn(given_answers: dict[str, object]):
    rules = {rule.id: rule for rule in load_makeup_rules()}
    for step in recommend(profile_of(given_answers, eye_spacing=0.9)).makeup:
        assert rules[step.rule].step == step.step
        assert not rules[step.rule].also
        assert all(rules[remark].also for remark in step.remarks)
        assert step.basis == rules[step.rule].basis
        assert set(step.zones) <= set(load_zones())
        assert len(set(step.zones)) == len(step.zones)


MEASURED = [
    (rule.step, rule.id, ratio, bound)
    for rule in load_makeup_rules()
    if rule.basis == "geometry"
    for ratio, bound in rule.when.items()
]


@pytest.mark.parametrize(("step", "remark", "ratio", "bound"), MEASURED)
def test_a_measured_ratio_adds_its_remark(step: str, remark: str, ratio: str, bound: str):
    limit, outwards = float(bound[1:]), 0.01 if bound[0] == ">" else -0.01
    assert remark in steps_of(profile_of({}, **{ratio: limit + outwards}))[step].remarks
    assert remark not in steps_of(profile_of({}, **{ratio: limit - outwards}))[step].remarks
    assert steps_of(profile_of({}))[step].remarks == ()


def test_there_are_remarks_on_measures():
    assert {remark for _, remark, _, _ in MEASURED} >= {"eyes_close", "eyes_wide"}


def test_a_remark_adds_its_zones_to_the_step():
    close = steps_of(profile_of({}, eye_spacing=0.9))["eyes"]
    assert close.zones == ("lids", "inner_corners")


def test_wishes_change_the_main_rule():
    wishes = {"finish": "dewy", "style": "glam", "concerns": ["dark_circles"], "glasses": True}
    steps = steps_of(profile_of({**wishes, "occasion": "wedding"}))
    assert steps["base"].rule == "base_dewy"
    assert steps["base"].remarks == ("base_photo", "base_lasting")
    assert steps["conceal"].rule == "conceal_circles"
    assert steps["eyes"].rule == "eyes_glam"
    assert steps["eyes"].remarks == ("eyes_glasses",)
    assert steps["lips"].rule == "lips_glam"
    assert (steps["highlight"].rule, steps["highlight"].remarks) == (
        *("highlight_any", ("highlight_dewy",)),
    )


def test_little_time_keeps_few_steps_and_marks_the_others_optional():
    kept = {
        minutes: {
            name
            for name, step in steps_of(profile_of({"time_available": minutes})).items()
            if not step.optional
        }
        for minutes in (0, 3, 5, 10, 60)
    }
    assert kept[60] == set(steps_of(profile_of({})))
    assert not any(step.optional for step in steps_of(profile_of({})).values())
    assert len(kept[0]) == 1, "one step is kept whatever the time"
    assert [len(kept[minutes]) for minutes in kept] == sorted(len(one) for one in kept.values())
    cost = load_circumstances().minutes
    assert all(sum(cost[name] for name in kept[m]) <= m for m in (5, 10, 60))
