"""Every example of docs/api.md is run against the running server, and its tables are held to the code."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import cv2
import httpx
import pytest
from skimage import data
from typer.testing import CliRunner

from beauty import Beauty, cli
from beauty.api.problems import STATUS
from beauty.cli.examples import PROGRAM
from beauty.paths import ROOT
from tests.builders import encoded

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:7860"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def folder(photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "me.jpg").write_bytes(photo.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_python_examples_run(
    number: int, url: str, beauty: Beauty, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Beauty, "load", lambda: beauty)
    source = blocks("python")[number]
    exec(
        compile(source.replace(ADDRESS, url), f"example {number}", "exec"), {"__name__": "example"}
    )
    if "worn.png" in source:
        assert cv2.imread(str(folder / "worn.png")).shape == (1100, 900, 3)


@pytest.mark.parametrize("number", range(len(blocks("bash"))))
def test_shell_examples_run(
    number: int, url: str, beauty: Beauty, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Beauty, "load", lambda: beauty)
    script = blocks("bash")[number].replace(ADDRESS, url)
    if script.startswith(PROGRAM):  # our own commands, in this process: a new one loads for seconds
        for line in script.splitlines():
            result = CliRunner().invoke(cli.app, shlex.split(line.removeprefix(PROGRAM)))
            assert result.exit_code == 0, result.output
    else:
        done = subprocess.run(["bash", "-ec", script], cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    written = re.findall(r"(?:-o|--out|--mask|--json) (\S+)", script)
    assert all((folder / name).stat().st_size > 100 for name in written)
    for name in written:
        if name.endswith(".png"):
            assert cv2.imread(str(folder / name)).shape == (1100, 900, 3)


def test_examples_of_every_way_are_there():
    assert len(blocks("python")) == 3
    assert sum("curl" in block for block in blocks("bash")) == 4


def test_the_refusal_shown_is_the_one_given(http: httpx.Client):
    shown = json.loads(blocks("json")[0])
    files = {"photo": ("x", encoded(data.coffee(), "PNG"))}
    assert http.post("/v1/analyze", files=files).json() == shown


def test_the_table_of_codes_is_the_codes():
    rows = re.findall(r"^\| (\d{3}) \| (.*) \|$", PAGE, re.MULTILINE)
    told = {code: int(status) for status, codes in rows for code in re.findall(r"`(\w+)`", codes)}
    assert told == STATUS


def test_every_address_is_in_the_table(http: httpx.Client):
    for path in http.get("/openapi.json").json()["paths"]:
        assert f"`{path}`" in PAGE or f" {path}`" in PAGE
