"""Printed lists come apart as a reader would take them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.catalogue.inci import key, split_list, words

LISTS = {
    "Aqua/Water/Eau, Glycerin, Parfum (Fragrance).": (
        *("Aqua/Water/Eau", "Glycerin", "Parfum (Fragrance)"),
    ),
    "1, 2-Hexanediol, 1,2-Hexanediol, 2,4-Diaminotoluene": (
        *("1, 2-Hexanediol", "1,2-Hexanediol", "2,4-Diaminotoluene"),
    ),
    "Zinc Oxide 24.7%, Silica, Glycerin (5 %), Mica**": (
        "Zinc Oxide",
        "Silica",
        "Glycerin",
        "Mica",
    ),
    "Active: Avobenzone: 3%, Homosalate: 5%. Inactive Ingredients: Water": (
        *("Avobenzone", "Homosalate", "Water"),
    ),
    "Silica. [+/-: Mica, CI 77891]": ("Silica", "Mica", "CI 77891"),
    "Silica, [May Contain: Iron Oxides (CI 77491, CI 77492), Mica": (
        *("Silica", "Iron Oxides (CI 77491, CI 77492)", "Mica"),
    ),
    "Water\\Aqua\\Eau; Talc • Mica": ("Water/Aqua/Eau", "Talc", "Mica"),
    "Disodium EDTA, Phenoxyethanol <ILN41131>.": ("Disodium EDTA", "Phenoxyethanol"),
    "Liner:\nMica, Talc\nSetter:\nAlcohol Denat.": ("Mica", "Talc", "Alcohol Denat"),
    "Water, Linalool (Lavender, Glycerin, Citral": (
        *("Water", "Linalool (Lavender)", "Glycerin", "Citral"),
    ),
    "": (),
}


@pytest.mark.parametrize(("printed", "names"), LISTS.items())
def test_lists_come_apart(printed: str, names: tuple[str, ...]):
    assert split_list(printed) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Caprylic /Capric Triglyceride", "CAPRYLIC/CAPRIC TRIGLYCERIDE"),
        ("PEG-40 Stearate", "Peg 40 stearate"),
        ("Huile Minérale", "huile minerale"),
        ("α-Arbutin", "Alpha-Arbutin"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str):
    assert key(one) == key(other)


def test_numbers_and_chinese_signs_tell_names_apart():
    assert key("PEG-40") != key("PEG-4")
    assert key("水杨酸") != key("水")
    assert words("Citrus Limon (Lemon) Peel Oil") == ["citrus", "limon", "lemon", "peel", "oil"]


NAME = st.sampled_from(
    ["Aqua", "Glycerin", "1,2-Hexanediol", "PEG/PPG-8 Ether", "Parfum (Fragrance)", "Mica"]
)


@given(st.lists(NAME, max_size=30))
def test_what_is_joined_by_commas_comes_apart_in_order(names: list[str]):
    assert split_list(", ".join(names)) == tuple(names)


@given(st.text(max_size=300))
def test_any_text_is_survived_and_no_name_is_empty(text: str):
    assert all(name.strip() for name in split_list(text))
    assert key(key(text)) == key(text)
