"""A diary: the numbers of several photos of one person in one file, which stays with that person.

The file is a JSON list of entries; an entry is an `analyze` object, or its concerns and skin tone alone,
with `date` (2026-03-09) and, if it was wanted, `thumbnail` (a small JPEG as a data URL).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from beauty.progress.saved import MAX_BYTES, SCHEMA, Json, Numbers, read_saved, refusal

MOST_ENTRIES = 60
KEPT = ("schema", "concerns", "skin_tone")  # of an `analyze` object
THUMBNAIL = re.compile(r"data:image/jpeg;base64,[A-Za-z0-9+/]{1,40000}={0,2}")


@dataclass(frozen=True, eq=False)
class Entry:
    """One photo's numbers. day: None where the file does not say; thumbnail: a data URL, or ""."""

    day: date | None
    row: Json
    numbers: Numbers
    thumbnail: str = ""

    @classmethod
    def of(cls, row: object, name: str, day: date | None = None) -> "Entry":
        """From a JSON object; `name` is what a refusal calls it. Raises UsageError."""
        numbers = Numbers.of(row, name)
        assert isinstance(row, dict)
        picture = str(row.get("thumbnail", ""))
        shown = picture if THUMBNAIL.fullmatch(picture) else ""
        return cls(day or _day(row.get("date")), row, numbers, shown)


def read_diary(content: bytes, name: str) -> tuple[Entry, ...]:
    """The entries of a file, oldest first, those without a day before all others; a file of one analysis
    is a diary of one. Raises UsageError for a file that is none, or holds too many."""
    rows = _listed(content) or [read_saved(content, name)]
    if len(rows) > MOST_ENTRIES:
        raise refusal("several_analyses", name)
    entries = [Entry.of(row, name) for row in rows]
    return tuple(sorted(entries, key=lambda entry: entry.day or date.min))


def diary_json(entries: Sequence[Entry], now: Json, today: date) -> list[dict[str, Any]]:
    """The file to save: what was read, and these numbers as those of today. Of a day the last counts."""
    kept = [_slim(entry.row, entry.day, entry.thumbnail) for entry in entries if entry.day != today]
    return [*kept, _slim(now, today, "")][-MOST_ENTRIES:]


def _slim(row: Json, day: date | None, thumbnail: str) -> dict[str, Any]:
    slim = {"schema": SCHEMA} | {name: row[name] for name in KEPT if name in row}
    given = {"date": day.isoformat()} if day else {}
    return slim | given | ({"thumbnail": thumbnail} if thumbnail else {})


def _listed(content: bytes) -> list[Any]:
    if len(content) > MAX_BYTES:
        return []
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError):
        return []
    return rows if isinstance(rows, list) else []


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
