"""The region file: what is committed fits, and a mistake in it is named."""

from pathlib import Path

import pytest

from beauty.errors import SetupError
from beauty.face.outline import load_outlines

PAIRED = (
    *("brow", "eye", "cheek", "under_eye", "eyelid", "jawline"),
    *("crows_feet", "nasolabial"),
)
SINGLE = (
    *("upper_lip", "lower_lip", "inner_mouth", "forehead", "glabella", "nose", "chin"),
    *("skin", "t_zone", "u_zone"),
)
GOOD = "[region.a]\noutline = [1, 2, 3]\n"


def test_every_region_is_there():
    wanted = {f"{side}_{name}" for side in ("right", "left") for name in PAIRED} | set(SINGLE)
    assert set(load_outlines()) == wanted


def test_paired_regions_are_built_alike():
    outlines = load_outlines()
    for name in PAIRED:
        right, left = outlines[f"right_{name}"], outlines[f"left_{name}"]
        assert len(right.outline) == len(left.outline)
        assert right.feather == left.feather
        assert not set(right.outline) & set(left.outline)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[region.bad]\noutline = [1, 2, 3]\nminus = ['later']\n", "names later"),
        ("[region.bad]\nunion = ['nowhere']\n", "names nowhere"),
        ("[region.bad]\n", "needs either"),
        (GOOD + "[region.bad]\noutline = [1, 2, 3]\nunion = ['a']\n", "needs either"),
        ("[region.bad]\noutline = [1, 2]\n", "fewer than 3"),
        ("[region.bad]\noutline = [1, 2, 3]\nshows = 'hats'\n", "shows hats"),
        ("[region.bad]\noutline = [1, 2, 478]\n", "0..477"),
        ("[region.bad]\noutline = [-1, 2, 3]\n", "0..477"),
    ],
)
def test_mistake_names_the_region(tmp_path: Path, text: str, problem: str):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(SetupError) as caught:
        load_outlines(path)
    assert "region bad" in caught.value.message
    assert "mine.toml" in caught.value.message
    assert problem in caught.value.message


def test_defaults(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    outline = load_outlines(path)["a"]
    assert outline.outline == (1, 2, 3)
    assert outline.feather == 0
    assert outline.minus == outline.union == ()
    assert outline.shows == "skin"
