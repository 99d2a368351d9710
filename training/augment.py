"""Pictures made different in ways that must not change the answer: place, light, colour, camera."""

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class Jitter:
    """How far crops may wander: turn in degrees, size as a factor, shift as a share of the side."""

    turn_deg: float
    size: float
    shift: float
    flip: bool = True


def wander(rng: np.random.Generator, side: int, jitter: Jitter) -> np.ndarray:
    """A random (2, 3) transform of a crop about its centre."""
    turn = np.radians(rng.uniform(-jitter.turn_deg, jitter.turn_deg))
    scale = np.exp(rng.uniform(-1, 1) * np.log(jitter.size))
    mirror = -1.0 if jitter.flip and rng.random() < 0.5 else 1.0
    cos, sin = scale * np.cos(turn), scale * np.sin(turn)
    matrix = np.array([[cos * mirror, -sin], [sin * mirror, cos]])
    middle = (side - 1) / 2
    shift = rng.uniform(-jitter.shift, jitter.shift, 2) * side
    return np.column_stack([matrix, middle + shift - matrix @ (middle, middle)])


def after(second: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The (2, 3) transform that does `first`, then `second`."""
    whole: np.ndarray = (np.vstack([second, (0, 0, 1)]) @ np.vstack([first, (0, 0, 1)]))[:2]
    return whole


def photographed(rng: np.random.Generator, pixels: np.ndarray, strength: float = 1.0) -> np.ndarray:
    """The same face under other light, by another camera: uint8 (h, w, 3) in and out."""
    values = pixels.astype(np.float32) / 255
    values = values ** np.exp(rng.normal(0, 0.25 * strength))
    values = values * np.exp(rng.normal(0, 0.08 * strength, 3)).astype(np.float32)
    values = (values - 0.5) * np.exp(rng.normal(0, 0.2 * strength)) + 0.5
    values += np.float32(rng.normal(0, 0.08 * strength))
    if rng.random() < 0.35 * strength:
        values *= _side_light(rng, values.shape[:2], strength)[..., None]
    if rng.random() < 0.15:
        values[:] = values.mean(axis=2, keepdims=True)
    if rng.random() < 0.25:
        values = cv2.GaussianBlur(values, (0, 0), rng.uniform(0.4, 1.6))
    if rng.random() < 0.3:
        values += rng.normal(0, rng.uniform(0.005, 0.04), values.shape).astype(np.float32)
    seen: np.ndarray = np.clip(values * 255, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        quality = int(rng.integers(25, 90))
        coded = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        seen = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR))
    return seen


def covered(rng: np.random.Generator, pixels: np.ndarray, share: float = 0.3) -> np.ndarray:
    """With one block of one colour over it, so that no single part decides."""
    height, width = pixels.shape[:2]
    high, wide = (int(side * rng.uniform(0.1, share)) for side in (height, width))
    top, left = int(rng.integers(0, height - high)), int(rng.integers(0, width - wide))
    out = pixels.copy()
    out[top : top + high, left : left + wide] = rng.integers(0, 256, 3)
    return out


def _side_light(rng: np.random.Generator, shape: tuple[int, int], strength: float) -> np.ndarray:
    """A ramp of brightness in a random direction."""
    down, right = np.mgrid[-1 : 1 : shape[0] * 1j, -1 : 1 : shape[1] * 1j]
    angle = rng.uniform(0, 2 * np.pi)
    ramp = np.cos(angle) * right + np.sin(angle) * down
    light: np.ndarray = np.exp(ramp * rng.uniform(0.1, 0.6) * strength).astype(np.float32)
    return light
