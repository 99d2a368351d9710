"""The documents name nothing that is not there: links, headings, files, modules, variables."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from beauty.paths import ROOT
from tests.docs.commands import BLOCK, PAGES

ALL = (*PAGES, ROOT / "CHANGELOG.md")
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
TOP = ("beauty", "assets", "bench", "docs", "synthetic", "tests", "tools", "training", "weights")
# a path that stands for many or for one that somebody else has: not looked for
PATTERN = re.compile(r"NAME|\{|<|\.\.\.|\$")
MADE_BY_PEOPLE = {"assets/looks/campus.toml", "beauty/concerns/dry_lips.py"}  # recipes make them
MADE_BY_PEOPLE |= {"tests/concerns/test_dry_lips.py", "assets/words/de.toml"}
MADE_BY_PEOPLE |= {"assets/texts/de.toml"}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """What a link may name after #, as GitHub makes it from the headings."""
    text = BLOCK.sub("", page.read_text("utf-8"))
    plain = (re.sub(r"[`*]|\]\([^)]*\)|\[", "", one) for one in HEADING.findall(text))
    return {re.sub(r"[^\w\- ]", "", one).strip().lower().replace(" ", "-") for one in plain}


def dead_links(page: Path) -> list[str]:
    found = []
    for link in LINK.findall(BLOCK.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):  # another's site: not asked
            continue
        file, _, anchor = unquote(link).partition("#")
        target = (page.parent / file) if file else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(link)
    return found


def missing_paths(page: Path) -> list[str]:
    """`paths` that begin with a folder of the project, and what they match is not there."""
    found = []
    for span in CODE.findall(BLOCK.sub("", page.read_text("utf-8"))):
        for word in re.findall(r"[\w./*\-\[\]{}<>$]+", span):
            path = word.split("::")[0].rstrip(".,:")
            if path.split("/")[0] not in TOP or "/" not in path or PATTERN.search(path):
                continue
            if path not in MADE_BY_PEOPLE and not any(ROOT.glob(path.rstrip("/"))):
                found.append(path)
    return found


@pytest.mark.parametrize("page", ALL, ids=name_of)
def test_links_lead_somewhere(page: Path):
    assert dead_links(page) == []


@pytest.mark.parametrize("page", ALL, ids=name_of)
def test_paths_are_there(page: Path):
    assert missing_paths(page) == []


def test_variables_are_read_by_the_program():
    read = "".join(
        path.read_text("utf-8")
        for folder in ("beauty", "tests", "tools", "bench")
        for path in (ROOT / folder).rglob("*.py")
        if "docs" not in path.parts
    )
    known = set(re.findall(r"BEAUTY_[A-Z_]+", read)) | {"BEAUTY_GREETING"}  # of a recipe
    for page in PAGES:
        named = set(re.findall(r"BEAUTY_[A-Z_]+", page.read_text("utf-8")))
        assert named - known == set(), name_of(page)


def test_what_is_gone_would_be_found(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(
        "# One thing\n[a](gone.md) [b](#one-thing) [c](#two) [d](page.md#one-thing) [e](page.md#x)\n"
        "`beauty/gone.py` `beauty/texts.py` `assets/looks/*.toml` `tests/gone*.py`\n",
        "utf-8",
    )
    assert dead_links(page) == ["gone.md", "#two", "page.md#x"]
    assert missing_paths(page) == ["beauty/gone.py", "tests/gone*.py"]
