"""What a Hugging Face Space asks of this repository, as far as its files tell: a row a promise.

Sources: the Hub's "Spaces configuration reference" for the front matter; what its git server says on a
push for the size of a file and of the short description; build logs of Spaces for what is installed.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LARGEST_BYTES = 10 * 2**20  # of a file that is not in large-file storage
LONGEST_DESCRIPTION = 60
COLORS = ("red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray")
EXTRAS = (
    "oauth",
    "mcp",
)  # of gradio, which a Space installs in the same breath as our requirements


@dataclass(frozen=True)
class Row:
    """One promise: whether it is kept, and what was seen."""

    what: str
    kept: bool
    seen: str


def static_rows(root: Path) -> Iterator[Row]:
    """What can be said without running anything. root: a clone of the repository."""
    card = front_matter((root / "README.md").read_text("utf-8"))
    pins = pinned((root / "requirements.txt").read_text("utf-8"))
    tested = pinned((root / "constraints.txt").read_text("utf-8"))
    yield Row("sdk", card.get("sdk") == "gradio", card.get("sdk", "none"))
    same = card.get("sdk_version") == pins.get("gradio")
    yield Row("sdk_version is the pinned gradio", same, card.get("sdk_version", "none"))
    yield Row("python_version", card.get("python_version") == "3.11", card["python_version"])
    yield Row("app_file", (root / card["app_file"]).is_file(), card["app_file"])
    colors = [card["colorFrom"], card["colorTo"]]
    yield Row("colours of the card", set(colors) <= set(COLORS), ", ".join(colors))
    length = len(card["short_description"])
    yield Row("short description", length <= LONGEST_DESCRIPTION, f"{length} characters")
    loose = [name for name, version in pins.items() if not version]
    yield Row("requirements are pinned", bool(pins) and not loose, ", ".join(loose or ["all"]))
    other = [name for name, version in pins.items() if tested.get(name, version) != version]
    yield Row("pins are those that are tested", not other, ", ".join(other or ["all"]))
    against = contradicted(pins)
    yield Row("no pin against gradio[oauth,mcp]", not against, "; ".join(against or ["none"]))
    size, name = max((path.stat().st_size, path.name) for path in tracked(root))
    yield Row("largest file", size <= LARGEST_BYTES, f"{name}, {size / 2**20:.1f} MiB")


def front_matter(readme: str) -> dict[str, str]:
    """The fields between the first two lines of dashes, as text. Raises ValueError without them."""
    start, block, _ = readme.split("---\n", 2)
    if start:
        raise ValueError("README.md does not begin with its front matter")
    lines = (line.partition(":") for line in block.splitlines())
    return {name: value.strip().strip('"') for name, _, value in lines}


def pinned(requirements: str) -> dict[str, str]:
    """Version by name of every line; empty where a line is no exact pin."""
    lines = (re.sub(r"#.*", "", line).strip() for line in requirements.splitlines())
    parts = (line.partition("==") for line in lines if line)
    return {canonicalize_name(name): version for name, _, version in parts}


def contradicted(pins: dict[str, str]) -> list[str]:
    """What gradio with the extras of a Space asks for and a pin of ours forbids."""
    asked = [(canonicalize_name(one.name), one) for one in _asked()]
    return [
        f"{name}{one.specifier}, not {pins[name]}"
        for name, one in asked
        if name in pins and not one.specifier.contains(pins[name])
    ]


def _asked() -> Iterator[Requirement]:
    for one in map(Requirement, requires("gradio") or ()):
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in EXTRAS):
            yield one


def tracked(root: Path) -> list[Path]:
    """Every file of the repository; of a folder that is none, every file."""
    command = ["git", "-C", str(root), "ls-files", "-z"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode:
        return [path for path in root.rglob("*") if path.is_file()]
    return [path for name in told.stdout.split("\0") if name and (path := root / name).is_file()]
