"""How far a number taken from a colour may be off because the light is not known: 90% intervals.

The light may err in strength (level), between red and blue (a lamp's warmth), and in green against both
(tint), each apart from the others. Every number is worked out anew with the light wrong by each of
these, to both sides; what that does is put together as independent errors are, side by side.
"""

from collections.abc import Callable, Sequence

import numpy as np

from beauty.color import from_linear, to_linear
from beauty.light import Light

Z_90 = 1.6449  # of a normal error: 90% lie within
RED_BLUE_CORRELATION = (
    -0.4
)  # of errors in red and blue between photos of one man (tools/tone_accuracy.py)
Measure = Callable[[np.ndarray], float]


def light_errors(light: Light) -> np.ndarray:
    """Gains (3, 3) on linear RGB, one row each for the light being off in level, warmth and tint by as
    much as 90% of such lights are; the other side is one over it."""
    level, balance = Z_90 * light.exposure_se_ev, Z_90 * light.balance_se_ev
    warmth = balance * np.sqrt((1 - RED_BLUE_CORRELATION) / 2)
    tint = balance * np.sqrt((1 + RED_BLUE_CORRELATION) / 2)
    off = np.array([[level] * 3, [warmth, 0.0, -warmth], [tint, 0.0, tint]])
    gains: np.ndarray = np.exp2(off)
    return gains


def interval_90(
    lab: np.ndarray, light: Light, measure: Measure, others: Sequence[float] = ()
) -> tuple[float, float]:
    """Low and high of measure(lab) for a colour (3,) under this light; `others`: half-widths of further
    independent errors, in the measure's own unit."""
    best, linear = measure(lab), to_linear(lab)
    below = above = float(np.sum(np.square(others)))
    for gain in light_errors(light):
        moves = [_turn(measure(from_linear(linear * side)) - best) for side in (gain, 1 / gain)]
        below += min(*moves, 0.0) ** 2
        above += max(*moves, 0.0) ** 2
    return best - float(np.sqrt(below)), best + float(np.sqrt(above))


def _turn(degrees: float) -> float:
    """A difference of angles the short way round; of lightness it changes nothing."""
    return (degrees + 180) % 360 - 180
