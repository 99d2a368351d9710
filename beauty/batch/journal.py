"""A file of JSON lines that is its own journal: what stands in it is done, and the next run goes on.

A line is written whole, or is cut off when the file is taken up again. Beside the file lies a mark of
what the job was asked (`FILE.job`), so that two jobs never end up in one file.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from beauty.errors import UsageError

Json = dict[str, Any]


class Journal:
    """The lines of one job. key: field of a line that names what it is about; asked: all that the lines
    depend on beside that, as JSON can hold it."""

    def __init__(self, path: Path, key: str, asked: object) -> None:
        self.path, self.key = path, key
        self.mark = path.with_name(f"{path.name}.job")
        told = json.dumps(asked, sort_keys=True, default=str)
        self._asked = hashlib.sha256(told.encode()).hexdigest()

    def take_up(self, names: Sequence[str], see: Callable[[Json], None]) -> int:
        """How many of `names`, the first ones, have a line already, each of which `see` is told; what
        follows the last whole line is cut off.

        Raises UsageError where the lines are of another job or about something else.
        """
        if not self.path.exists():
            self.mark.write_text(self._asked, "utf-8")
            return 0
        if not self.mark.exists() or self.mark.read_text("utf-8") != self._asked:
            raise UsageError(reason="other_job", fix="other_job", file=self.path)
        end, number = 0, 0
        with self.path.open("r+b") as file:
            for line in file:
                row = _row(line)
                if row is None:
                    break
                if number >= len(names) or row.get(self.key) != names[number]:
                    raise UsageError(reason="other_files", fix="other_job", file=self.path)
                see(row)
                end, number = end + len(line), number + 1
            file.truncate(end)
        return number


def _row(line: bytes) -> Json | None:
    """The line's object; None of a line that is not whole."""
    if not line.endswith(b"\n"):
        return None
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None
