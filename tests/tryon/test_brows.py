"""Brow colour: hair takes it, black hair too; gaps fill; shapes move gently."""

from dataclasses import replace

import numpy as np
import pytest

from beauty.color import to_lab
from beauty.tryon import Layer, Sitter
from beauty.tryon.brow_shape import S, brows_of
from beauty.tryon.products import load_products
from beauty.tryon.render import coats_of
from tests.tryon.eyes import SIDES, eyeball, on_sheet, touched, worn

SHAPES = load_products()["brows"].placements
BROWN = "#7a4f33"


def pencil(color: str = BROWN, shape: str = "natural", opacity: float = 1.0) -> Layer:
    return Layer("brows", color, opacity, placement=shape)


def hair_of(sitter: Sitter) -> np.ndarray:
    """bool (h, w): where the parser is sure of brow hair."""
    assert sitter.parsing is not None
    sure: np.ndarray = sitter.parsing.crop.paste(sitter.parsing.share("brow"), sitter.size_wh) > 0.9
    return sure


def test_black_brows_turn_brown(deep: Sitter):
    """Deep skin and dark brows: lighter and warmer by far more than can be overlooked."""
    hair = hair_of(deep)
    dark = hair & (deep.level < np.median(deep.level[hair]))
    before, after = (
        to_lab(on_sheet(deep, rgb))[dark].mean(axis=0)
        for rgb in (deep.rgb, worn(deep, pencil("#8a6040")).rgb)
    )
    assert after[0] > before[0] + 3
    assert after[2] > before[2] + 3


def test_hair_stays_hair(bare: Sitter):
    """Fine light and dark of the brow goes on, though all of it changes colour."""
    hair = hair_of(bare)
    before, after = (
        to_lab(on_sheet(bare, rgb))[..., 0][hair]
        for rgb in (bare.rgb, worn(bare, pencil("#3a2a20")).rgb)
    )
    assert np.corrcoef(before, after)[0, 1] > 0.8
    assert after.std() > 0.3 * before.std()


def test_matched_colour_defines_and_never_bleaches(bare: Sitter):
    hair = hair_of(bare)
    bare_l, made_l = (
        to_lab(on_sheet(bare, rgb))[..., 0][hair].mean()
        for rgb in (bare.rgb, worn(bare, pencil("auto")).rgb)
    )
    assert made_l < bare_l


def test_gaps_are_filled(bare: Sitter):
    """Without any hair of its own (nobody parsed) the outline alone is filled, darker than skin."""
    plain = replace(bare, parsing=None)
    for coat in coats_of(plain, pencil("#3a2a20")):
        inside = coat.region.alpha > 0.25
        assert inside.sum() > 100
        made = coat.region.crop(on_sheet(plain, worn(plain, pencil("#3a2a20")).rgb))[inside]
        was = coat.region.crop(on_sheet(plain, plain.rgb))[inside]
        assert made.mean() < was.mean() - 5


@pytest.mark.parametrize("shape", SHAPES)
def test_the_eye_is_not_painted(shape: str, bare: Sitter):
    made = touched(bare, worn(bare, pencil(shape=shape)))
    assert made.any()
    for side in SIDES:
        assert not made[eyeball(bare, side)].any()


def test_shapes_are_what_they_are_called(bare: Sitter):
    def arch(shape: str) -> float:
        """How high the outline's middle stands above the line between its ends, brow lengths."""
        brow = brows_of(bare, shape)[0]
        tail, head = (float(np.interp(end, S, brow.middle)) for end in brow.ends)
        inside = (brow.ends[0] < S) & (brow.ends[1] > S)
        share = (S[inside] - brow.ends[0]) / (brow.ends[1] - brow.ends[0])
        return float((brow.middle[inside] - (tail + (head - tail) * share)).max())

    heights = {shape: arch(shape) for shape in SHAPES}
    assert heights["straight"] < 0.8 * heights["natural"]
    assert heights["natural"] < heights["soft_arch"] < heights["high_arch"]
    assert heights["high_arch"] - heights["natural"] < 0.08, "gently"


def test_both_sides_are_found(smiling: Sitter):
    right, left = brows_of(smiling, "natural")
    assert right.box_xyxy[2] < left.box_xyxy[0]
    assert 0.8 < right.length_px / left.length_px < 1.25
