"""The command that puts make-up on a photo: tryon."""

from pathlib import Path
from typing import Annotated, Any

import typer

from beauty import service
from beauty.cli.given import Language, OnePhoto, known_language
from beauty.cli.out import write_bytes
from beauty.cli.photos import each_photo
from beauty.engine import Beauty
from beauty.texts import DEFAULT_LANGUAGE
from beauty.tryon import find_look


def tryon(
    path: OnePhoto,
    look: Annotated[
        str, typer.Option(help="Name of a look (see `looks`), or a look file (.toml).")
    ],
    out: Annotated[Path, typer.Option(help="PNG file to write.")],
    mask: Annotated[
        Path | None,
        typer.Option(help="PNG of the same size: 255 wherever a pixel may have changed."),
    ] = None,
    lang: Language = DEFAULT_LANGUAGE,
) -> None:
    """Put a look on the face in a photo."""
    language, worn = known_language(lang), find_look(look)

    def row(beauty: Beauty, photo: Path, name: str) -> dict[str, Any]:
        rendered = beauty.wear(photo, worn)
        write_bytes(out, service.png(rendered.rgb))
        if mask is not None:
            write_bytes(mask, service.png(rendered.changed))
        return {"photo": name, "look": worn.name, "picture": str(out)}

    each_photo([path], None, row, language)
