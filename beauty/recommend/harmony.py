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
from beauty.color import delta_e
from beauty.profile import Profile
from beauty.recommend.harmony_rules import HarmonyRules, load_harmony
from beauty.recommend.shade_offset import load_shade_offset
from beauty.recommend.skin_reading import SkinReading
from beauty.skin import Coloring

USUAL_SKIN = 70.0  # swatch L* where nothing is known of the skin: the middle of the offset's faces
WARMTH = {"cool": -1.0, "neutral": 0.0, "warm": 1.0, "olive": 1.0}


@dataclass(frozen=True, eq=False)
class Heard:
    """Feedback to colours. liking: float64 (shades,), 0 like a disliked one to 1 like a liked one, None
    where nothing was said; out: rows that were disliked themselves."""

    liking: np.ndarray | None = None
    out: frozenset[int] = frozenset()


NOTHING_HEARD = Heard()


@dataclass(frozen=True)
class Wearer:
    """Everything that is known of who will wear the colours."""

    profile: Profile
    reading: SkinReading | None
    coloring: Coloring | None
    heard: Heard = NOTHING_HEARD

    @property
    def skin(self) -> np.ndarray:
        """CIELAB (3,) of the skin as a swatch; the usual one where nothing is known."""
        if self.reading is None:
            return load_shade_offset().swatch(np.array(USUAL_SKIN), 0.0)
        return self.reading.lab


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
    heard: Heard = NOTHING_HEARD,
) -> tuple[ColorMatch, ...]:
    """Every colour for "lips", "eyes" or "cheeks", the best first; of disliked families none, and nothing
    that sparkles where glitter is disliked.

    Of our own families those made for skin this deep are taken. Ties go by name.
    """
    wearer = Wearer(profile, reading, coloring, heard)
    rows = _worn(place, shades, float(wearer.skin[0]))
    families = [family_of(shades, row) for row in rows]
    parts = _parts(
        rows, families, shades, wearer
    )  # of all, that strength be the same for everybody
    scores = total(parts, load_harmony().weight, len(rows))
    out = _left_out(place, profile)
    matches = [
        ColorMatch(
            int(rows[n]),
            families[n],
            round(float(scores[n]), 4),
            MappingProxyType({name: round(float(part[n]), 4) for name, part in parts.items()}),
        )
        for n in range(len(rows))
        if families[n] not in out and int(rows[n]) not in heard.out
        if not ("glitter" in out and sparkles(shades, int(rows[n])))
    ]
    return tuple(sorted(matches, key=lambda one: (-one.score, _name(shades, one.row))))


def different(
    matches: tuple[ColorMatch, ...], shades: Shades, most: int = 3
) -> tuple[ColorMatch, ...]:
    """The best, then the best of other families unless they are much worse, then the next best; never
    the same colour twice."""
    if not matches:
        return ()
    floor = matches[0].score - load_harmony().variety_costs
    first: dict[str, ColorMatch] = {}
    for one in matches:
        if one.score >= floor:
            first.setdefault(one.family, one)
    seen: dict[str, ColorMatch] = {}
    for one in (*first.values(), *matches):
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
    rows: np.ndarray, families: list[str], shades: Shades, wearer: Wearer
) -> dict[str, np.ndarray]:
    rules, reading, profile = load_harmony(), wearer.reading, wearer.profile
    lab = shades.lab[rows].astype(np.float64)
    strong, warm = strength(lab, wearer.skin), _warmth(rows, lab, shades, rules)
    asked = {
        "contrast": wearer.coloring.level if wearer.coloring else None,
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
    liked = set(profile.words("colours_liked")) & set(rules.families)
    glitter = "glitter" in profile.words("colours_liked")
    shines = [glitter and sparkles(shades, int(row)) for row in rows]
    if liked & set(families) or any(shines):
        wished = [family in liked or shine for family, shine in zip(families, shines, strict=True)]
        found["wish"] = np.array(wished, np.float64)
    if wearer.heard.liking is not None:
        found["feedback"] = wearer.heard.liking[rows]
    return {name: found[name] for name in rules.weight if name in found}


def strength(lab: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """How much each colour (n, 3) stands out from the skin (3,): 0 the least of them, 1 the most.

    The distance is that of CIELAB with differences of chroma counting as the file says.
    """
    vivid = np.hypot(lab[:, 1], lab[:, 2]) - np.hypot(skin[1], skin[2])
    more = load_harmony().chroma_counts ** 2 - 1
    away = np.sqrt(((lab - skin) ** 2).sum(axis=1) + more * vivid**2).round(6)
    ordered = np.sort(away)
    below = np.searchsorted(ordered, away, "left") + np.searchsorted(ordered, away, "right") - 1
    found: np.ndarray = below / 2 / max(len(away) - 1, 1)
    return found


def _left_out(place: str, profile: Profile) -> set[str]:
    """Families that are disliked, and daring ones that nobody asked for."""
    disliked = set(profile.words("colours_disliked"))
    if profile.get("style") == "editorial":
        return disliked
    return disliked | (set(load_harmony().daring[place]) - set(profile.words("colours_liked")))


@lru_cache(maxsize=8)
def _family_names(shades: Shades) -> tuple[str, ...]:
    """The family of every row, "" for foundation."""
    rules = load_harmony()
    told = np.array([place != "base" for place in shades.places], bool)
    lab = shades.lab[told].astype(np.float64)
    names, examples = rules.examples
    nearest = delta_e(lab[:, None, :], examples[None, :, :]).argmin(axis=1) if len(lab) else []
    by_color = iter(names[n] for n in nearest)
    found = []
    for row, told_of in enumerate(told):
        family = next(by_color) if told_of else ""
        own = rules.named.get(shades.names[row]) if shades.is_family(row) else None
        found.append(own or family)
    return tuple(found)


def family_of(shades: Shades, row: int) -> str:
    """The word of colours_liked that a colour goes by; "" for foundation."""
    return _family_names(shades)[row]


def sparkles(shades: Shades, row: int) -> bool:
    """Whether the colour is one of our families that are worn with shimmer, or its name says so. Of what
    says nothing it is not known."""
    rules, name = load_harmony(), shades.names[row]
    if shades.is_family(row):
        return name in rules.sparkling_families
    said = f"{shades.lines[row]} {name} {shades.names_zh[row]}".lower()
    return any(word in said for word in rules.sparkling_words)


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
