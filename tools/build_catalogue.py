"""Derive the tables of assets/catalogue: `python -m tools.build_catalogue --data FOLDER`.

FOLDER holds the shop's products, their popularity, CosIng, foundation shades and lip colours (see
assets/catalogue/SOURCES.md). Writes the same bytes every time and prints the figures of SOURCES.md.
"""

import argparse
import gzip
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from beauty.catalogue.reading import ReadList, read_list, watched_names
from beauty.catalogue.stated import stated_shares
from beauty.catalogue.table import IngredientTable
from beauty.knowledge.groups import load_ingredient_groups
from beauty.paths import ASSETS
from tools.catalogue_colors import read_lips, read_shades
from tools.catalogue_ingredients import build_table, read_annexes
from tools.catalogue_products import (
    RawProduct,
    read_popularity,
    read_products,
    spf_of,
    tags_of,
)
from tools.table import table

INGREDIENTS = ("name", "function", "groups", "allergen", "known")
PRODUCTS = (
    *("product_id", "brand", "name", "category", "price", "size", "spf", "in_stock", "tags"),
    *("stated", "interactions", "mean_rating", "loves", "unmatched", "ingredients"),
)
SHADES = ("brand", "product", "shade", "hex", "L", "a", "b", "depth", "undertone", "product_id")
LIPS = (
    *("brand", "brand_zh", "series", "series_zh", "number", "name", "name_zh"),
    *("hex", "L", "a", "b"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ASSETS / "catalogue")
    args = parser.parse_args()
    build(args.data, args.out)


def build(data: Path, out: Path) -> None:
    """Write the four tables into `out` and print what was found."""
    annexes = read_annexes()
    known = build_table(data / "cosing.csv", annexes)
    products, left = read_products(data / "sephora_products_2023.csv.zip")
    watched = watched_names(known)
    lists = {one.id: read_list(one.ingredients, known, watched) for one in products}
    strangers = {name for one in lists.values() for name in one.unmatched}
    whole = known.extended(sorted(strangers - set(known.names)))
    popularity = read_popularity(data / "product_popularity.csv")
    shades, dropped = read_shades(data / "foundation_shades.csv", products)
    lips = read_lips(data / "lipsticks_zh.json", data / "lipsticks_en.json")
    out.mkdir(parents=True, exist_ok=True)
    write(out / "ingredients.tsv.gz", INGREDIENTS, ingredient_rows(whole))
    write(out / "products.tsv.gz", PRODUCTS, product_rows(products, lists, whole, popularity))
    write(out / "shades.tsv.gz", SHADES, shades)
    write(out / "lips.tsv.gz", LIPS, lips)
    report(products, left, lists, whole)
    linked = {row[-1] for row in shades} - {""}
    print(
        f"\n{len(shades)} foundation shades of {len({row[:2] for row in shades})} products, "
        f"{len(linked)} of them in our table; {len(dropped)} swatches dropped; {len(lips)} lip colours"
    )
    print(
        f"annexes: {'; '.join(annexes.dates)}; {len(set(annexes.allergens.values()))} allergen entries"
    )


def ingredient_rows(known: IngredientTable) -> list[tuple[object, ...]]:
    names = list(load_ingredient_groups().groups)
    return [
        (
            name,
            known.functions[row],
            " ".join(group for group in names if known.groups[group][row]),
            known.allergens.get(row, ""),
            int(known.known[row]),
        )
        for row, name in enumerate(known.names)
    ]


def product_rows(
    products: Sequence[RawProduct],
    lists: dict[str, ReadList],
    known: IngredientTable,
    popularity: Mapping[str, tuple[str, str]],
) -> list[tuple[object, ...]]:
    printed = {name: row for row, name in enumerate(known.names) if not known.known[row]}
    rows: list[tuple[object, ...]] = []
    for one in products:
        read = lists[one.id]
        ids = (*read.ids, *(printed[name] for name in read.unmatched))
        rows.append(
            (
                *(
                    one.id,
                    one.brand,
                    one.name,
                    one.category,
                    one.price_usd,
                    one.size,
                    spf_of(one.name),
                ),
                *(int(one.in_stock), tags_of(one), stated_shares(one.name, one.ingredients)),
                *popularity.get(one.id, ("", "")),
                *(one.loves, len(read.unmatched), " ".join(map(str, ids))),
            )
        )
    return rows


def write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A gzipped table, cells parted by tabs; the same bytes for the same rows (no name, no time)."""
    lines = ["\t".join(" ".join(str(cell).split()) for cell in row) for row in (head, *rows)]
    if any(line.count("\t") != len(head) - 1 for line in lines):
        raise ValueError(f"{path.name}: a row has too few or too many cells")
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode())


def report(
    products: Sequence[RawProduct],
    left: dict[str, int],
    lists: dict[str, ReadList],
    known: IngredientTable,
) -> None:
    by_occurrence = Counter(how for read in lists.values() for _, how in read.hows)
    by_name = Counter(dict(pair for read in lists.values() for pair in read.hows).values())
    total, distinct = by_occurrence.total(), by_name.total()
    print(
        table(
            ("names understood", "occurrences", "share", "distinct names", "share"),
            [
                (
                    how,
                    by_occurrence[how],
                    f"{by_occurrence[how] / total:.1%}",
                    by_name[how],
                    f"{by_name[how] / distinct:.1%}",
                )
                for how in ("exact", "parts", "fuzzy", "words", "unknown")
            ],
        )
    )
    nothing = sum(not read.ids and not read.unmatched for read in lists.values())
    whole = sum(bool(read.ids) and not read.unmatched for read in lists.values())
    print(
        f"\n{total} printed names, {distinct} distinct; {known.known.sum()} known ingredients, "
        f"{(~known.known).sum()} kept as printed"
    )
    print(
        f"{len(products)} products kept, {sum(left.values())} left out; {nothing} without ingredients, "
        f"{whole} with every name understood"
    )
    counts = Counter(one.category for one in products)
    print(table(("category", "products"), sorted(counts.items())))


if __name__ == "__main__":
    main()
