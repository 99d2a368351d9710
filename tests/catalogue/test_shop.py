"""A shop's own file: read like ours, and refused cell by cell in words that help."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beauty.catalogue import Catalogue, load_categories
from beauty.catalogue.shop import NEEDED, OPTIONAL, REFUSALS
from beauty.errors import UsageError
from beauty.paths import ROOT
from beauty.texts import load_texts

Shop = Callable[..., Path]
LIST = "Aqua, Glycerin, Parfum, Limonene, Moon Dust"
CREAM = f'A1,Daily Cream,Own,moisturiser,14.90,EUR,"{LIST}",vegan fragrance_free,'
TINT = "A2,Soft Tint,Own,foundation,22,EUR,,,Sand #D7B190 | #b98a5e"


def test_a_good_file_is_read_like_ours(shop: Shop):
    catalogue = Catalogue.from_csv(shop(CREAM, TINT))
    cream, tint = catalogue.product(0), catalogue.product(1)
    assert (cream.id, cream.price, cream.currency, cream.category) == (
        "A1",
        14.9,
        "EUR",
        "moisturiser",
    )
    names = [catalogue.ingredients.names[one] for one in cream.ingredients]
    assert names == ["AQUA", "GLYCERIN", "PARFUM", "LIMONENE", "Moon Dust"]
    assert catalogue.columns.unmatched.tolist() == [1, 0]
    assert catalogue.tag("vegan").tolist() == [1, 0]
    assert catalogue.tag("fragrance_free").tolist() == [
        -1,
        0,
    ]  # claimed, but the list says otherwise
    assert catalogue.listed.tolist() == [True, False] and not tint.listed
    assert catalogue.contains_group("fragrance_allergen").tolist() == [True, False]


def test_shades_of_the_file_belong_to_their_product(shop: Shop):
    shades = Catalogue.from_csv(shop(CREAM, TINT)).shades
    rows = shades.rows_at("base")
    assert [shades.hexes[row] for row in rows] == ["#d7b190", "#b98a5e"]
    assert [shades.names[row] for row in rows] == ["Sand", ""]
    assert shades.product[rows].tolist() == [1, 1]
    assert all(shades.is_family(row) for row in shades.rows_at("eyes"))


WRONG = {
    "category": ("A3,X,Own,potion,3,EUR,,,", "potion"),
    "price": ("A3,X,Own,serum,cheap,EUR,,,", "cheap"),
    "tags": ("A3,X,Own,serum,3,EUR,,magic,", "magic"),
    "currency": ("A3,X,Own,serum,3,USD,,,", "USD"),
    "shade_hex": ("A3,X,Own,serum,3,EUR,,,Sand d7b190", "Sand d7b190"),
    "name": ("A3,,Own,serum,3,EUR,,,", "empty"),
    "product_id": ("A1,X,Own,serum,3,EUR,,,", "A1"),
}


@pytest.mark.parametrize("column", WRONG)
def test_a_wrong_cell_is_named_by_file_row_and_column(shop: Shop, column: str):
    row, got = WRONG[column]
    with pytest.raises(UsageError) as refused:
        Catalogue.from_csv(shop(CREAM, TINT, row))
    for language in ("en", "zh"):
        said = refused.value.said("message", language)
        assert all(part in said for part in ("shop.csv", "4", column))
        assert got in said or column == "name"
        assert "docs/catalogue.md" in refused.value.said("advice", language)


def test_a_row_after_a_cell_of_several_lines_is_counted_by_lines(shop: Shop):
    spread = 'A1,Cream,Own,moisturiser,1,EUR,"Aqua,\nGlycerin",,'
    with pytest.raises(UsageError, match="row 4, column price"):
        Catalogue.from_csv(shop(spread, "A2,X,Own,serum,dear,EUR,,,"))


def test_what_is_no_table_is_refused(shop: Shop, tmp_path: Path):
    with pytest.raises(UsageError, match="no column category"):
        Catalogue.from_csv(shop("1,2", head="product_id,name,brand,price"))
    with pytest.raises(UsageError, match="holds no products"):
        Catalogue.from_csv(shop())
    with pytest.raises(UsageError, match="could not be opened"):
        Catalogue.from_csv(tmp_path / "missing.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="UTF-8"):
        Catalogue.from_csv(tmp_path / "bytes.csv")


def test_every_refusal_has_its_words_and_every_column_its_line():
    for reason in REFUSALS:
        assert load_texts("zh").find(f"error.reason.{reason}") is not None
    handbook = (ROOT / "docs" / "catalogue.md").read_text("utf-8")
    assert all(f"| {column} |" in handbook for column in (*NEEDED, *OPTIONAL))


def test_the_example_of_the_handbook_is_accepted(tmp_path: Path):
    handbook = (ROOT / "docs" / "catalogue.md").read_text("utf-8")
    path = tmp_path / "example.csv"
    path.write_text(handbook.split("```csv\n")[1].split("```")[0], "utf-8")
    assert len(Catalogue.from_csv(path)) == 2


ROW = st.tuples(
    st.sampled_from(sorted(load_categories())),
    st.sampled_from(["", "3", "12.50"]),
    st.sampled_from(["", "Aqua", "Aqua, Retinol", "Mystery Broth"]),
)


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(ROW, min_size=1, max_size=30))
def test_no_product_is_lost_and_the_order_is_kept(tmp_path: Path, rows: list[tuple[str, str, str]]):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("product_id", "name", "brand", "category", "price", "ingredients"))
    writer.writerows((f"P{at}", f"n{at}", "", *row) for at, row in enumerate(rows))
    path = tmp_path / "many.csv"
    path.write_text(text.getvalue(), "utf-8")
    catalogue = Catalogue.from_csv(path)
    products = [catalogue.product(row) for row in range(len(catalogue))]
    assert [one.id for one in products] == [f"P{at}" for at in range(len(rows))]
    assert [one.category for one in products] == [row[0] for row in rows]
    assert [one.price is None for one in products] == [row[1] == "" for row in rows]
    assert catalogue.listed.tolist() == [row[2] != "" for row in rows]
    assert catalogue.contains_group("retinoid").tolist() == ["Retinol" in row[2] for row in rows]
