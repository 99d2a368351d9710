"""The make-up guide: each step's places in its colour, its number at the edge, nothing else touched."""

import re
from dataclasses import replace

import cv2
import numpy as np
import pytest

from beauty import Analysis
from beauty.color import to_lab
from beauty.draw import Portrait, draw_guide, load_paint, portrait
from beauty.draw.guide import BADGE_GAP_PX, BADGE_RADIUS_PX, EDGE_PX, Paint, strength_on
from beauty.face import draw_zone
from beauty.knowledge import STEPS
from beauty.profile import Profile
from beauty.recommend import MakeupStep, Plan, recommend
from tests.draw.pictures import assert_small_like_golden, changed


@pytest.fixture(scope="module")
def shown(analysis: Analysis) -> Portrait:
    return portrait(analysis)


@pytest.fixture(scope="module")
def plan(analysis: Analysis) -> Plan:
    return recommend(Profile.of(analysis, {"face_shape": "round"}))


def plan_of(*steps: MakeupStep) -> Plan:
    return Plan(steps, (), (), (), ())


def test_no_steps_leave_the_portrait_alone(analysis: Analysis, shown: Portrait):
    np.testing.assert_array_equal(draw_guide(analysis, shown, plan_of()), shown.rgb)


def test_base_is_not_painted(analysis: Analysis, shown: Portrait):
    base = plan_of(MakeupStep("base", "base_any", ("whole_face",), "tradition"))
    np.testing.assert_array_equal(draw_guide(analysis, shown, base), shown.rgb)


def test_step_without_zones_is_not_painted(analysis: Analysis, shown: Portrait):
    eyes = plan_of(MakeupStep("eyes", "eyes_any", (), "tradition"))
    np.testing.assert_array_equal(draw_guide(analysis, shown, eyes), shown.rgb)


def test_lips_change_only_lips_badge_and_the_line_between(analysis: Analysis, shown: Portrait):
    picture = draw_guide(
        analysis, shown, plan_of(MakeupStep("lips", "lips_any", ("lips",), "tradition"))
    )
    zone = draw_zone("lips", analysis.face, analysis.regions, analysis.photo.size_wh)
    mask = shown.mask(zone)
    touched = changed(picture, shown.rgb)
    assert touched[mask > 0.9].mean() > 0.99
    outside = touched & (mask == 0)
    line_and_badge = 3.2 * BADGE_RADIUS_PX**2 * 1.5 + 6 * shown.rgb.shape[1]
    assert 0 < outside.sum() < line_and_badge
    rows = np.nonzero(outside)[0]
    lips = np.nonzero(mask > 0.5)[0]
    assert rows.min() > lips.min() - 2 * BADGE_RADIUS_PX
    assert rows.max() < lips.max() + 2 * BADGE_RADIUS_PX


def test_lips_take_the_colour_of_their_paint(analysis: Analysis, shown: Portrait):
    lips = plan_of(MakeupStep("lips", "lips_any", ("lips",), "tradition"))
    zone = draw_zone("lips", analysis.face, analysis.regions, analysis.photo.size_wh)
    inside = shown.mask(zone) > 0.99
    paint = load_paint()["lips"]
    after = draw_guide(analysis, shown, lips)[inside].astype(float)
    expected = shown.rgb[inside] * (1 - paint.strength) + np.array(paint.rgb) * paint.strength
    assert np.median(np.abs(after - expected)) <= 2  # all but the line to the badge


def test_every_painted_step_has_its_badge_on_its_side(
    analysis: Analysis, shown: Portrait, plan: Plan
):
    picture = draw_guide(analysis, shown, plan)
    height = picture.shape[0]
    for number, step in enumerate(plan.makeup, 1):
        if step.step == "base":
            continue
        color = load_paint()[step.step].rgb
        side = EDGE_PX if number % 2 else picture.shape[1] - EDGE_PX
        column = picture[:, side - BADGE_RADIUS_PX + 3]
        rows = np.nonzero((column == color).all(axis=1))[0]
        assert rows.size >= 5, f"{step.step}: no badge"
        assert 0 < rows.mean() < height


def test_badges_of_one_side_do_not_overlap(analysis: Analysis, shown: Portrait, plan: Plan):
    picture = draw_guide(analysis, shown, plan)
    for wanted in (0, 1):
        side = EDGE_PX if wanted else picture.shape[1] - EDGE_PX
        column = picture[:, side - BADGE_RADIUS_PX + 3]
        middles = sorted(
            np.nonzero((column == load_paint()[step.step].rgb).all(axis=1))[0].mean()
            for number, step in enumerate(plan.makeup, 1)
            if number % 2 == wanted and step.step != "base"
        )
        assert (np.diff(middles) >= BADGE_GAP_PX - 2).all()


def test_portrait_is_not_written_on(analysis: Analysis, shown: Portrait, plan: Plan):
    before = shown.rgb.copy()
    assert not np.shares_memory(draw_guide(analysis, shown, plan), shown.rgb)
    np.testing.assert_array_equal(shown.rgb, before)


@pytest.mark.parametrize("shape", ["heart", "oblong", "oval", "round", "square"])
def test_every_shape_s_contour_is_visible(shape: str, analysis: Analysis, shown: Portrait):
    steps = recommend(Profile.of(analysis, {"face_shape": shape})).makeup
    for name in ("contour", "blush"):
        step = next(one for one in steps if one.step == name)
        picture = draw_guide(analysis, shown, plan_of(step))
        assert cv2.norm(picture, shown.rgb, cv2.NORM_L1) / picture.size > 0.2


def test_paint_is_read_as_colours():
    for step, paint in load_paint().items():
        assert step in STEPS
        assert re.fullmatch("#[0-9a-f]{6}", paint.color)
        assert "#{:02x}{:02x}{:02x}".format(*paint.rgb) == paint.color
        assert 0 < paint.strength <= 1
    assert len({paint.color for paint in load_paint().values()}) == len(load_paint())


def test_guide_still_looks_as_it_did(rendered: Analysis, plan: Plan):
    drawn = replace(rendered, regions=rendered.drawn)  # no network has a say in it
    assert_small_like_golden("guide", draw_guide(drawn, portrait(drawn), plan))


@pytest.mark.parametrize(
    ("lightness", "share"), [(75.0, 1.0), (60.0, 1.0), (40.0, 0.65), (25.0, 0.5)]
)
def test_a_light_paint_is_thinned_on_deep_skin(lightness: float, share: float):
    cream = Paint("#ffe9c9", 0.5)
    shown = strength_on(cream, (lightness, 12.0, 18.0))
    assert shown == pytest.approx(0.5 * share, abs=0.05)
    dark = Paint("#4a3426", 0.5)
    assert strength_on(dark, (lightness, 12.0, 18.0)) == 0.5, "a dark paint never is"


def test_a_paint_near_to_the_skin_gets_a_hem(analysis: Analysis, shown: Portrait):
    """On skin of the paint's own colour nothing but the hem tells where the zone is."""
    contour = load_paint()["contour"]
    same = to_lab(np.array(contour.rgb, np.uint8))
    skin = replace(analysis.skin, seen_lab=tuple(float(value) for value in same))
    deep = replace(analysis, skin=skin)
    step = MakeupStep("contour", "contour_round", ("temples",), "tradition")
    hemmed = draw_guide(deep, shown, plan_of(step))
    plain = draw_guide(analysis, shown, plan_of(step))
    lighter = hemmed.min(axis=2).astype(int) - plain.min(axis=2)
    assert (lighter > 60).sum() > 100
