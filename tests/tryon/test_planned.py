from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.color import delta_e, to_lab
from beauty.profile import Profile
from beauty.recommend import Plan, own_catalogue, recommend
from beauty.tryon import Sitter, sit
from beauty.tryon.colors import own
from beauty.tryon.planned import look_of, shade_layer, worn_hex


@pytest.fixture(scope="module")
def plan(analysis: Analysis) -> Plan:
    return recommend(Profile.of(analysis, {"style": "classic"}), own_catalogue())


def lab_of(code: str) -> np.ndarray:
    return to_lab(np.array([int(code[at : at + 2], 16) for at in (1, 3, 5)], np.uint8))


def test_a_plan_becomes_a_look_with_its_own_shades(plan: Plan, smiling: Sitter):
    look = look_of(plan, smiling)
    worn = {layer.product: layer.color for layer in look.layers}
    shades = {step.step: step.colors.shades for step in plan.makeup}
    assert worn["lips"] == shades["lips"][0].hex
    assert worn["blush"] == shades["blush"][0].hex
    assert {"foundation", "concealer", "brows", "mascara"} <= set(worn)


def test_the_matching_foundation_looks_like_the_skin(plan: Plan, smiling: Sitter):
    three = next(step for step in plan.makeup if step.step == "base").colors.shades
    middle = min(three, key=lambda shade: shade.distance or 0.0)
    seen = lab_of(worn_hex(middle, smiling))
    assert delta_e(seen, np.array(own(smiling, "skin"))) < 6


def test_a_darker_swatch_looks_darker_on_the_face(plan: Plan, smiling: Sitter):
    shade = next(step for step in plan.makeup if step.step == "base").colors.shades[0]
    lightness, a_star, b_star = shade.lab
    seen = [
        lab_of(worn_hex(replace(shade, lab=(lightness + step, a_star, b_star)), smiling))[0]
        for step in (-9, 0, 9)
    ]
    assert seen[0] < seen[1] < seen[2]


def test_steps_left_out_for_time_are_left_out_of_the_look(plan: Plan, smiling: Sitter):
    short = replace(
        plan,
        makeup=tuple(replace(step, optional=step.step != "lips") for step in plan.makeup),
    )
    assert [layer.product for layer in look_of(short, smiling).layers] == ["lips"]


def test_one_shade_alone_can_be_tried(plan: Plan, analysis: Analysis):
    lips = next(step for step in plan.makeup if step.step == "lips").colors.shades[1]
    layer = shade_layer("lips", lips, sit(analysis))
    assert (layer.product, layer.color) == ("lips", lips.hex)
