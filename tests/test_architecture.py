"""The house rules, read off the source: who may import whom, how long things get, what no file holds."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from beauty.paths import ROOT

PACKAGE = ROOT / "beauty"
# In the order of the flow: a room may import those before it, never one after it.
ROOMS = (
    *("paths", "texts", "errors", "observe", "checks", "settings", "threads", "signals"),
    *("knowledge", "words"),
    *("photo", "color", "catalogue", "face"),
    *("measure", "predict", "light", "skin", "concerns", "quality", "analysis", "pipeline"),
    *("profile", "recommend", "progress", "draw", "tryon", "markup", "shown", "engine", "report"),
    *("booklet", "service", "batch", "live", "api", "ui", "cli", "scale"),
)
DOORS = ("__init__", "__main__")  # what the outside enters by; no room imports them
STRANGERS = {"synthetic", "tests", "bench", "tools", "training", "app"}
# library -> the files of the project that may import it, as path prefixes
ONLY_IN = {
    "gradio": ("app.py", "beauty/ui/"),
    "fastapi": ("beauty/api/", "beauty/live/", "beauty/ui/"),
    "starlette": ("beauty/api/", "beauty/live/", "beauty/ui/"),
    "mcp": ("beauty/api/",),
    "mediapipe": ("beauty/face/landmarker.py",),
    "ray": ("beauty/scale/served.py",),
    "reportlab": ("beauty/booklet/",),
    "torch": ("beauty/predict/", "training/"),
    "torchvision": ("beauty/predict/", "training/"),
}
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_README = 260, 45, 6

MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = [ROOT / "app.py", *MODULES, *sorted((ROOT / "training").rglob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports(source: str) -> Iterator[tuple[str, ...]]:
    """Dotted names that a module imports anywhere in it, also inside functions, in parts."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out in full"
            names = tuple((node.module or "").split("."))
            yield from [names] if len(names) > 1 else ((*names, one.name) for one in node.names)


def complaints(room: str, source: str) -> list[str]:
    """What the imports of a module of this room break of the house rules."""
    found = []
    for parts in imports(source):
        if parts[0] in STRANGERS:
            found.append(f"imports {parts[0]}, which is not part of the package")
        if parts[0] != "beauty" or room in DOORS:
            continue
        other = parts[1] if len(parts) > 1 else "__init__"
        if other not in ROOMS:
            found.append(f"imports the package's own door ({'.'.join(parts)})")
        elif ROOMS.index(other) > ROOMS.index(room):
            found.append(f"{room} imports the later room {other}")
    return found


def test_every_room_has_its_place_in_the_order():
    rooms = {room_of(path) for path in MODULES}
    assert rooms - set(DOORS) == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_room_imports_a_later_one_or_a_stranger(path: Path):
    assert complaints(room_of(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("room", "source", "said"),
    [
        ("photo", "from beauty.face import Face", "photo imports the later room face"),
        ("photo", "import beauty.ui.html", "photo imports the later room ui"),
        ("photo", "def f():\n    from beauty import Beauty", "door"),
        ("engine", "import tests.builders", "tests, which is not part"),
        ("cli", "from synthetic.render import render", "synthetic, which is not part"),
    ],
)
def test_the_rule_itself_can_fail(room: str, source: str, said: str):
    assert any(said in complaint for complaint in complaints(room, source))
    assert complaints("ui", "from beauty.photo import Photo") == []


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_heavy_libraries_stay_in_their_room(path: Path):
    libraries = {parts[0] for parts in imports(path.read_text("utf-8"))}
    for library in libraries & set(ONLY_IN):
        assert name_of(path).startswith(ONLY_IN[library]), f"{library} does not belong here"


def test_the_rooms_named_above_do_use_their_library():
    users = {
        name_of(path)
        for path in CODE
        if {"gradio", "mediapipe"} & {parts[0] for parts in imports(path.read_text("utf-8"))}
    }
    assert "beauty/face/landmarker.py" in users
    assert "beauty/ui/layout.py" in users


def test_importing_the_package_loads_no_heavy_room():
    loaded = subprocess.run(
        [sys.executable, "-c", "import beauty.cli, sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "beauty.cli" in loaded
    assert not {"gradio", "torchvision", "sklearn", "matplotlib"} & set(loaded)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_gets_too_long(path: Path):
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=name_of)
def test_every_folder_says_what_it_holds(folder: Path):
    readme = (folder / "README.md").read_text("utf-8").strip().splitlines()
    assert 3 <= len(readme) <= LONGEST_README
    assert readme[0].startswith("Holds:")
    assert any(line.startswith("Gives:") for line in readme)
    assert any(line.startswith("May not import:") for line in readme)


def test_readmes_name_only_what_exists():
    """`code_like_names` in a room's README are defined somewhere in the package."""
    source = "\n".join(path.read_text("utf-8") for path in MODULES)
    for readme in PACKAGE.rglob("README.md"):
        for name in readme.read_text("utf-8").split("`")[1::2]:
            if name.isidentifier():
                assert f" {name}" in source, f"{name_of(readme)} names {name}"


def test_no_file_names_a_package_registry_or_a_path_of_this_machine():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    if not listed:
        pytest.skip("needs a git checkout, to know which files are the project's")
    hosts = [b"pypi" + b".org", b"python" + b"hosted", b"npm" + b"js.", b"index" + b"-url"]
    paths = [b"/" + folder + b"/" for folder in (b"work", b"tmp", b"root")]
    found = []
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b""
        if path.suffix in (".png", ".jpg", ".heic", ".task", ".pt"):
            continue  # bytes of a picture may spell anything
        found += [f"{name}: {word.decode()}" for word in hosts + paths if word in content]
    assert found == []
