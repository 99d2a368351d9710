"""Reading the gzipped tables that tools/build_catalogue.py writes."""

import gzip
import zlib
from pathlib import Path
from types import MappingProxyType

import numpy as np

from beauty.catalogue.table import IngredientTable
from beauty.checks import frozen
from beauty.errors import SetupError
from beauty.knowledge.groups import load_ingredient_groups


def read_columns(path: Path) -> list[list[str]]:
    """The columns of a table without their heads. Raises SetupError if it is missing or damaged."""
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise SetupError(
            reason=f"{path.name}: {error}", fix="Restore it or run make catalogue."
        ) from error
    head, _, rest = text.partition("\n")
    width = head.count("\t") + 1
    cells = rest.replace("\n", "\t").split("\t")[:-1]  # a list a row would take three times as long
    return [cells[column::width] for column in range(width)]


def packed_ingredients(path: Path) -> IngredientTable:
    """The ingredient table of our own catalogue."""
    names, functions, groups, allergens, known = read_columns(path)
    masks = {group: np.zeros(len(names), bool) for group in load_ingredient_groups().groups}
    for row, said in enumerate(groups):
        for group in said.split():
            if group not in masks:
                raise SetupError(
                    reason=f"{path.name}, {names[row]}: group {group!r} is not known",
                    fix="Run make catalogue.",
                )
            masks[group][row] = True
    return IngredientTable(
        tuple(names),
        tuple(functions),
        MappingProxyType({group: frozen(mask) for group, mask in masks.items()}),
        MappingProxyType({row: label for row, label in enumerate(allergens) if label}),
        frozen(np.array(known) == "1"),
    )
