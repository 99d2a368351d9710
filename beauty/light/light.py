"""The light of one photo: how far it is off, how well that is known, and where it comes from.

Everything about strength and colour is in stops (log2): a lamp of one stop more doubles the numbers of
linear sRGB. `red_ev` and `blue_ev` say how much more red and blue than green the light gives, so that
light of a candle has red_ev above and blue_ev below 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

DIRECTIONS = ("front", "left", "right", "above", "below")  # sides as the photo shows them
HARDNESS = ("soft", "hard")


@dataclass(frozen=True)
class Shading:
    """Where the light falls on the face from, read off its shading.

    azimuth_deg: 0 from the camera's side, positive from the photo's right edge. elevation_deg: positive
    from above. strength: 0 (even from all sides) and up, directed light over even light. direction: one
    of DIRECTIONS. hardness: one of HARDNESS. Each None where the face does not tell.
    """

    azimuth_deg: float | None = None
    elevation_deg: float | None = None
    strength: float | None = None
    direction: str | None = None
    hardness: str | None = None


@dataclass(frozen=True)
class Light:
    """exposure_ev: how much brighter (+) than usual; red_ev, blue_ev: colour of the light against green;
    all of them already shrunk by how little the evidence tells. exposure_se_ev, balance_se_ev: standard
    error of what is left after the correction, balance for red and for blue. clipped: share of the
    photo with a burnt-out channel, 0..1. evidence: what was looked at -> its weight, 0..1. calibrated:
    read from a white paper or grey card that somebody pointed at. advice: codes, texts under light.*.
    """

    exposure_ev: float
    exposure_se_ev: float
    red_ev: float
    blue_ev: float
    balance_se_ev: float
    clipped: float = 0.0
    shading: Shading = Shading()
    evidence: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    calibrated: bool = False
    advice: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if min(self.exposure_se_ev, self.balance_se_ev) < 0 or not 0 <= self.clipped <= 1:
            raise ValueError(f"errors must not be negative and clipped a share, got {self}")

    @property
    def gains(self) -> np.ndarray:
        """float64 (3,): linear RGB of the photo times this is linear RGB in plain white light."""
        off = self.exposure_ev + np.array([self.red_ev, 0.0, self.blue_ev])
        corrected: np.ndarray = np.exp2(-off)
        return corrected
