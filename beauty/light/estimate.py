"""The light of a photo from all its witnesses together, and what it does to a colour.

Each witness reads the light with an error of its own, and before any is heard, photos are known to differ
by `prior`. All errors taken as normal, the best guess weighs each by its precision; with weak witnesses
it stays near "as usual", and the standard error stays near the prior's.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from beauty.color import from_linear, to_linear
from beauty.face import Face, Regions
from beauty.light.advice import advise
from beauty.light.constants import Constants, load_constants
from beauty.light.evidence import Reading, brightest, eye_whites, look_round, neutral_background
from beauty.light.light import Light
from beauty.light.shading import read_shading
from beauty.photo import Photo
from beauty.predict import Parsing

AXES = ("level_ev", "red_ev", "blue_ev")


def estimate_light(
    photo: Photo, face: Face, drawn: Regions, regions: Regions, parsing: Parsing
) -> Light:
    """The light of one photo, from everything in it but the colour of the skin.

    drawn: regions as the landmarks draw them; regions: as far as they can be seen.
    """
    known = load_constants()
    readings, clipped = hear(photo, face, drawn, parsing)
    shading = read_shading(face, regions, parsing, known)
    return advise(weigh(readings, clipped, known), shading, known)


def hear(
    photo: Photo, face: Face, drawn: Regions, parsing: Parsing
) -> tuple[dict[str, Reading], float]:
    """What each witness that is there reads, and the share of the photo that is burnt out."""
    known = load_constants()
    scenery = look_round(photo, parsing)
    heard = {
        "whites": brightest(scenery, known),
        "background": neutral_background(scenery, known),
        "eyes": eye_whites(photo, face, drawn, known),
    }
    found = {name: reading for name, reading in heard.items() if reading is not None}
    return found, scenery.clipped


def weigh(readings: Mapping[str, Reading], clipped: float, known: Constants) -> Light:
    """Level, red and blue of the light, each the precision-weighted mean of prior and witnesses."""
    off, error, shares = np.zeros(3), np.zeros(3), dict.fromkeys(readings, 0.0)
    for axis, name in enumerate(AXES):
        precision = {"prior": known.prior_ev[axis] ** -2}
        pull = 0.0
        for witness, reading in readings.items():
            usual, errs = known.witnesses[witness].usual_ev, known.witnesses[witness].error_ev
            if (err := errs[axis]) is None:
                continue
            precision[witness] = err**-2
            pull += (getattr(reading, name) - usual[axis]) * precision[witness]
        total = sum(precision.values())
        off[axis], error[axis] = pull / total, total**-0.5
        for witness in readings:
            shares[witness] = max(shares[witness], precision.get(witness, 0.0) / total)
    return Light(
        exposure_ev=float(off[0]),
        exposure_se_ev=float(error[0]) * known.error_scale[0],
        red_ev=float(off[1]),
        blue_ev=float(off[2]),
        balance_se_ev=float(np.sqrt((error[1] ** 2 + error[2] ** 2) / 2)) * known.error_scale[1],
        clipped=clipped,
        evidence=MappingProxyType(shares),
    )


def relight(lab: np.ndarray, light: Light) -> np.ndarray:
    """CIELAB float64 (..., 3) of colours (..., 3) as they would look in plain light."""
    return from_linear(to_linear(lab) * light.gains)
