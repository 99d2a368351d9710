"""The numbers of assets/recommend/harmony.toml, read and checked once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from beauty.catalogue.shades import hex_rgb
from beauty.checks import frozen
from beauty.color import to_lab
from beauty.errors import SetupError
from beauty.knowledge import load_answer_fields
from beauty.paths import ASSETS

FILE = ASSETS / "recommend" / "harmony.toml"
PARTS = ("contrast", "undertone", "occasion", "style", "depth", "wish", "feedback")
STRENGTHS = ("contrast", "occasion", "style")
WORN_ON = ("light", "medium")


@dataclass(frozen=True, eq=False)
class HarmonyRules:
    """See the grammar in the file. examples: family of each example colour, and CIELAB float64 (k, 3)."""

    weight: Mapping[str, float]
    strength: Mapping[str, Mapping[str, float]]
    reach: float
    chroma_counts: float
    neutral_hue_deg: float
    whole_deg: float
    fair: float
    tan: float
    worn_on: Mapping[str, float]
    variety_costs: float
    daring: Mapping[str, tuple[str, ...]]
    families: tuple[str, ...]
    examples: tuple[tuple[str, ...], np.ndarray]
    named: Mapping[str, str]
    sparkling_families: tuple[str, ...]
    sparkling_words: tuple[str, ...]


@cache
def load_harmony(path: Path = FILE) -> HarmonyRules:
    """Raises SetupError naming file and row."""
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
        rules = _read(tree)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SetupError(reason=f"{path.name}: {error!r}", fix="Correct that file.") from error
    _check(rules, path.name)
    return rules


def _read(tree: Mapping[str, Any]) -> HarmonyRules:
    strength, families = tree["strength"], tree["families"]
    names = tuple(name for name, codes in families.items() for _ in codes)
    rgb = np.array([hex_rgb(code) for codes in families.values() for code in codes], np.uint8)
    return HarmonyRules(
        weight=MappingProxyType({name: float(tree["weight"][name]) for name in PARTS}),
        strength=MappingProxyType({name: dict(strength[name]) for name in STRENGTHS}),
        reach=float(strength["reach"]),
        chroma_counts=float(strength["chroma_counts"]),
        neutral_hue_deg=float(tree["warmth"]["hue_deg"]),
        whole_deg=float(tree["warmth"]["whole_deg"]),
        fair=float(tree["depth"]["fair"]),
        tan=float(tree["depth"]["tan"]),
        worn_on=MappingProxyType({name: float(tree["worn_on"][name]) for name in WORN_ON}),
        variety_costs=float(tree["variety"]["costs"]),
        daring=MappingProxyType({name: tuple(row) for name, row in tree["daring"].items()}),
        families=tuple(families),
        examples=(names, frozen(to_lab(rgb[None])[0].astype(np.float64))),
        named=MappingProxyType(dict(tree["named"])),
        sparkling_families=tuple(tree["sparkling"]["families"]),
        sparkling_words=tuple(map(str.lower, tree["sparkling"]["words"])),
    )


def _check(rules: HarmonyRules, where: str) -> None:
    fields = load_answer_fields()
    for name in ("occasion", "style"):
        if set(rules.strength[name]) != set(fields[name].choices):
            raise _wrong(f"{where}, strength.{name}", f"{', '.join(fields[name].choices)}")
    for name, values in rules.strength.items():
        if not all(0 <= value <= 1 for value in values.values()):
            raise _wrong(f"{where}, strength.{name}", "numbers from 0 to 1")
    if not set(rules.families) <= set(fields["colours_liked"].choices):
        raise _wrong(f"{where}, families", "choices of colours_liked")
    if not set(rules.named.values()) <= set(rules.families):
        raise _wrong(f"{where}, named", "words of [families]")
    if not set(rules.sparkling_families) <= set(rules.named):
        raise _wrong(f"{where}, sparkling", "names of [named]")
    if not all(value > 0 for value in (*rules.weight.values(), rules.reach, rules.whole_deg)):
        raise _wrong(f"{where}, weight, reach and whole_deg", "numbers above 0")
    if rules.fair <= rules.tan or rules.worn_on["light"] <= rules.worn_on["medium"]:
        raise _wrong(f"{where}, depth and worn_on", "the lighter one above the deeper one")


def _wrong(where: str, expected: str) -> SetupError:
    return SetupError(reason=f"{where}: expected {expected}", fix="Correct that row.")
