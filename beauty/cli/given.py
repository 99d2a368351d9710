"""What several commands are given: their options, and reading the files named by them."""

import tomllib
from pathlib import Path
from typing import Annotated

import typer

from beauty.catalogue import Catalogue
from beauty.errors import UsageError
from beauty.knowledge import check_answers
from beauty.texts import load_texts

Paths = Annotated[list[Path], typer.Argument(help="Photos, or folders of photos.")]
OnePhoto = Annotated[Path, typer.Argument(help="One photo.")]
JsonOut = Annotated[
    str | None, typer.Option("--json", help="File for the JSON lines; - prints them.")
]
AnswersFile = Annotated[Path | None, typer.Option("--answers", help="Answers in TOML.")]
CatalogueFile = Annotated[
    Path | None, typer.Option("--catalogue", help="A shop's own products (CSV) instead of ours.")
]
Language = Annotated[str, typer.Option("--lang", help="Language of advice: en or zh.")]


def read_answers(path: Path | None) -> dict[str, object]:
    """The answers of a TOML file, checked; none without a file. Raises UsageError."""
    if path is None:
        return {}
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(
            reason=f"the answers file {path} cannot be read ({error})", fix="Give a TOML file."
        ) from error
    check_answers(given)
    return given


def read_catalogue(path: Path | None) -> Catalogue | None:
    """A shop's own products, or None for ours."""
    return None if path is None else Catalogue.from_csv(path)


def known_language(lang: str) -> str:
    """The language, if there are texts in it. Raises UsageError, which names those there are."""
    try:
        return load_texts(lang).language
    except ValueError as error:
        raise UsageError(reason=str(error), fix="Choose one of them with --lang.") from error
