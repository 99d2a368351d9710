import cv2
import numpy as np

from beauty.tryon import Layer, Look, Sitter, load_looks, render
from beauty.tryon.gallery import THUMBNAIL_PX, made_small, thumbnails
from tests.tryon.conftest import VIVID


def test_one_thumbnail_a_look(bare: Sitter):
    looks = tuple(load_looks().values())
    shown = thumbnails(bare, looks)
    assert len(shown) == len(looks)
    plain = made_small(bare, THUMBNAIL_PX).rgb
    for picture in shown:
        assert picture.shape == plain.shape
        assert picture.shape[1] == THUMBNAIL_PX
        assert (picture != plain).any()


def test_a_thumbnail_shows_what_the_large_picture_shows(smiling: Sitter):
    look = Look("lips", (Layer("lips", VIVID, 1.0, "matte"),))
    left, top, right, bottom = smiling.box_xyxy
    large = render(smiling, look).rgb[top:bottom, left:right]
    (small,) = thumbnails(smiling, [look])
    expected = cv2.resize(large, small.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(expected.astype(int) - small.astype(int)).mean() < 1.5
