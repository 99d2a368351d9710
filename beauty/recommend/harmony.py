"""Lip, eye and cheek colours for a face, by named parts. Tradition of make-up artists, and told as such.

What little was tested (Perrett and Sprengelmeyer 2021: 12 faces, colours of clothes) is the part `depth`.
The numbers and their reasons are in assets/recommend/harmony.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from beauty.catalogue import Shades
from beauty.checks import frozen
from beauty.color import delta_e
from beauty.profile import Profile
from beauty.recommend.harmony_rules import HarmonyRules, load_harmony
from beauty.recommend.skin_reading import SkinReading
from beauty.skin import Coloring

USUAL_SKIN = 70.0  # swatch L* where nothing is known of the skin: the middle of the offset's faces
WARMTH = {"cool": -1.0, "neutral": 0.0, "warm": 1.0, "olive": 1.0}


@dataclass(frozen=True)
class ColorMatch:
    """One colour. row: of the catalogue's shades; family: a word of colours_liked; score 0..1; parts:
    name -> 0..1, those that are known, in the order of harmony.toml."""

    row: int
    family: str
    score: float
    parts: Mapping[str, float]


def harmonise(
    place: str,
    shades: Shades,
    profile: Profile,
    reading: SkinReading | None = None,
    coloring: Coloring | None = None,
) -> tuple[ColorMatch, ...]:
    """Every colour for "lips", "eyes" or "cheeks", the best first; of disliked families none.

    Of our own families those made for skin this deep are taken. Ties go by name.
    """
    rules = load_harmony()
    skin = _skin(reading)
    rows = _worn(place, shades, float(skin[0]))
    families = [_family_names(shades)[row] for row in rows]
    disliked = set(profile.words("colours_disliked"))
    kept = [n for n, family in enumerate(families) if family not in disliked]
    if not kept:
        return ()
    parts = _parts(
        rows, families, shades, skin, profile, reading, coloring
    )  # over all, disliked too
    scores = total(parts, rules.weight, len(rows))
    matches = [
        ColorMatch(
            int(rows[n]),
            families[n],
            round(float(scores[n]), 4),
            MappingProxyType({name: round(float(part[n]), 4) for name, part in parts.items()}),
        )
        for n in kept
    ]
    return tuple(sorted(matches, key=lambda one: (-one.score, _name(shades, one.row))))


def different(
    matches: tuple[ColorMatch, ...], shades: Shades, most: int = 3
) -> tuple[ColorMatch, ...]:
    """The best of each family, then the next ones; never the same colour twice."""
    first: dict[str, ColorMatch] = {}
    for one in matches:
        first.setdefault(one.family, one)
    rest = [one for one in matches if one not in first.values()]
    seen: dict[str, ColorMatch] = {}
    for one in (*first.values(), *rest):
        seen.setdefault(shades.hexes[one.row], one)
    return tuple(list(seen.values())[:most])


def total(parts: Mapping[str, np.ndarray], weight: Mapping[str, float], size: int) -> np.ndarray:
    """Weighted mean (n,) of the parts that are there; 0.5 where none is."""
    if not parts:
        return np.full(size, 0.5)
    summed = np.sum([weight[name] * part for name, part in parts.items()], axis=0)
    mean: np.ndarray = summed / sum(weight[name] for name in parts)
    return mean


def _parts(
    rows: np.ndarray,
    families: list[str],
    shades: Shades,
    skin: np.ndarray,
    profile: Profile,
    reading: SkinReading | None,
    coloring: Coloring | None,
) -> dict[str, np.ndarray]:
    rules = load_harmony()
    lab = shades.lab[rows].astype(np.float64)
    strong, warm = strength(lab, skin), _warmth(rows, lab, shades, rules)
    asked = {
        "contrast": coloring.level if coloring else None,
        "occasion": profile.get("occasion"),
        "style": profile.get("style"),
    }
    found = {
        name: np.clip(1 - np.abs(strong - rules.strength[name][str(value)]) / rules.reach, 0, 1)
        for name, value in asked.items()
        if str(value) in rules.strength[name]
    }
    if reading and reading.undertone:
        found["undertone"] = 1 - np.abs(warm - WARMTH[reading.undertone]) / 2
    if reading and not rules.tan < reading.lightness < rules.fair:
        leaning = warm if reading.lightness <= rules.tan else -warm
        found["depth"] = (1 + leaning) / 2
    liked = profile.words("colours_liked")
    if set(liked) & set(rules.families):
        found["wish"] = np.array([float(family in liked) for family in families])
    return {name: found[name] for name in rules.weight if name in found}


def strength(lab: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """How much each colour (n, 3) stands out from the skin (3,): 0 the least of them, 1 the most."""
    away = delta_e(np.broadcast_to(skin, lab.shape), lab).round(6)
    ordered = np.sort(away)
    below = np.searchsorted(ordered, away, "left") + np.searchsorted(ordered, away, "right") - 1
    found: np.ndarray = below / 2 / max(len(away) - 1, 1)
    return found


@lru_cache(maxsize=8)
def _family_names(shades: Shades) -> tuple[str, ...]:
    """The family of every row, "" for foundation."""
    rules = load_harmony()
    told = np.array([place != "base" for place in shades.places], bool)
    lab = shades.lab[told].astype(np.float64)
    names, examples = rules.examples
    nearest = delta_e(lab[:, None, :], examples[None, :, :]).argmin(axis=1) if len(lab) else []
    found = iter(names[n] for n in nearest)
    return tuple(next(found) if one else "" for one in told)


def family_of(shades: Shades, row: int) -> str:
    """The word of colours_liked that a colour goes by; "" for foundation."""
    return _family_names(shades)[row]


def _skin(reading: SkinReading | None) -> np.ndarray:
    usual = SkinReading(USUAL_SKIN, 0.0, 0.0, 0.0, None, "photo", None)
    return frozen((reading or usual).lab)


def _worn(place: str, shades: Shades, lightness: float) -> np.ndarray:
    """Rows for this place; of families those for skin this light."""
    rules = load_harmony()
    depth = next((name for name, least in rules.worn_on.items() if lightness >= least), "deep")
    rows = shades.rows_at(place)
    return np.array(
        [row for row in rows if not shades.is_family(row) or shades.depths[row] == depth], np.intp
    )


def _warmth(rows: np.ndarray, lab: np.ndarray, shades: Shades, rules: HarmonyRules) -> np.ndarray:
    """-1 cool to 1 warm, (n,): by the family's own word, else by hue."""
    hue_deg = np.degrees(np.arctan2(lab[:, 2], lab[:, 1]))
    by_hue = np.clip((hue_deg - rules.neutral_hue_deg) / rules.whole_deg, -1, 1)
    said = np.array([WARMTH.get(shades.undertones[row], np.nan) for row in rows], np.float64)
    return np.where(np.isnan(said), by_hue, said)


def _name(shades: Shades, row: int) -> tuple[str, ...]:
    columns = (shades.brands, shades.lines, shades.names, shades.names_zh, shades.hexes)
    return tuple(column[row] for column in columns)
