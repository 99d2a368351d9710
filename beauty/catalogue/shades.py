"""Colours one can wear: foundation shades, lip colours and our own families for eyes and cheeks."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np

from beauty.catalogue.packed import read_columns
from beauty.checks import frozen, require_array
from beauty.color import to_lab
from beauty.paths import ASSETS

PLACES = ("base", "lips", "eyes", "cheeks")
SKIN_DEPTHS = ("light", "medium", "deep")


@dataclass(frozen=True, eq=False)
class Shades:
    """One row a colour.

    place: one of PLACES. brands and lines: maker and range, "" for a colour family of our own. names and
    names_zh: "" where there is none. hexes: "#rrggbb". lab: float32 (n, 3) CIELAB. depths: fair, light,
    medium, tan, dark or deep where the maker says so (of a family: the skin it is worn on), else "".
    undertones: cool, warm, neutral, olive or "". product: int32 (n,), row of
    the catalogue, -1 if it has none.
    """

    places: tuple[str, ...]
    brands: tuple[str, ...]
    lines: tuple[str, ...]
    names: tuple[str, ...]
    names_zh: tuple[str, ...]
    hexes: tuple[str, ...]
    lab: np.ndarray
    depths: tuple[str, ...]
    undertones: tuple[str, ...]
    product: np.ndarray

    def __post_init__(self) -> None:
        require_array("lab", self.lab, (len(self.places), 3), np.float32)
        require_array("product", self.product, (len(self.places),), np.int32)

    def __len__(self) -> int:
        return len(self.places)

    def rows_at(self, place: str) -> np.ndarray:
        """int (k,): rows of the colours for this place."""
        return np.flatnonzero([one == place for one in self.places])

    def is_family(self, row: int) -> bool:
        """Whether the row is a colour family of our own, not a shade one can buy."""
        return not self.brands[row]


ShadeRow = tuple[str, str, str, str, str, str, str, str, int]


def shades_of(rows: Iterable[ShadeRow]) -> Shades:
    """Shades of (place, brand, line, name, name zh, hex, depth, undertone, product row)."""
    columns = list(zip(*rows, strict=True)) or [()] * 9
    rgb = np.array([hex_rgb(code) for code in columns[5]], np.uint8).reshape(1, -1, 3)
    places, brands, lines, names, names_zh, hexes, depths, undertones = (
        tuple(map(str, column)) for column in columns[:8]
    )
    return Shades(
        *(places, brands, lines, names, names_zh, hexes),
        lab=frozen(to_lab(rgb)[0]),
        depths=depths,
        undertones=undertones,
        product=frozen(np.array(columns[8], np.int32)),
    )


def hex_rgb(code: str) -> tuple[int, int, int]:
    """(red, green, blue) of "#rrggbb"; raises ValueError for anything else."""
    if len(code) != 7 or code[0] != "#":
        raise ValueError(code)
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def packed_shades(folder: Path, product_ids: Sequence[str]) -> Shades:
    """The shades of our own tables, foundation, lips and families."""
    place_of = {name: row for row, name in enumerate(product_ids)}
    brands, lines, names, codes, *_, depths, undertones, products = read_columns(
        folder / "shades.tsv.gz"
    )
    linked = [place_of.get(product, -1) for product in products]
    bases: Iterable[ShadeRow] = zip(
        *(repeat("base"), brands, lines, names, repeat("")),
        *(codes, depths, undertones, linked),
        strict=False,  # the repeated cells never end
    )
    makers, _, series, series_zh, numbers, english, chinese, *colors = read_columns(
        folder / "lips.tsv.gz"
    )
    labels = [f"{number} {name}".strip() for number, name in zip(numbers, english, strict=True)]
    ranges = [name or name_zh for name, name_zh in zip(series, series_zh, strict=True)]
    lips: Iterable[ShadeRow] = zip(
        *(repeat("lips"), makers, ranges, labels, chinese),
        *(colors[0], repeat(""), repeat(""), repeat(-1)),
        strict=False,
    )
    return shades_of([*bases, *lips, *family_rows()])


def family_rows(path: Path = ASSETS / "catalogue" / "families.toml") -> list[ShadeRow]:
    """Our colour families, one row for each depth of skin."""
    tree = tomllib.loads(path.read_text("utf-8"))
    return [
        (place, "", "", row["name"], row["name_zh"], row[depth], depth, row["undertone"], -1)
        for place in ("eyes", "cheeks")
        for row in tree[place].values()
        for depth in SKIN_DEPTHS
    ]
