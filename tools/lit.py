"""The same photo in another light: linear light multiplied channel by channel, cut off at white."""

from dataclasses import dataclass

import numpy as np

from beauty.color.spaces import LINEAR


@dataclass(frozen=True)
class Shift:
    """A change of light: stops of exposure, and factors on red and blue."""

    name: str
    exposure_ev: float = 0.0
    red: float = 1.0
    blue: float = 1.0


PLAIN = Shift("as taken")
# the project's bar: a third of a stop, 10% of white balance; and both at once, as from an old lamp
SHIFTS = (
    Shift("brighter, +1/3 EV", 1 / 3),
    Shift("darker, -1/3 EV", -1 / 3),
    Shift("warmer, red +10% blue -10%", red=1.1, blue=0.9),
    Shift("cooler, red -10% blue +10%", red=0.9, blue=1.1),
)
LAMP = Shift("darker and warmer", -1 / 3, 1.1, 0.9)


def relit(rgb: np.ndarray, shift: Shift) -> np.ndarray:
    """uint8 (H, W, 3) of uint8 (H, W, 3)."""
    gains = 2**shift.exposure_ev * np.array([shift.red, 1.0, shift.blue])
    channels = [encoded(LINEAR * gain)[rgb[..., c]] for c, gain in enumerate(gains)]
    return np.ascontiguousarray(np.stack(channels, axis=-1))


def encoded(linear: np.ndarray) -> np.ndarray:
    """sRGB uint8 of linear light, IEC 61966-2-1; more than white is white."""
    light = np.clip(linear, 0, 1)
    srgb = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    values: np.ndarray = np.round(255 * srgb).astype(np.uint8)
    return values
