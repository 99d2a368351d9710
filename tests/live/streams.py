"""Streams for the mirror's tests: the portrait before a camera, still or moving, and landmark tracks."""

from collections.abc import Sequence

import cv2
import numpy as np

from tests.builders import encoded

SIZE_WH = (640, 480)
FRAME_S = 1 / 30
LIPS = (61, 291, 0, 17, 13, 14, 40, 270, 181, 405)


def scene(astronaut: np.ndarray) -> np.ndarray:
    """uint8 (480, 640, 3): head and shoulders as a camera shows them."""
    head = cv2.resize(astronaut[0:256, 97:353], (480, 480), interpolation=cv2.INTER_CUBIC)
    wide = np.full((480, 640, 3), 128, np.uint8)
    wide[:, 80:560] = head
    return wide


def jpeg(rgb: np.ndarray) -> bytes:
    return encoded(rgb, "JPEG", quality=80)


def shifted(rgb: np.ndarray, x_px: float) -> np.ndarray:
    move = np.array([[1, 0, x_px], [0, 1, 0]], np.float64)
    return cv2.warpAffine(rgb, move, SIZE_WH, borderMode=cv2.BORDER_REPLICATE)


def noisy(rgb: np.ndarray, sigma: float, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, sigma, rgb.shape)
    return np.clip(rgb + noise, 0, 255).astype(np.uint8)


def lag_frames(seen: Sequence[float], path: Sequence[float]) -> float:
    """By how many frames `seen` lies behind `path`: the delay at which the two agree best."""
    when = np.arange(len(path), dtype=float)
    kept = slice(15, None)  # without the start

    def distance(delay: float) -> float:
        late = np.interp(when - delay, when, path)
        apart = np.asarray(seen)[kept] - late[kept]
        return float((apart - apart.mean()).std())

    return min(np.arange(0, 6, 0.05), key=distance)
