"""Pictures made different: by the seed alone, in place and light, never in kind."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.augment import Jitter, after, covered, photographed, wander

STILL = Jitter(turn_deg=0.0, size=1.0, shift=0.0, flip=False)
LIVELY = Jitter(turn_deg=20.0, size=1.3, shift=0.1)
SEEDS = st.integers(0, 2**32 - 1)
PLACES = st.lists(st.floats(-2, 2), min_size=6, max_size=6).map(lambda v: np.reshape(v, (2, 3)))


def picture() -> np.ndarray:
    """uint8 (48, 40, 3), something of everything."""
    return np.random.default_rng(0).integers(0, 256, (48, 40, 3), np.uint8)


class TestPlace:
    @given(SEEDS)
    def test_without_jitter_everything_stays(self, seed: int):
        matrix = wander(np.random.default_rng(seed), 64, STILL)
        np.testing.assert_allclose(matrix, np.eye(2, 3), atol=1e-12)

    @given(SEEDS)
    def test_stays_within_its_bounds(self, seed: int):
        matrix = wander(np.random.default_rng(seed), 64, LIVELY)
        turn = matrix[:, :2]
        scale = np.sqrt(abs(np.linalg.det(turn)))
        assert 1 / 1.3 - 1e-9 <= scale <= 1.3 + 1e-9
        np.testing.assert_allclose(turn @ turn.T, np.eye(2) * scale**2, atol=1e-9)
        upright = turn / scale * [np.sign(np.linalg.det(turn)), 1]
        assert abs(np.degrees(np.arctan2(upright[1, 0], upright[0, 0]))) <= 20 + 1e-9
        middle = np.array([31.5, 31.5])
        assert np.abs(turn @ middle + matrix[:, 2] - middle).max() <= 6.4 + 1e-9

    def test_mirrors_about_half_of_them_or_none(self):
        def mirrors(flip: bool) -> float:
            jitter = Jitter(10.0, 1.1, 0.05, flip)
            places = (wander(np.random.default_rng(seed), 64, jitter) for seed in range(400))
            return float(np.mean([np.linalg.det(place[:, :2]) < 0 for place in places]))

        assert mirrors(True) == pytest.approx(0.5, abs=0.1)
        assert mirrors(False) == 0

    @given(PLACES, PLACES, st.floats(-9, 9), st.floats(-9, 9))
    def test_after_does_one_then_the_other(
        self, second: np.ndarray, first: np.ndarray, x: float, y: float
    ):
        between = first[:, :2] @ (x, y) + first[:, 2]
        want = second[:, :2] @ between + second[:, 2]
        both = after(second, first)
        np.testing.assert_allclose(both[:, :2] @ (x, y) + both[:, 2], want, atol=1e-9)


class TestPixels:
    @given(SEEDS, st.floats(0, 1.5))
    @settings(max_examples=40, deadline=None)
    def test_photographed_is_decided_by_the_seed_and_keeps_shape_and_type(
        self, seed: int, strength: float
    ):
        first, again = (
            photographed(np.random.default_rng(seed), picture(), strength) for _ in range(2)
        )
        np.testing.assert_array_equal(first, again)
        assert first.dtype == np.uint8
        assert first.shape == (48, 40, 3)

    def test_photographed_differs_from_seed_to_seed(self):
        seen = {photographed(np.random.default_rng(s), picture()).tobytes() for s in range(20)}
        assert len(seen) == 20

    def test_it_stays_the_same_picture(self):
        face = cv2.GaussianBlur(picture(), (0, 0), 4).astype(float)
        face = (face - face.min()) / (face.max() - face.min()) * 200 + 30
        alike = []
        for seed in range(60):
            seen = photographed(np.random.default_rng(seed), face.astype(np.uint8))
            alike.append(np.corrcoef(seen.mean(axis=2).ravel(), face.mean(axis=2).ravel())[0, 1])
        assert np.median(alike) > 0.9

    @given(SEEDS)
    @settings(max_examples=40, deadline=None)
    def test_covered_paints_one_block_of_one_colour(self, seed: int):
        plain = picture()
        seen = covered(np.random.default_rng(seed), plain, 0.4)
        changed = (seen != plain).any(axis=2)
        rows, columns = (np.flatnonzero(changed.any(axis=axis)) for axis in (1, 0))
        block = seen[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].reshape(-1, 3)
        assert (block == block[0]).all()
        assert block.shape[0] <= 0.4 * 48 * 0.4 * 40
        np.testing.assert_array_equal(plain, picture())

    def test_input_is_left_alone(self):
        plain = picture()
        for seed in range(20):
            photographed(np.random.default_rng(seed), plain)
        np.testing.assert_array_equal(plain, picture())
