"""What the tests of pictures share: where two differ, and a golden picture at a size worth keeping."""

from pathlib import Path

import cv2
import numpy as np

from tests.golden import assert_like_golden

GOLDEN = Path(__file__).parent / "golden"
KEPT_WIDTH_PX = 240
TOLERANCE = 2.5  # of 255, mean; landmarks move by a fraction of a pixel between machines


def changed(picture: np.ndarray, before: np.ndarray) -> np.ndarray:
    """bool (H, W): pixels whose colour is not what it was."""
    return (picture != before).any(axis=2)


def assert_small_like_golden(name: str, rgb: np.ndarray) -> None:
    """Compare a picture, brought to KEPT_WIDTH_PX, with the one that was looked at."""
    factor = KEPT_WIDTH_PX / rgb.shape[1]
    small = cv2.resize(rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    GOLDEN.mkdir(exist_ok=True)
    assert_like_golden(name, small, TOLERANCE, GOLDEN)
