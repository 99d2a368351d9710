"""Maps of concerns: colour where the measure found something, the photo itself everywhere else."""

import numpy as np
import pytest

from beauty import Analysis
from beauty.concerns.concern import Concerns
from beauty.draw import Portrait, close_up, draw_concern, portrait, strongest_region
from beauty.draw.concern_map import DETAIL_WIDTH_PX, MOST_PX
from tests.builders import concern_of, concerns_of
from tests.draw.pictures import assert_small_like_golden, changed

NOSE_TIP, CHEEK, FOREHEAD, CHIN = 4, 50, 151, 152


@pytest.fixture(scope="module")
def shown(analysis: Analysis) -> Portrait:
    return portrait(analysis)


def found(analysis: Analysis, name: str, landmark: int | None = None) -> Concerns:
    at = {} if landmark is None else {name: landmark}
    return concerns_of(analysis.photo, analysis.face, {}, at)


def test_nothing_found_is_the_photo(analysis: Analysis, shown: Portrait):
    picture = draw_concern(found(analysis, "redness"), "redness", shown)
    np.testing.assert_array_equal(picture, shown.rgb)
    assert not np.shares_memory(picture, shown.rgb)


@pytest.mark.parametrize("landmark", [NOSE_TIP, CHEEK, FOREHEAD])
def test_colour_lies_where_it_was_found_and_nowhere_else(
    landmark: int, analysis: Analysis, shown: Portrait
):
    concerns, before = found(analysis, "spots", landmark), shown.rgb.copy()
    touched = changed(draw_concern(concerns, "spots", shown), shown.rgb)
    places = np.argwhere(touched)[:, ::-1]
    middle = shown.place(analysis.face.landmarks_px[[landmark]])[0]
    np.testing.assert_allclose(places.mean(axis=0), middle, atol=4)
    left, top, right, bottom = shown.box_xyxy
    heat = concerns.over_photo("spots", (right - left, bottom - top), (left, top))
    rows, columns = (places[:, ::-1] / shown.scale).astype(int).T
    near = np.pad(heat, 2)  # a pixel of the picture lies between those of the photo
    around = [near[rows + y, columns + x] for y in range(5) for x in range(5)]
    assert (np.max(around, axis=0) > 0).all(), "no colour where the map is 0"
    np.testing.assert_array_equal(shown.rgb, before)


def test_each_concern_has_its_own_map(analysis: Analysis, shown: Portrait):
    concerns = concerns_of(analysis.photo, analysis.face, {}, {"redness": CHEEK, "shine": NOSE_TIP})
    redness, shine = (draw_concern(concerns, name, shown) for name in ("redness", "shine"))
    assert changed(redness, shine).any()
    np.testing.assert_array_equal(draw_concern(concerns, "pores", shown), shown.rgb)


def test_strongest_region_is_the_one_with_the_highest_score():
    one = concern_of("redness", 20.0)
    assert strongest_region(one) in one.regions
    object.__setattr__(one, "regions", {"chin": 3.0, "nose": 31.0, "forehead": 8.0})
    assert strongest_region(one) == "nose"
    assert strongest_region(concern_of("redness", 0.0)) is None
    assert strongest_region(concern_of("redness", None)) is None


def test_close_up_holds_the_strongest_place_in_pixels_of_the_photo(analysis: Analysis):
    concerns = found(analysis, "spots", CHEEK)
    near = close_up(analysis.photo, analysis.regions, concerns, "spots", "right_cheek")
    assert near is not None
    left, top, right, bottom = near.box_xyxy
    assert near.rgb.shape == (DETAIL_WIDTH_PX, DETAIL_WIDTH_PX, 3)
    assert 0 < right - left == bottom - top <= MOST_PX
    spot = near.place(analysis.face.landmarks_px[[CHEEK]])[0] / DETAIL_WIDTH_PX
    np.testing.assert_allclose(spot, 0.5, atol=0.12)
    assert changed(draw_concern(concerns, "spots", near), near.rgb).any()


def test_close_up_of_what_is_not_there(analysis: Analysis):
    concerns = found(analysis, "spots", CHEEK)
    assert close_up(analysis.photo, analysis.regions, concerns, "spots", "left_toe") is None
    cold = close_up(analysis.photo, analysis.regions, concerns, "redness", "chin")
    assert cold is not None, "a region without heat is shown from its middle"
    left, top, right, bottom = cold.box_xyxy
    x, y = analysis.face.landmarks_px[CHIN]
    assert left < x < right
    assert top < y < bottom + 0.1 * (bottom - top)


def test_close_up_stays_inside_the_photo(analysis: Analysis):
    width, height = analysis.photo.size_wh
    for name, region in analysis.regions.items():
        if not region.alpha.size:
            continue
        near = close_up(
            analysis.photo, analysis.regions, found(analysis, "spots", CHEEK), "spots", name
        )
        assert near is not None
        left, top, right, bottom = near.box_xyxy
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


def test_map_still_looks_as_it_did(rendered: Analysis):
    shown = portrait(rendered)
    picture = draw_concern(found(rendered, "redness", CHEEK), "redness", shown)
    assert_small_like_golden("concern", picture)
