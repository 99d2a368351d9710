import cv2
import numpy as np
import pytest

from beauty.color import delta_e, to_lab
from beauty.color.spaces import from_linear
from beauty.tryon import Layer, Look, Sitter, render
from beauty.tryon.lips import INNER, lip_region
from beauty.tryon.log_light import linear_of_hex
from beauty.tryon.render import coats_of
from tests.tryon.conftest import VIVID


def painted(sitter: Sitter, *layers: Layer) -> np.ndarray:
    """The head with these layers on, uint8 (h, w, 3), where the sheet has the photo's own size."""
    left, top, right, bottom = sitter.box_xyxy
    assert sitter.size_wh == (right - left, bottom - top)
    return render(sitter, Look("x", layers)).rgb[top:bottom, left:right]


def over_lips(sitter: Sitter, rgb: np.ndarray) -> np.ndarray:
    """CIELAB (n, 3) of the pixels that are lips in full."""
    region = lip_region(sitter)
    return to_lab(region.crop(rgb)[region.alpha > 0.9])


def test_teeth_keep_their_colour(smiling: Sitter):
    mouth = np.zeros(smiling.sheet.shape[:2], np.uint8)
    cv2.fillPoly(mouth, [np.round(smiling.points(*INNER)).astype(np.int32)], 1)
    teeth = mouth.astype(bool)
    assert teeth.sum() > 300
    made = painted(smiling, Layer("lips", VIVID, 1.0, "matte"), Layer("lip_liner", opacity=1.0))
    assert delta_e(to_lab(made[teeth]), to_lab(smiling.sheet[teeth])).mean() < 1


@pytest.mark.parametrize("color", [VIVID, "#e07a80", "#6b1f2c", "#c48a74"])
def test_matte_lips_have_the_colour_asked_for(bare: Sitter, deep: Sitter, color: str):
    for sitter in (bare, deep):
        seen = np.median(over_lips(sitter, painted(sitter, Layer("lips", color, 1.0, "matte"))), 0)
        assert delta_e(seen, from_linear(linear_of_hex(color))) < 6


def test_gloss_shines_more_than_satin_and_satin_more_than_matte(bare: Sitter):
    bright = [
        np.percentile(over_lips(bare, painted(bare, Layer("lips", VIVID, 1.0, finish)))[:, 0], 97)
        for finish in ("matte", "satin", "gloss")
    ]
    assert bright[0] < bright[1] < bright[2]


def test_nothing_clips(bare: Sitter, smiling: Sitter):
    for sitter in (bare, smiling):
        region = lip_region(sitter)
        lips = region.alpha > 0.5
        for color, finish in (("#ff0000", "matte"), ("#000000", "satin"), ("#ffffff", "gloss")):
            made = region.crop(painted(sitter, Layer("lips", color, 1.0, finish)))[lips]
            before = np.isin(region.crop(sitter.sheet)[lips], (0, 255))
            assert (np.isin(made, (0, 255)) & ~before).mean() < 0.005


def test_liner_lies_along_the_outer_edge(bare: Sitter):
    (coat,) = coats_of(bare, Layer("lip_liner", opacity=1.0))
    region = lip_region(bare)
    inside = (region.alpha > 0.5).astype(np.uint8)
    deep = cv2.distanceTransform(inside, cv2.DIST_L2, 3) / bare.unit_px
    assert coat.region.alpha[(deep > 0.002) & (deep < 0.006)].mean() > 0.3
    assert coat.region.alpha[deep > 0.04].mean() < 0.05


def test_dabbed_on_colour_is_strongest_where_lips_meet(bare: Sitter):
    (coat,) = coats_of(bare, Layer("lips", VIVID, 1.0, "matte", "center"))
    y, x = np.round(bare.points(13, 17)[:, ::-1]).astype(int).T
    left, top = coat.region.box_xyxy[:2]
    at_line, below = (coat.region.alpha[y[i] - top - i, x[i] - left] for i in (0, 1))
    assert at_line > 3 * below


def test_ombre_is_lighter_at_the_edge_than_in_the_middle(bare: Sitter):
    edge, middle = coats_of(bare, Layer("lips", VIVID, 1.0, "ombre"))
    assert edge.region.alpha.max() < middle.region.alpha.max()
