"""The shown part of a photo: head and shoulders, one width, and points that stay where they belong."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.draw import Portrait, portrait
from beauty.draw.portrait import SHOWN_WIDTH_PX, cut
from tests.builders import moved, photo_of, quadrants


@pytest.fixture(scope="module")
def shown(analysis: Analysis) -> Portrait:
    return portrait(analysis)


def test_portrait_is_as_wide_as_a_screen_wants_and_keeps_proportions(shown: Portrait):
    left, top, right, bottom = shown.box_xyxy
    height, width = shown.rgb.shape[:2]
    assert shown.rgb.dtype == np.uint8
    assert width == SHOWN_WIDTH_PX
    assert height / width == pytest.approx((bottom - top) / (right - left), abs=0.01)
    assert shown.scale == pytest.approx(width / (right - left))


def test_portrait_holds_the_whole_face_with_room_and_no_more_than_the_photo(
    shown: Portrait, analysis: Analysis
):
    left, top, right, bottom = shown.box_xyxy
    face_left, face_top, face_right, face_bottom = analysis.face.box_xyxy
    width, height = analysis.photo.size_wh
    assert 0 <= left < face_left < face_right < right <= width
    assert 0 <= top < face_top < face_bottom < bottom <= height


def test_points_land_inside_and_the_box_on_the_corners(shown: Portrait, analysis: Analysis):
    height, width = shown.rgb.shape[:2]
    points = shown.place(analysis.face.landmarks_px)
    assert points.dtype == np.float32
    assert (points >= 0).all()
    assert (points <= [width, height]).all()
    corners = np.array(shown.box_xyxy, np.float32).reshape(2, 2)
    np.testing.assert_allclose(shown.place(corners), [[0, 0], [width, height]], atol=1)


def test_mask_lies_where_the_region_is(shown: Portrait, analysis: Analysis):
    mask = shown.mask(analysis.regions["right_eye"])
    assert mask.shape == shown.rgb.shape[:2]
    assert mask.dtype == np.float32
    ys, xs = np.nonzero(mask > 0.5)
    eye = shown.place(analysis.face.landmarks_px[[33, 133, 159, 145]]).mean(axis=0)
    np.testing.assert_allclose([xs.mean(), ys.mean()], eye, atol=6)


def test_face_at_the_edge_is_cut_at_the_edge(analysis: Analysis):
    width, height = analysis.photo.size_wh
    left, top, right, bottom = analysis.face.box_xyxy
    for x, y in ((-left, -top), (width - right, height - bottom), (-left - 40, 0)):
        edge = replace(analysis, face=moved(analysis.face, x, y))
        shown = portrait(edge)
        box = shown.box_xyxy
        assert 0 <= box[0] < box[2] <= width
        assert 0 <= box[1] < box[3] <= height
        assert shown.rgb.shape[1] == SHOWN_WIDTH_PX


@pytest.mark.parametrize("size", [(96, 64), (1440, 960)])
def test_cut_shrinks_and_enlarges_without_touching_the_photo(size: tuple[int, int]):
    photo = photo_of(quadrants(*size))
    before = photo.rgb.copy()
    shown = cut(photo, (0, 0, *size))
    assert shown.rgb.shape == (480, 720, 3)
    np.testing.assert_array_equal(photo.rgb, before)
    for y, x in ((120, 180), (120, 540), (360, 180), (360, 540)):
        expected = photo.rgb[y * size[1] // 480, x * size[0] // 720]
        assert np.abs(shown.rgb[y, x].astype(int) - expected).max() <= 2
