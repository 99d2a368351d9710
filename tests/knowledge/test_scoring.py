"""score.toml: what it says is what is read, and a wrong row is refused by name."""

from pathlib import Path

import pytest

from beauty.catalogue import load_categories, load_tags
from beauty.errors import SetupError
from beauty.knowledge import load_answer_fields, load_care
from beauty.knowledge.groups import load_ingredient_groups
from beauty.knowledge.rules import SLOTS, TIMES
from beauty.knowledge.scoring import PARTS, WEIGHED, load_scoring
from beauty.paths import ASSETS

TEXT = (ASSETS / "rules" / "score.toml").read_text("utf-8")


def test_our_file_names_only_what_exists():
    rules = load_scoring()
    assert set(rules.weights) == set(WEIGHED) == set(PARTS) - {"turn"}
    assert set(rules.place.rinsed) | set(rules.felt_categories) <= set(load_categories())
    for need in rules.needs:
        assert need.slot in SLOTS
        assert set(need.times) <= set(TIMES)
        assert set(need.categories) <= set(load_categories())
        assert set(need.without) <= set(load_ingredient_groups().groups)
        care = {rule.id for rule in load_care().rules}
        assert set(need.none_for) | set(need.only_filters) <= care
    assert len({need.drop for need in rules.needs}) == len(rules.needs)
    for answer, choices in rules.looks.items():
        assert set(choices) == set(load_answer_fields()[answer].choices)
        assert {tag for tags in choices.values() for tag in tags} <= set(load_tags())
    assert set(rules.turn.by) <= set(load_answer_fields())
    assert set(rules.usd) == set(load_answer_fields()["currency"].choices)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("evidence = 3.0", 'evidence = "much"', "score.toml, weight: evidence: expected a number"),
        ("evidence = 3.0", "proof = 3.0", "expected exactly evidence, type_fit"),
        ("price = 1.0", "price = -1", "score.toml, weight: price: expected a number from 0"),
        ("place = 5", "place = -5", "score.toml: place: expected a number from 0"),
        ("\n[felt]", "\n[felled]", "score.toml: felt: expected a table"),
        ('slot = "eye"', "slot = 3", "score.toml, need eye: slot: expected a word"),
        ("drop = 6", "dropp = 6", "score.toml, need protect: dropp: expected one of"),
        ('["eye_care"]', '"eye_care"', "need eye: categories: expected a list of words"),
        ("\n[weight]", "\n[weight", "score.toml: "),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, old: str, new: str, said: str):
    assert old in TEXT
    path = tmp_path / "score.toml"
    path.write_text(TEXT.replace(old, new, 1), "utf-8")
    with pytest.raises(SetupError) as caught:
        load_scoring(path)
    assert said in caught.value.message
