"""Layers over the portrait: new pictures of one size, changed only where there is something to show."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.draw import (
    Portrait,
    draw_measures,
    draw_plain,
    draw_regions,
    portrait,
    region_colors,
)
from beauty.draw.layers import MARK, SHOWN_REGIONS, marked_regions, plain_name
from beauty.face import Region
from beauty.face.face import OVAL
from beauty.quality import Issue, Quality
from tests.draw.pictures import assert_small_like_golden, changed

PAINTERS = [draw_plain, draw_measures, draw_regions]


@pytest.fixture(scope="module")
def shown(analysis: Analysis) -> Portrait:
    return portrait(analysis)


@pytest.mark.parametrize("painter", PAINTERS)
def test_painters_make_a_new_picture(painter: object, analysis: Analysis, shown: Portrait):
    before = shown.rgb.copy()
    picture = painter(analysis, shown)  # type: ignore[operator]
    assert picture.dtype == np.uint8
    assert picture.shape == shown.rgb.shape
    assert picture is not shown.rgb
    assert not np.shares_memory(picture, shown.rgb)
    np.testing.assert_array_equal(shown.rgb, before)


def test_plain_is_the_photo(analysis: Analysis, shown: Portrait):
    np.testing.assert_array_equal(draw_plain(analysis, shown), shown.rgb)


def test_measures_mark_the_landmarks_and_leave_the_background(analysis: Analysis, shown: Portrait):
    touched = changed(draw_measures(analysis, shown), shown.rgb)
    points = shown.place(analysis.face.landmarks_px).round().astype(int)
    assert touched[points[list(OVAL), 1], points[list(OVAL), 0]].all()
    left, top = points.min(axis=0) - 12
    right, bottom = points.max(axis=0) + 12
    outside = np.ones(touched.shape, bool)
    outside[max(0, top) : bottom, max(0, left) : right] = False
    assert not touched[outside].any()


def with_remarks(analysis: Analysis, *regions: str) -> Analysis:
    return replace(analysis, quality=Quality((Issue("some_code", regions=regions),)))


def test_what_a_remark_is_about_is_hemmed(analysis: Analysis, shown: Portrait):
    silent = draw_measures(with_remarks(analysis), shown)
    hemmed = draw_measures(with_remarks(analysis, "left_cheek"), shown)
    mask = shown.mask(analysis.drawn["left_cheek"])
    touched = changed(hemmed, silent)
    assert (hemmed[touched] == MARK).all(axis=1).any()
    assert not touched[mask > 0.98].any(), "only its hem"
    assert not touched[shown.mask(analysis.drawn["right_cheek"]) > 0].any()


def test_a_hidden_region_is_hemmed_where_it_would_be(analysis: Analysis, shown: Portrait):
    nothing = Region("sight", (0, 0, 0, 0), np.zeros((0, 0), np.float32))
    hidden = replace(analysis, regions=analysis.drawn.seen({"skin": nothing}))
    np.testing.assert_array_equal(
        draw_measures(with_remarks(hidden, "forehead"), shown),
        draw_measures(with_remarks(analysis, "forehead"), shown),
    )


def test_a_remark_on_the_whole_skin_marks_nothing(analysis: Analysis, shown: Portrait):
    assert marked_regions(with_remarks(analysis, "skin", "nose", "nose")) == ("nose",)
    np.testing.assert_array_equal(
        draw_measures(with_remarks(analysis, "skin"), shown),
        draw_measures(with_remarks(analysis), shown),
    )


def test_regions_change_nothing_where_no_region_is(analysis: Analysis, shown: Portrait):
    touched = changed(draw_regions(analysis, shown), shown.rgb)
    masks = np.maximum.reduce([shown.mask(analysis.regions[name]) for name in SHOWN_REGIONS])
    assert not touched[masks == 0].any()
    assert touched[masks > 0.9].mean() > 0.95


@pytest.mark.parametrize("name", ["right_cheek", "left_cheek", "nose", "upper_lip", "left_brow"])
def test_region_takes_its_colour(name: str, analysis: Analysis, shown: Portrait):
    inside = shown.mask(analysis.regions[name]) > 0.99
    others = [shown.mask(analysis.regions[one]) for one in SHOWN_REGIONS if one != name]
    inside &= np.maximum.reduce(others) < 0.01
    before = shown.rgb[inside].astype(float)
    after = draw_regions(analysis, shown)[inside].astype(float)
    expected = before * 0.58 + np.array(region_colors()[name]) * 0.42
    np.testing.assert_allclose(after, expected, atol=2)


def test_colours_are_shared_by_the_sides_and_by_nobody_else():
    colors = region_colors()
    assert tuple(colors) == SHOWN_REGIONS
    assert colors["left_cheek"] == colors["right_cheek"]
    assert len(set(colors.values())) == len({plain_name(name) for name in SHOWN_REGIONS})


@pytest.mark.parametrize(
    ("region", "plain"),
    [("left_cheek", "cheek"), ("right_under_eye", "under_eye"), ("nose", "nose")],
)
def test_plain_name(region: str, plain: str):
    assert plain_name(region) == plain


def test_pictures_still_look_as_they_did(rendered: Analysis):
    drawn = replace(rendered, regions=rendered.drawn)  # no network has a say in these
    shown = portrait(drawn)
    assert_small_like_golden("measures", draw_measures(drawn, shown))
    assert_small_like_golden("regions", draw_regions(drawn, shown))
