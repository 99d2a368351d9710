"""Swatches to choose from: the person's own first, all of them to be told apart, each one wearable."""

import pytest

from beauty import Analysis
from beauty.color import delta_e, from_linear
from beauty.profile import Profile
from beauty.recommend import own_catalogue, recommend
from beauty.tryon import Layer, Sitter, sit
from beauty.tryon.log_light import linear_of_hex
from beauty.tryon.palette import APART, MOST, palette
from beauty.tryon.planned import has_shades, step_of, worn_hex
from beauty.tryon.products import AUTO, load_products


@pytest.fixture(scope="module")
def plan(analysis: Analysis):
    return recommend(Profile.of(analysis, {}), own_catalogue())


@pytest.mark.parametrize("product", load_products())
def test_swatches_are_few_wearable_and_told_apart(product: str, smiling: Sitter, plan):
    found = palette(product, smiling, plan)
    assert 1 <= len(found) <= MOST
    labs = [from_linear(linear_of_hex(one.shown)) for one in found]
    for at, lab in enumerate(labs):
        assert all(float(delta_e(lab, other)) >= APART for other in labs[:at])
    for one in found:
        Layer(product, one.color)
        assert (one.color == AUTO) == bool(load_products()[product].auto and one is found[0])


def test_the_plan_s_own_shades_come_first(smiling: Sitter, plan):
    step = next(one for one in plan.makeup if one.step == "lips")
    shade = step.colors.shades[0]
    first = next(one for one in palette("lips", smiling, plan) if one.color != AUTO)
    assert (first.shade, first.color) == (shade, worn_hex(shade, smiling))


def test_colours_of_looks_follow_the_depth_of_the_skin(
    bare: Sitter, deep: Sitter, plan, rendered: Analysis
):
    assert sit(rendered).known  # colours of both were measured
    by_look = [
        {one.look: one.shown for one in palette("blush", sitter, plan) if one.look}
        for sitter in (bare, deep)
    ]
    shared = set(by_look[0]) & set(by_look[1])
    assert shared
    assert any(by_look[0][name] != by_look[1][name] for name in shared)


def test_which_products_shades_can_be_tried():
    assert [step_of(name) for name in ("foundation", "blush", "eyeshadow", "lips")] == [
        *("base", "blush", "eyes", "lips")
    ]
    assert step_of("mascara") == ""
    assert has_shades("lips")
    assert not has_shades("contour")
    assert not has_shades("no such step")
