"""Lashes: fine, dark, the same every time, up round open eyes and down on closed ones."""

import numpy as np
import pytest

from beauty.tryon import Layer, Sitter
from beauty.tryon.products import load_products
from beauty.tryon.render import coats_of
from tests.tryon.eyes import SIDES, closed, eyeball, touched, worn

STYLES = load_products()["mascara"].placements


def mascara(style: str = "natural", opacity: float = 1.0) -> Layer:
    return Layer("mascara", "#0a0a0a", opacity, placement=style)


def alpha_of(sitter: Sitter, style: str = "natural") -> np.ndarray:
    """float32 (h, w) on the sheet, the right eye's."""
    return coats_of(sitter, mascara(style))[0].region.on((0, 0, *sitter.size_wh))


@pytest.mark.parametrize("style", STYLES)
def test_lashes_are_fine_and_dark(style: str, bare: Sitter):
    before = bare.rgb.astype(int)
    after = worn(bare, mascara(style)).rgb.astype(int)
    changed = (after != before).any(axis=2)
    assert (after - before)[changed].mean() < -10
    width = float(np.hypot(*(bare.points(133)[0] - bare.points(33)[0])))
    assert alpha_of(bare, style).sum() < 0.25 * width**2


def test_they_stand_apart_above_the_line(bare: Sitter):
    """Along a row above the outer lashes, dark and bare take turns."""
    eye, corner = bare.points(159)[0], bare.points(33)[0]
    rise = 0.09 * float(np.hypot(*(bare.points(133)[0] - corner)))
    row = alpha_of(bare)[round(float(eye[1] - rise))]
    turns = np.count_nonzero(np.diff((row > 0.25).astype(int)))
    assert turns >= 8


def test_fuller_styles_cover_more(bare: Sitter):
    natural, volume = (float(alpha_of(bare, style).sum()) for style in ("natural", "volume"))
    assert volume > 1.15 * natural


def test_the_eyeball_is_hardly_touched(bare: Sitter):
    made = touched(bare, worn(bare, mascara("volume")))
    for side in SIDES:
        inside = eyeball(bare, side, 4)
        assert (made & inside).sum() < 0.02 * inside.sum()


def test_closed_eyes_have_lashes_that_point_down(bare: Sitter):
    def reach(sitter: Sitter, number: int) -> tuple[float, float]:
        """How far, in pixels, lashes go up and down from a point of the lash line."""
        x, y = sitter.points(number)[0]
        rows = np.nonzero(alpha_of(sitter)[:, int(x) - 8 : int(x) + 8].max(axis=1) > 0.3)[0]
        return float(y - rows.min()), float(rows.max() - y)

    up, _ = reach(bare, 159)
    shut_up, shut_down = reach(closed(bare), 159)
    assert up > 1.5 * shut_up
    assert shut_down > 1.5 * shut_up
