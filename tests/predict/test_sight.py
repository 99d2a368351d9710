"""What can be seen of skin and lips: never more than is drawn, and nothing of what lies in front."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.face import Regions
from beauty.face.labels import LABELS
from beauty.predict import Networks, Parsing, seen_regions
from beauty.predict.sight import DOUBT, IN_FRONT
from tests.builders import all_of, moved, parsing_of, photo_of

SKIN, NOSE, BROW = (LABELS.index(name) for name in ("skin", "nose", "brow"))


def full(analysis: Analysis, regions: Regions, name: str = "skin") -> np.ndarray:
    return regions[name].full(analysis.photo.size_wh)


def seen(analysis: Analysis, labels: np.ndarray) -> Regions:
    """What a faultless parser that sees these labels leaves of the drawn regions."""
    parsing = parsing_of(analysis.photo, analysis.face, labels)
    return seen_regions(analysis.photo, analysis.drawn, parsing)


def doubtful(parsing: Parsing, share: float, label: str) -> Parsing:
    """A parser that gives this share to one label everywhere, the rest to skin."""
    shares = np.zeros_like(parsing.shares)
    shares[..., LABELS.index(label)] = share
    shares[..., SKIN] = 1 - share
    return replace(parsing, shares=shares)


def covered_cheek(analysis: Analysis, label: str) -> tuple[np.ndarray, tuple[slice, slice]]:
    """A label map with something over the middle of the right cheek, and where it lies."""
    left, top, right, bottom = analysis.drawn["right_cheek"].box_xyxy
    wide, high = (right - left) // 4, (bottom - top) // 4
    block = (slice(top + high, bottom - high), slice(left + wide, right - wide))
    labels = all_of("skin", analysis.photo.size_wh)
    labels[block] = LABELS.index(label)
    return labels, block


@pytest.mark.parametrize("face", ["analysis", "rendered"])
def test_never_more_than_landmarks_draw(face: str, request: pytest.FixtureRequest):
    analysis: Analysis = request.getfixturevalue(face)
    for name, region in analysis.regions.items():
        drawn = analysis.drawn[name]
        assert region.box_xyxy == drawn.box_xyxy
        assert (region.alpha <= drawn.alpha).all()
        assert region.alpha.min() >= 0


def test_all_skin_is_seen_in_full(analysis: Analysis):
    regions = seen(analysis, all_of("skin", analysis.photo.size_wh))
    for name, region in regions.items():
        np.testing.assert_allclose(region.alpha, analysis.drawn[name].alpha, atol=1e-3)


@pytest.mark.parametrize("label", IN_FRONT)
def test_what_lies_over_a_cheek_is_cut_out_of_it(analysis: Analysis, label: str):
    labels, block = covered_cheek(analysis, label)
    regions = seen(analysis, labels)
    rows, columns = block
    inner = (slice(rows.start + 8, rows.stop - 8), slice(columns.start + 8, columns.stop - 8))
    for name in ("right_cheek", "skin", "u_zone"):
        drawn, left = full(analysis, analysis.drawn, name), full(analysis, regions, name)
        assert drawn[inner].max() > 0.9
        assert left[inner].mean() < 0.1
        around = np.ones_like(drawn, bool)
        around[rows.start - 40 : rows.stop + 40, columns.start - 40 : columns.stop + 40] = False
        np.testing.assert_allclose(left[around], drawn[around], atol=0.05)


@pytest.mark.parametrize("label", ["brow", "eye", "nose", "ear", "neck", "upper_lip"])
def test_parts_of_the_face_hide_nothing(analysis: Analysis, label: str):
    labels, _ = covered_cheek(analysis, label)
    np.testing.assert_allclose(
        full(analysis, seen(analysis, labels)), full(analysis, analysis.drawn), atol=1e-3
    )


def test_teeth_end_the_lips_but_hide_no_skin(analysis: Analysis):
    regions = seen(analysis, all_of("inner_mouth", analysis.photo.size_wh))
    assert regions["upper_lip"].alpha.max() < 1e-3
    np.testing.assert_allclose(full(analysis, regions), full(analysis, analysis.drawn), atol=1e-3)


@pytest.mark.parametrize(
    ("share", "left"), [(0.0, 1.0), (0.1, 1.0), (0.15, 1.0), (0.4, 0.5), (0.65, 0.0), (1.0, 0.0)]
)
def test_doubt_counts_between_its_bounds(analysis: Analysis, share: float, left: float):
    assert DOUBT == (0.15, 0.65)
    parsing = doubtful(analysis.parsing, share, "hair")
    regions = seen_regions(analysis.photo, analysis.drawn, parsing)
    want = left * full(analysis, analysis.drawn)
    np.testing.assert_allclose(full(analysis, regions), want, atol=5e-3)


@pytest.mark.parametrize("found", ["truth", "network"])
def test_visible_skin_of_a_rendered_face_is_its_truth(
    rendered: Analysis, faultless: Parsing, truth: np.ndarray, found: str
):
    parsing = faultless if found == "truth" else rendered.parsing
    regions = seen_regions(rendered.photo, rendered.drawn, parsing)
    drawn = full(rendered, rendered.drawn) > 0.5
    skin = drawn & ~np.isin(truth, [LABELS.index(name) for name in IN_FRONT])
    seen_skin = full(rendered, regions) > 0.5
    assert (seen_skin & skin).sum() / (seen_skin | skin).sum() > 0.97


def test_fringe_of_a_real_face_is_no_forehead(analysis: Analysis):
    drawn, left = (full(analysis, part, "forehead") for part in (analysis.drawn, analysis.regions))
    assert 0.2 < left.sum() / drawn.sum() < 0.8  # her fringe covers about half of it
    brightness = analysis.photo.rgb.mean(axis=2)
    cut = (drawn > 0.9) & (left < 0.1)
    assert np.median(brightness[cut]) < np.median(brightness[left > 0.9]) - 30


def test_hair_over_the_cheek_of_a_real_face_is_seen(networks: Networks, analysis: Analysis):
    """Her own hair, taken from the top of her head, laid over the right cheek as a long lock."""
    rgb = analysis.photo.rgb.copy()
    left, top, right, bottom = analysis.drawn["right_cheek"].box_xyxy
    lock = np.s_[top - 60 : bottom, left - 60 : left + (right - left) // 2]
    height, width = rgb[lock].shape[:2]
    rgb[lock] = np.tile(rgb[90:150, 320:440], (9, 9, 1))[:height, :width]
    photo = photo_of(rgb)
    parsing = networks.parser.parse(photo, analysis.face)
    regions = seen_regions(photo, analysis.drawn, parsing)
    before, after = (full(analysis, part, "right_cheek") for part in (analysis.drawn, regions))
    assert after[lock].sum() < 0.5 * before[lock].sum()


def test_a_face_outside_the_photo_is_not_seen(analysis: Analysis):
    away = moved(analysis.face, -9000, 0)
    drawn = Regions.of(away, analysis.photo.size_wh)
    parsing = parsing_of(analysis.photo, away, all_of("skin", analysis.photo.size_wh))
    regions = seen_regions(analysis.photo, drawn, parsing)
    assert list(regions) == list(drawn)
    assert sum(region.alpha.sum() for region in regions.values()) == 0


def test_inputs_are_left_as_they_were(rendered: Analysis, faultless: Parsing):
    shares, alpha = faultless.shares.copy(), rendered.drawn["skin"].alpha.copy()
    seen_regions(rendered.photo, rendered.drawn, faultless)
    np.testing.assert_array_equal(faultless.shares, shares)
    np.testing.assert_array_equal(rendered.drawn["skin"].alpha, alpha)
