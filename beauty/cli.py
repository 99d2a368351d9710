"""`python -m beauty`: the engine on the command line, with the same values as everywhere else."""

import contextlib
import io
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, TextIO

import cv2
import typer

from beauty.catalogue import Catalogue
from beauty.engine import Beauty
from beauty.errors import BeautyError, SetupError, UsageError
from beauty.knowledge import check_answers, load_answer_fields
from beauty.profile import Profile
from beauty.progress import MAX_BYTES, compare, read_saved
from beauty.recommend import own_catalogue, write_scores
from beauty.recommend import recommend as make_plan
from beauty.report import analysis_json, changes_json, plan_json, refusal_json, words_json
from beauty.texts import DEFAULT_LANGUAGE, load_texts

ALL_FINE, SOME_REFUSED, BAD_USAGE = 0, 1, 2
PHOTO_SUFFIXES = {
    *(".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif"),
    *(".heic", ".heif", ".avif"),
}

Line = Callable[[Beauty, Path, str], dict[str, Any]]  # what is printed for one photo and its name

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)

Paths = Annotated[list[Path], typer.Argument(help="Photos, or folders of photos.")]
JsonOut = Annotated[str, typer.Option("--json", help="File for the JSON lines; - prints them.")]
AnswersFile = Annotated[Path | None, typer.Option("--answers", help="Answers in TOML.")]
CatalogueFile = Annotated[
    Path | None, typer.Option("--catalogue", help="A shop's own products (CSV) instead of ours.")
]
Language = Annotated[str, typer.Option("--lang", help="Language of advice: en or zh.")]


@app.command()
def analyze(
    paths: Paths,
    json_out: JsonOut = "-",
    answers: AnswersFile = None,
    landmarks: Annotated[bool, typer.Option(help="Add the 478 landmarks.")] = False,
    lang: Language = DEFAULT_LANGUAGE,
) -> None:
    """Understand the face in each photo: one JSON object a line."""
    given = _answers(answers)
    texts = load_texts(_language(lang))

    def line(beauty: Beauty, path: Path, name: str) -> dict[str, Any]:
        analysis = beauty.analyze(path)
        return analysis_json(analysis, Profile.of(analysis, given), name, texts, landmarks)

    _each_photo(paths, json_out, line, lang)


@app.command()
def recommend(
    path: Annotated[Path, typer.Argument(help="One photo.")],
    answers: AnswersFile = None,
    json_out: JsonOut = "-",
    lang: Language = DEFAULT_LANGUAGE,
    catalogue: CatalogueFile = None,
) -> None:
    """The analysis of one photo with a make-up plan and a care routine, each step with its reason."""
    products = _catalogue(catalogue)
    given = _answers(answers)
    texts = load_texts(_language(lang))

    def line(beauty: Beauty, photo: Path, name: str) -> dict[str, Any]:
        analysis = beauty.analyze(photo)
        profile = Profile.of(analysis, given)
        found = analysis_json(analysis, profile, name, texts)
        plan = plan_json(make_plan(profile, products), texts)
        return {**found, **plan, "words": words_json(profile.understood)}

    _each_photo([path], json_out, line, lang)


@app.command(name="score")
def score_products(
    answers: Annotated[Path, typer.Option(help="Answers in TOML.")],
    out: Annotated[Path, typer.Option(help="CSV file to write.")],
    catalogue: CatalogueFile = None,
) -> None:
    """Score every product of the catalogue for a person without a photo: one CSV row a product."""
    profile = Profile.of(None, _answers(answers))
    with _open_out(str(out)) as file:
        write_scores(profile, _catalogue(catalogue), file)


@app.command()
def segment(
    paths: Paths,
    out: Annotated[Path, typer.Option(help="Folder for the label maps.")],
    lang: Language = DEFAULT_LANGUAGE,
) -> None:
    """Write one 8-bit label map (PNG) a photo, of the photo's size and with its stem as name."""
    _language(lang)
    out.mkdir(parents=True, exist_ok=True)

    def line(beauty: Beauty, path: Path, name: str) -> dict[str, Any]:
        target = out / f"{path.stem}.png"
        cv2.imwrite(str(target), beauty.segment(path))
        return {"photo": name, "label_map": str(target)}

    _each_photo(paths, "-", line, lang)


@app.command(name="compare")
def compare_saved(
    before: Annotated[Path, typer.Argument(help="Analysis saved earlier: one JSON object.")],
    after: Annotated[Path, typer.Argument(help="Analysis saved later.")],
    json_out: JsonOut = "-",
) -> None:
    """What changed between two saved analyses of one person, beyond the doubt of both."""
    rows = [read_saved(_saved(path), path.name) for path in (before, after)]
    changes = compare(rows[0], rows[1], (before.name, after.name))
    with _open_out(json_out) as file:
        print(json.dumps(changes_json(changes), ensure_ascii=False), file=file)


@app.command()
def options() -> None:
    """List every answer that --answers understands."""
    rows = [
        {"name": field.name, "kind": field.kind, "choices": field.choices, "used": field.used}
        for field in load_answer_fields().values()
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=1))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    share: Annotated[bool, typer.Option(help="Ask for a public link as well.")] = False,
) -> None:
    """Serve the web page."""
    from beauty.settings import Settings
    from beauty.ui import serve as serve_page

    serve_page(Settings.from_environment().changed(host=host, port=port, share=share or None))


def main() -> None:
    """Run the command line; a refusal of our own ends in a sentence and exit code 2."""
    try:
        app()
    except (UsageError, SetupError) as error:
        print(f"{error.message} {error.advice}", file=sys.stderr)
        raise SystemExit(BAD_USAGE) from error


def _each_photo(paths: list[Path], json_out: str, line: Line, lang: str) -> None:
    """Run `line` on every photo, write its JSON, and exit 0 or, where some were refused, 1."""
    photos = list(_photos(paths))
    beauty = Beauty.load()
    refused = False
    with _open_out(json_out) as file:
        for path, name in photos:
            try:
                row = line(beauty, path, name)
            except BeautyError as error:
                row, refused = refusal_json(error, name, lang), True
            except Exception as error:  # a bug of ours must not cost the other photos
                row, refused = refusal_json(_unforeseen(error), name, lang), True
            print(json.dumps(row, ensure_ascii=False), file=file, flush=True)
    raise typer.Exit(SOME_REFUSED if refused else ALL_FINE)


def _unforeseen(error: Exception) -> SetupError:
    return SetupError(
        reason=f"{type(error).__name__}: {error}",
        fix="Please report this with the version and, if you may share it, the photo.",
    )


def _photos(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each photo with the name it goes by: as given, or relative to the folder given."""
    for path in paths:
        if not path.is_dir():
            yield path, str(path)
            continue
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in PHOTO_SUFFIXES and file.is_file():
                yield file, file.relative_to(path).as_posix()


def _answers(path: Path | None) -> dict[str, object]:
    if path is None:
        return {}
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            reason=f"the answers file {path} cannot be read ({error})", fix="Give a TOML file."
        ) from error
    check_answers(given)
    return given


def _catalogue(path: Path | None) -> Catalogue:
    return own_catalogue() if path is None else Catalogue.from_csv(path)


def _saved(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(
            reason=f"{path} cannot be read ({error.strerror})", fix="give_saved_numbers"
        ) from error


def _language(lang: str) -> str:
    try:
        return load_texts(lang).language
    except ValueError as error:
        raise UsageError(reason=str(error), fix="Choose one of them with --lang.") from error


def _open_out(target: str) -> contextlib.AbstractContextManager[TextIO]:
    """The file to write to; standard output always in UTF-8, and never closed by us."""
    if target != "-":
        try:
            return Path(target).open("w", encoding="utf-8")
        except OSError as error:
            raise UsageError(
                reason=f"{target} cannot be written ({error.strerror})",
                fix="Give --json a file in a folder that exists.",
            ) from error
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return contextlib.nullcontext(sys.stdout)
