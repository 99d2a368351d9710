"""`report` on the command line: the ending decides, a wrong one is refused before any model is loaded."""

from pathlib import Path
from unittest import mock

import pytest
from typer.testing import CliRunner

from beauty import Beauty
from beauty.cli.main import app
from beauty.errors import UsageError
from beauty.paths import ASSETS

FACE = str(ASSETS / "examples" / "fair_oval.jpg")


def run(beauty: Beauty, *args: str) -> int:
    with mock.patch.object(Beauty, "load", return_value=beauty):
        found = CliRunner().invoke(app, ["report", *args])
    if isinstance(found.exception, UsageError):
        raise found.exception
    return found.exit_code


@pytest.mark.parametrize(
    ("name", "begins"), [("me.pdf", b"%PDF-"), ("me.HTML", b"<!doctype html>")]
)
def test_file_is_of_the_kind_that_its_name_says(
    beauty: Beauty, tmp_path: Path, name: str, begins: bytes
):
    out = tmp_path / name
    assert run(beauty, FACE, "--out", str(out), "--lang", "zh") == 0
    assert out.read_bytes().startswith(begins)
    assert list(tmp_path.iterdir()) == [out]


def test_wrong_endings_and_folders_are_refused(beauty: Beauty, tmp_path: Path):
    with pytest.raises(UsageError, match=r"\.pdf or \.html"):
        run(beauty, FACE, "--out", str(tmp_path / "me.docx"))
    with pytest.raises(UsageError, match="no folder"):
        run(beauty, FACE, "--out", str(tmp_path / "none" / "me.pdf"))


def test_refused_photo_leaves_no_file(beauty: Beauty, tmp_path: Path):
    text = tmp_path / "no.jpg"
    text.write_bytes(b"no photo")
    assert run(beauty, str(text), "--out", str(tmp_path / "me.pdf")) == 1
    assert list(tmp_path.iterdir()) == [text]
