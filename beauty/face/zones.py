"""Where make-up goes on this face: soft masks of the zones in assets/face/placements.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from beauty.errors import SetupError
from beauty.face.face import Face
from beauty.face.outline import load_outlines
from beauty.face.regions import Region, Regions, draw_outline, union
from beauty.paths import ASSETS

ZONES_FILE = ASSETS / "face" / "placements.toml"


@dataclass(frozen=True)
class ZoneRecipe:
    """One zone; see the grammar at the top of placements.toml. Feather in face widths."""

    name: str
    outlines: tuple[tuple[int, ...], ...]
    feather: float
    regions: tuple[str, ...]


@cache
def load_zones() -> Mapping[str, ZoneRecipe]:
    """Name -> recipe. Raises SetupError naming a zone that uses an unknown region."""
    recipes = {}
    for name, row in tomllib.loads(ZONES_FILE.read_text("utf-8"))["zone"].items():
        outlines = tuple(tuple(outline) for outline in row.get("outlines", ()))
        recipe = ZoneRecipe(name, outlines, row.get("feather", 0.0), tuple(row.get("regions", ())))
        if not set(recipe.regions) <= set(load_outlines()) or not (outlines or recipe.regions):
            raise SetupError(
                reason=f"{ZONES_FILE.name}: zone {name} has no outline or an unknown region",
                fix="Correct that zone.",
            )
        recipes[name] = recipe
    return MappingProxyType(recipes)


def draw_zone(name: str, face: Face, regions: Regions, size_wh: tuple[int, int]) -> Region:
    """Soft mask of a zone on this face; skin zones leave eyes, brows and lips free."""
    recipe = load_zones()[name]
    if recipe.regions:
        return union(name, [regions[part] for part in recipe.regions])
    feather_px = recipe.feather * face.width_px
    whole = union(
        name,
        [
            draw_outline(face.landmarks_px[list(line)], feather_px, size_wh)
            for line in recipe.outlines
        ],
    )
    skin: np.ndarray = regions["skin"].on(whole.box_xyxy)
    return Region(name, whole.box_xyxy, whole.alpha * skin)
