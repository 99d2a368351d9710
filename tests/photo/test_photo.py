import numpy as np
import pytest

from beauty.photo import Photo
from tests.builders import flat


def test_sizes_are_width_then_height():
    photo = Photo(flat((200, 100), (1, 2, 3)), (800, 400))
    assert photo.size_wh == (200, 100)
    assert photo.scale_to_original == 4


def test_pixels_are_read_only():
    photo = Photo(flat((80, 64), (1, 2, 3)), (80, 64))
    with pytest.raises(ValueError, match="read-only"):
        photo.rgb[0, 0] = 0


@pytest.mark.parametrize(
    "pixels",
    [np.zeros((64, 64), np.uint8), np.zeros((64, 64, 4), np.uint8), np.zeros((64, 64, 3), float)],
)
def test_other_pixels_are_refused(pixels: np.ndarray):
    with pytest.raises(ValueError, match="rgb: expected uint8"):
        Photo(pixels, (64, 64))
