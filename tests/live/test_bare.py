"""Frames go back without what a camera wrote into them, and with every pixel as it was."""

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from beauty.live.bare import without_metadata
from tests.builders import encoded
from tests.private.canary import WORDS, canary_jpeg, told_by


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_pixels_stay_and_words_go(astronaut: np.ndarray, mode: str):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = Image.fromarray(astronaut).convert(mode)
    jpeg = encoded(picture, "JPEG", comment=WORDS, icc_profile=profile if mode == "RGB" else None)
    bare = without_metadata(jpeg)
    assert bare is not None
    assert WORDS in jpeg
    assert WORDS not in bare
    before, after = (np.asarray(Image.open(io.BytesIO(one))) for one in (jpeg, bare))
    assert np.array_equal(before, after)
    assert Image.open(io.BytesIO(bare)).info.get("icc_profile") == (
        profile if mode == "RGB" else None
    )


def test_place_and_author_go(astronaut: np.ndarray):
    bare = without_metadata(canary_jpeg(astronaut))
    assert bare is not None
    assert told_by(bare) == []


@pytest.mark.parametrize("cut", [2, 3, 10, 40])
def test_a_header_that_breaks_off_gives_nothing(astronaut: np.ndarray, cut: int):
    assert without_metadata(canary_jpeg(astronaut)[:cut]) is None


def test_a_segment_without_a_length_gives_nothing():
    assert without_metadata(b"\xff\xd8\xff\xe1\x00\x00" + bytes(20)) is None
