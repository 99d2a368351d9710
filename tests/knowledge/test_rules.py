"""Rule files: a wrong one is refused by file, row and field; the committed ones name only what exists."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from beauty import Analysis
from beauty.draw import load_paint
from beauty.errors import SetupError
from beauty.face.zones import load_zones
from beauty.knowledge import (
    STEPS,
    Condition,
    load_answer_fields,
    load_care,
    load_makeup_rules,
)

GOOD_MAKEUP = """
[[rule]]
id = "soft"
step = "lips"
when = { occasion = ["office", "date"], glasses = true, eye_spacing = "<1.0", style = "glam" }
zones = ["lips"]
basis = "answer"
source = "artists"
also = true
[[rule]]
id = "plain"
step = "lips"
zones = []
products = ["lipstick"]
tools = ["fingers"]
basis = "tradition"
source = "artists"
"""
GOOD_CARE = """
[[step]]
id = "wash"
time = "morning"
slot = "cleanse"
short = false
[[step]]
id = "rest"
time = "evening"
slot = "moisturise"
[ingredient.aloe]
group = "glycerin"
names = ["Aloe Barbadensis", "aloe"]
time = "any"
helps = { dryness = "B" }
pregnancy = "ok"
"""
# what to put in place of what, and what the refusal must name besides the file
WRONG_MAKEUP = [
    ('step = "lips"\nwhen', 'step = "lip"\nwhen', "rule 1 (soft): step", "base, conceal"),
    ('basis = "answer"', 'basis = "magic"', "rule 1 (soft): basis", "tradition, geometry, answer"),
    ('"<1.0"', '"<wide"', "rule 1 (soft): when.eye_spacing", '"<number" or ">number"'),
    ("glasses = true", "glasses = 3", "rule 1 (soft): when.glasses", "a word, a list of words"),
    ('["office", "date"]', '["office", 7]', "rule 1 (soft): when.occasion", "a list of words"),
    ('id = "plain"', 'id = "soft"', "rule 2 (soft): id", "a new name"),
    ('id = "plain"\n', "", "rule 2 (no id): id", "a value"),
    ('step = "lips"\nzones', "zones", "rule 2 (plain): step", "a value"),
    ("zones = []\n", "", "rule 2 (plain): zones", "a value"),
    ("zones = []", 'zones = "lips"', "rule 2 (plain): zones", "a list of words"),
    ('basis = "tradition"\n', "", "rule 2 (plain): basis", "a value"),
    ("also = true", 'also = "false"', "rule 1 (soft): also", "true or false"),
    ("also = true", "alos = true", "rule 1 (soft): alos", "a field among id, step"),
    ('source = "artists"\nalso', 'source = "magazine"\nalso', "rule 1 (soft): source", "artists"),
    ('["lipstick"]', '["crayon"]', "rule 2 (plain): products", "any of foundation"),
    ('products = ["lipstick"]\n', "", "rule 2 (plain): products", "at least one"),
    ('tools = ["fingers"]\n', "", "rule 2 (plain): tools", "at least one"),
    ('style = "glam"', 'stile = "glam"', "rule 1 (soft): when.stile", "an answer or a ratio"),
    ('style = "glam"', 'style = "loud"', "rule 1 (soft): when.style", "natural, classic, glam"),
    ("glasses = true", 'glasses = "yes"', "rule 1 (soft): when.glasses", "none: it has no choices"),
    ('style = "glam"', "style = true", "rule 1 (soft): when.style", "it is no yes/no answer"),
    ('style = "glam"', 'style = "<2"', "rule 1 (soft): when.style", "it is no number"),
    ('["office", "date"]', "[]", "rule 1 (soft): when.occasion", "everyday, office"),
]
WRONG_CARE = [
    ('time = "morning"', 'time = "noon"', "step 1 (wash): time", "morning, evening"),
    ('slot = "cleanse"', 'slot = "wash"', "step 1 (wash): slot", "cleanse, treat"),
    ("short = false", 'short = "no"', "step 1 (wash): short", "true or false"),
    ('id = "rest"', 'id = "wash"', "step 2 (wash): id", "a new name"),
    ('slot = "moisturise"\n', "", "step 2 (rest): slot", "a value"),
    ('dryness = "B"', 'dryness = "Z"', "ingredient aloe: helps.dryness", "A, B, C, D, E, F"),
    ('pregnancy = "ok"', 'pregnancy = "fine"', "ingredient aloe: pregnancy", "ok, flag, exclude"),
    ('pregnancy = "ok"\n', "", "ingredient aloe: pregnancy", "a value"),
    ('time = "any"', 'time = "always"', "ingredient aloe: time", "morning, evening, any"),
    ('["Aloe Barbadensis", "aloe"]', '"aloe"', "ingredient aloe: names", "a list of words"),
    ('helps = { dryness = "B" }\n', "", "ingredient aloe: helps", "a value"),
    ('group = "glycerin"', 'group = "plants"', "ingredient aloe: group", "one of retinoid, "),
    (
        'pregnancy = "ok"',
        'pregnancy = "ok"\nstrong = 1',
        "ingredient aloe: strong",
        "true or false",
    ),
]


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_good_makeup_file_reads_as_written(tmp_path: Path):
    first, second = load_makeup_rules(write(tmp_path, "makeup.toml", GOOD_MAKEUP))
    assert dict(first.when) == {
        "occasion": ("office", "date"),
        "glasses": True,
        "eye_spacing": "<1.0",
        "style": ("glam",),
    }
    assert (first.step, first.zones, first.basis, first.also) == ("lips", ("lips",), "answer", True)
    assert (dict(second.when), second.zones, second.also) == ({}, (), False)


def test_good_care_file_reads_as_written(tmp_path: Path):
    care = load_care(write(tmp_path, "care.toml", GOOD_CARE))
    assert [(rule.id, rule.short) for rule in care.rules] == [("wash", False), ("rest", True)]
    aloe = care.ingredients["aloe"]
    assert (aloe.group, aloe.names) == ("glycerin", ("aloe barbadensis", "aloe"))
    assert (dict(aloe.helps), aloe.strong) == ({"dryness": "B"}, False)


@pytest.mark.parametrize(("old", "new", "where", "expected"), WRONG_MAKEUP)
def test_wrong_makeup_row_is_named(old: str, new: str, where: str, expected: str, tmp_path: Path):
    assert old in GOOD_MAKEUP
    path = write(tmp_path, "makeup.toml", GOOD_MAKEUP.replace(old, new, 1))
    with pytest.raises(SetupError) as caught:
        load_makeup_rules(path)
    assert f"makeup.toml, {where}: expected" in caught.value.message
    assert expected in caught.value.message


@pytest.mark.parametrize(("old", "new", "where", "expected"), WRONG_CARE)
def test_wrong_care_row_is_named(old: str, new: str, where: str, expected: str, tmp_path: Path):
    assert old in GOOD_CARE
    path = write(tmp_path, "care.toml", GOOD_CARE.replace(old, new, 1))
    with pytest.raises(SetupError) as caught:
        load_care(path)
    assert f"care.toml, {where}: expected" in caught.value.message
    assert expected in caught.value.message


@pytest.mark.parametrize("content", [b"[[rule]\nid=", b"", b'name = "\xff\xfe"'])
def test_file_that_is_no_rule_file_is_refused_by_name(content: bytes, tmp_path: Path):
    for load, name in ((load_makeup_rules, "makeup.toml"), (load_care, "care.toml")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SetupError, match=name.replace(".", r"\.")):
            load(tmp_path / name)
        with pytest.raises(SetupError, match="gone"):
            load(tmp_path / f"gone_{name}")


def conditions() -> list[tuple[str, Mapping[str, Condition]]]:
    rows = [(rule.id, rule.when) for rule in load_makeup_rules()]
    return rows + [(rule.id, rule.when) for rule in load_care().rules]


def test_every_condition_can_come_true(analysis: Analysis):
    """Facts are answers or ratios that exist; words are choices of that answer; bounds are on ratios."""
    fields, ratios = load_answer_fields(), analysis.geometry.ratios
    for rule, when in conditions():
        for name, condition in when.items():
            said = f"{rule}: {name} = {condition!r}"
            if isinstance(condition, bool):
                assert fields[name].kind == "flag", said
            elif isinstance(condition, str):
                assert name in ratios or fields[name].kind == "number", said
            else:
                assert condition, said
                assert set(condition) <= set(fields[name].choices), said


def test_every_zone_named_exists_and_every_zone_is_named():
    named = {zone for rule in load_makeup_rules() for zone in rule.zones}
    assert named == set(load_zones())


def test_every_step_has_a_rule_without_conditions_or_one_for_each_shape():
    shapes = set(load_answer_fields()["face_shape"].choices)
    for step in STEPS:
        rules = [rule for rule in load_makeup_rules() if rule.step == step and not rule.also]
        by_shape = {word for rule in rules for word in rule.when.get("face_shape", ())}
        assert any(not rule.when for rule in rules) or by_shape == shapes, step


def test_no_rule_is_hidden_behind_an_earlier_one_that_always_holds():
    for step in STEPS:
        mains = [rule for rule in load_makeup_rules() if rule.step == step and not rule.also]
        assert all(rule.when for rule in mains[:-1]), step


def test_basis_says_where_the_conditions_come_from(analysis: Analysis):
    ratios = set(analysis.geometry.ratios)
    for rule in load_makeup_rules():
        if rule.basis == "geometry":
            assert set(rule.when) <= ratios, rule.id
        elif rule.basis == "tradition":
            assert set(rule.when) <= {"face_shape", "eye_shape"}, rule.id
        else:
            assert rule.when, rule.id
            assert not set(rule.when) & ratios, rule.id


def test_every_step_but_the_base_has_a_colour_for_its_guide():
    assert set(load_paint()) == set(STEPS) - {"base"}


def test_ingredients_help_with_concerns_that_can_be_named():
    concerns = set(load_answer_fields()["concerns"].choices)
    for one in load_care().ingredients.values():
        assert set(one.helps) <= concerns, one.id
        assert all(name == name.lower().strip() for name in one.names), one.id


def test_what_pregnancy_and_the_eu_rule_out_is_ruled_out():
    """Design knowledge, section 2: no retinoid in pregnancy; it is an evening ingredient, and strong."""
    retinol = load_care().ingredients["retinol"]
    assert (retinol.pregnancy, retinol.time, retinol.strong) == ("exclude", "evening", True)
    assert load_care().ingredients["vitamin_c"].time == "morning"
