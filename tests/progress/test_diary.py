"""A diary is read with suspicion and written with the least that is needed."""

import json
from datetime import date

import pytest

from beauty.errors import UsageError
from beauty.progress import MOST_ENTRIES, diary_json, read_diary
from tests.progress.test_saved import GOOD

TODAY = date(2026, 5, 1)
PICTURE = "data:image/jpeg;base64,QUJD"


def content(*rows: object) -> bytes:
    return json.dumps(list(rows)).encode()


def on(day: str, **more: object) -> dict[str, object]:
    return {**GOOD, "date": day, **more}


def test_entries_come_oldest_first_and_one_analysis_is_a_diary_of_one():
    entries = read_diary(content(on("2026-03-01"), on("2026-01-01"), GOOD), "d.json")
    assert [entry.day for entry in entries] == [None, date(2026, 1, 1), date(2026, 3, 1)]
    (alone,) = read_diary(json.dumps(GOOD).encode(), "d.json")
    assert alone.day is None
    assert alone.numbers.concerns


def test_what_is_saved_is_read_again_and_of_a_day_the_last_counts():
    entries = read_diary(content(on("2026-01-01", thumbnail=PICTURE), on("2026-05-01")), "d.json")
    rows = diary_json(entries, GOOD, TODAY)
    assert [row["date"] for row in rows] == ["2026-01-01", "2026-05-01"]
    assert [row.get("thumbnail") for row in rows] == [PICTURE, None]
    assert all(set(row) <= {"schema", "concerns", "skin_tone", "date", "thumbnail"} for row in rows)
    again = read_diary(json.dumps(rows).encode(), "d.json")
    assert [entry.numbers.concerns.keys() for entry in again] == [
        entry.numbers.concerns.keys() for entry in entries
    ]


def test_it_never_grows_beyond_what_is_read_again():
    days = [date.fromordinal(TODAY.toordinal() - back).isoformat() for back in range(1, 61)]
    rows = diary_json(read_diary(content(*map(on, days)), "d.json"), GOOD, TODAY)
    assert len(rows) == MOST_ENTRIES
    assert rows[-1]["date"] == TODAY.isoformat()
    assert days[-1] not in [row["date"] for row in rows], "the oldest goes"


@pytest.mark.parametrize(
    "picture", ["http://a.org/x.jpg", PICTURE + '" onload="x', 3, "data:text/html,x"]
)
def test_a_picture_that_is_none_of_ours_is_dropped(picture: object):
    (entry,) = read_diary(content(on("2026-01-01", thumbnail=picture)), "d.json")
    assert entry.thumbnail == ""


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"[]", "not_numbers"),
        (b"[3]", "other_schema"),
        (content({"schema": 1, "error": {}}), "photo_was_refused"),
        (content(*[GOOD] * (MOST_ENTRIES + 1)), "several_analyses"),
    ],
)
def test_a_file_of_no_use_is_refused_with_its_reason(file: bytes, reason: str):
    with pytest.raises(UsageError) as refused:
        read_diary(file, "d.json")
    assert refused.value.facts["reason"] == reason
