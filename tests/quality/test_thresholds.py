"""The numbers are read once, and advice comes before refusal."""

import pytest

from beauty.quality.thresholds import load_limits


def test_tables_of_the_file():
    assert set(load_limits()) == {
        "size",
        "cut_off",
        "angle",
        "blur",
        "light",
        "expression",
        "covered",
        "framing",
    }
    assert load_limits() is load_limits()


def test_advice_comes_before_refusal():
    limits = load_limits()
    assert limits["size"]["advise_below"] > limits["size"]["refuse_below"]
    assert limits["light"]["advise_dark_below"] > limits["light"]["refuse_dark_below"]
    for table in ("cut_off", "angle", "blur"):
        assert limits[table]["advise_above"] < limits[table]["refuse_above"]


def test_limits_cannot_be_changed():
    with pytest.raises(TypeError):
        load_limits()["size"]["refuse_below"] = 1
