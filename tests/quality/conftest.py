import cv2
import numpy as np
import pytest

from beauty import Analysis


@pytest.fixture(scope="session")
def bare(analysis: Analysis) -> np.ndarray:
    """uint8 (840, 780, 3): the portrait with skin painted over the fringe, the forehead free."""
    rgb, size = analysis.photo.rgb, analysis.photo.size_wh
    cheek = np.median(rgb[analysis.drawn["right_cheek"].full(size) > 0.9], axis=0)
    share = np.minimum(1, 4 * cv2.GaussianBlur(analysis.drawn["forehead"].full(size), (0, 0), 4))
    grain = np.random.default_rng(0).normal(0, 4, rgb.shape)
    painted = rgb * (1 - share[..., None]) + (cheek + grain) * share[..., None]
    return np.clip(painted, 0, 255).astype(np.uint8)
