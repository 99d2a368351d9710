"""Where a command's lines go: a file, or standard output in UTF-8."""

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any, TextIO

from beauty.errors import UsageError

STDOUT = "-"


def open_out(target: str | None) -> contextlib.AbstractContextManager[TextIO]:
    """The file to write to; standard output always in UTF-8, and never closed by us."""
    if target not in (None, STDOUT):
        try:
            return Path(str(target)).open("w", encoding="utf-8")
        except OSError as error:
            raise UsageError(
                reason=f"{target} cannot be written ({error.strerror})",
                fix="Give --json a file in a folder that exists.",
            ) from error
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return contextlib.nullcontext(sys.stdout)


def print_json(row: Any, file: TextIO) -> None:  # noqa: ANN401 - whatever JSON can hold
    """One row as one line, written at once."""
    print(json.dumps(row, ensure_ascii=False), file=file, flush=True)
