"""Where hair grows: the scalp's border as a curve around the head, in rest coordinates."""

import numpy as np

from synthetic.arrays import Floats

# Height (dm) of the hairline at each direction around the head: 0 = forehead, 180 = nape.
_AROUND_DEG = [0, 18, 32, 45, 55, 63, 70, 77, 84, 92, 100, 112, 128, 150, 180]
_HEIGHT_DM = [
    7.98,
    7.985,
    7.95,
    7.86,
    7.70,
    7.56,
    7.42,
    7.22,
    7.20,
    7.42,
    7.44,
    7.20,
    6.85,
    6.62,
    6.58,
]
_AXIS_Z_DM = 0.45


def above_hairline_dm(rest_dm: Floats) -> Floats:
    """Signed height (N,) of rest points (N, 3) above the hairline, dm."""
    around = np.rad2deg(np.arctan2(np.abs(rest_dm[:, 0]), rest_dm[:, 2] - _AXIS_Z_DM))
    return np.asarray(rest_dm[:, 1] - np.interp(around, _AROUND_DEG, _HEIGHT_DM))


def scalp_share(rest_dm: Floats, soft_dm: float = 0.07) -> Floats:
    """How densely hair grows, 0..1 (N,): rises over soft_dm above the hairline."""
    share = np.clip((above_hairline_dm(rest_dm) + 0.015) / soft_dm, 0, 1)
    ear = (np.abs(rest_dm[:, 0]) > 0.735) & (rest_dm[:, 1] < 7.42)
    return np.where(ear, 0.0, share * share * (3 - 2 * share))
