"""The named outlines of assets/face/regions.toml, read and checked once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from beauty.errors import SetupError
from beauty.face.face import LANDMARKS
from beauty.paths import ASSETS

LEAST_POINTS = 3
SHOWS = ("skin", "lips", "all")
REGIONS_FILE = ASSETS / "face" / "regions.toml"


@dataclass(frozen=True)
class Outline:
    """One region's recipe; see the grammar at the top of the file. Feather in face widths."""

    name: str
    outline: tuple[int, ...] = ()
    feather: float = 0.0
    minus: tuple[str, ...] = ()
    union: tuple[str, ...] = ()
    shows: str = "skin"


@cache
def load_outlines(path: Path = REGIONS_FILE) -> Mapping[str, Outline]:
    """Name -> recipe, in the file's order. Raises SetupError naming the region that is wrong."""
    try:
        tree = tomllib.loads(path.read_text("utf-8"))["region"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise SetupError(
            reason=f"{path.name} cannot be used ({error})",
            fix="Take assets/ from the repository again.",
        ) from error
    outlines: dict[str, Outline] = {}
    for name, row in tree.items():
        recipe = Outline(
            name=name,
            outline=tuple(row.get("outline", ())),
            feather=float(row.get("feather", 0.0)),
            minus=tuple(row.get("minus", ())),
            union=tuple(row.get("union", ())),
            shows=row.get("shows", "skin"),
        )
        _check(recipe, outlines, path.name)
        outlines[name] = recipe
    return MappingProxyType(outlines)


def _check(recipe: Outline, earlier: Mapping[str, Outline], file: str) -> None:
    unknown = [name for name in (*recipe.minus, *recipe.union) if name not in earlier]
    if unknown:
        problem = f"names {', '.join(unknown)}, not defined above it"
    elif bool(recipe.outline) == bool(recipe.union):
        problem = "needs either an outline or a union"
    elif 0 < len(recipe.outline) < LEAST_POINTS:
        problem = f"has fewer than {LEAST_POINTS} points"
    elif recipe.shows not in SHOWS:
        problem = f"shows {recipe.shows}, which is none of {', '.join(SHOWS)}"
    elif any(not 0 <= index < LANDMARKS for index in recipe.outline):
        problem = f"uses a landmark outside 0..{LANDMARKS - 1}"
    else:
        return
    raise SetupError(reason=f"{file}: region {recipe.name} {problem}", fix="Correct that region.")
