"""What somebody could do about the light of a photo, as codes; the sentences are in assets/texts."""

from dataclasses import replace

from beauty.light.constants import Constants
from beauty.light.light import Light, Shading

CODES = (*("too_little", "too_much", "one_sided", "from_above", "from_below", "hard", "coloured"),)


def advise(light: Light, shading: Shading, known: Constants) -> Light:
    """The same light with its shading and what to do about both, the most useful first."""
    limits = known.advice
    holds = (
        light.exposure_ev < -limits["exposure_ev"],
        light.clipped > limits["clipped"] or light.exposure_ev > limits["exposure_ev"],
        shading.direction in ("left", "right"),
        shading.direction == "above",
        shading.direction == "below",
        shading.hardness == "hard",
        max(abs(light.red_ev), abs(light.blue_ev)) > limits["balance_ev"],
    )
    codes = tuple(code for code, true in zip(CODES, holds, strict=True) if true)
    return replace(light, shading=shading, advice=codes)
