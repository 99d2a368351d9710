"""Season: a tradition of stylists, 12 names on temperature, value and chroma. No science, no score.

The one controlled test (Perrett and Sprengelmeyer 2021, 12 faces) found that cool blues suit fair skin
and warm oranges and reds suit tanned skin, and that stylists' classes are not defined scientifically.
Nothing else in this package reads a season.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from beauty.skin.coloring import Coloring
from beauty.skin.constants import load_constants
from beauty.skin.tone import SkinTone

POLES = {  # below and above what is usual
    "temperature": ("cool", "warm"),
    "value": ("deep", "light"),
    "chroma": ("soft", "clear"),
}


@dataclass(frozen=True)
class Season:
    """name: one of twelve, such as soft_autumn; axes: temperature, value and chroma in spreads from what
    is usual, negative is cool, deep, soft. unsure: the undertone, which parts the families, is."""

    name: str
    axes: Mapping[str, float]
    unsure: bool


def season_of(skin: SkinTone, coloring: Coloring) -> Season | None:
    """The season of tradition; None where neither hair nor eyes are seen."""
    known = load_constants()
    if coloring.lightness_contrast is None:
        return None
    said = {
        "temperature": skin.undertone.residual_deg,
        "value": value_of(coloring),
        "chroma": coloring.lightness_contrast,
    }
    axes = {name: (said[name] - axis.centre) / axis.spread for name, axis in known.axes.items()}
    return Season(season_name(axes), MappingProxyType(axes), skin.undertone.unsure)


def season_name(axes: Mapping[str, float]) -> str:
    """The farthest axis names the season, the next one that decides names its family.

    >>> season_name({"temperature": 0.4, "value": -0.2, "chroma": -1.5})
    'soft_autumn'
    """
    poles = {axis: POLES[axis][int(value > 0)] for axis, value in axes.items()}
    main = max(axes, key=lambda axis: abs(axes[axis]))
    second = "chroma" if main == "temperature" else "temperature"
    return load_constants().seasons[f"{poles[main]}_{poles[second]}"]


def value_of(coloring: Coloring) -> float:
    """Mean lightness of what is seen of skin, hair and eyes."""
    known = load_constants()
    weights = {name: known.value_weights[name] for name in coloring.parts if name != "lips"}
    total = sum(weights.values())
    return sum(coloring.parts[name][0] * weight for name, weight in weights.items()) / total
