"""The correspondence of tools/london_map.toml, read and checked."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from beauty.face.face import LANDMARKS

MAP_FILE = Path(__file__).with_name("london_map.toml")
TEMPLATE_POINTS = 189


@dataclass(frozen=True)
class Outline:
    """template: points of the template; along: landmarks of the line that they should lie on."""

    template: tuple[int, ...]
    along: tuple[int, ...]
    closed: bool


@dataclass(frozen=True)
class Group:
    """points: pairs (template point, landmark); see the grammar at the top of london_map.toml."""

    name: str
    points: tuple[tuple[int, int], ...]
    outlines: tuple[Outline, ...]


def load_map(path: Path = MAP_FILE) -> tuple[Group, ...]:
    """The groups of the map file. Raises ValueError naming an index that is out of range."""
    groups = []
    for name, row in tomllib.loads(path.read_text("utf-8"))["group"].items():
        pairs = tuple((int(ours), int(theirs)) for ours, theirs in row.get("points", ()))
        outlines = tuple(
            Outline(tuple(one["template"]), tuple(one["along"]), bool(one.get("closed", False)))
            for one in row.get("outlines", ())
        )
        template = [*(pair[0] for pair in pairs), *(i for one in outlines for i in one.template)]
        landmarks = [*(pair[1] for pair in pairs), *(i for one in outlines for i in one.along)]
        for indices, size in ((template, TEMPLATE_POINTS), (landmarks, LANDMARKS)):
            wrong = [index for index in indices if not 0 <= index < size]
            if wrong:
                raise ValueError(f"{path.name}, {name}: expected points 0..{size - 1}, got {wrong}")
        groups.append(Group(name, pairs, outlines))
    return tuple(groups)


def all_of(groups: tuple[Group, ...]) -> Group:
    """One group of all pairs and outlines."""
    pairs = tuple(pair for group in groups for pair in group.points)
    return Group("all", pairs, tuple(one for group in groups for one in group.outlines))
