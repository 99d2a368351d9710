"""Shares that names and lists state."""

import pytest

from beauty.catalogue.stated import stated_shares


@pytest.mark.parametrize(
    ("name", "ingredients", "stated"),
    [
        ("Skin Perfecting 2% BHA Liquid Exfoliant", "", "bha=2"),
        ("AHA 30% + BHA 2% Peeling Solution", "", "bha=2 aha=30"),
        ("Niacinamide 10% + Zinc 1%", "", "niacinamide=10"),
        ("Retinol 1% in Squalane", "", "retinoid=1"),
        ("Clear Lotion", "Salicylic Acid (0.5%), Water", "bha=0.5"),
        ("Clear Lotion 2% Salicylic Acid", "Salicylic Acid 0.5%", "bha=2"),  # the larger counts
        ("100 percent Pure Argan Oil", "Argan Oil 100%", ""),
        ("Granactive Retinoid 2% Emulsion", "", ""),  # of the blend, not of retinol
        ("Vitamin C Suspension 23% + HA Spheres 2%", "", "l_ascorbic_acid=23"),
        ("Retinol Serum 0.25% Pure Concentrate", "", "retinoid=0.25"),
        ("10% Waterless Vitamin C Serum", "", "l_ascorbic_acid=10"),
        ("1% Vitamin A Retinol Serum", "", "retinoid=1"),
        ("Super Nova 5% THD Vitamin C + Caffeine", "", ""),  # a derivative, milder
        ("Vitamin C Lactic 15% Firm & Bright Serum", "", ""),  # whose share it is is not said
        ("Cream", "Aqua, Glycerin", ""),
    ],
)
def test_stated_shares(name: str, ingredients: str, stated: str):
    assert stated_shares(name, ingredients) == stated
