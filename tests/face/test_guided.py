"""The guided filter against its paper (He, Sun, Tang 2010), window by window."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beauty.face.guided import Guided, follow_edges

SMOOTH = 1e-3


def applied(fitted: Guided, guide: np.ndarray) -> np.ndarray:
    """The fitted mask on the picture it was fitted to."""
    return fitted.slope * guide + fitted.offset


def by_the_paper(mask: np.ndarray, guide: np.ndarray, radius: int, smooth: float) -> np.ndarray:
    """In each window the line a * guide + b nearest to the mask, steep lines made dear (eq. 4); at each
    pixel the mean of the lines of all windows that hold it (eq. 7). The picture goes on mirrored."""
    side, lines = 2 * radius + 1, np.zeros((*mask.shape, 2))
    masks, guides = (np.pad(values, radius, mode="symmetric") for values in (mask, guide))
    for row, column in np.ndindex(*mask.shape):
        window = np.s_[row : row + side, column : column + side]
        inputs = np.column_stack([guides[window].ravel(), np.ones(side**2)])
        held_back = np.vstack([inputs, [np.sqrt(smooth) * side, 0]])
        wanted = np.append(masks[window].ravel(), 0)
        lines[row, column] = np.linalg.lstsq(held_back, wanted, rcond=None)[0]
    around = np.pad(lines, ((radius, radius), (radius, radius), (0, 0)), mode="symmetric")
    means = np.array(
        [
            around[row : row + side, column : column + side].mean(axis=(0, 1))
            for row, column in np.ndindex(*mask.shape)
        ]
    ).reshape(*mask.shape, 2)
    return means[..., 0] * guide + means[..., 1]


@pytest.mark.parametrize("radius", [1, 2, 4])
@pytest.mark.parametrize("smooth", [1e-3, 0.1])
def test_every_pixel_is_the_papers(radius: int, smooth: float):
    random = np.random.default_rng(radius)
    mask, guide = (random.random((9, 12)).astype(np.float32) for _ in range(2))
    found = applied(follow_edges(mask, guide, radius, smooth), guide)
    np.testing.assert_allclose(found, by_the_paper(mask, guide, radius, smooth), atol=1e-4)


@given(st.floats(0, 1, width=32), st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_even_mask_stays_even_whatever_the_picture_shows(value: float, seed: int):
    guide = np.random.default_rng(seed).random((20, 30)).astype(np.float32)
    found = applied(follow_edges(np.full((20, 30), value, np.float32), guide, 4, SMOOTH), guide)
    np.testing.assert_allclose(found, value, atol=1e-4)


def test_on_an_even_picture_the_mask_is_only_averaged():
    mask = np.random.default_rng(3).random((20, 30)).astype(np.float32)
    fitted = follow_edges(mask, np.full((20, 30), 0.4, np.float32), 2, SMOOTH)
    twice = cv2.blur(cv2.blur(mask, (5, 5), borderType=cv2.BORDER_REFLECT), (5, 5))
    np.testing.assert_allclose(fitted.slope, 0, atol=1e-4)
    np.testing.assert_allclose(fitted.offset[4:-4, 4:-4], twice[4:-4, 4:-4], atol=1e-4)


@pytest.mark.parametrize("off", [-2, 0, 2])
def test_soft_border_moves_to_the_edge_of_the_picture(off: int):
    columns = np.arange(40)
    edge = np.tile(columns >= 20, (30, 1)).astype(np.float32)
    guide = 0.2 + 0.6 * edge
    coarse = cv2.GaussianBlur(np.roll(edge, off, axis=1)[:, 5:-5], (0, 0), 2)
    found = applied(follow_edges(coarse, guide[:, 5:-5], 4, SMOOTH), guide[:, 5:-5])
    beside = np.s_[:, 14:16]  # columns 19 and 20 of the picture
    wrong = [np.abs(values - edge[:, 5:-5])[beside].mean() for values in (coarse, found)]
    assert wrong[1] < 0.65 * wrong[0]
    jumps, soft = np.diff(found, axis=1)[15], np.diff(coarse, axis=1)[15]
    assert jumps.argmax() == 14
    assert jumps.max() > 2 * soft.max()


def test_fine_strand_missed_by_the_coarse_mask_is_found_in_the_large_picture():
    rows, columns = np.mgrid[:160, :160]
    strands = ((columns // 8) % 2 == 0) & (rows < 80)  # dark hair above, light skin below
    large = np.where(strands, 0.1, 0.8).astype(np.float32)
    small = cv2.resize(large, (80, 80), interpolation=cv2.INTER_AREA)
    coarse = np.where(np.arange(80) < 40, 0.5, 0.0)[:, None].repeat(80, 1).astype(np.float32)
    fitted = follow_edges(coarse, small, 4, SMOOTH)
    slope, offset = (cv2.resize(one, (160, 160)) for one in (fitted.slope, fitted.offset))
    hair = slope * large + offset
    border = (rows > 70) & (rows < 80)  # where the coarse mask is 0.5 on strands and between them
    assert hair[border & strands].mean() > hair[border & ~strands].mean() + 0.15


def test_mask_and_picture_are_left_alone():
    mask, guide = np.eye(9, dtype=np.float32), np.full((9, 9), 0.5, np.float32)
    before = mask.copy(), guide.copy()
    fitted = follow_edges(mask, guide, 2, SMOOTH)
    np.testing.assert_array_equal(mask, before[0])
    np.testing.assert_array_equal(guide, before[1])
    assert fitted.slope.dtype == fitted.offset.dtype == np.float32
