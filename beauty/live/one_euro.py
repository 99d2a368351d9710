"""One Euro filter (Casiez, Roussel, Vogel: "1 Euro filter", CHI 2012), for many points at once.

A low pass whose cut-off rises with speed: still things are calm, moving ones do not lag.
"""

from dataclasses import dataclass

import numpy as np

LONGEST_STEP_S = 0.25  # a longer gap says nothing about speed
SHORTEST_STEP_S = 1 / 120


@dataclass(frozen=True)
class Calm:
    """still_hz: cut-off at rest. speed_hz: what each unit a second adds to it. slope_hz: cut-off of the
    speed. All above 0 but speed_hz, which may be 0."""

    still_hz: float
    speed_hz: float
    slope_hz: float


class OneEuro:
    """Filters arrays (..., components) of one stream; the components of a point share their cut-off."""

    def __init__(self, calm: Calm) -> None:
        self._calm = calm
        self._time_s = 0.0
        self._value: np.ndarray | None = None
        self._speed: np.ndarray | None = None

    def __call__(self, value: np.ndarray, time_s: float, unit: float = 1.0) -> np.ndarray:
        """The calmed value, of the same shape; `unit`: length that speeds are measured in."""
        if self._value is None or self._speed is None:
            self._speed = np.zeros_like(value)
        else:
            step_s = float(np.clip(time_s - self._time_s, SHORTEST_STEP_S, LONGEST_STEP_S))
            speed = (value - self._value) / (unit * step_s)
            self._speed = self._speed + _share(self._calm.slope_hz, step_s) * (speed - self._speed)
            fast = np.linalg.norm(self._speed, axis=-1, keepdims=True)
            share = _share(self._calm.still_hz + self._calm.speed_hz * fast, step_s)
            value = self._value + share * (value - self._value)
        self._time_s, self._value = time_s, value
        return value


def _share(cutoff_hz: np.ndarray | float, step_s: float) -> np.ndarray:
    """Share of a new value that a first-order low pass takes over in one step, 0..1."""
    turned = np.asarray(2 * np.pi * step_s * cutoff_hz, np.float32)
    share: np.ndarray = turned / (1 + turned)
    return share
