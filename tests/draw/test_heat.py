"""The veil: nothing where nothing spoke, one scale of colours, skin visible through it everywhere."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.color import delta_e, to_lab
from beauty.color.tone import monk_hex
from beauty.draw import Portrait, draw_heat, heat_scale, portrait
from beauty.draw.heat import STRONGEST
from beauty.predict import Explanation
from tests.draw.pictures import assert_small_like_golden, changed

SIDE = 150


@pytest.fixture(scope="module")
def shown(analysis: Analysis) -> Portrait:
    return portrait(analysis)


def spot(analysis: Analysis, landmark: int, strength: float = 1.0) -> Explanation:
    """Heat round one landmark, on a crop that holds the face's box."""
    left, top, right, _ = analysis.face.box_xyxy
    scale = (SIDE - 1) / (1.6 * (right - left))
    shift = np.array([left - 0.3 * (right - left), top - 0.3 * (right - left)])
    to_crop = np.column_stack([np.eye(2) * scale, -shift * scale])
    x, y = to_crop[:, :2] @ analysis.face.landmarks_px[landmark] + to_crop[:, 2]
    rows, columns = np.mgrid[:SIDE, :SIDE]
    heat = strength * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * 7**2))
    return Explanation("oval", heat.astype(np.float32), to_crop)


def test_no_heat_is_the_photo(analysis: Analysis, shown: Portrait):
    np.testing.assert_array_equal(draw_heat(spot(analysis, 4, 0.0), shown), shown.rgb)


def test_heat_lies_where_it_was_found_and_nowhere_else(analysis: Analysis, shown: Portrait):
    before = shown.rgb.copy()
    for landmark in (4, 152, 234):  # nose, chin, cheek
        picture = draw_heat(spot(analysis, landmark), shown)
        assert (picture.dtype, picture.shape) == (np.uint8, shown.rgb.shape)
        places = np.argwhere(changed(picture, shown.rgb))[:, ::-1]
        middle = shown.place(analysis.face.landmarks_px[[landmark]])[0]
        np.testing.assert_allclose(places.mean(axis=0), middle, atol=0.03 * len(before))
        assert len(places) < 0.4 * before.shape[0] * before.shape[1]
    np.testing.assert_array_equal(shown.rgb, before)


def test_skin_stays_visible_under_the_strongest_heat(analysis: Analysis, shown: Portrait):
    """At least half of each pixel is the photo's own."""
    x, y = shown.place(analysis.face.landmarks_px[[4]])[0].round().astype(int)
    painted = draw_heat(spot(analysis, 4), shown)[y, x].astype(float)
    own, top = shown.rgb[y, x].astype(float), np.array(heat_scale()[-1], float)
    assert STRONGEST <= 0.5
    np.testing.assert_allclose(painted, own * (1 - STRONGEST) + top * STRONGEST, atol=4)


def test_scale_gets_lighter_in_even_steps():
    """What perceptually uniform means: equal steps of heat look equally far apart."""
    lab = to_lab(np.array(heat_scale(9), np.uint8))
    assert (np.diff(lab[:, 0]) > 0).all()
    steps = delta_e(lab[1:], lab[:-1])
    assert steps.max() < 2.5 * steps.min()


@pytest.mark.parametrize("skin", monk_hex())
def test_strong_heat_reads_on_every_skin_of_the_monk_scale(skin: str):
    own = np.array([int(skin[at : at + 2], 16) for at in (1, 3, 5)], float)
    for color in heat_scale(5)[2:]:
        veiled = own * (1 - STRONGEST) + np.array(color) * STRONGEST
        pair = to_lab(np.array([own, veiled]).round().astype(np.uint8))
        assert delta_e(pair[0], pair[1]) > 9, color


def test_outside_the_crop_nothing_is_drawn(analysis: Analysis, shown: Portrait):
    everywhere = replace(spot(analysis, 4), heat=np.ones((SIDE, SIDE), np.float32))
    touched = changed(draw_heat(everywhere, shown), shown.rgb)
    inside = everywhere.over_photo(analysis.photo.size_wh) > 0
    left, top, right, bottom = shown.box_xyxy
    assert touched.mean() < 1.02 * inside[top:bottom, left:right].mean()


def test_picture_still_looks_as_it_did(rendered: Analysis):
    shown = portrait(rendered)
    assert_small_like_golden("heat", draw_heat(spot(rendered, 152), shown))
