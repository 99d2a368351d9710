"""circumstances.toml: names only what exists; a wrong row is refused by name."""

from pathlib import Path

import pytest

from beauty.catalogue import load_categories, load_tags
from beauty.errors import SetupError
from beauty.knowledge.circumstances import load_circumstances
from beauty.knowledge.groups import load_ingredient_groups
from beauty.paths import ASSETS

TEXT = (ASSETS / "rules" / "circumstances.toml").read_text("utf-8")


def test_our_file_names_only_what_exists():
    found = load_circumstances()
    for row in found.suiting:
        assert set(row.categories) <= set(load_categories()), row.id
        for marks in (row.for_, row.against):
            assert set(marks.tags) <= set(load_tags()), row.id
            assert set(marks.groups) <= set(load_ingredient_groups().groups), row.id
            assert all(word == word.lower() for word in marks.words), row.id
        assert not set(row.for_.tags) & set(row.against.tags)
        assert not set(row.for_.words) & set(row.against.words)
        assert any((row.for_.words, row.for_.tags, row.for_.groups))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "care_light"', 'name = "care_light"', "suiting 1 (no id): id: expected a value"),
        ('id = "care_light_in_summer"', 'id = "care_light"', "suiting 2 (care_light): id"),
        ('source = "textures"', 'source = "hearsay"', "suiting 1 (care_light): source"),
        ('climate = ["hot"', 'climate = ["tropical"', "suiting 1 (care_light): when.climate"),
        ('tags = ["oil_free"]', 'labels = ["oil_free"]', "care_light), for: labels"),
        ('slot = "protect"', 'slot = "sun"', "remark 1 (summer_sun): slot"),
        ("times = 2", "times = -2", "matters 2 (shine_first): times: expected a number from 0"),
        ('concern = "shine"', 'concern = "gloss"', "matters 2 (shine_first): concern"),
        ('ingredient = "retinol"\ntimes = 0', 'ingredient = "retinol"\ntimes = 1', "matters 1"),
        ("base = 4", "base = 0", "circumstances.toml: minutes: expected minutes for each of base"),
        ("contour = 3\n", "", "circumstances.toml: minutes: expected minutes for each of base"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, old: str, new: str, said: str):
    assert old in TEXT
    path = tmp_path / "circumstances.toml"
    path.write_text(TEXT.replace(old, new, 1), "utf-8")
    with pytest.raises(SetupError) as caught:
        load_circumstances(path)
    assert said in caught.value.message
