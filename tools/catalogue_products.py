"""Products of the shop's table that belong into our catalogue, with their facts brought into one form."""

import ast
import csv
import io
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beauty.catalogue.shelves import load_categories, load_tags
from beauty.paths import ASSETS

SPF = re.compile(r"\bSPF\s?(\d{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True)
class RawProduct:
    """One row of the shop's table on a shelf of ours; `ingredients` "" where none are given."""

    id: str
    brand: str
    name: str
    category: str
    price_usd: str
    size: str
    in_stock: bool
    highlights: tuple[str, ...]
    ingredients: str
    loves: str


def read_products(path: Path) -> tuple[list[RawProduct], dict[str, int]]:
    """Our products in the order of their ids, and how many rows of each other shelf were left out."""
    kept, left = [], dict[str, int]()
    for row in _rows(path, "product_info.csv"):
        shelf = "/".join(row[f"{part}_category"] for part in ("primary", "secondary", "tertiary"))
        category = shelf_of(shelf, row["product_name"])
        if category:
            kept.append(_product(row, category))
        else:
            left[shelf] = left.get(shelf, 0) + 1
    return sorted(kept, key=lambda one: one.id), dict(sorted(left.items()))


def shelf_of(shelf: str, name: str) -> str | None:
    """Our category for a shelf of the shop's and a product's name; None if it is none of ours."""
    rules = _rules()
    if says(name, rules["never"]):
        return None
    categories = load_categories()
    for category in categories.values():
        if shelf in category.shelves:
            powder = category.id == "setting" and "powder" in name.lower()
            return "powder" if powder else category.id
    if shelf not in rules["shelves"] or says(name, rules["never_mixed"]):
        return None
    return next((one for one in rules["order"] if says(name, categories[one].words)), None)


@cache
def _rules() -> Mapping[str, list[str]]:
    rows: Mapping[str, list[str]] = tomllib.loads(
        (ASSETS / "catalogue" / "categories.toml").read_text("utf-8")
    )["by_name"]
    return rows


def says(name: str, words: tuple[str, ...] | list[str]) -> bool:
    """Whether one of the words stands in the name, whole."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name.lower()) for word in words)


def tags_of(product: RawProduct) -> str:
    """Tags that the product states of itself, by claims or by name."""
    return " ".join(
        tag.id
        for tag in load_tags().values()
        if set(tag.highlights) & set(product.highlights) or says(product.name, tag.name)
    )


def spf_of(name: str) -> str:
    found = SPF.search(name)
    return found[1] if found else ""


def read_popularity(path: Path) -> Mapping[str, tuple[str, str]]:
    """product_id -> interactions and mean rating (1 to 5, two decimals)."""
    with path.open(encoding="utf-8") as file:
        return {
            row["product_id"]: (
                str(int(float(row["product_total_interactions"]))),
                f"{float(row['product_avg_review_rating']):.2f}",
            )
            for row in csv.DictReader(file)
        }


def _product(row: Mapping[str, str], category: str) -> RawProduct:
    parts = parts_of(row["ingredients"])
    return RawProduct(
        id=row["product_id"],
        brand=_plain(row["brand_name"]),
        name=_plain(row["product_name"]),
        category=category,
        price_usd=f"{float(row['price_usd']):g}",
        size=_plain(row["size"]),
        in_stock=row["out_of_stock"] == "0",
        highlights=tuple(ast.literal_eval(row["highlights"]) if row["highlights"] else ()),
        ingredients="\n".join(part for part in parts if part.strip()),
        loves=row["loves_count"],
    )


def parts_of(printed: str) -> list[str]:
    """The parts of a cell such as "['Part A:', 'Aqua, Mica']"; strokes between names become slashes."""
    plain = re.sub(r"""\\\\|\\(?=[^a-z'"])""", "/", printed)
    parts: list[str] = ast.literal_eval(plain) if plain else []
    return parts


def _plain(text: str) -> str:
    return " ".join(text.replace("\ufffd", "").split())


def _rows(path: Path, inside: str) -> Iterator[Mapping[str, str]]:
    with zipfile.ZipFile(path) as bundle, bundle.open(inside) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8"))
