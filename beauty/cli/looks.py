"""Commands about looks: looks (list ours, or read one off a photo)."""

from pathlib import Path
from typing import Annotated

import typer

from beauty import service
from beauty.cli.given import JsonOut, Language, known_language
from beauty.cli.out import open_out, print_json, write_list
from beauty.engine import Beauty
from beauty.errors import UsageError
from beauty.texts import DEFAULT_LANGUAGE, load_texts
from beauty.tryon import look_toml
from beauty.tryon.worn_json import worn_json


def looks(
    source: Annotated[
        Path | None, typer.Option("--from", help="A photo whose make-up is read as a look.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="File for the look that was read (.toml).")
    ] = None,
    json_out: JsonOut = None,
    lang: Language = DEFAULT_LANGUAGE,
) -> None:
    """List our looks; with --from, read the make-up in a photo: its layers, and what cannot be told."""
    texts = load_texts(known_language(lang))
    if source is None:
        return write_list(service.looks(texts.language), ("name", "title", "style"), json_out)
    worn = Beauty.load().read_look(source)
    if out is not None and worn.look.layers:
        _write(out, look_toml(worn.look))
    with open_out(json_out) as file:
        print_json(worn_json(worn, texts), file)


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(
            reason=f"{out} cannot be written ({error.strerror})",
            fix="Give --out a file in a folder that exists.",
        ) from error
