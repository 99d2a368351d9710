"""The half of a Space's promises that files alone tell; tools/space_check.py runs the other half."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from beauty.paths import ROOT
from tools.space import (
    LARGEST_BYTES,
    contradicted,
    front_matter,
    pinned,
    static_rows,
    tracked,
)

README = """---
title: x
sdk: gradio
sdk_version: 6.31.0
python_version: "3.11"
app_file: app.py
colorFrom: pink
colorTo: gray
short_description: short
---
# x
"""
PINS = "gradio==6.31.0\nnumpy==2.0.0  # a reason\n"


@pytest.mark.parametrize("row", [*static_rows(ROOT)], ids=lambda row: row.what)
def test_this_repository_keeps_every_promise(row):
    assert row.kept, row.seen


@pytest.fixture
def other(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text(README, "utf-8")
    (tmp_path / "requirements.txt").write_text(PINS, "utf-8")
    (tmp_path / "constraints.txt").write_text("numpy==2.0.0\n", "utf-8")
    (tmp_path / "app.py").write_text("", "utf-8")
    return tmp_path


def broken(root: Path) -> list[str]:
    return [row.what for row in static_rows(root) if not row.kept]


def test_a_plain_space_keeps_them(other: Path):
    assert broken(other) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("README.md", "sdk: gradio", "sdk: docker", "sdk"),
        ("README.md", "6.31.0", "6.30.0", "sdk_version is the pinned gradio"),
        ("README.md", "3.11", "3.10", "python_version"),
        ("README.md", "app.py", "main.py", "app_file"),
        ("README.md", "pink", "rose", "colours of the card"),
        ("README.md", ": short", f": {'long ' * 13}", "short description"),
        ("requirements.txt", "numpy==", "numpy>=", "requirements are pinned"),
        ("constraints.txt", "2.0.0", "2.0.1", "pins are those that are tested"),
        ("requirements.txt", "numpy==2.0.0", "mcp==2.3.0", "no pin against gradio[oauth,mcp]"),
    ],
)
def test_each_broken_promise_is_named(other: Path, file: str, old: str, new: str, what: str):
    path = other / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert broken(other) == [what]


def test_a_file_too_large_is_named(other: Path):
    (other / "net.pt").write_bytes(bytes(LARGEST_BYTES + 1))
    assert broken(other) == ["largest file"]


def test_what_a_space_adds_is_heeded():
    assert contradicted({"pydantic": "2.14.3", "numpy": "2.4.6"}) == [
        "pydantic<=2.12.5,>=2.11.10, not 2.14.3"
    ]


def test_a_readme_without_front_matter_is_refused():
    with pytest.raises(ValueError, match="front matter"):
        front_matter("# beauty\n---\na: 1\n---\n")


def test_names_are_compared_as_packages_are():
    assert pinned("Pi_Heif==1\n# no\n\nx>=2") == {"pi-heif": "1", "x>=2": ""}


def test_only_tracked_files_count():
    names = {path.relative_to(ROOT).as_posix() for path in tracked(ROOT)}
    assert {"app.py", "weights/face_shape.pt"} <= names
    assert not any(name.startswith(".venv") for name in names)


def test_the_options_that_the_page_gives_to_hf_are_known():
    (line,) = re.findall(
        r"^\.venv/bin/hf (.+)$", (ROOT / "docs/space.md").read_text(), re.MULTILINE
    )
    hf = Path(sys.executable).with_name("hf")
    done = subprocess.run([hf, *shlex.split(line), "--help"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for word in shlex.split(line):
        assert not word.startswith("--") or word in done.stdout
