"""Each recipe of docs/contributing.md, followed to the letter in a copy of the project, takes effect."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from beauty import cli
from beauty.cli.examples import PROGRAM
from tests.docs.recipes import PAGE, Step, copy_of_the_project, steps

TEXT = PAGE.read_text("utf-8")
LOST = "shape.oval"  # the key that nobody translated
Told = dict[str, Any]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project after all recipes, but for one sentence of the new language."""
    folder = copy_of_the_project(tmp_path_factory.mktemp("project"))
    for step in steps(TEXT):
        step.apply(folder)
    german = folder / "assets" / "texts" / "de.toml"
    (table, key), text = LOST.split("."), german.read_text("utf-8")
    found = re.search(rf"^\[{table}\]\n(?:[^\[].*\n)*?({key} = .*\n)", text, re.MULTILINE)
    assert found
    german.write_text(text[: found.start(1)] + text[found.end(1) :], "utf-8")
    return folder


@pytest.fixture(scope="module")
def told(project: Path) -> Told:
    """What tests/docs/probe.py found there."""
    words = (sys.executable, "-m", "tests.docs.probe", "told.json")
    done = subprocess.run(words, cwd=project, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return json.loads((project / "told.json").read_text("utf-8"))


def block_of(file: str, start: str) -> str:
    """The text that the page puts into a file after this start."""
    (block,) = [
        step.block for step in steps(TEXT) if step.file == file and step.block.startswith(start)
    ]
    return block


def test_every_block_of_the_page_is_a_step_or_a_command():
    blocks = re.findall(r"^```(\w+)\n", TEXT, re.MULTILINE)
    edits = [step for step in steps(TEXT) if step.how != "Copy"]
    assert len(blocks) - blocks.count("sh") == len(edits) > 20


@pytest.mark.parametrize(
    "step",
    [
        Step("after the line", "app.py", "x", "no such line"),
        Step("instead of", "app.py", "x", "no such text"),
        Step("At the end of", "gone.py", "x"),
        Step("New file", "app.py", "x"),
    ],
)
def test_a_step_that_fits_no_more_is_noticed(step: Step, tmp_path: Path):
    (tmp_path / "app.py").write_text("pass\n", "utf-8")
    with pytest.raises((AssertionError, ValueError)):
        step.apply(tmp_path)


def test_a_look_is_listed_by_its_name_and_can_be_worn(told: Told):
    title = re.search(r'title = "(.*)"', block_of("assets/texts/zh.toml", "[look."))
    assert title
    assert told["look"]["told"] == [title[1]]
    assert told["look"]["changed_pixels"] > 10_000


def test_a_rule_speaks_up_where_it_holds_and_only_there(told: Told):
    said = re.search(r'how = "(.*)"', block_of("assets/texts/en.toml", "[rule."))
    assert said
    assert said[1] in told["rule"]["humid"]
    assert said[1] not in told["rule"]["dry"]


def test_a_setting_is_read_and_in_the_table(told: Told, project: Path):
    assert told["setting"]["given"] == "Welcome"
    assert "BEAUTY_GREETING" in told["setting"]["table"]
    assert told["setting"]["table"] in (project / "docs/settings.md").read_text("utf-8")


def test_a_concern_is_measured_named_and_understood(told: Told):
    concern = told["concern"]
    assert 0 < concern["measured"]["score"] < 100
    assert set(concern["measured"]["regions"]) == {"upper_lip", "lower_lip"}
    assert "dry_lips" in concern["heard"]
    assert concern["called"] in block_of("assets/texts/zh.toml", 'dry_lips = "嘴唇表')


def test_a_language_is_offered_and_its_phrases_are_understood(told: Told):
    assert "de" in told["language"]["all"]
    assert told["language"]["name"] == "Deutsch"
    assert told["language"]["heard"]["skin_type"] == "oily"


def test_the_tests_of_the_copy_name_the_one_key_that_nobody_translated(told: Told):
    (said,) = [
        said
        for name, said in told["tests"].items()
        if name.endswith("has_the_keys_of_english_and_the_same_places_to_fill[de]")
    ]
    assert f"({{'{LOST}'}}, set()) == (set(), set())" in said


def test_the_tests_of_the_copy_miss_no_words_of_what_is_new(told: Told):
    assert told["tests"]["tests/concerns/test_dry_lips.py::test_more_grain_is_more"] == ""
    for name, said in told["tests"].items():
        assert not any(new in said for new in ("campus", "base_humid", "dry_lips")), (name, said)


def test_a_catalogue_of_one_s_own_is_scored(project: Path, monkeypatch: pytest.MonkeyPatch):
    (command,) = re.findall(r"^```sh\n(.*)\n```$", TEXT, re.MULTILINE)
    monkeypatch.chdir(project)
    result = CliRunner().invoke(cli.app, command.removeprefix(f".venv/bin/{PROGRAM} ").split())
    assert result.exit_code == 0, result.output
    with (project / "scores.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["product_id"] for row in rows} == {"A1", "A2"}
