"""The shelves of the catalogue and what products say of themselves: categories.toml and tags.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from beauty.errors import SetupError
from beauty.knowledge.groups import load_ingredient_groups
from beauty.paths import ASSETS

AREAS = ("skincare", "makeup")
MOST_TAGS = 64  # a product's tags are kept as the bits of one uint64


@dataclass(frozen=True)
class Category:
    """One [category] of categories.toml."""

    id: str
    area: str
    shelves: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Tag:
    """One [tag] of tags.toml; `bit` is its place in a product's uint64."""

    id: str
    bit: int
    highlights: tuple[str, ...]
    name: tuple[str, ...]
    free_of: tuple[str, ...]
    refuted_by: tuple[str, ...]


@cache
def load_categories() -> Mapping[str, Category]:
    """id -> category in the file's order. Raises SetupError naming a wrong row."""
    rows = _read("categories.toml")["category"]
    found = {
        name: Category(name, str(row.get("area")), tuple(row["shelves"]), tuple(row["words"]))
        for name, row in rows.items()
    }
    for one in found.values():
        if one.area not in AREAS:
            raise SetupError(
                reason=f"categories.toml, category {one.id}: area: expected "
                f"one of {AREAS}, got {one.area!r}",
                fix="Correct that row.",
            )
    return MappingProxyType(found)


@cache
def load_tags() -> Mapping[str, Tag]:
    """id -> tag in the file's order. Raises SetupError naming a wrong row."""
    groups = load_ingredient_groups().groups
    found = {}
    for bit, (name, row) in enumerate(_read("tags.toml")["tag"].items()):
        fields = (
            tuple(row.get(field, ())) for field in ("highlights", "name", "free_of", "refuted_by")
        )
        tag = Tag(name, bit, *fields)
        for group in (*tag.free_of, *tag.refuted_by):
            if group not in groups or bit >= MOST_TAGS:
                raise SetupError(
                    reason=f"tags.toml, tag {name}: {group!r} is no group of ingredients",
                    fix="Correct that row.",
                )
        found[name] = tag
    return MappingProxyType(found)


def _read(name: str) -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    try:
        return tomllib.loads((ASSETS / "catalogue" / name).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SetupError(reason=f"{name}: {error}", fix="Correct that file.") from error
