"""Tone of the skin as it would look in plain light, each number with what the light leaves unsure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from beauty.color import MonkRange, Undertone, ita_class, ita_deg, suggest_monk, to_lab, undertone
from beauty.color.tone import ITA_CLASSES
from beauty.face import Face, Regions
from beauty.light import Light, relight
from beauty.measure.skin_color import SKIN_REGIONS, Lab, as_lab, region_colour
from beauty.photo import Photo
from beauty.skin.constants import load_constants
from beauty.skin.interval import interval_90

TONE_REGIONS = ("forehead", "right_cheek", "left_cheek", "chin")
NAMES = tuple(name for _, name in reversed(ITA_CLASSES))


@dataclass(frozen=True)
class SkinTone:
    """lab: median of the tone regions (forehead, cheeks, chin), light corrected; seen_lab: as the photo
    shows it. regions: each region's own colour, corrected. Intervals: 90%, from the light's errors and
    the spread between regions. ita_classes: those the interval reaches, darkest first.
    lightness_interval is of L*.
    """

    lab: Lab
    seen_lab: Lab
    regions: Mapping[str, Lab]
    ita_deg: float
    ita_interval_deg: tuple[float, float]
    ita_class: str
    ita_classes: tuple[str, ...]
    undertone: Undertone
    undertone_interval_deg: tuple[float, float]
    monk: MonkRange
    lightness_interval: tuple[float, float]

    @property
    def class_unsure(self) -> bool:
        return len(self.ita_classes) > 1


def measure_tone(photo: Photo, face: Face, regions: Regions, light: Light) -> SkinTone:
    """Tone of one face. Regions with too little valid skin are left out of `regions`."""
    seen = colours_seen(photo, face, regions)
    asked = asked_of(seen)
    if asked is None:  # burnt out everywhere: all that can be said is how the pixels look
        whole = to_lab(regions["skin"].crop(photo.rgb)).reshape(-1, 3)
        asked = np.median(whole, axis=0)[None]
    return describe_tone(asked, seen, light)


def colours_seen(photo: Photo, face: Face, regions: Regions) -> Mapping[str, Lab]:
    """Each region's colour as photographed, where enough of it is in sight."""
    found = {name: region_colour(photo, face, regions[name]) for name in SKIN_REGIONS}
    return {name: lab for name, lab in found.items() if lab is not None}


def asked_of(seen: Mapping[str, Lab]) -> np.ndarray | None:
    """Colours (n, 3) of the regions that the tone is taken from, or of what else there is."""
    asked = [seen[name] for name in TONE_REGIONS if name in seen] or list(seen.values())
    return np.array(asked) if asked else None


def describe_tone(asked: np.ndarray, seen: Mapping[str, Lab], light: Light) -> SkinTone:
    """All that is said of a tone, from the tone regions' colours as photographed, (n, 3)."""
    plain = relight(asked, light)
    lab, apart = np.median(plain, axis=0), plain.std(axis=0)
    angle = _ita(lab)
    spread = float(np.std([_ita(one) for one in plain]))
    interval = interval_90(lab, light, _ita, [spread])
    lightness = interval_90(lab, light, lambda one: float(one[0]), [float(apart[0])])
    tint, tint_interval = sure_undertone(lab, light)
    return SkinTone(
        lab=as_lab(lab),
        seen_lab=as_lab(np.median(asked, axis=0)),
        regions=MappingProxyType(
            {name: as_lab(relight(np.array(one), light)) for name, one in seen.items()}
        ),
        ita_deg=angle,
        ita_interval_deg=interval,
        ita_class=ita_class(angle),
        ita_classes=classes_within(*interval),
        undertone=tint,
        undertone_interval_deg=tint_interval,
        monk=suggest_monk(float(lab[0]), *lightness),
        lightness_interval=lightness,
    )


def classes_within(low_deg: float, high_deg: float) -> tuple[str, ...]:
    """Every ITA class that an interval reaches, darkest first.

    >>> classes_within(25.0, 45.0)
    ('tan', 'intermediate', 'light')
    """
    names = ("dark", *NAMES)
    first, last = names.index(ita_class(low_deg)), names.index(ita_class(high_deg))
    return names[first : last + 1]


def sure_undertone(lab: np.ndarray, light: Light) -> tuple[Undertone, tuple[float, float]]:
    """The undertone, and the 90% interval of its distance from the usual hue. A light that is wrong
    within its error could turn the one into the other: then it is unsure."""
    camera = load_constants().camera_deg
    said = undertone(as_lab(lab), camera)
    low, high = interval_90(lab, light, lambda one: undertone(as_lab(one), camera).residual_deg)
    could_flip = low <= 0 <= high
    return replace(said, unsure=said.unsure or could_flip), (low, high)


def _ita(lab: np.ndarray) -> float:
    return ita_deg(float(lab[0]), float(lab[2]))
