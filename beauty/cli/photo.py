"""Commands that look at photos: analyze, segment, recommend."""

from pathlib import Path
from typing import Annotated, Any

import cv2
import typer

from beauty import service
from beauty.cli.given import (
    AnswersFile,
    CatalogueFile,
    JsonOut,
    Language,
    OnePhoto,
    Paths,
    known_language,
    read_answers,
    read_catalogue,
)
from beauty.cli.many import Analyzed, Many
from beauty.cli.photos import each_photo
from beauty.engine import Beauty
from beauty.texts import DEFAULT_LANGUAGE


def analyze(  # noqa: PLR0913 - each is an option
    paths: Paths,
    json_out: JsonOut = None,
    answers: AnswersFile = None,
    landmarks: Annotated[bool, typer.Option(help="Add the 478 landmarks.")] = False,
    lang: Language = DEFAULT_LANGUAGE,
    workers: Annotated[int, typer.Option(min=1, help="Processes that share the work.")] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where a run with --resume stopped.")
    ] = False,
    refused: Annotated[
        Path | None, typer.Option(help="File for the names and codes of refused photos.")
    ] = None,
) -> None:
    """Understand the face in each photo: one JSON object a line."""
    said = Analyzed(read_answers(answers), known_language(lang), landmarks)
    if workers > 1 or resume or refused is not None:
        return Many(workers, resume, refused).analyze(paths, json_out, said)
    each_photo(paths, json_out, said, lang)


def recommend(
    path: OnePhoto,
    answers: AnswersFile = None,
    json_out: JsonOut = None,
    lang: Language = DEFAULT_LANGUAGE,
    catalogue: CatalogueFile = None,
) -> None:
    """The analysis of one photo with a make-up plan and a care routine, each step with its reason."""
    products, given, language = (
        read_catalogue(catalogue),
        read_answers(answers),
        known_language(lang),
    )

    def row(beauty: Beauty, photo: Path, name: str) -> dict[str, Any]:
        return service.recommended(beauty, photo, name, given, language, products)

    each_photo([path], json_out, row, lang)


def segment(
    paths: Paths,
    out: Annotated[Path, typer.Option(help="Folder for the label maps.")],
    lang: Language = DEFAULT_LANGUAGE,
) -> None:
    """Write one 8-bit label map (PNG) a photo, of the photo's size and with its stem as name."""
    language = known_language(lang)
    out.mkdir(parents=True, exist_ok=True)

    def row(beauty: Beauty, path: Path, name: str) -> dict[str, Any]:
        target = out / f"{path.stem}.png"
        cv2.imwrite(str(target), beauty.segment(path))
        return {"photo": name, "label_map": str(target)}

    each_photo(paths, None, row, language)
