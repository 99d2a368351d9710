"""Face shape: probabilities that add up, and the same answer for a mirror, for grey and for threads."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import softmax

from beauty import Analysis
from beauty.measure.guess import Guess
from beauty.predict import Networks
from beauty.predict.face_net import MEAN, SCALE
from beauty.predict.shape import (
    FARTHEST,
    RatioScale,
    ShapeModel,
    grey_crop,
    grey_input,
    shape_scores,
    softened,
)
from tests.builders import photo_of
from tests.predict.conftest import CPU

MIRRORED = {33: 263, 133: 362, 98: 327, 61: 291}  # the landmarks that crops are laid by
SHAPES = ("heart", "oblong", "oval", "round", "square")


def guessed(networks: Networks, analysis: Analysis) -> Guess:
    return networks.shape.guess(analysis.photo, analysis.face, analysis.geometry.ratios)


def mirrored(analysis: Analysis) -> Analysis:
    """The photo and the landmarks that lay crops as a mirror shows them; ratios stay."""
    landmarks = analysis.face.landmarks.copy()
    for right, left in MIRRORED.items():
        landmarks[[right, left]] = landmarks[[left, right]]
    landmarks[:, 0] = analysis.photo.size_wh[0] - 1 - landmarks[:, 0]
    photo = photo_of(analysis.photo.rgb[:, ::-1])
    return replace(analysis, photo=photo, face=replace(analysis.face, landmarks=landmarks))


def alike(one: Guess, other: Guess, within: float) -> bool:
    return all(
        one.probabilities[name] == pytest.approx(other.probabilities[name], abs=within)
        for name in SHAPES
    )


@pytest.fixture
def crops(analysis: Analysis, rendered: Analysis, networks: Networks) -> np.ndarray:
    frame = networks.shape.card.frame
    faces = ((one.photo.rgb, one.face.landmarks_px) for one in (analysis, rendered))
    return np.stack([grey_crop(*face, frame).pixels for face in faces])


class TestGuess:
    def test_probabilities_of_all_shapes_sum_to_1(self, networks: Networks, analysis: Analysis):
        guess = guessed(networks, analysis)
        assert tuple(guess.probabilities) == networks.shape.card.labels == SHAPES
        assert sum(guess.probabilities.values()) == pytest.approx(1, abs=1e-9)
        assert all(0 < share < 1 for share in guess.probabilities.values())

    def test_threshold_is_the_cards(self, networks: Networks, analysis: Analysis):
        guess = guessed(networks, analysis)
        sure = max(guess.probabilities.values()) >= networks.shape.card.values["threshold"]
        assert guess.abstained == (not sure)

    @pytest.mark.parametrize("face", ["analysis", "rendered"])
    def test_mirror_image_gets_the_same_answer(
        self, networks: Networks, face: str, request: pytest.FixtureRequest
    ):
        analysis: Analysis = request.getfixturevalue(face)
        assert alike(guessed(networks, mirrored(analysis)), guessed(networks, analysis), 0.02)

    @pytest.mark.parametrize("face", ["analysis", "rendered"])
    def test_colours_tell_nothing(
        self, networks: Networks, face: str, request: pytest.FixtureRequest
    ):
        analysis: Analysis = request.getfixturevalue(face)
        grey = cv2.cvtColor(analysis.photo.rgb, cv2.COLOR_RGB2GRAY)
        plain = replace(analysis, photo=photo_of(np.repeat(grey[..., None], 3, axis=2)))
        assert alike(guessed(networks, plain), guessed(networks, analysis), 0.02)

    def test_ratios_have_a_say(self, networks: Networks, analysis: Analysis):
        ratios = dict(analysis.geometry.ratios)
        long = networks.shape.guess(
            analysis.photo, analysis.face, ratios | {"length_to_width": 1.45}
        )
        assert long.probabilities != guessed(networks, analysis).probabilities

    def test_four_threads_get_the_same_answer(
        self, networks: Networks, analysis: Analysis, rendered: Analysis
    ):
        alone = [guessed(networks, one) for one in (analysis, rendered)]
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda one: guessed(networks, one), [analysis, rendered] * 4))
        assert together == alone * 4

    def test_loaded_twice_says_the_same(self, networks: Networks, analysis: Analysis):
        other = replace(networks, shape=ShapeModel.load(CPU))
        again = guessed(other, analysis)
        assert again == guessed(other, analysis)
        assert alike(again, guessed(networks, analysis), 1e-3)

    def test_photo_is_left_alone(
        self, networks: Networks, portrait: np.ndarray, analysis: Analysis
    ):
        photo = photo_of(portrait)
        networks.shape.guess(photo, analysis.face, analysis.geometry.ratios)
        np.testing.assert_array_equal(photo.rgb, portrait)


class TestScores:
    def ratios(self, networks: Networks, analysis: Analysis, count: int) -> np.ndarray:
        return np.repeat(networks.shape.scale.standard(analysis.geometry.ratios)[None], count, 0)

    def test_mirrored_crops_have_the_same_scores(
        self, networks: Networks, analysis: Analysis, crops: np.ndarray
    ):
        ratios = self.ratios(networks, analysis, len(crops))
        scores, other = (
            shape_scores(networks.shape.net, one, ratios, networks.shape.device)
            for one in (crops, crops[:, :, ::-1])
        )
        assert scores.shape == (2, len(SHAPES))
        np.testing.assert_allclose(scores, other, atol=1e-4)

    def test_a_crops_scores_do_not_depend_on_its_neighbours(
        self, networks: Networks, analysis: Analysis, crops: np.ndarray
    ):
        ratios = self.ratios(networks, analysis, len(crops))
        together = shape_scores(networks.shape.net, crops, ratios, networks.shape.device)
        alone = [
            shape_scores(networks.shape.net, crops[i : i + 1], ratios[:1], networks.shape.device)[0]
            for i in range(len(crops))
        ]
        np.testing.assert_allclose(together, alone, atol=1e-3)
        assert np.abs(together[0] - together[1]).max() > 0.01

    def test_grey_is_given_as_three_channels_of_the_encoder(self):
        values = grey_input(np.array([[[0, 100]]], np.uint8), CPU)
        assert values.shape == (1, 3, 1, 2)
        assert values.dtype is torch.float32
        want = (np.array([0, 100]) - np.array(MEAN)[:, None]) / SCALE
        np.testing.assert_allclose(values[0, :, 0], want, rtol=1e-6)


@given(st.lists(st.floats(-30, 30), min_size=2, max_size=6), st.floats(0.2, 5))
def test_softened_is_softmax_and_keeps_the_order(scores: list[float], temperature: float):
    values = np.array(scores)
    shares = softened(values, temperature)
    np.testing.assert_allclose(shares, softmax(values / temperature), atol=1e-12)
    assert shares[values.argmax()] == shares.max()


def test_a_higher_temperature_is_less_sure():
    scores = np.array([[1.0, 2.0, 4.0], [0.0, 0.0, 9.0]])
    cold, warm, hot = (softened(scores, temperature).max(axis=1) for temperature in (0.5, 1, 4))
    assert (cold > warm).all()
    assert (warm > hot).all()


def test_ratios_are_standardised_in_order_and_held_within_bounds():
    scale = RatioScale(("wide", "long"), np.array([1.0, 10.0]), np.array([0.5, 2.0]))

    def standard(ratios: Mapping[str, float]) -> list[float]:
        values = scale.standard(ratios)
        assert values.dtype == np.float32
        return values.tolist()

    assert standard({"long": 12.0, "wide": 0.5, "other": 9.0}) == [-1.0, 1.0]
    assert standard({"long": 1e6, "wide": -1e6}) == [-FARTHEST, FARTHEST]
    with pytest.raises(KeyError, match="wide"):
        standard({"long": 12.0})


def test_card_takes_ratios_that_are_measured(
    networks: Networks, analysis: Analysis, rendered: Analysis
):
    scale = networks.shape.scale
    assert set(scale.names) <= set(analysis.geometry.ratios)
    assert len(scale.names) == len(scale.mean) == len(scale.scale)
    for one in (analysis, rendered):
        assert np.abs(scale.standard(one.geometry.ratios)).mean() < 2
