"""The care routine's hard promises, for every set of answers that a person could give."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.knowledge import load_answer_fields, load_care
from beauty.recommend import Plan, recommend
from beauty.recommend.routine import ORDER, POINTS
from beauty.report import plan_json
from beauty.texts import load_texts
from tests.recommend.strategies import answers, profile_of

INGREDIENTS = load_care().ingredients
CONCERNS = load_answer_fields()["concerns"].choices
ALL = list(CONCERNS)


def plan_for(given_answers: dict[str, object]) -> Plan:
    return recommend(profile_of(given_answers))


def used(plan: Plan) -> set[str]:
    return {step.ingredient for step in (*plan.morning, *plan.evening) if step.ingredient}


def excluded(plan: Plan) -> dict[str, str]:
    return {one.ingredient: one.reason for one in plan.excluded}


@given(answers(pregnant=True))
def test_pregnancy_lets_nothing_doubtful_through(given_answers: dict[str, object]):
    plan = plan_for(given_answers)
    assert all(INGREDIENTS[name].pregnancy == "ok" for name in used(plan))
    assert "pregnant" in plan.notes


@given(answers(retinoid_in_use=True))
def test_beside_a_prescribed_retinoid_nothing_strong(given_answers: dict[str, object]):
    plan = plan_for(given_answers)
    assert not any(INGREDIENTS[name].strong for name in used(plan))
    assert "retinoid_in_use" in plan.notes


@given(
    st.sampled_from([(one, name) for one in INGREDIENTS.values() for name in one.names]),
    st.sampled_from(["{}", "no {} please", "  {}  ", "{}, all kinds", "不要{}"]),
    st.sampled_from([str.upper, str.title, str.lower, str.swapcase]),
    answers(concerns=ALL),
)
def test_an_ingredient_to_avoid_never_comes_and_the_reason_is_told(
    named: tuple[object, str], phrase: str, write: object, given_answers: dict[str, object]
):
    ingredient, name = named
    said = phrase.format(write(name))  # type: ignore[operator]
    for answer, reason in (("avoid", "avoid"), ("allergies", "allergy")):
        plan = plan_for({**given_answers, "allergies": [], answer: ["Limonene", said]})
        assert ingredient.id not in used(plan)  # type: ignore[attr-defined]
        assert excluded(plan)[ingredient.id] == reason  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", INGREDIENTS)
def test_the_name_that_the_page_shows_can_be_typed_to_avoid_it(name: str, language: str):
    shown = load_texts(language).get(f"ingredient.{name}.name")
    for typed in (shown, shown.split("（")[0].split(" (")[0]):
        plan = plan_for({"concerns": ALL, "avoid": [typed]})
        assert excluded(plan).get(name) == "avoid", typed


@pytest.mark.parametrize("typed", ["维生素 C", "Vitamin-C", "L Ascorbic  Acid", "维C"])
def test_spaces_and_hyphens_in_a_name_do_not_matter(typed: str):
    assert excluded(plan_for({"concerns": ALL, "avoid": [typed]}))["vitamin_c"] == "avoid"


@pytest.mark.parametrize("word", ["", "  ", "Limonene", "parfum"])
def test_other_words_to_avoid_leave_the_plan_alone(word: str):
    plan = plan_for({"concerns": ALL, "avoid": [word]})
    without = plan_for({"concerns": ALL})
    assert "avoid_labels" in plan.notes
    assert replace(plan, notes=()) == replace(without, notes=())


@given(answers())
def test_each_time_of_day_is_in_order_with_one_treatment_at_most(given_answers: dict[str, object]):
    plan = plan_for(given_answers)
    for time, steps in (("morning", plan.morning), ("evening", plan.evening)):
        slots = [step.slot for step in steps]
        assert slots == [slot for slot in ORDER if slot in slots], "in order, each once"
        assert all(step.time == time for step in steps)
        assert all((step.rule is None) != (step.ingredient is None) for step in steps)
        assert all((step.slot == "treat") == (step.ingredient is not None) for step in steps)
        for step in steps:
            if step.ingredient:
                assert INGREDIENTS[step.ingredient].time in (time, "any")
    assert plan.morning[-1].slot == "protect"
    assert plan.evening[0].slot == "cleanse"
    assert plan.evening[-1].slot == "moisturise"


@given(answers())
def test_no_treatment_twice_and_none_without_a_concern_it_is_proven_for(
    given_answers: dict[str, object],
):
    plan = plan_for(given_answers)
    treatments = [s for s in (*plan.morning, *plan.evening) if s.ingredient]
    assert len({step.ingredient for step in treatments}) == len(treatments)
    named = set(given_answers.get("concerns", ()))  # type: ignore[call-overload]
    for step in treatments:
        assert step.grades
        assert {concern for concern, _ in step.grades} <= named
        assert any(grade in POINTS for _, grade in step.grades)
        assert step.grades == tuple(
            (concern, INGREDIENTS[step.ingredient].helps[concern])
            for concern in given_answers["concerns"]  # type: ignore[attr-defined]
            if concern in INGREDIENTS[step.ingredient].helps
        )


@given(answers())
def test_what_is_left_out_would_have_helped_and_is_not_in_the_plan(
    given_answers: dict[str, object],
):
    plan = plan_for(given_answers)
    named = set(given_answers.get("concerns", ()))  # type: ignore[call-overload]
    for name, reason in excluded(plan).items():
        assert named & set(INGREDIENTS[name].helps)
        assert name not in used(plan)
        grounds = {
            "pregnancy": ("pregnant",),
            "ask_in_pregnancy": ("pregnant",),
            "retinoid_in_use": ("retinoid_in_use", "acne_treatment"),
            "avoid": ("avoid",),
            "allergy": ("allergies",),
            "not_yet": ("age_band",),
        }
        assert any(given_answers.get(name) for name in grounds[reason])


@given(answers())
def test_same_answers_same_plan(given_answers: dict[str, object]):
    backwards = dict(reversed(given_answers.items()))
    assert plan_for(given_answers) == plan_for(dict(given_answers)) == plan_for(backwards)


@given(answers(), st.sampled_from(["en", "zh"]))
def test_every_plan_has_words(given_answers: dict[str, object], language: str):
    said = plan_json(plan_for(given_answers), load_texts(language))
    steps = [*said["makeup_plan"], *said["routine"]["morning"], *said["routine"]["evening"]]
    assert all(step["how"] and step["why"] and step["title"] for step in steps)
    assert all(said["notes"])
    assert len(set(said["notes"])) == len(said["notes"])


@given(answers(sensitive=True))
def test_sensitive_skin_never_gets_two_strong_ones(given_answers: dict[str, object]):
    assert sum(INGREDIENTS[name].strong for name in used(plan_for(given_answers))) <= 1


@pytest.mark.parametrize("concern", CONCERNS)
def test_sensitive_skin_gets_a_mild_one_where_there_is_one(concern: str):
    mild = [o for o in INGREDIENTS.values() if concern in o.helps and not o.strong]
    evening = used(plan_for({"concerns": [concern], "sensitive": True, "routine_length": "short"}))
    assert not mild or not any(INGREDIENTS[name].strong for name in evening)


@given(answers(routine_length="short"))
def test_short_routine_is_never_longer_than_the_full_one(given_answers: dict[str, object]):
    short, full = plan_for(given_answers), plan_for({**given_answers, "routine_length": "full"})
    assert len(short.morning) <= len(full.morning)
    assert not any(step.ingredient for step in short.morning)
    assert {step.rule for step in short.morning} <= {step.rule for step in full.morning}
    assert short.evening == full.evening


def test_a_step_left_out_of_a_short_routine_is_not_replaced_by_another():
    """Dry skin only rinses in the morning: shortened, it rinses not at all, but it gets no cleanser."""
    dry = {"skin_type": "dry"}
    assert plan_for(dry).morning[0].rule == "cleanse_morning_dry"
    short = plan_for({**dry, "routine_length": "short"}).morning
    assert [step.rule for step in short] == ["moisturise_dry", "protect"]


@pytest.mark.parametrize(
    ("given_answers", "morning", "evening"),
    [
        ({}, None, None),
        ({"concerns": ["redness"]}, None, "azelaic_acid"),
        ({"concerns": ["wrinkles"]}, "vitamin_c", "retinol"),
        ({"concerns": ["wrinkles"], "pregnant": True}, "vitamin_c", None),
        ({"concerns": ["wrinkles"], "retinoid_in_use": True}, None, None),
        ({"concerns": ["wrinkles", "dryness"]}, "vitamin_c", "niacinamide"),
        ({"concerns": ["puffiness"]}, None, None),
    ],
)
def test_treatments_by_the_evidence(
    given_answers: dict[str, object], morning: str | None, evening: str | None
):
    plan = plan_for(given_answers)
    found = [
        next((step.ingredient for step in steps if step.ingredient), None)
        for steps in (plan.morning, plan.evening)
    ]
    assert found == [morning, evening]


@pytest.mark.parametrize(
    ("given_answers", "rules"),
    [
        ({"skin_type": "oily"}, ["cleanse_morning", "moisturise_oily", "protect"]),
        ({"skin_type": "combination"}, ["cleanse_morning", "moisturise_oily", "protect"]),
        ({"skin_type": "normal"}, ["cleanse_morning", "moisturise", "protect"]),
        ({"skin_type": "dry"}, ["cleanse_morning_dry", "moisturise_dry", "protect"]),
        ({"sensitive": True}, ["cleanse_morning", "moisturise", "protect_sensitive"]),
    ],
)
def test_basics_by_skin_type(given_answers: dict[str, object], rules: list[str]):
    assert [step.rule for step in plan_for(given_answers).morning] == rules


def test_fragrance_free_becomes_a_note():
    assert "fragrance_free" in plan_for({"fragrance_free": True}).notes
    assert "fragrance_free" not in plan_for({"fragrance_free": False}).notes


def test_an_answer_that_nothing_depends_on_yet_is_admitted():
    for name, field in load_answer_fields().items():
        note = f"unused_{name}"
        assert note not in plan_for({}).notes
        if field.choices:
            said = field.choices[0] if field.kind == "choice" else list(field.choices[:1])
            assert (note in plan_for({name: said}).notes) == (not field.used)


def remarks(given_answers: dict[str, object]) -> dict[tuple[str, str], str]:
    plan = plan_for(given_answers)
    every = (*plan.morning, *plan.evening)
    return {(step.time, step.slot): step.remark for step in every if step.remark}


def test_climate_and_season_add_a_sentence_where_they_matter():
    assert remarks({}) == remarks({"climate": "mild", "season": "spring"}) == {}
    summer = remarks({"season": "summer"})
    assert summer == {
        ("morning", "protect"): "summer_sun",
        ("morning", "moisturise"): "summer_texture",
    }
    assert remarks({"climate": "cold"}) == {
        ("evening", "cleanse"): "short_wash",
        ("evening", "moisturise"): "dry_air",
    }
    said = plan_json(plan_for({"season": "summer"}), load_texts("en"))["routine"]["morning"]
    assert "every two hours" in said[-1]["how"]


def evening_treatment(given_answers: dict[str, object]) -> str | None:
    steps = plan_for(given_answers).evening
    return next((step.ingredient for step in steps if step.ingredient), None)


def test_age_orders_the_concerns_that_are_named_and_adds_none():
    named = {"concerns": ["wrinkles", "dryness", "shine"]}
    assert evening_treatment(named) == "niacinamide"
    lines = {"concerns": ["wrinkles", "dryness"]}
    assert evening_treatment({**lines, "age_band": "40_49"}) == "retinol"
    assert evening_treatment({**lines, "age_band": "20_29"}) == "niacinamide"
    for band in load_answer_fields()["age_band"].choices:
        assert evening_treatment({"age_band": band}) is None, "no concern, no treatment"


def test_under_20_no_retinol_and_the_reason_is_told():
    plan = plan_for({"concerns": ["wrinkles"], "age_band": "under_20"})
    assert "retinol" not in used(plan)
    assert excluded(plan)["retinol"] == "not_yet"
    assert "retinol" in used(plan_for({"concerns": ["wrinkles"], "age_band": "20_29"}))


@given(answers())
def test_notes_always_end_with_patch_test_and_doctor(given_answers: dict[str, object]):
    assert plan_for(given_answers).notes[-2:] == ("patch_test", "doctor")
