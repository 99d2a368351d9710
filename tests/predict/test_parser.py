"""Face parsing: what shares are, how they come back onto the photo, and what the network sees."""

import cv2
import numpy as np
import pytest
import torch

from beauty import Analysis
from beauty.face.crop import Crop
from beauty.face.labels import LABELS
from beauty.predict import Networks, Parsing
from beauty.predict.parser import as_input, parse_crop
from beauty.predict.parser_net import ParserNet
from tests.builders import flat, photo_of, with_landmarks
from tests.predict.conftest import CPU


def found(parsing: Parsing, size_wh: tuple[int, int]) -> np.ndarray:
    """The likeliest label of each pixel of the photo, uint8 (H, W)."""
    return parsing.over_photo(size_wh).argmax(axis=2).astype(np.uint8)


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Shared area of two masks as a part of their joint area (IoU)."""
    return float((one & other).sum() / (one | other).sum())


class TestShares:
    def test_sum_to_1_at_each_pixel_of_the_crop(self, analysis: Analysis):
        parsing = analysis.parsing
        assert parsing.labels == LABELS
        assert parsing.shares.shape == (*parsing.crop.pixels.shape[:2], len(LABELS))
        assert parsing.shares.min() >= 0
        np.testing.assert_allclose(parsing.shares.sum(axis=2), 1, atol=1e-5)

    def test_share_of_several_is_their_sum(self, analysis: Analysis):
        parsing = analysis.parsing
        both = parsing.share("hair", "skin")
        np.testing.assert_allclose(both, parsing.share("hair") + parsing.share("skin"), atol=1e-6)
        np.testing.assert_allclose(parsing.share(*LABELS), 1, atol=1e-5)

    def test_cannot_be_changed(self, analysis: Analysis):
        with pytest.raises(ValueError, match="read-only"):
            analysis.parsing.shares[0, 0, 0] = 1

    def test_must_fit_crop_and_labels(self):
        crop = Crop(np.zeros((8, 8, 3), np.uint8), np.eye(2, 3))
        with pytest.raises(ValueError, match="shares: expected float32"):
            Parsing(LABELS, crop, np.zeros((8, 8, 12), np.float32))

    def test_same_photo_twice_gives_the_same(self, networks: Networks, analysis: Analysis):
        again = networks.parser.parse(analysis.photo, analysis.face)
        np.testing.assert_array_equal(again.shares, analysis.parsing.shares)


class TestOnThePhoto:
    def test_every_pixel_has_a_full_share_and_around_the_crop_it_is_background(
        self, analysis: Analysis
    ):
        size = analysis.photo.size_wh
        laid = analysis.parsing.over_photo(size)
        assert laid.shape == (*analysis.photo.rgb.shape[:2], len(LABELS))
        np.testing.assert_allclose(laid.sum(axis=2), 1, atol=1e-4)
        covered = analysis.parsing.crop.paste(
            np.ones(analysis.parsing.shares.shape[:2], np.float32), size
        )
        assert (covered == 0).mean() > 0.1
        np.testing.assert_allclose(laid[covered == 0][:, 0], 1, atol=1e-6)

    def test_faultless_shares_come_back_as_the_labels(
        self, rendered: Analysis, faultless: Parsing, truth: np.ndarray
    ):
        left, top, right, bottom = rendered.face.box_xyxy
        labels = found(faultless, rendered.photo.size_wh)[top:bottom, left:right]
        assert (labels == truth[top:bottom, left:right]).mean() > 0.98

    def test_mask_follows_the_photo_closer_than_the_crop(
        self, rendered: Analysis, faultless: Parsing, truth: np.ndarray
    ):
        box = (100, 60, 800, 500)  # head and background
        mask = faultless.mask(rendered.photo, ("hair",), box)
        assert mask.shape == (440, 700)
        assert mask.dtype == np.float32
        assert 0 <= mask.min() <= mask.max() <= 1
        hair = truth[60:500, 100:800] == LABELS.index("hair")  # single strands among them
        coarse = faultless.crop.paste(faultless.share("hair"), (700, 440), (100, 60))
        assert likeness(mask > 0.5, hair) > max(0.85, likeness(coarse > 0.5, hair))

    def test_mask_of_all_is_everywhere(self, rendered: Analysis, faultless: Parsing):
        mask = faultless.mask(rendered.photo, LABELS, (250, 200, 600, 700))
        np.testing.assert_allclose(mask, 1, atol=1e-3)


class TestWhatTheNetworkSees:
    """Wide areas that any parser worth the name gets right."""

    @pytest.mark.parametrize(
        ("label", "rows", "columns"),
        [
            ("hair", (60, 180), (280, 540)),
            ("skin", (380, 420), (290, 320)),
            ("skin", (400, 420), (460, 490)),
            ("background", (60, 400), (20, 120)),
            ("background", (60, 300), (690, 770)),
        ],
    )
    def test_astronaut(
        self, analysis: Analysis, label: str, rows: tuple[int, int], columns: tuple[int, int]
    ):
        labels = found(analysis.parsing, analysis.photo.size_wh)[slice(*rows), slice(*columns)]
        assert (labels == LABELS.index(label)).mean() > 0.9

    def test_features_lie_at_their_landmarks(self, analysis: Analysis):
        labels = found(analysis.parsing, analysis.photo.size_wh)
        points = analysis.face.landmarks_px
        places = {
            "eye": points[468],
            "nose": points[1],
            "inner_mouth": points[[13, 14]].mean(axis=0),
        }
        for label, (x, y) in places.items():
            assert LABELS[labels[round(float(y)), round(float(x))]] == label

    def test_rendered_face_is_near_its_truth(self, rendered: Analysis, truth: np.ndarray):
        labels = found(rendered.parsing, rendered.photo.size_wh)
        left, top, right, bottom = rendered.face.box_xyxy
        head = np.s_[top - 60 : bottom, left:right]
        for names in (("hair",), ("skin", "nose"), ("upper_lip", "lower_lip")):
            wanted = [LABELS.index(name) for name in names]
            assert likeness(np.isin(labels[head], wanted), np.isin(truth[head], wanted)) > 0.75

    @pytest.mark.parametrize("turn", [-30, 30])
    def test_turned_head_is_seen_the_same(
        self, networks: Networks, analysis: Analysis, turn: float
    ):
        size, middle = analysis.photo.size_wh, analysis.face.landmarks_px.mean(axis=0).tolist()
        matrix = cv2.getRotationMatrix2D(middle, turn, 1)
        photo = photo_of(
            cv2.warpAffine(analysis.photo.rgb, matrix, size, borderMode=cv2.BORDER_REPLICATE)
        )
        landmarks = analysis.face.landmarks.copy()
        landmarks[:, :2] = cv2.transform(landmarks[None, :, :2], matrix)[0]
        parsing = networks.parser.parse(photo, with_landmarks(analysis.face, landmarks))
        back = cv2.warpAffine(
            found(parsing, size), cv2.invertAffineTransform(matrix), size, flags=cv2.INTER_NEAREST
        )
        straight = found(analysis.parsing, size)
        for label in ("skin", "hair"):
            index = LABELS.index(label)
            assert likeness(back == index, straight == index) > 0.9

    @pytest.mark.parametrize("value", [0, 255])
    def test_blank_photo_is_answered(self, networks: Networks, analysis: Analysis, value: int):
        photo = photo_of(flat(analysis.photo.size_wh, (value, value, value)))
        shares = networks.parser.parse(photo, analysis.face).shares
        assert np.isfinite(shares).all()
        np.testing.assert_allclose(shares.sum(axis=2), 1, atol=1e-5)

    def test_photo_is_left_alone(
        self, networks: Networks, portrait: np.ndarray, analysis: Analysis
    ):
        photo = photo_of(portrait)
        networks.parser.parse(photo, analysis.face)
        np.testing.assert_array_equal(photo.rgb, portrait)


def test_input_is_what_lite0_was_trained_on():
    values = as_input(np.array([[[[127, 255, 0]]]], np.uint8), CPU)
    assert values.shape == (1, 3, 1, 1)
    assert values.dtype is torch.float32
    np.testing.assert_allclose(values[0, :, 0, 0], [0, 1, -0.9921875])  # (pixel - 127) / 128


def test_shares_have_the_side_of_the_crop():
    pixels = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    shares = parse_crop(ParserNet(5).eval(), pixels, CPU)
    assert shares.shape == (64, 64, 5)
    assert shares.dtype == np.float32
    assert shares.flags.c_contiguous
    np.testing.assert_allclose(shares.sum(axis=2), 1, atol=1e-5)
