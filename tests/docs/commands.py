"""Every command that a document shows: lines of its shell blocks, and `commands` within its sentences."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from beauty.paths import ROOT

FOLDERS = ("tools", "bench", "training", "synthetic", "assets", "weights")
PAGES = (
    *(ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))),
    *(page for folder in FOLDERS for page in sorted((ROOT / folder).rglob("*.md"))),
)
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELLS = ("", "sh", "bash", "shell", "console")
# what a `span` begins with that somebody may type into a shell
PROGRAM = re.compile(
    r"(\.venv/bin/|python3? |pip3? |make [a-z]|curl |git |docker |sh |bash |uvx? |npm |npx |apt)"
)


@dataclass(frozen=True)
class Command:
    """page: from the root of the project; text: without its comment and .venv/bin/; block: the language
    of the block that it stands in, None within a sentence."""

    page: str
    text: str
    block: str | None = None

    @property
    def words(self) -> list[str]:
        """Without the brackets round what may be left out and the dots for more of the same."""
        return shlex.split(re.sub(r"[\[\]]|\.\.\.", "", self.text))


def commands(page: Path) -> Iterator[Command]:
    """In the page's order, blocks first."""
    name, text = page.relative_to(ROOT).as_posix(), page.read_text("utf-8")
    for language, body in BLOCK.findall(text):
        if language in SHELLS:
            for line in body.replace("\\\n", " ").splitlines():
                said = " ".join(shlex.split(line, comments=True, posix=False))
                if said:
                    yield Command(name, said.removeprefix(".venv/bin/"), language)
    for span in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", BLOCK.sub("", text)):
        if PROGRAM.match(span):
            yield Command(name, span.removeprefix(".venv/bin/"))
