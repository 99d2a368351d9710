"""Reads the recipes of docs/contributing.md and does to a copy of the project what they say."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from beauty.paths import ROOT

PAGE = ROOT / "docs" / "contributing.md"
CODE = r"(`+) ?([^\n]+?) ?"  # in as many backticks at its end; a space parts them from one inside
SAID = re.compile(
    rf"^Copy {CODE}\1 to {CODE}\3\.$"
    rf"|^(New file|At the end of|In) {CODE}\6"
    rf"(?:, (after the line|before the line|instead of) {CODE}\9)?:\n\n"
    r"```\w+\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COPIED = ("beauty", "assets", "docs", "tests", "app.py", "pyproject.toml")
LEFT = shutil.ignore_patterns("__pycache__", "pictures", "*.png", "data")


@dataclass(frozen=True)
class Step:
    """One thing to do. how: Copy, New file, At the end of, after the line, before the line or instead of;
    at: the line or text that is looked for; block: what is put there, or the file to copy to."""

    how: str
    file: str
    block: str
    at: str = ""

    def apply(self, project: Path) -> None:
        """Raises AssertionError where the page names a file or line that is not there."""
        path = project / self.file
        assert path.is_file() != (self.how == "New file"), f"{self.how} {self.file}"
        if self.how == "New file":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.block, "utf-8")
        elif self.how == "Copy":
            shutil.copy(path, project / self.block)
        else:
            path.write_text(self.changed(path.read_text("utf-8")), "utf-8")

    def changed(self, text: str) -> str:
        if self.how == "At the end of":
            return f"{text.rstrip()}\n\n{self.block}"
        if self.how == "instead of":
            assert text.count(self.at) == 1, f"{self.file}: {text.count(self.at)} times {self.at}"
            return text.replace(self.at, self.block.strip())
        lines = text.splitlines(keepends=True)
        (found,) = [n for n, line in enumerate(lines) if line.strip() == self.at]
        lines.insert(found + (self.how == "after the line"), self.block)
        return "".join(lines)


def steps(page: str) -> Iterator[Step]:
    """What the page tells to do, in its order."""
    for said in SAID.finditer(page):
        copied, to, how, file, where, at, block = said.group(2, 4, 5, 7, 8, 10, 11)
        if copied:
            yield Step("Copy", copied, to)
        else:
            yield Step(where or how, file, block, at or "")


def copy_of_the_project(folder: Path) -> Path:
    """A copy that runs: code, assets, docs and tests; the weights are only linked."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT)
        else:
            shutil.copy(source, folder / name)
    (folder / "weights").symlink_to(ROOT / "weights")
    return folder
