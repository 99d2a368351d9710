"""Colours: CIELAB as published formulas give it, families as families, links to real products."""

import re

import numpy as np
import pytest
from skimage.color import rgb2lab

from beauty.catalogue import PLACES, Catalogue
from beauty.catalogue.shades import family_rows, hex_rgb, shades_of


def test_lab_is_what_scikit_image_says(catalogue: Catalogue):
    shades = catalogue.shades
    rows = np.linspace(0, len(shades) - 1, 300).astype(int)
    rgb = np.array([hex_rgb(shades.hexes[row]) for row in rows], np.uint8)
    assert np.abs(shades.lab[rows] - rgb2lab(rgb[None])[0]).max() < 0.1


def test_there_are_colours_for_every_place(catalogue: Catalogue):
    counts = {place: len(catalogue.shades.rows_at(place)) for place in PLACES}
    assert counts == {"base": 6754, "lips": 287, "eyes": 45, "cheeks": 30}


def test_only_our_own_colours_are_called_families(catalogue: Catalogue):
    shades = catalogue.shades
    family = np.array([shades.is_family(row) for row in range(len(shades))])
    own = np.isin(shades.places, ("eyes", "cheeks"))
    assert (family == own).all()
    assert (shades.product[family] == -1).all()
    assert all(shades.names_zh[row] for row in np.flatnonzero(family))


def test_foundation_looks_like_skin_and_leads_to_foundations(catalogue: Catalogue):
    shades = catalogue.shades
    base = shades.lab[shades.rows_at("base")]
    hue_deg = np.degrees(np.arctan2(base[:, 2], base[:, 1]))
    assert base[:, 0].min() > 10 and (hue_deg > 19).all() and (hue_deg < 96).all()
    linked = np.flatnonzero(shades.product >= 0)
    assert len({int(one) for one in shades.product[linked]}) == 76
    for row in linked[::200]:
        product = catalogue.product(int(shades.product[row]))
        assert product.category in ("foundation", "concealer", "powder")
        assert (
            re.sub(r"\W", "", product.brand.lower())[:4]
            == re.sub(r"\W", "", shades.brands[row].lower())[:4]
        )


def test_words_for_depth_follow_lightness(catalogue: Catalogue):
    shades = catalogue.shades
    depths = np.array(shades.depths)[shades.rows_at("base")]
    lightness = shades.lab[shades.rows_at("base"), 0]
    medians = [
        float(np.median(lightness[depths == word]))
        for word in ("fair", "light", "medium", "tan", "deep")
    ]
    assert medians == sorted(medians, reverse=True)


def test_families_deepen_with_the_skin():
    lab = shades_of(family_rows()).lab.reshape(-1, 3, 3)
    assert (np.diff(lab[:, :, 0], axis=1) < 0).all()


@pytest.mark.parametrize("code", ["", "#12345", "123456", "#12345g", "#1234567"])
def test_what_is_no_colour_is_refused(code: str):
    with pytest.raises(ValueError):
        hex_rgb(code)
