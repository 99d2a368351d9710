"""Cards: what is written is read again, the page shows all of it, and every network has one."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.face.crop import CropFrame
from beauty.paths import WEIGHTS
from training.card import (
    TERMS,
    Calibration,
    Card,
    Data,
    Group,
    Picture,
    Start,
    file_facts,
    read_card,
    versions_of,
    write_card,
)
from training.card_page import PAGES, publish, render_markdown
from training.toml_text import toml_text

WOMEN = {
    "photos": 1200,
    "people": 251,
    "accuracy": 0.612,
    "accuracy_95": (0.58, 0.644),
    "accuracy_when_given": 0.7,
    "recall": (0.5, 0.75),
    "recall_95": ((0.4, 0.6), (0.7, 0.8)),
    "confusion": ((300, 300), (150, 450)),
}
OFFICIAL = {"photos": 200, "accuracy": 0.81, "lip_error_px": 1.25}
CARD = Card(
    name="face_shape",
    kind="EfficientNet-Lite0 and a linear head",
    parameters=3_400_000,
    file="face_shape.pt",
    sha256="ab" * 32,
    size_bytes=13_612_345,
    frame=CropFrame(224, 3.2, 0.35),
    mean=(122.782, 117.001, 104.298),
    scale=(256.0,),
    labels=("long_oval", "round"),
    data=(
        Data("well-known women", 4000, 251, "collected | by others"),
        Data("studio", 52, None, "CC BY 4.0"),
    ),
    split="5 folds by person",
    metrics=(
        Group("women_held_out", WOMEN),
        Group("official_split", OFFICIAL, "people overlap: not comparable"),
    ),
    started_from=(Start("ImageNet EfficientNet-Lite0", "Apache-2.0"),),
    limits=("children were not tested", 'labels are one annotator\'s "taste"'),
    care=("never call a shape better than another",),
    command="python -m training.face_shape --data FOLDER",
    date="2026-11-22",
    versions={"torch": "2.13.0", "scikit-learn": "1.9.1"},
    calibration=Calibration(temperature=1.75),
    threshold=0.46,
    wanted_accuracy=0.7,
    pictures=(Picture("face_shape/confusion.png", "Women: true by row, found by column"),),
)


@pytest.fixture
def page(tmp_path: Path) -> str:
    return render_markdown(write_card(CARD, tmp_path))


def networks() -> list[Path]:
    """Cards in weights/ of networks that see a crop."""
    return [
        path
        for path in sorted(WEIGHTS.glob("*.toml"))
        if "crop" in tomllib.loads(path.read_text("utf-8"))
    ]


# --- the file ---


def test_a_card_is_read_as_it_was_written(tmp_path: Path):
    assert read_card(write_card(CARD, tmp_path)) == CARD


@pytest.mark.parametrize(
    "change",
    [
        {"calibration": None},
        {"calibration": Calibration(matrix=((1.5, 0.25), (-0.5, 2.0)), bias=(0.1, -0.1))},
        {"threshold": None, "wanted_accuracy": None},
        {"pictures": (), "started_from": (), "care": ()},
        {"limits": ("grün, 中文, \x7f and \\ \t \n 'quotes'", "x" * 200)},
        {"mean": (127.0,), "scale": (128.0,)},
    ],
    ids=lambda change: "+".join(change),
)
def test_whatever_a_card_may_lack_or_hold_survives(tmp_path: Path, change: Mapping[str, object]):
    card = replace(CARD, **change)
    path = write_card(card, tmp_path)
    assert read_card(path) == card
    assert render_markdown(path)


def test_the_app_finds_what_it_needs_under_these_names(tmp_path: Path):
    written = tomllib.loads(write_card(CARD, tmp_path).read_text("utf-8"))
    assert written["crop"] == {"size_px": 224, "eye_distances": 3.2, "below_eyes": 0.35}
    assert written["normalisation"] == {"mean": [122.782, 117.001, 104.298], "scale": [256.0]}
    assert written["calibration"] == {"temperature": 1.75}
    assert written["labels"] == ["long_oval", "round"]
    assert (written["threshold"], written["size_bytes"]) == (0.46, 13_612_345)
    assert written["terms"] == TERMS == "research and demonstration, non-commercial"


def test_floats_keep_six_digits(tmp_path: Path):
    card = replace(CARD, metrics=(Group("one", {"accuracy": 2 / 3, "tiny": 1.23456789e-8}),))
    figures = read_card(write_card(card, tmp_path)).metrics[0].figures
    assert figures == {"accuracy": 0.666667, "tiny": 1.23457e-8}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"limits": ()}, "limits"),
        ({"threshold": None}, "come together"),
        ({"mean": (1.0, 2.0)}, "1 or 3"),
    ],
)
def test_a_card_that_says_too_little_is_refused(change: Mapping[str, object], said: str):
    with pytest.raises(ValueError, match=said):
        replace(CARD, **change)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "neither"),
        ({"temperature": 1.0, "matrix": ((1.0,),), "bias": (0.0,)}, "both"),
        ({"matrix": ((1.0, 0.0),), "bias": (0.0,)}, "k rows"),
        ({"matrix": ((1.0,),), "bias": ()}, "k rows"),
    ],
)
def test_a_calibration_is_one_of_two(facts: Mapping[str, object], said: str):
    with pytest.raises(ValueError, match=said):
        Calibration(**facts)


def test_a_file_with_a_field_missing_names_it(tmp_path: Path):
    path = write_card(CARD, tmp_path)
    path.write_text(path.read_text("utf-8").replace("sha256 =", "sha265 ="), "utf-8")
    with pytest.raises(TypeError, match="sha265"):
        read_card(path)


def test_file_facts_of_a_known_file(tmp_path: Path):
    path = tmp_path / "abc"
    path.write_bytes(b"abc")  # the example of FIPS 180-2
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert file_facts(path) == (known, 3)


def test_versions_are_those_installed():
    assert re.fullmatch(r"\d+\.\d+.*", versions_of(["numpy"])["numpy"])


# --- TOML ---

PLAIN = st.one_of(
    st.text(st.characters(codec="utf-8")),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, width=16),
)
ROWS = st.lists(st.lists(st.integers(), max_size=3), max_size=3)
LEAF = st.one_of(PLAIN, st.lists(PLAIN, max_size=4), ROWS)
TABLES = st.dictionaries(st.text(st.characters(codec="utf-8")), LEAF, max_size=3)


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8")),
        st.one_of(
            LEAF,
            TABLES,
            st.lists(TABLES, min_size=1, max_size=3),
            st.dictionaries(st.text("ab.", min_size=1), TABLES, max_size=2),
        ),
        max_size=5,
    )
)
def test_whatever_is_written_tomllib_reads(document: dict[str, object]):
    rounded = _rounded(document)
    assert tomllib.loads(toml_text(document)) == rounded


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value


def test_toml_leaves_out_what_is_not_known_and_refuses_what_it_cannot_say():
    assert toml_text({"a": None, "b": 1}) == "b = 1\n"
    with pytest.raises(TypeError, match="got set"):
        toml_text({"a": {b"bytes"}})


# --- the page ---


def test_the_first_line_says_where_the_page_comes_from(page: str):
    assert page.startswith(
        "<!-- Written by training/card_page.py from weights/face_shape.toml: do not edit"
    )


def test_every_limit_and_term_is_on_the_page(page: str):
    for said in (*CARD.limits, *CARD.care, CARD.terms, CARD.split, CARD.command, CARD.date):
        assert said in page
    assert "Apache-2.0" in page
    assert "torch 2.13.0" in page
    assert CARD.sha256 in page
    assert "people overlap: not comparable" in page


def test_figures_stand_with_their_intervals(page: str):
    rows = {line.split("|")[1].strip(): line for line in page.splitlines() if line[:1] == "|"}
    assert rows["right"] == "| right | 0.612 (0.580 to 0.644) | 0.810 |"
    assert rows["photos"] == "| photos | 1,200 | 200 |"
    assert rows["lip error px"].endswith("| - | 1.250 |")  # not measured on women: said, not 0
    assert rows["long oval"] == "| long oval | 0.500 (0.400 to 0.600) |"
    assert "0.46" in page
    assert "temperature, 1.75" in page


def test_every_table_is_rectangular(page: str):
    tables = re.findall(r"(?:^\|.*\|\n)+", page, re.MULTILINE)
    assert len(tables) == 3  # data, metrics, one group label by label
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1
    assert "collected &#124; by others" in page  # a bar would have made another column


def test_what_a_network_lacks_is_not_on_its_page(tmp_path: Path):
    card = replace(CARD, threshold=None, wanted_accuracy=None, calibration=None, care=())
    page = render_markdown(write_card(card, tmp_path))
    assert "no answer" not in page
    assert "calibrated" not in page
    assert "Take care" not in page


def test_what_cannot_be_told_is_a_dash(tmp_path: Path):
    nan = float("nan")
    figures = {"accuracy": nan, "accuracy_95": (nan, nan), "recall": (0.5, nan)}
    page = render_markdown(write_card(replace(CARD, metrics=(Group("one", figures),)), tmp_path))
    assert "| right | - |" in page
    assert "| round | - |" in page
    assert "nan" not in page


def test_publish_writes_both_alike(tmp_path: Path):
    publish(CARD, tmp_path, tmp_path / "docs" / "models")
    page = (tmp_path / "docs" / "models" / "face_shape.md").read_text("utf-8")
    assert page == render_markdown(tmp_path / "face_shape.toml")


# --- those that are here ---


def test_every_network_has_a_card():
    binaries = {path.name for path in WEIGHTS.glob("*.pt")}
    assert binaries == {read_card(path).file for path in networks()}, (
        "each weights/*.pt needs a weights/*.toml with a [crop] table, and each such card its file;"
        " training.card_page.publish writes them"
    )


@pytest.mark.parametrize("path", networks(), ids=lambda path: path.stem)
def test_a_page_is_what_its_card_gives(path: Path):
    page = PAGES / f"{path.stem}.md"
    assert page.read_text("utf-8") == render_markdown(path)
    for picture in read_card(path).pictures:
        assert (PAGES / picture.file).is_file()


@pytest.mark.parametrize("path", networks(), ids=lambda path: path.stem)
def test_a_card_is_that_of_its_file(path: Path):
    card = read_card(path)
    content = (WEIGHTS / card.file).read_bytes()
    assert (card.name, card.size_bytes) == (path.stem, len(content))
    assert card.sha256 == hashlib.sha256(content).hexdigest()


def test_no_page_is_without_a_card():
    pages = {path.stem for path in PAGES.glob("*.md")} - {"README"}
    assert pages == {path.stem for path in networks()}
