"""An oracle of its own reads the lists letter by letter: no allergen, retinoid or acid may be missed."""

import csv
import io
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest

from beauty.catalogue import Catalogue

# group -> what a careful reader would look for in the printed list, written without our tables
SIGNS = {
    "retinoid": r"retin(ol|yl|oyl|al\b|oate|oic|oid)|adapalene",
    "benzoyl_peroxide": r"benzoyl peroxide",
    "bha": r"salicylic acid|sodium salicylate|betaine salicylate",
    "fragrance": r"parfum|fragrance|\baroma\b|\bflavor\b",
    "paraben": r"paraben",
    "isothiazolinone": r"isothiazolinone",
    "lanolin": r"lanolin",
    "carmine": r"\bcarmine|75470|cochineal",
    "alcohol": r"alcohol denat|sd alcohol",
    "niacinamide": r"niacinamide",
    "ceramide": r"ceramide",
    "soy": r"glycine soja|soybean",
    "nut": r"prunus amygdalus|sweet almond|macadamia|juglans|corylus avellana",
    "fragrance_allergen": r"\b(limonene|linalool|citral|citronellol|geraniol|eugenol|coumarin|farnesol|"
    r"benzyl alcohol|benzyl salicylate|benzyl benzoate|hexyl cinnamal|alpha-isomethyl ionone|cinnamal|"
    r"hydroxycitronellal|isoeugenol|menthol|camphor|(?<!ethyl )vanillin|anise alcohol|"
    r"linalyl acetate|terpineol|amyl cinnamal|"
    r"lavandula angustifolia \(lavender\) oil|rosa damascena flower oil)\b",
}
ALLERGENS = (
    *("limonene", "linalool", "citral", "citronellol", "geraniol", "eugenol", "coumarin"),
    *("farnesol", "isoeugenol", "menthol", "camphor"),
)


@pytest.mark.parametrize("group", SIGNS)
def test_names_in_our_tables_say_their_group(catalogue: Catalogue, group: str):
    """What stands in a product's list by letters is found through the groups."""
    known = catalogue.ingredients
    says = np.array([bool(re.search(SIGNS[group], name.lower())) for name in known.names])
    if group in (
        "soy",
        "nut",
        "fragrance_allergen",
        "bha",
    ):  # words inside names of ferments and esters
        says &= np.array(
            ["/" not in name and "dichloro" not in name.lower() for name in known.names]
        )
    missed = catalogue.contains(says) & ~catalogue.contains_group(group)
    named = [
        [known.names[one] for one in catalogue.ids_of(row) if says[one]]
        for row in np.flatnonzero(missed)
    ]
    assert named == []


def printed_lists(shared: Path) -> dict[str, str]:
    with zipfile.ZipFile(shared / "catalogue" / "sephora_products_2023.csv.zip") as bundle:
        rows = csv.DictReader(io.TextIOWrapper(bundle.open("product_info.csv"), "utf-8"))
        return {row["product_id"]: row["ingredients"] for row in rows}


@pytest.mark.shared
def test_nothing_that_is_printed_is_missed(catalogue: Catalogue, shared: Path):
    lists = printed_lists(shared)
    missed = []
    for row, product_id in enumerate(catalogue.columns.ids):
        text = lists[product_id].lower()
        for group, signs in SIGNS.items():
            if re.search(signs, text) and not catalogue.contains_group(group)[row]:
                missed.append((group, catalogue.columns.names[row]))
    assert missed == []


@pytest.mark.shared
def test_each_allergen_is_found_by_name(catalogue: Catalogue, shared: Path):
    lists = printed_lists(shared)
    for name in ALLERGENS:
        row = catalogue.ingredients.resolve(name)
        mask = np.zeros(len(catalogue.ingredients.names), bool)
        mask[row] = True
        holds = catalogue.contains(mask)
        printed = [
            bool(re.search(rf"(?<![\w-]){name}\b", lists[one].lower()))
            for one in catalogue.columns.ids
        ]
        assert not (np.array(printed) & ~holds).any(), name


@pytest.mark.shared
def test_no_product_is_lost_and_unknown_stays_unknown(catalogue: Catalogue, shared: Path):
    lists = printed_lists(shared)
    assert set(catalogue.columns.ids) <= set(lists)
    for row, product_id in enumerate(catalogue.columns.ids):
        letters = re.sub(r"[^a-z]", "", lists[product_id].lower())
        assert catalogue.listed[row] <= bool(letters)
