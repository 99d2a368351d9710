"""A shop's own products from a CSV file: columns checked cell by cell, ingredients read as ours are."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np

from beauty.catalogue.reading import ReadList, read_list, watched_names
from beauty.catalogue.rows import (
    RowColumns,
    category_column,
    float_column,
    stated_columns,
    tag_column,
)
from beauty.catalogue.shades import ShadeRow, Shades, family_rows, hex_rgb, shades_of
from beauty.catalogue.shelves import load_categories, load_tags
from beauty.catalogue.stated import stated_shares
from beauty.catalogue.table import IngredientTable
from beauty.checks import frozen
from beauty.errors import UsageError

NEEDED = ("product_id", "name", "brand", "category", "price")
OPTIONAL = (
    "currency",
    "size",
    "spf",
    "in_stock",
    "ingredients",
    "tags",
    "shade_hex",
    "rating",
    "popularity",
)
REFUSALS = tuple(  # what error.reason of assets/texts says of a file
    f"catalogue_{what}"
    for what in (
        *("unreadable", "column", "no_rows", "empty", "double", "price", "category", "tag"),
        *("currency", "number", "flag", "hex"),
    )
)
SHADE_PLACES = {
    **dict.fromkeys(("foundation", "concealer", "powder", "primer"), "base"),
    **dict.fromkeys(("lipstick", "lip_gloss", "lip_liner", "lip_care"), "lips"),
    **dict.fromkeys(("eyeshadow", "eyeliner", "mascara", "brow"), "eyes"),
    **dict.fromkeys(("blush", "bronzer", "contour", "highlighter"), "cheeks"),
}
ShopTables = tuple[RowColumns, np.ndarray, np.ndarray, IngredientTable, Shades, str]


def read_shop(path: Path, known: IngredientTable) -> ShopTables:
    """What a Catalogue is made of, from a shop's file. Raises UsageError naming file, row and column."""
    rows = _checked_rows(path)
    watched = watched_names(known)
    lists = [read_list(row["ingredients"], known, watched) for row in rows]
    strangers = sorted({name for one in lists for name in one.unmatched} - set(known.names))
    whole = known.extended(strangers)
    indptr, indices = _matrix(lists, whole)
    ids, brands, names, sizes = (
        tuple(row[name] for row in rows) for name in ("product_id", "brand", "name", "size")
    )
    columns = RowColumns(
        *(ids, brands, names, sizes),
        category=category_column([row["category"] for row in rows]),
        price=float_column([row["price"] for row in rows]),
        spf=frozen(np.array([int(row["spf"] or 0) for row in rows], np.int16)),
        in_stock=frozen(np.array([row["in_stock"] != "0" for row in rows])),
        tags=tag_column([row["tags"].split() for row in rows]),
        unmatched=frozen(np.array([len(one.unmatched) for one in lists], np.int16)),
        stated=stated_columns([stated_shares(row["name"], row["ingredients"]) for row in rows]),
        interactions=float_column([row["popularity"] for row in rows]),
        mean_rating=float_column([row["rating"] for row in rows]),
        loves=float_column([""] * len(rows)),
    )
    return columns, indptr, indices, whole, _shades(rows), rows[0]["currency"] or "USD"


def _checked_rows(path: Path) -> Sequence[Mapping[str, str]]:
    """The rows with every column present ("" where the file has none), all cells sound."""
    rows: list[Mapping[str, str]] = []
    seen: dict[str, int] = {}
    for number, row in _raw_rows(path):
        for column, check in CHECKS.items():
            reason = check(row[column])
            if reason:
                raise _wrong(path, number, column, reason, row[column])
        if row["product_id"] in seen:
            raise _wrong(path, number, "product_id", "catalogue_double", row["product_id"])
        if rows and row["currency"] != rows[0]["currency"]:
            raise _wrong(path, number, "currency", "catalogue_currency", row["currency"])
        seen[row["product_id"]] = number
        rows.append(row)
    if not rows:
        raise UsageError(reason="catalogue_no_rows", fix="catalogue", file=path.name)
    return rows


def _raw_rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line in the file (the head is 1, a cell may span lines) and row, cells without edge spaces."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(reason="catalogue_unreadable", fix="catalogue", file=path.name) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        columns = tuple(reader.fieldnames or ())
    except csv.Error as error:
        raise UsageError(reason="catalogue_unreadable", fix="catalogue", file=path.name) from error
    for column in NEEDED:
        if column not in columns:
            raise UsageError(
                reason="catalogue_column", fix="catalogue", file=path.name, column=column
            )
    try:
        for row in reader:
            cells = {name: (row.get(name) or "").strip() for name in (*NEEDED, *OPTIONAL)}
            yield reader.line_num, cells
    except csv.Error as error:  # a cell without end, or a byte that no text holds
        raise UsageError(reason="catalogue_unreadable", fix="catalogue", file=path.name) from error


def _wrong(path: Path, row: int, column: str, reason: str, got: str) -> UsageError:
    return UsageError(
        reason=reason,
        fix="catalogue",
        file=path.name,
        row=row,
        column=column,
        got=got[:60],
        categories=", ".join(load_categories()),
    )


def _matrix(lists: Sequence[ReadList], whole: IngredientTable) -> tuple[np.ndarray, np.ndarray]:
    printed = {name: row for row, name in enumerate(whole.names) if not whole.known[row]}
    ids = [(*one.ids, *(printed[name] for name in one.unmatched)) for one in lists]
    lengths = np.array([len(one) for one in ids], np.int64)
    flat = np.array([one for row in ids for one in row], np.int32)
    return frozen(np.concatenate([[0], np.cumsum(lengths)])), frozen(flat)


def _shades(rows: Sequence[Mapping[str, str]]) -> Shades:
    """The colours that the file gives; where it has none for eyes or cheeks, our families for them."""
    found: list[ShadeRow] = []
    for place, row in enumerate(rows):
        where = SHADE_PLACES.get(row["category"], "")
        for said in filter(None, (part.strip() for part in row["shade_hex"].split("|"))):
            name, code = said[:-7].strip(), said[-7:].lower()
            found.append((where, row["brand"], row["name"], name, "", code, "", "", place))
    kept = [one for one in found if one[0]]
    given = {one[0] for one in kept}
    return shades_of([*kept, *(one for one in family_rows() if one[0] not in given)])


def _empty(text: str) -> str:
    return "" if text else "catalogue_empty"


def _price(text: str) -> str:
    return "" if re.fullmatch(r"\d{0,7}(\.\d{1,4})?", text) else "catalogue_price"


def _category(text: str) -> str:
    return "" if text in load_categories() else "catalogue_category"


def _tags(text: str) -> str:
    return "" if all(tag in load_tags() for tag in text.split()) else "catalogue_tag"


def _currency(text: str) -> str:
    return "" if re.fullmatch(r"([A-Z]{3})?", text) else "catalogue_currency"


def _whole(text: str) -> str:
    return "" if re.fullmatch(r"\d{0,3}", text) else "catalogue_number"


def _number(text: str) -> str:
    return "" if re.fullmatch(r"(\d{1,9}(\.\d+)?)?", text) else "catalogue_number"


def _flag(text: str) -> str:
    return "" if text in ("", "0", "1") else "catalogue_flag"


def _hexes(text: str) -> str:
    for said in filter(None, (part.strip() for part in text.split("|"))):
        try:
            hex_rgb(said[-7:])
        except ValueError:
            return "catalogue_hex"
    return ""


CHECKS = MappingProxyType(
    {
        **dict.fromkeys(("product_id", "name"), _empty),
        **{"category": _category, "price": _price, "currency": _currency, "spf": _whole},
        **{"in_stock": _flag, "tags": _tags, "shade_hex": _hexes},
        **dict.fromkeys(("rating", "popularity"), _number),
    }
)
