"""Pictures that were looked at once and must stay as they are: see `assert_like_golden`."""

import os
from pathlib import Path

import cv2
import numpy as np

FOLDER = Path(__file__).parent
UPDATE = "UPDATE_GOLDEN"  # set to 1 to write the pictures anew; then look at them before committing


def mean_difference(picture: np.ndarray, other: np.ndarray) -> float:
    """Mean absolute difference of two uint8 pictures of one shape, 0..255."""
    return float(np.abs(picture.astype(np.int16) - other.astype(np.int16)).mean())


def assert_like_golden(name: str, rgb: np.ndarray, tolerance: float, folder: Path = FOLDER) -> None:
    """Fail when `rgb`, uint8 (H, W, 3), is not the committed picture `name`.png, or there is none."""
    path = folder / f"{name}.png"
    if os.environ.get(UPDATE) == "1":
        cv2.imwrite(str(path), rgb[..., ::-1])
    assert path.is_file(), f"{path} is missing: run once with {UPDATE}=1 and look at the picture"
    golden = cv2.imread(str(path))[..., ::-1]
    assert golden.shape == rgb.shape, f"{name}: {rgb.shape}, the golden picture is {golden.shape}"
    got = mean_difference(rgb, golden)
    assert got <= tolerance, f"{name}: differs from the golden picture by {got:.2f} of 255"
