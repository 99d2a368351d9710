"""Foundation shades and lip colours: hex to CIELAB, words for depth and undertone, links to products."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from beauty.catalogue.inci import key, words
from beauty.color import to_lab
from tools.catalogue_products import RawProduct

SELECTED = re.compile(r"\s*-?\s*(?:selected|out of stock)\s*$", re.IGNORECASE)
DEPTHS = ("deep", "dark", "tan", "medium", "light", "fair")  # the darkest word that is said first
DEPTH_WORDS = {
    "ebony": "deep",
    "rich": "deep",
    "espresso": "deep",
    "porcelain": "fair",
    "ivory": "fair",
}
UNDERTONES = {
    "cool": ("cool", "pink", "rosy", "rose", "blue", "bluish", "blueish"),
    "warm": ("warm", "golden", "gold", "yellow", "peach", "peachy"),
    "neutral": ("neutral",),
    "olive": ("olive",),
}
# A swatch of skin-coloured make-up is neither grey or white (a missing or mixing swatch) nor of another
# hue: the rule of SOURCES.md.
LEAST_CHROMA_DARK, LEAST_CHROMA, MOST_CHROMA, HUES_DEG = 2.0, 4.0, 60.0, (20.0, 95.0)
DARK_BELOW = 50.0  # L*: deep skin and its shades are less coloured
# Lightness (L*) beyond which a swatch contradicts the depth its maker says.
LIGHTEST_OF = {"deep": 85.0, "dark": 88.0, "tan": 92.0}
DARKEST_OF = {"fair": 50.0, "light": 45.0}
# Chinese name of a brand in the lipstick table -> its own name.
LIP_BRANDS = {
    "圣罗兰": "YSL",
    "香奈儿可可小姐": "CHANEL",
    "迪奥": "Dior",
    "美宝莲": "Maybelline",
    "纪梵希": "Givenchy",
}


def read_shades(
    path: Path, products: Sequence[RawProduct]
) -> tuple[list[tuple[str, ...]], list[str]]:
    """Rows in the order of SHADES in build_catalogue.py, and the swatches dropped."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lab = lab_of(row["hex"] for row in rows)
    links = _links(products)
    kept, dropped, seen = [], [], set()
    for row, color in zip(rows, lab, strict=True):
        said = SELECTED.sub("", " ".join(row["description"].split()))
        facts = (row["brand"], row["product"], said, row["hex"].lower())
        if not plausible(color, depth_of(said)):
            dropped.append(" | ".join(facts))
        elif facts not in seen:
            seen.add(facts)
            product_id = links.get((_brand(row["brand"]), _product_key(row["product"])), "")
            kept.append((*facts, *_rounded(color), depth_of(said), undertone_of(said), product_id))
    return kept, dropped


def plausible(lab: np.ndarray, depth: str) -> bool:
    """Whether a swatch (CIELAB) can be the colour of a foundation of this depth ("" not said)."""
    chroma = float(np.hypot(lab[1], lab[2]))
    hue_deg = float(np.degrees(np.arctan2(lab[2], lab[1])))
    lightness = float(lab[0])
    least = LEAST_CHROMA_DARK if lightness < DARK_BELOW else LEAST_CHROMA
    colored = least <= chroma <= MOST_CHROMA and HUES_DEG[0] <= hue_deg <= HUES_DEG[1]
    return colored and DARKEST_OF.get(depth, 0.0) <= lightness <= LIGHTEST_OF.get(depth, 100.0)


def depth_of(said: str) -> str:
    """fair, light, medium, tan, dark or deep where the maker says so, else ""."""
    spoken = [DEPTH_WORDS.get(word, word) for word in words(said)]
    return next((depth for depth in DEPTHS if depth in spoken), "")


def undertone_of(said: str) -> str:
    """cool, warm, neutral or olive where the maker says one of them only, else ""."""
    spoken = set(words(said))
    found = [tone for tone, names in UNDERTONES.items() if spoken & set(names)]
    return found[0] if len(found) == 1 else ""


def read_lips(chinese: Path, english: Path) -> list[tuple[str, ...]]:
    """Rows (brand, brand zh, series, series zh, number, name, name zh, hex, L*, a*, b*) of lip colours.

    The two tables meet by number and hex; a series is named after most of its colours' partners.
    """
    partners = {(one[2], one[4]): one for one in _lipsticks(english)}
    rows = _lipsticks(chinese)
    series = _majority(rows, partners, 1)
    lab = lab_of(row[4] for row in rows)
    found = []
    for (brand, line, number, name, hex_code), color in zip(rows, lab, strict=True):
        partner = partners.get((number, hex_code))
        english_name = re.sub(r"^\S+ - ", "", partner[3]) if partner else ""
        names = (
            LIP_BRANDS[brand],
            brand,
            series.get(line, ""),
            line,
            number,
            english_name,
            name,
        )
        found.append((*names, hex_code, *_rounded(color)))
    return found


def lab_of(hex_codes: Iterable[str]) -> np.ndarray:
    """CIELAB float32 (n, 3) of "#rrggbb"."""
    rgb = [[int(code[at : at + 2], 16) for at in (1, 3, 5)] for code in hex_codes]
    lab: np.ndarray = to_lab(np.array(rgb, np.uint8)[None])[0]
    return lab


def _lipsticks(path: Path) -> list[tuple[str, str, str, str, str]]:
    tree = json.loads(path.read_text("utf-8"))
    return [
        (
            brand["name"],
            line["name"],
            one["id"],
            " ".join(one["name"].split()),
            one["color"].lower(),
        )
        for brand in tree["brands"]
        for line in brand["series"]
        for one in line["lipsticks"]
    ]


def _majority(
    rows: Sequence[tuple[str, ...]],
    partners: Mapping[tuple[str, str], tuple[str, ...]],
    column: int,
) -> dict[str, str]:
    votes: dict[str, Counter[str]] = {}
    for row in rows:
        partner = partners.get((row[2], row[4]))
        if partner:
            votes.setdefault(row[column], Counter())[partner[column]] += 1
    return {
        name: sorted(count, key=lambda one: (-count[one], one))[0] for name, count in votes.items()
    }


def _links(products: Sequence[RawProduct]) -> dict[tuple[str, str], str]:
    """(brand, product) as keys -> id, where exactly one product bears that name."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in products:
        if one.category in ("foundation", "concealer", "powder") and "mini" not in words(one.name):
            found.setdefault((_brand(one.brand), _product_key(one.name)), []).append(one.id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def _brand(name: str) -> str:
    return key(name)


def _product_key(name: str) -> str:
    """Words that tell a product from its brand's others: sun protection and the like are left out."""
    plain = re.sub(
        r"\b(?:broad spectrum|spf ?\d+|foundation|refillable|vegan)\b", " ", name.lower()
    )
    return key(plain)


def _rounded(color: np.ndarray) -> tuple[str, ...]:
    return tuple(f"{float(value):.1f}" for value in color)
