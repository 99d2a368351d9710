"""Landmarks of a stream made calm: place and shape apart, for they move differently.

Noise shakes single points, a head moves all of them together. So where the face is, how large and how
tilted follows at once (it is an average over all points and has little noise), and the shape that is left
can be calmed strongly without lagging behind the head.
"""

from dataclasses import replace

import numpy as np

from beauty.face import Face
from beauty.live.one_euro import Calm, OneEuro


class Steady:
    """One stream's filter. Forget it (`Steady(...)` anew) when the face was lost."""

    def __init__(self, place: Calm, shape: Calm) -> None:
        self._middle, self._turn, self._shape = OneEuro(place), OneEuro(place), OneEuro(shape)
        self._pattern: np.ndarray | None = None  # complex (478,), the first face in face widths

    def __call__(self, face: Face, time_s: float) -> Face:
        """The face with calmed landmarks; times rise."""
        unit = max(face.width_px, 1.0)
        flat = face.landmarks_px @ np.array([1, 1j], np.complex64)
        middle = flat.mean()
        centred = flat - middle
        if self._pattern is None:
            self._pattern = centred / unit
        pattern = self._pattern
        turn = np.vdot(pattern, centred) / np.vdot(pattern, pattern).real  # scale and tilt
        upright = centred / turn
        depth = face.landmarks[:, 2] / abs(turn)
        shape = np.column_stack([upright.real, upright.imag, depth]).astype(np.float32)
        shape = self._shape(shape, time_s)
        turn = _complex(self._turn(_pair(turn), time_s, unit))
        middle = _complex(self._middle(_pair(middle), time_s, unit))
        calm = turn * (shape[:, 0] + 1j * shape[:, 1]) + middle
        landmarks = np.column_stack([calm.real, calm.imag, shape[:, 2] * abs(turn)])
        return replace(face, landmarks=landmarks.astype(np.float32))


def _pair(number: complex) -> np.ndarray:
    return np.array([number.real, number.imag], np.float32)


def _complex(pair: np.ndarray) -> complex:
    return complex(float(pair[0]), float(pair[1]))
