"""The command that prints a report: `report`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from beauty.booklet import KINDS, Booklet, made
from beauty.cli.given import (
    AnswersFile,
    CatalogueFile,
    Language,
    OnePhoto,
    known_language,
    read_answers,
    read_catalogue,
)
from beauty.cli.photos import each_photo
from beauty.engine import Beauty
from beauty.errors import UsageError
from beauty.profile import Profile
from beauty.recommend import own_catalogue
from beauty.recommend import recommend as make_plan
from beauty.texts import DEFAULT_LANGUAGE, load_texts


def report(
    path: OnePhoto,
    out: Annotated[Path, typer.Option(help="File to write: its ending, .pdf or .html, decides.")],
    answers: AnswersFile = None,
    lang: Language = DEFAULT_LANGUAGE,
    catalogue: CatalogueFile = None,
    look: Annotated[
        str | None, typer.Option(help="A look to try on in the report: a name or a file.")
    ] = None,
) -> None:
    """Everything about one photo as a PDF to print or a web page in one file.

    Example: python -m beauty report me.jpg --out report.pdf --answers me.toml --lang zh
    """
    kind = out.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise UsageError(reason=f"{out.name} is no .pdf or .html", fix="Choose one with --out.")
    if not out.parent.is_dir():
        raise UsageError(reason=f"there is no folder {out.parent}", fix="Choose one with --out.")
    language = known_language(lang)
    texts, given, products = load_texts(language), read_answers(answers), read_catalogue(catalogue)

    def row(beauty: Beauty, photo: Path, name: str) -> dict[str, Any]:
        analysis = beauty.analyze(photo)
        profile = Profile.of(analysis, given)
        plan = make_plan(profile, products or own_catalogue())
        tried = beauty.try_on(photo, look) if look else None
        out.write_bytes(made(Booklet.of(analysis, profile, plan, texts, tried), kind))
        return {"photo": name, "report": str(out)}

    each_photo([path], None, row, language)
