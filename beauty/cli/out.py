"""Where a command's lines go: a file, or standard output in UTF-8."""

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any, TextIO

from beauty.cli.readable import show_list
from beauty.errors import UsageError

STDOUT = "-"


def open_out(target: str | None, append: bool = False) -> contextlib.AbstractContextManager[TextIO]:
    """The file to write to, from its beginning or to its end; standard output always in UTF-8, and never
    closed by us."""
    if target not in (None, STDOUT):
        try:
            return Path(str(target)).open("a" if append else "w", encoding="utf-8")
        except OSError as error:
            raise UsageError(
                reason=f"{target} cannot be written ({error.strerror})",
                fix="Give --json a file in a folder that exists.",
            ) from error
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return contextlib.nullcontext(sys.stdout)


def wants_table(target: str | None) -> bool:
    """Whether a person reads: neither a file nor `-` was asked for, and this is a terminal."""
    return target is None and sys.stdout.isatty()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file. Raises UsageError where that cannot be."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(
            reason=f"{path} cannot be written ({error.strerror})",
            fix="Give --out a file in a folder that exists.",
        ) from error


def write_list(rows: list[dict[str, Any]], columns: tuple[str, ...], target: str | None) -> None:
    """Rows as JSON, or at a terminal as a table of some of their fields."""
    if wants_table(target):
        return show_list(rows, columns)
    with open_out(target) as file:
        print(json.dumps(rows, ensure_ascii=False, indent=1), file=file)


def print_json(row: Any, file: TextIO) -> None:  # noqa: ANN401 - whatever JSON can hold
    """One row as one line, written at once."""
    print(json.dumps(row, ensure_ascii=False), file=file, flush=True)
