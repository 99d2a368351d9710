"""Soft zones of placements.toml on the sitter's sheet, cut to skin that can be seen."""

from dataclasses import replace

from beauty.checks import frozen
from beauty.face import Region, load_zones
from beauty.face.regions import union
from beauty.tryon.sitter import Sitter


def zone(sitter: Sitter, name: str, softer: float = 0.0) -> Region:
    """One zone; softer: face widths of feather more than a guide needs, as a brush would blend it."""
    recipe = load_zones()[name]
    if recipe.regions:
        whole = union(name, [sitter.drawn(part) for part in recipe.regions])
        return sitter.cut(replace(whole, name=name))
    parts = [
        sitter.outline(sitter.points(*line), recipe.feather + softer) for line in recipe.outlines
    ]
    return on_skin(sitter, union(name, parts))


def on_skin(sitter: Sitter, region: Region) -> Region:
    """The part of a region that lies on visible skin of the face."""
    return replace(region, alpha=frozen(region.alpha * region.crop(sitter.open_skin)))


def zones(sitter: Sitter, names: tuple[str, ...], softer: float = 0.0) -> Region:
    """Several zones as one."""
    return union("+".join(names), [zone(sitter, name, softer) for name in names])
