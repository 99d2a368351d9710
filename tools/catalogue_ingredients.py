"""The ingredient table: CosIng names, our own, those of the EU annexes, and their groups."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType

import numpy as np
from on_the_list.annexes import read_annex
from on_the_list.models import AnnexEntry

from beauty.catalogue.inci import key
from beauty.catalogue.table import IngredientTable, belongs, load_aliases, own_names
from beauty.knowledge.groups import load_ingredient_groups

NAMED_ON_LIST = re.compile(r"(shall|must) be indicated .{0,60}?\bin the list of ingredients")
HAIR_DYE = "HC "  # the annex file carries one hair dye in the entry of verbena absolute


PLANT_PARTS = {"leaf", "twig", "flower", "stem", "root", "fruit", "bark", "oil", "extract"}


@dataclass(frozen=True)
class Annexes:
    """allergens: name -> label of its entry in Annex III. prohibited: keys of Annex II."""

    allergens: dict[str, str]
    prohibited: tuple[str, ...]
    uv_filters: tuple[str, ...]
    dates: tuple[str, ...]


def read_annexes() -> Annexes:
    """What Annex II, III and VI say, from the copies that the package on-the-list ships."""
    allergens: dict[str, str] = {}
    raw = {row[0]: row for row in _rows("III")}
    for entry in _entries("III"):
        if NAMED_ON_LIST.search(" ".join(" ".join(raw[entry.reference]).split())):
            label = _label(entry, raw[entry.reference])
            real = (name for name in whole_names(entry.names) if not name.startswith(HAIR_DYE))
            allergens.update((name, label) for name in real)
    prohibited = tuple(
        key(name) for entry in _entries("II") for name in (*entry.names, entry.chemical_name)
    )
    filters = [name for entry in _entries("VI") for name in entry.names]
    dates = tuple(f"Annex {annex}: {_text(annex).splitlines()[1]}" for annex in ("II", "III", "VI"))
    return Annexes(allergens, prohibited, tuple(filters), dates)


def whole_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names of an entry with those put together again that were cut at their slashes.

    >>> whole_names(("Eucalyptus Globulus Leaf", "Twig Oil"))
    ('Eucalyptus Globulus Leaf', 'Eucalyptus Globulus Leaf/Twig Oil')
    """
    pieces = [name for name in names if set(name.lower().split()) <= PLANT_PARTS]
    kept = [name for name in names if name not in pieces]
    between = [name for name in pieces if " " not in name]
    joined = [
        "/".join((name, *between, last))
        for name in kept
        if name.lower().split()[-1] in PLANT_PARTS - {"oil", "extract"}
        for last in pieces
        if " " in last
    ]
    return (*kept, *(name for name in joined if name.upper() not in map(str.upper, kept)))


def build_table(cosing: Path, annexes: Annexes) -> IngredientTable:
    """CosIng in its order (one row a key), then our own names, then annex names that neither has."""
    names: dict[str, tuple[str, str]] = {}
    merged = {key(other) for others in load_aliases().values() for other in others}
    with cosing.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            spelled = key(row["inci_name"])
            if spelled and (spelled not in merged or spelled in map(key, load_aliases())):
                names.setdefault(spelled, (" ".join(row["inci_name"].split()), row["function"]))
    for name in (*own_names(), *(name.upper() for name in annexes.allergens)):
        if key(name) not in merged:
            names.setdefault(key(name), (name, ""))
    return _with_groups(tuple(names.values()), annexes)


def _with_groups(rows: tuple[tuple[str, str], ...], annexes: Annexes) -> IngredientTable:
    names, functions = (tuple(column) for column in zip(*rows, strict=True))
    definitions = load_ingredient_groups().groups
    groups = {
        group.id: np.array([belongs(*row, group) for row in rows]) for group in definitions.values()
    }
    table = IngredientTable(names, functions, groups, {}, np.ones(len(names), bool))
    allergens = {table.matcher.keys[key(name)]: label for name, label in annexes.allergens.items()}
    groups["fragrance_allergen"][list(allergens)] = True
    filters = [table.matcher.exact(name) for name in annexes.uv_filters]
    groups["uv_filter"][[row for row in filters if row is not None]] = True
    listed = " ".join(annexes.prohibited)
    wrong = [name for name in definitions["eu_prohibited"].names if key(name) not in listed]
    if wrong:
        raise SystemExit(f"group eu_prohibited: not in Annex II: {wrong}")
    ordered = MappingProxyType(dict(sorted(allergens.items())))
    return IngredientTable(names, functions, MappingProxyType(groups), ordered, table.known)


def _label(entry: AnnexEntry, row: list[str]) -> str:
    """The entry's reference number and the name under which it is to stand on lists."""
    grouped = re.search(r"indicated (?:as )?‘([^’]+)’", " ".join(row))
    name = grouped[1] if grouped else row[2].split(";")[0].strip(" -\n") or entry.names[0]
    return f"{entry.reference} {' '.join(name.split()).replace('- ', '-')}"


def _entries(annex: str) -> list[AnnexEntry]:
    entries: list[AnnexEntry] = read_annex(annex, _text(annex))
    return entries


def _rows(annex: str) -> list[list[str]]:
    return [row for row in csv.reader(_text(annex).splitlines(keepends=True)) if row][5:]


def _text(annex: str) -> str:
    return resources.files("on_the_list").joinpath(f"data/annex_{annex}.csv").read_text("utf-8-sig")
