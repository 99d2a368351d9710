"""Eyeliner follows the lashes as one smooth black line; a wing rises towards the brow's tail."""

from dataclasses import replace

import numpy as np
import pytest

from beauty.color import to_lab
from beauty.tryon import Layer, Sitter
from beauty.tryon.products import load_products
from beauty.tryon.render import coats_of
from tests.tryon.eyes import closed, on_sheet, worn

PLACES = load_products()["eyeliner"].placements


def liner(place: str, opacity: float = 1.0) -> Layer:
    return Layer("eyeliner", "#0a0a0a", opacity, placement=place)


def alpha_of(sitter: Sitter, place: str) -> np.ndarray:
    """float32 (h, w) on the sheet, the right eye's."""
    return coats_of(sitter, liner(place))[0].region.on((0, 0, *sitter.size_wh))


@pytest.mark.parametrize("place", PLACES)
def test_it_lies_along_the_lashes(place: str, bare: Sitter):
    alpha = alpha_of(bare, place)
    assert alpha.max() > 0.7
    width = float(np.hypot(*(bare.points(133)[0] - bare.points(33)[0])))
    rows, columns = np.nonzero(alpha > 0.5)
    from_corner = np.hypot(columns - bare.points(33)[0, 0], rows - bare.points(33)[0, 1])
    assert from_corner.max() < 1.1 * width
    assert (alpha > 0.5).sum() < 0.2 * width**2, "a line, no patch"


@pytest.mark.parametrize("place", ["thin", "wing"])
def test_black_is_black_on_light_and_deep_skin(place: str, bare: Sitter, deep: Sitter):
    for sitter in (bare, deep):
        lightness = to_lab(on_sheet(sitter, worn(sitter, liner(place)).rgb))[..., 0]
        core = alpha_of(sitter, place) > 0.93
        assert core.sum() > 20
        assert np.percentile(lightness[core], 90) < 16


def beyond_corner(sitter: Sitter, place: str) -> np.ndarray:
    """Rows (n,) of the line outside the outer corner, counted upwards from it."""
    x, y = sitter.points(33)[0]
    rows = np.nonzero(alpha_of(sitter, place)[:, : int(x) - 3] > 0.4)[0]
    return y - rows


def test_a_wing_rises_and_a_puppy_line_falls(bare: Sitter):
    wing, puppy = (beyond_corner(bare, place) for place in ("wing", "puppy"))
    assert wing.mean() > 3
    assert puppy.mean() < 0
    assert len(beyond_corner(bare, "lower")) < len(wing) / 4


def test_a_wing_grows_thinner_to_its_tip(bare: Sitter):
    alpha = alpha_of(bare, "wing")
    x = int(bare.points(33)[0, 0])
    thick = alpha[:, :x].sum(axis=0)
    thick = thick[np.nonzero(thick > 0.1)[0][0] :]
    third = len(thick) // 3
    assert thick[:third].mean() < thick[third : 2 * third].mean() < thick[2 * third :].mean()


def test_a_downturned_eye_gets_a_steeper_wing(bare: Sitter):
    usual, lifted = (
        beyond_corner(replace(bare, eye_shape=shape), "wing").max() for shape in ("", "downturned")
    )
    assert lifted > usual + 1


def test_edges_are_smooth(bare: Sitter):
    alpha = alpha_of(bare, "thin")
    between = ((alpha > 0.05) & (alpha < 0.9)).sum()
    assert between > 0.4 * (alpha >= 0.9).sum(), "pixels that are partly covered"


def test_closed_eyes_get_a_line_too(bare: Sitter):
    alpha = alpha_of(closed(bare), "thin")
    assert alpha.max() > 0.8
    lower = bare.points(145)[0]
    rows = np.nonzero(alpha[:, round(float(lower[0]))] > 0.4)[0]
    assert abs(rows.mean() - lower[1]) < 5
