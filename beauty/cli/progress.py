"""Commands about change over time: compare."""

from pathlib import Path
from typing import Annotated

import typer

from beauty import progress
from beauty.cli.given import JsonOut
from beauty.cli.out import open_out, print_json
from beauty.errors import UsageError
from beauty.report import changes_json


def compare(
    before: Annotated[Path, typer.Argument(help="Analysis saved earlier: one JSON object.")],
    after: Annotated[Path, typer.Argument(help="Analysis saved later.")],
    json_out: JsonOut = None,
) -> None:
    """What changed between two saved analyses of one person, beyond the doubt of both."""
    rows = [progress.read_saved(_saved(path), path.name) for path in (before, after)]
    changes = progress.compare(rows[0], rows[1], (before.name, after.name))
    with open_out(json_out) as file:
        print_json(changes_json(changes), file)


def _saved(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(progress.MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(
            reason=f"{path} cannot be read ({error.strerror})", fix="give_saved_numbers"
        ) from error
