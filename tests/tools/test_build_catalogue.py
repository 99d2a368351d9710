"""The builder: the same bytes every time, shelves and words sorted as the rules say."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from beauty.paths import ASSETS
from tools.build_catalogue import build, write
from tools.catalogue_colors import depth_of, plausible, undertone_of
from tools.catalogue_products import says, shelf_of


def test_the_same_rows_give_the_same_bytes_and_no_cell_breaks_a_row(tmp_path: Path):
    rows = [("a", "two\nlines\tand tabs"), ("b", 1)]
    for name in ("one", "two"):
        write(tmp_path / name, ("x", "y"), rows)
    first = (tmp_path / "one").read_bytes()
    assert first == (tmp_path / "two").read_bytes()
    assert gzip.decompress(first) == b"x\ty\na\ttwo lines and tabs\nb\t1\n"
    with pytest.raises(ValueError, match="cells"):
        write(tmp_path / "three", ("x", "y"), [("a",)])


@pytest.mark.shared
def test_the_committed_tables_are_what_the_builder_writes(shared: Path, tmp_path: Path):
    build(shared / "catalogue", tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (ASSETS / "catalogue" / path.name).read_bytes(), path.name
    assert sum(path.stat().st_size for path in (ASSETS / "catalogue").iterdir()) < 3e6


@pytest.mark.parametrize(
    ("shelf", "name", "category"),
    [
        ("Skincare/Cleansers/Toners", "Rose Toner", "toner"),
        ("Makeup/Face/Setting Spray & Powder", "Loose Setting Powder", "powder"),
        ("Makeup/Face/Setting Spray & Powder", "Prep Set Glow Spray", "setting"),
        ("Mini Size/Skincare/", "Mini Unseen Sunscreen SPF 40", "sunscreen"),
        ("Mini Size/Makeup/", "Mini Pillow Talk Lip Liner", "lip_liner"),
        ("Skincare/Mini Size/", "Mini Must Haves Skincare Set", None),
        ("Makeup/Eye/Mascara", "Roller Lash Mascara", "mascara"),
        ("Makeup/Eye/Eyebrow", "Eyebrow Razor Set", None),
        ("Hair/Shampoo & Conditioner/Shampoo", "Face Shampoo", None),
        ("Skincare/Value & Gift Sets/", "Serum", None),
    ],
)
def test_shelves(shelf: str, name: str, category: str | None):
    assert shelf_of(shelf, name) == category


def test_words_count_whole():
    assert says("Mini Peel Pads", ["peel"])
    assert not says("Repeeling Pads", ["peel"])


@pytest.mark.parametrize(
    ("said", "depth", "undertone"),
    [
        ("355N (medium skin with a neutral golden undertone)", "medium", ""),
        ("Deep Cool 64 (very deep complexion with blueish red undertones)", "deep", "cool"),
        ("G Light 1 (fair to light skin w/ golden undertones)", "light", "warm"),
        ("Suede Mocha", "", ""),
    ],
)
def test_the_makers_words(said: str, depth: str, undertone: str):
    assert (depth_of(said), undertone_of(said)) == (depth, undertone)


@pytest.mark.parametrize(
    ("lab", "depth", "kept"),
    [
        ((65.0, 13.0, 22.0), "", True),
        ((18.0, 3.0, 2.0), "deep", True),  # dark skin is little coloured
        ((98.0, 0.0, 0.5), "", False),  # white: no swatch
        ((45.0, 30.0, -70.0), "", False),  # blue mixing pigment
        ((93.0, 2.0, 8.0), "deep", False),  # not what its maker says
    ],
)
def test_swatches(lab: tuple[float, float, float], depth: str, kept: bool):
    assert plausible(np.array(lab), depth) is kept
