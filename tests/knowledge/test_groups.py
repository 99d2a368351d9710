"""Groups of ingredients: complete in what safety needs, and refused with file, row and field."""

from pathlib import Path

import pytest

from beauty.errors import SetupError
from beauty.knowledge.groups import load_ingredient_groups

GOOD = """
[group.one]
names = ["A"]
cite = ["book"]
helps = { wrinkles = "A" }
apart = { two = "nights" }
[group.two]
apart = { one = "nights" }
[cite.book]
text = "A book"
"""


def test_the_rules_of_pregnancy_and_the_conflicts_stand():
    groups = load_ingredient_groups().groups
    assert {name for name, group in groups.items() if group.pregnancy == "exclude"} == {
        "retinoid",
        "hydroquinone",
    }
    assert groups["bha"].pregnancy == "flag"
    assert groups["retinoid"].apart == {
        **{"aha": "nights", "bha": "nights"},
        **{"benzoyl_peroxide": "times", "l_ascorbic_acid": "times"},
    }
    assert "niacinamide" not in groups["l_ascorbic_acid"].apart  # sources disagree: not blocked
    assert groups["retinoid"].time == "evening" and groups["l_ascorbic_acid"].time == "morning"


def test_eu_maxima_are_those_of_annex_three():
    groups = load_ingredient_groups().groups
    maxima = {name: group.eu_max_percent for name, group in groups.items() if group.eu_max_percent}
    assert maxima == {"retinoid": 0.3, "bha": 2.0, "alpha_arbutin": 2.0, "kojic_acid": 1.0}
    assert all(groups[name].eu.startswith("Annex III") for name in maxima)


def test_every_grade_has_a_source():
    knowledge = load_ingredient_groups()
    for group in knowledge.groups.values():
        assert not group.helps or group.cite
    assert {key for group in knowledge.groups.values() for key in group.cite} == set(
        knowledge.sources
    )


def test_a_good_file_is_read(tmp_path: Path):
    path = tmp_path / "groups.toml"
    path.write_text(GOOD, "utf-8")
    knowledge = load_ingredient_groups(path)
    assert knowledge.groups["one"].names == ("A",)
    assert knowledge.groups["two"].pregnancy == "ok"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('names = ["A"]', 'names = "A"', "group one: names: expected a list of words"),
        ('names = ["A"]', 'pregnancy = "maybe"', "group one: pregnancy: expected one of ok"),
        ('names = ["A"]', "strong = 1", "group one: strong: expected true or false"),
        ('names = ["A"]', "eu_max_percent = 200", "group one: eu_max_percent: expected a number"),
        ('names = ["A"]', 'colour = "red"', "group one: colour: expected a field"),
        ('wrinkles = "A"', 'wrinkles = "Z"', "helps.wrinkles: expected one of A"),
        ('wrinkles = "A"', 'luck = "A"', "helps.luck"),
        ('cite = ["book"]', 'cite = ["film"]', "cite.film"),
        ('two = "nights"', 'three = "nights"', "apart.three"),
        ('one = "nights"', 'one = "times"', "apart.two: expected the same in group two"),
        ('text = "A book"', "text = 3", "cite book: text"),
        ("[group.one]", "[group.one", "groups.toml"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, old: str, new: str, said: str):
    path = tmp_path / "groups.toml"
    path.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(SetupError) as refused:
        load_ingredient_groups(path)
    assert said in refused.value.message
    assert "groups.toml" in refused.value.message
