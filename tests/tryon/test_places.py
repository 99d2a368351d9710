"""Where each step goes: outlines on the part of the face that the renderer paints, and a point inside."""

import cv2
import numpy as np
import pytest

from beauty.texts import load_texts
from beauty.tryon import Layer, Look, Sitter, load_looks, render
from beauty.tryon.places import places_of
from beauty.tryon.steps import steps_of
from tests.tryon.conftest import layer_of


@pytest.mark.parametrize("name", ["glam", "graphic", "dewy_gradient"])
def test_every_step_that_shows_has_a_place_with_its_number(bare: Sitter, name: str):
    look = load_looks()[name]
    numbers = [step.number for step in steps_of(look, bare, load_texts())]
    places = places_of(look, bare)
    assert [place.number for place in places] == numbers
    for place in places:
        assert all(0 <= value <= 1 for spot in place.spots for value in spot)
        assert list(place.spots) == sorted(place.spots)
        for outline in place.outlines:
            assert outline.shape[1:] == (2,)
            assert outline.min() >= 0
            assert outline.max() <= 1


@pytest.mark.parametrize("product", ["lips", "blush", "eyeshadow", "brows"])
def test_outlines_lie_where_the_renderer_paints(bare: Sitter, product: str):
    look = Look("one", (layer_of(product),))
    (place,) = places_of(look, bare)
    width, height = bare.size_wh
    drawn = np.zeros((height, width), np.uint8)
    curves = [np.round(one * (width, height) - 0.5).astype(np.int32) for one in place.outlines]
    cv2.fillPoly(drawn, curves, 1)
    left, top, right, bottom = bare.box_xyxy
    painted = render(bare, look).changed[top:bottom, left:right]
    painted = cv2.resize(painted, (width, height), interpolation=cv2.INTER_NEAREST) > 0
    assert painted[drawn > 0].mean() > 0.97, "nothing outlined that is not painted"
    assert drawn.sum() > 0.25 * painted.sum(), "and the better part of what is"
    for x, y in place.spots:
        assert drawn[int(y * height), int(x * width)]


def test_both_cheeks_are_parts_of_one_place(bare: Sitter):
    (place,) = places_of(Look("one", (layer_of("blush"),)), bare)
    assert len(place.outlines) == len(place.spots) == 2
    assert place.spots[0][0] < 0.5 < place.spots[1][0]


def test_what_covers_the_whole_face_has_a_point_but_no_outline(bare: Sitter):
    (place,) = places_of(Look("one", (Layer("foundation", opacity=0.8),)), bare)
    assert place.outlines == ()
    assert len(place.spots) == 1


def test_strength_does_not_move_an_outline(bare: Sitter):
    thin, thick = (places_of(Look("one", (layer_of("lips", share),)), bare) for share in (0.2, 0.9))
    assert np.allclose(thin[0].spots, thick[0].spots, atol=0.02)


def test_a_layer_of_nothing_has_no_place(bare: Sitter):
    assert places_of(Look("none", (layer_of("lips", 0.0),)), bare) == ()


def test_an_open_mouth_is_a_hole_in_the_lips(smiling: Sitter):
    (place,) = places_of(Look("one", (layer_of("lips"),)), smiling)
    assert len(place.outlines) == 2
    (x, y), (width, height) = place.spots[0], smiling.size_wh
    inner = np.round(smiling.points(78, 81, 13, 311, 308, 402, 14, 178)).astype(np.float32)
    spot = (float(x * width), float(y * height))
    assert cv2.pointPolygonTest(inner, spot, False) < 0, "its point lies on a lip, not on teeth"
