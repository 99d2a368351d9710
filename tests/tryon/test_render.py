"""What every layer must keep: only its own place changes, none at opacity 0, more with more opacity."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from beauty import Analysis, Beauty
from beauty.errors import FaceError
from beauty.face import Face
from beauty.face.axes import MIRRORED
from beauty.paths import ASSETS
from beauty.tryon import Layer, Look, Sitter, render
from beauty.tryon.render import PAINTERS, coats_of
from tests.golden import assert_like_golden
from tests.tryon.conftest import VIVID, layer_of

LARGE_PX = 4096
FULL = Look("full", tuple(layer_of(product, 0.7) for product in PAINTERS))


def distance(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


@pytest.mark.parametrize("product", PAINTERS)
def test_only_the_declared_pixels_change(product: str, smiling: Sitter):
    before = smiling.rgb.copy()
    made = render(smiling, Look("one", (layer_of(product),)))
    outside = made.changed == 0
    assert (made.rgb[outside] == before[outside]).all()
    assert (made.rgb != before).any(), "the layer does something"
    assert 0 < (made.changed > 0).mean() < 0.5
    assert (smiling.rgb == before).all(), "the photo itself is not touched"


@pytest.mark.parametrize("product", PAINTERS)
def test_nothing_of_it_is_nothing(product: str, smiling: Sitter):
    made = render(smiling, Look("none", (layer_of(product, 0.0),)))
    assert (made.rgb == smiling.rgb).all()
    assert not made.changed.any()


@pytest.mark.parametrize("product", PAINTERS)
def test_more_is_more(product: str, smiling: Sitter):
    steps = [
        render(smiling, Look("x", (layer_of(product, share),))).rgb for share in (0.2, 0.5, 1.0)
    ]
    away = [distance(smiling.rgb, one) for one in steps]
    assert away[0] < away[1] < away[2]


@pytest.mark.parametrize("product", PAINTERS)
def test_masks_do_not_depend_on_what_was_painted_before(product: str, bare: Sitter):
    first, again = (coats_of(bare, layer_of(product)) for _ in range(2))
    for one, other in zip(first, again, strict=True):
        assert one.region.box_xyxy == other.region.box_xyxy
        assert (one.region.alpha == other.region.alpha).all()
        assert 0 <= one.region.alpha.min() <= one.region.alpha.max() <= 1


def opposite(landmarks: np.ndarray) -> np.ndarray:
    """Each landmark's number on the other side, int (478,), read off a face that is nearly symmetric."""
    centred = landmarks - (landmarks[10] + landmarks[152]) / 2
    reflected = centred * np.array([-1, 1, 1])
    apart = np.linalg.norm(centred[:, None] - reflected[None], axis=2)
    numbers: np.ndarray = linear_sum_assignment(apart)[1]
    return numbers


def test_the_mirror_knows_known_pairs(bare: Sitter):
    numbers = opposite(bare.face.landmarks)
    assert (numbers[numbers] == np.arange(478)).all()
    assert all(numbers[right] == left for right, left in MIRRORED)


def mirrored(sitter: Sitter) -> Sitter:
    """The same person in a mirror: pixels, landmarks and their numbers change sides."""
    width = sitter.rgb.shape[1]
    left, top, right, bottom = sitter.box_xyxy
    landmarks = sitter.face.landmarks[opposite(sitter.face.landmarks)]
    landmarks[:, 0] = sitter.size_wh[0] - 1 - landmarks[:, 0]
    return replace(
        sitter,
        rgb=np.ascontiguousarray(sitter.rgb[:, ::-1]),
        box_xyxy=(width - right, top, width - left, bottom),
        sheet=np.ascontiguousarray(sitter.sheet[:, ::-1]),
        face=Face(landmarks, sitter.face.pose, sitter.face.blendshapes),
        parsing=None,
    )


@pytest.mark.parametrize("product", PAINTERS)
def test_a_mirrored_face_gives_the_mirrored_result(product: str, bare: Sitter):
    plain = replace(bare, parsing=None)
    look = Look("one", (layer_of(product),))
    here, there = render(plain, look).rgb, render(mirrored(plain), look).rgb[:, ::-1]
    changed = np.abs(here.astype(int) - plain.rgb.astype(int)).max(axis=2) > 8
    apart = np.abs(here.astype(int) - there.astype(int)).max(axis=2)
    assert changed.any()
    assert np.percentile(apart[changed], 95) <= 12


@pytest.mark.parametrize("side_px", [200, 700])
def test_sizes(beauty: Beauty, portrait: np.ndarray, side_px: int):
    small = cv2.resize(portrait, (side_px, side_px * 840 // 780), interpolation=cv2.INTER_AREA)
    made = beauty.wear(small, FULL)
    assert made.rgb.shape == small.shape
    assert (made.rgb[made.changed == 0] == small[made.changed == 0]).all()
    assert made.changed.any()


def test_a_large_photo_keeps_its_size_and_its_look(beauty: Beauty, portrait: np.ndarray):
    large = cv2.resize(portrait, (LARGE_PX * 780 // 840, LARGE_PX), interpolation=cv2.INTER_LINEAR)
    made = beauty.wear(large, FULL)
    assert made.rgb.shape == large.shape
    assert (made.rgb[made.changed == 0] == large[made.changed == 0]).all()
    usual = beauty.wear(portrait, FULL).rgb
    again = cv2.resize(made.rgb, usual.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert distance(usual, again) < 2


def test_a_grey_photo_is_no_obstacle(beauty: Beauty, portrait: np.ndarray):
    grey = cv2.cvtColor(portrait, cv2.COLOR_RGB2GRAY)
    made = beauty.wear(grey, Look("lips", (Layer("lips", VIVID, 1.0),)))
    assert made.rgb.shape == portrait.shape
    assert made.changed.any()


def test_without_a_face_it_says_so(beauty: Beauty):
    with pytest.raises(FaceError) as caught:
        beauty.try_on(np.full((300, 300, 3), 120, np.uint8), FULL)
    assert caught.value.code == "no_face"


def test_a_dark_photo_can_still_be_painted(beauty: Beauty, portrait: np.ndarray):
    dark = (portrait * 0.12).astype(np.uint8)
    made = beauty.wear(dark, Look("lips", (Layer("lips", VIVID, 1.0),)))
    assert made.changed.any()
    assert made.rgb.max() <= dark.max() + 60, "the lips do not glow in the dark"


def test_looks_as_it_did(smiling: Sitter, rendered: Analysis):
    left, top, right, bottom = smiling.box_xyxy
    assert_like_golden(
        "astronaut_full_look", render(smiling, FULL).rgb[top:bottom, left:right], 2.0
    )


def test_looks_as_it_did_on_a_rendered_face(bare: Sitter):
    left, top, right, bottom = bare.box_xyxy
    assert_like_golden("rendered_full_look", render(bare, FULL).rgb[top:bottom, left:right], 2.0)


def test_examples_of_all_tones_take_it(beauty: Beauty):
    for photo in sorted((ASSETS / "examples").glob("*.jpg")):
        sitter = beauty.sitter(photo)
        assert distance(sitter.rgb, render(sitter, FULL).rgb) > 0.3
