"""What is known of a skin's colour in terms of swatches, with its doubt: from photo and person.

The person's word is in charge: a pick on the Monk scale, then a word for the depth, then the photo. The
undertone is what the person says, else what the photo tells for sure, else open.
"""

from dataclasses import dataclass

import numpy as np

from beauty.checks import frozen, require_array
from beauty.color.tone import monk_lightness
from beauty.profile import Profile, picked_monk
from beauty.recommend.shade_offset import ShadeOffset, load_shade_offset
from beauty.skin import SkinTone

Z_90 = 1.6449
NODES_L, WEIGHTS_L = np.polynomial.hermite_e.hermegauss(5)  # a normal error's mean, by five points
NODES_H, WEIGHTS_H = np.polynomial.hermite_e.hermegauss(3)
MONK_ERROR = 12**-0.5  # tones: a pick stands for everything that rounds to it
AGREES = 1.0  # standard errors between word and photo, up to which they agree
DEPTH_SOURCES = ("monk", "skin_depth", "photo")


@dataclass(frozen=True)
class SkinReading:
    """lightness: L* as swatches have it, lightness_error its standard deviation; lean_deg: hue against
    the usual, lean_error_deg likewise. undertone: cool, neutral, warm, or None where it is open.
    depth_source: one of DEPTH_SOURCES; undertone_source: answers, photo, or None. told: feedback
    to shades is in it.
    """

    lightness: float
    lightness_error: float
    lean_deg: float
    lean_error_deg: float
    undertone: str | None
    depth_source: str
    undertone_source: str | None
    told: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.lightness <= 100 or min(self.lightness_error, self.lean_error_deg) < 0:
            raise ValueError(f"expected L* 0..100 and errors from 0, got {self}")

    @property
    def lab(self) -> np.ndarray:
        """CIELAB (3,) of the likeliest swatch."""
        return load_shade_offset().swatch(np.array(self.lightness), self.lean_deg)

    @property
    def wide(self) -> bool:
        """Whether more is left open than neighbouring shades can be told apart by. Who has said what
        shades look like is shown the next ones, step by step."""
        return not self.told and self.lightness_error > load_shade_offset().match.sharp

    def samples(self) -> tuple[np.ndarray, np.ndarray]:
        """CIELAB float64 (15, 3) of what the swatch may be, and weights (15,), sum 1."""
        lightness = np.clip(self.lightness + self.lightness_error * NODES_L, 0, 100)
        lean = self.lean_deg + self.lean_error_deg * NODES_H
        lab = load_shade_offset().swatch(lightness[:, None], lean[None, :]).reshape(-1, 3)
        weights = (WEIGHTS_L[:, None] * WEIGHTS_H[None, :]).ravel()
        require_array("samples", lab, (len(weights), 3), np.float64)
        return frozen(lab), frozen(weights / weights.sum())


def read_skin(tone: SkinTone | None, profile: Profile) -> SkinReading | None:
    """The reading; None where neither photo nor person tells how light the skin is."""
    known = load_shade_offset()
    depth = _depth(tone, profile, known)
    if depth is None:
        return None
    lightness, error, depth_source = depth
    lean, lean_error, undertone, source = _undertone(tone, profile, known)
    return SkinReading(lightness, error, lean, lean_error, undertone, depth_source, source)


def reading_of(
    lightness: float, interval: tuple[float, float], stated: str | None = None
) -> SkinReading:
    """A reading from a face's photographed L* and its 90% interval, without a profile."""
    known = load_shade_offset()
    level, error = _lifted(lightness, (interval[1] - interval[0]) / 2 / Z_90, known)
    lean, doubt = (
        (known.lean_deg[stated], known.doubt_deg["stated"])
        if stated
        else (0.0, known.doubt_deg["unsure"])
    )
    return SkinReading(level, error, lean, doubt, stated, "photo", "answers" if stated else None)


def _depth(
    tone: SkinTone | None, profile: Profile, known: ShadeOffset
) -> tuple[float, float, str] | None:
    """Swatch L*, its error, and who says so."""
    picked, word = picked_monk(profile), profile.get("skin_depth")
    if picked is not None:
        here = monk_lightness(picked)
        per_tone = abs(monk_lightness(min(picked + 1, 10)) - monk_lightness(min(picked, 9)))
        return (*_lifted(here, per_tone * MONK_ERROR, known), "monk")
    seen = None
    if tone is not None:
        low, high = tone.lightness_interval
        seen = _lifted(tone.lab[0], (high - low) / 2 / Z_90, known)
    if isinstance(word, str):
        return (*_within_word(known.depth[word], known.depth_error, seen), "skin_depth")
    return (*seen, "photo") if seen else None


def _within_word(
    said: float, said_error: float, seen: tuple[float, float] | None
) -> tuple[float, float]:
    """A word spans many shades, so a photo that agrees with it says which; one that does not is not
    heard. Both taken as normal, each counts by its precision."""
    if seen is None or abs(seen[0] - said) > AGREES * float(np.hypot(seen[1], said_error)):
        return said, said_error
    mine, theirs = said_error**-2, seen[1] ** -2
    return (said * mine + seen[0] * theirs) / (mine + theirs), float((mine + theirs) ** -0.5)


def _lifted(lightness: float, error: float, known: ShadeOffset) -> tuple[float, float]:
    """L* of a face and its error as those of a swatch."""
    low, here, high = known.lift(np.array([lightness - error, lightness, lightness + error]))
    return float(here), float(np.hypot((high - low) / 2, known.error))


def _undertone(
    tone: SkinTone | None, profile: Profile, known: ShadeOffset
) -> tuple[float, float, str | None, str | None]:
    """Lean of hue and its error in degrees, the undertone's name, and who says so."""
    said = profile.get("undertone")
    if isinstance(said, str):
        return known.lean_deg[said], known.doubt_deg["stated"], said, "answers"
    open_ended = (0.0, known.doubt_deg["unsure"], None, None)
    if tone is None or tone.undertone.unsure:
        return open_ended
    low, high = tone.undertone_interval_deg
    if (high - low) / 2 > known.doubt_deg["photo"]:
        return open_ended
    label = tone.undertone.label
    return known.lean_deg[label], known.doubt_deg["stated"], label, "photo"
