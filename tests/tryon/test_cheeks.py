from dataclasses import replace

import numpy as np
import pytest

from beauty.color import to_lab
from beauty.tryon import Layer, Look, Sitter, render
from beauty.tryon.render import coats_of


def middle_y(sitter: Sitter, layer: Layer) -> float:
    """Mean height of a layer on the sheet, in face widths below the top landmark."""
    coats = coats_of(sitter, layer)
    weights = sum(coat.region.full(sitter.size_wh) for coat in coats).sum(axis=1)
    y = float((weights * np.arange(len(weights))).sum() / weights.sum())
    return (y - float(sitter.points(10)[0, 1])) / sitter.unit_px


def test_places_follow_the_plan(bare: Sitter):
    high = replace(bare, zones={"contour": ("temples",), "blush": ("above_apples",)})
    low = replace(bare, zones={"contour": ("jaw_corners",), "blush": ("below_apples",)})
    for product, color in (("contour", "auto"), ("blush", "#d9566b")):
        layer = Layer(product, color)
        assert middle_y(high, layer) < middle_y(low, layer) - 0.05


def test_a_place_named_in_the_look_counts_more_than_the_plan(bare: Sitter):
    planned = replace(bare, zones={"blush": ("below_apples",)})
    named = Layer("blush", "#d9566b", placement="above_apples")
    assert middle_y(planned, named) == middle_y(bare, named)


@pytest.mark.parametrize("sitter_name", ["bare", "deep"])
def test_contour_darkens_highlighter_lightens_blush_reddens(
    sitter_name: str, request: pytest.FixtureRequest
):
    """On fair and on deep skin alike."""
    sitter = request.getfixturevalue(sitter_name)

    def change(layer: Layer) -> np.ndarray:
        left, top, right, bottom = sitter.box_xyxy
        made = render(sitter, Look("x", (layer,))).rgb[top:bottom, left:right]
        dense = sum(coat.region.full(sitter.size_wh) for coat in coats_of(sitter, layer))
        there = dense > 0.6 * dense.max()
        return (to_lab(made[there]) - to_lab(sitter.sheet[there])).mean(axis=0)

    assert change(Layer("contour", "auto", 0.8))[0] < -2
    assert change(Layer("highlighter", "auto", 0.8))[0] > 2
    assert change(Layer("blush", "#c23a4e", 0.8))[1] > 5
    warmer = change(Layer("bronzer", "auto", 0.8))
    assert warmer[0] < -1


def test_both_sides_get_the_same(bare: Sitter):
    (coat,) = coats_of(bare, Layer("blush", "#c23a4e", 0.8))
    alpha = coat.region.full(bare.size_wh)
    middle = round(float(bare.points(1)[0, 0]))
    right, left = alpha[:, :middle].sum(), alpha[:, middle:].sum()
    assert right == pytest.approx(left, rel=0.15)


def test_no_powder_on_eyes_brows_or_lips(bare: Sitter):
    for layer in (Layer("contour", "auto", 1.0), Layer("blush", "#c23a4e", 1.0), Layer("bronzer")):
        (coat,) = coats_of(bare, layer)
        for name in ("right_eye", "left_eye", "upper_lip", "lower_lip"):
            region = bare.drawn(name)
            core = region.alpha > 0.9
            assert coat.region.on(region.box_xyxy)[core].mean() < 0.05
