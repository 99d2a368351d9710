"""What --help shows can be copied: every example is run, and every command has one."""

import shlex
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from beauty import Beauty, cli
from beauty.cli.examples import EXAMPLES, PROGRAM
from beauty.cli.main import COMMANDS
from beauty.cli.photos import with_progress
from beauty.cli.readable import show_list, show_photos
from beauty.paths import ASSETS
from beauty.service import analyzed, options, recommended
from beauty.texts import load_texts

FACE = ASSETS / "examples" / "fair_oval.jpg"
LINES = [line for command, lines in EXAMPLES.items() if command != "serve" for line in lines]


@pytest.fixture(scope="module")
def saved(beauty: Beauty, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What `analyze` saves of the face."""
    out = tmp_path_factory.mktemp("saved") / "numbers.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Beauty, "load", lambda: beauty)
        made = CliRunner().invoke(cli.app, ["analyze", str(FACE), "--json", str(out)])
    assert made.exit_code == 0, made.output
    return out.read_bytes()


@pytest.fixture
def folder(beauty: Beauty, saved: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with every file that the examples name."""
    monkeypatch.setattr(Beauty, "load", lambda: beauty)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "album").mkdir()
    for photo in ("me.jpg", "album/one.jpg"):
        (tmp_path / photo).write_bytes(FACE.read_bytes())
    (tmp_path / "me.toml").write_text('skin_type = "oily"', "utf-8")
    layer = '[[layer]]\nproduct = "lips"\ncolor = "#b4535a"'
    (tmp_path / "mine.toml").write_text(layer, "utf-8")
    for name in ("before.json", "after.json"):
        (tmp_path / name).write_bytes(saved)
    return tmp_path


def test_every_command_shows_examples_of_itself():
    assert set(EXAMPLES) == set(COMMANDS)
    for command, lines in EXAMPLES.items():
        said = " ".join(CliRunner().invoke(cli.app, [command, "--help"]).output.split())
        for line in lines:
            assert line.startswith(f"{command}")
            assert f"{PROGRAM} {line}" in said


@pytest.mark.parametrize("line", LINES)
def test_every_example_runs(line: str, folder: Path):
    result = CliRunner().invoke(cli.app, shlex.split(line))
    assert result.exit_code == 0, result.output
    words = shlex.split(line)
    for option in ("--json", "--out", "--mask"):
        if option in words:
            made = folder / words[words.index(option) + 1]
            assert next(made.iterdir()) if made.is_dir() else made.stat().st_size > 100


def on_terminal(width: int = 100) -> Console:
    return Console(width=width, record=True, force_terminal=True)


def test_a_person_at_a_terminal_reads_a_table(beauty: Beauty, capsys: pytest.CaptureFixture[str]):
    row = analyzed(beauty, FACE, "me.jpg", {"skin_type": "oily"})
    refused = {"photo": "b.jpg", "error": {"message": "No face.", "advice": "Another one."}}
    console = on_terminal()
    show_photos([row, refused], load_texts("en"), console)
    said = console.export_text()
    monk = row["skin_tone"]["monk"]
    for part in ("me.jpg", "Oily", f"Monk {monk['low']}-{monk['high']}", "No face. Another"):
        assert part in " ".join(said.split())
    chinese = on_terminal()
    show_photos([row], load_texts("zh"), chinese)
    assert "油性" in chinese.export_text()


def test_a_plan_is_told_in_sentences(beauty: Beauty, capsys: pytest.CaptureFixture[str]):
    row = recommended(beauty, FACE, "me.jpg", {})
    console = on_terminal(400)
    show_photos([row], load_texts("en"), console)
    said = console.export_text()
    assert row["makeup_plan"][0]["how"] in said
    assert row["routine"]["evening"][0]["how"] in said
    assert "Evening" in said


def test_lists_are_tables_too(capsys: pytest.CaptureFixture[str]):
    console = on_terminal()
    show_list(options(), ("name", "kind", "choices"), console)
    assert "dry, normal, combination, oily" in console.export_text()


def test_no_bar_where_nobody_watches(capsys: pytest.CaptureFixture[str]):
    assert list(with_progress([1, 2, 3])) == [1, 2, 3]
    assert capsys.readouterr().err == ""


def test_auth_is_refused_without_an_account(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("BEAUTY_AUTH", raising=False)
    result = CliRunner().invoke(cli.app, ["serve", "--auth"])
    assert result.exit_code != 0
    assert "BEAUTY_AUTH is not set" in str(result.exception)


def test_tryon_marks_every_pixel_that_changed(folder: Path):
    import cv2

    line = "tryon me.jpg --look everyday --out worn.png --mask mask.png"
    assert CliRunner().invoke(cli.app, shlex.split(line)).exit_code == 0
    before, worn = (cv2.imread(str(folder / name)) for name in ("me.jpg", "worn.png"))
    mask = cv2.imread(str(folder / "mask.png"), cv2.IMREAD_UNCHANGED)
    assert worn.shape == before.shape
    assert set(mask.ravel()) == {0, 255}
    changed = (worn != before).any(axis=2)
    assert changed.sum() > 1000
    assert not (changed & (mask == 0)).any()
