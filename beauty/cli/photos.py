"""Each photo that was named, alone or in folders, with what became of it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.progress import track

from beauty.cli.out import open_out, print_json, wants_table
from beauty.cli.readable import show_photos
from beauty.engine import Beauty
from beauty.errors import BeautyError, SetupError
from beauty.photo.guarded import Guarded
from beauty.report import refusal_json
from beauty.settings import Settings
from beauty.texts import load_texts

T = TypeVar("T")
FOLDER = 2  # photos from which on a bar tells more than the result itself
ALL_FINE, SOME_REFUSED = 0, 1
PHOTO_SUFFIXES = {
    *(".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif"),
    *(".heic", ".heif", ".avif"),
}

Row = Callable[[Beauty, Path, str], dict[str, Any]]  # what is said of one photo and its name


def each_photo(paths: list[Path], json_out: str | None, row_of: Row, lang: str) -> None:
    """Run `row_of` on every photo, write its JSON, and exit 0 or, where some were refused, 1."""
    photos = list(photos_in(paths))
    beauty = guarded_engine()
    rows = (
        row_or_refusal(beauty, path, name, row_of, lang) for path, name in with_progress(photos)
    )
    if wants_table(json_out):
        shown = list(rows)
        show_photos(shown, load_texts(lang))
        refused = any("error" in row for row in shown)
    else:
        with open_out(json_out) as file:
            refused = False
            for row in rows:
                refused |= "error" in row
                print_json(row, file)
    raise typer.Exit(SOME_REFUSED if refused else ALL_FINE)


def guarded_engine() -> Beauty:
    """The models, and a guarded reader, which starts while they load: a folder may hold anything."""
    most_ms = Settings.from_environment().reading_ms
    if not most_ms:
        return Beauty.load()
    reader = Guarded(1, most_ms / 1000)
    return Beauty.load().reading(reader.read)


def with_progress(photos: list[T]) -> Iterable[T]:
    """The same photos, with a bar on standard error where several are worked on at a terminal."""
    console = Console(stderr=True)
    quiet = len(photos) < FOLDER or not console.is_terminal
    return track(photos, description="", console=console, disable=quiet, transient=True)


def photos_in(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each photo with the name it goes by: as given, or relative to the folder given."""
    for path in paths:
        if not path.is_dir():
            yield path, str(path)
            continue
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in PHOTO_SUFFIXES and file.is_file():
                yield file, file.relative_to(path).as_posix()


def row_or_refusal(beauty: Beauty, path: Path, name: str, row_of: Row, lang: str) -> dict[str, Any]:
    """What is said of one photo, or why it was refused."""
    try:
        return row_of(beauty, path, name)
    except BeautyError as error:
        return refusal_json(error, name, lang)
    except Exception as error:  # a bug of ours must not cost the other photos
        unforeseen = SetupError(
            reason=f"{type(error).__name__}: {error}",
            fix="Please report this with the version and, if you may share it, the photo.",
        )
        return refusal_json(unforeseen, name, lang)
