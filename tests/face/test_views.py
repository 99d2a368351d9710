import numpy as np
import pytest

from beauty.face.views import views


def noise(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(3).integers(0, 255, (height, width, 3), np.uint8)


@pytest.mark.parametrize("size_wh", [(700, 500), (481, 1001)])
def test_every_view_shows_the_photo_where_it_says(size_wh: tuple[int, int]):
    rgb = noise(*size_wh)
    for view in (view for round_of_views in views(rgb) for view in round_of_views):
        left, top = view.origin_xy
        height, width = view.rgb.shape[:2]
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(size_wh[0], left + width), min(size_wh[1], top + height)
        np.testing.assert_array_equal(
            view.rgb[y0 - top : y1 - top, x0 - left : x1 - left], rgb[y0:y1, x0:x1]
        )


@pytest.mark.parametrize("size_wh", [(700, 500), (481, 1001)])
def test_parts_cover_the_whole_photo_and_overlap(size_wh: tuple[int, int]):
    for parts in list(views(noise(*size_wh)))[2:]:
        seen = np.zeros(size_wh[::-1], int)
        for view in parts:
            (left, top), (height, width) = view.origin_xy, view.rgb.shape[:2]
            seen[top : top + height, left : left + width] += 1
        assert seen.min() >= 1
        assert seen.max() >= 4


def test_small_photo_is_not_split():
    assert [len(parts) for parts in views(noise(1000, 479))] == [1, 1]
    assert [len(parts) for parts in views(noise(1000, 480))] == [1, 1, 4, 16]
