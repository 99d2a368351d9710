"""The log: one JSON object a line, and nothing in it that came from a person."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from beauty.observe import start_log

SECRET = "eve@example.org"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is written; loggers are as before at the end."""
    root, ours, hook = logging.getLogger(), logging.getLogger("beauty"), sys.excepthook
    before = (root.handlers[:], root.level, ours.level)
    stream = io.StringIO()
    start_log("debug", stream)
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])
    sys.excepthook = hook


def rows(lines: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_line_has_time_level_and_fields(lines: io.StringIO):
    logging.getLogger("beauty.x").info("request", extra={"told": {"route": "/v1/x", "ms": 2.5}})
    (row,) = rows(lines)
    assert row.pop("time")
    assert row == {
        "level": "info",
        "logger": "beauty.x",
        "event": "request",
        "route": "/v1/x",
        "ms": 2.5,
    }


def test_an_error_is_told_by_its_kind_and_places_never_by_its_words(lines: io.StringIO):
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        try:
            raise KeyError(SECRET) from error
        except KeyError:
            logging.getLogger("beauty.x").exception("a request failed")
    (row,) = rows(lines)
    assert row["error"] == "KeyError"
    assert any("test_log.py" in str(place) for place in row["places"])  # type: ignore[attr-defined]
    assert SECRET not in lines.getvalue()


def test_libraries_are_heard_from_warnings_up_and_without_their_facts(lines: io.StringIO):
    other = logging.getLogger("PIL.TiffImagePlugin")
    other.debug("GPSInfo %s", SECRET)
    other.info("GPSInfo %s", SECRET)
    other.warning("tag %s is broken", SECRET)
    (row,) = rows(lines)
    assert row["event"] == "tag %s is broken"
    assert SECRET not in lines.getvalue()


def test_what_ends_the_program_is_told_the_same_way(lines: io.StringIO):
    sys.excepthook(RuntimeError, RuntimeError(SECRET), None)
    (row,) = rows(lines)
    assert (row["level"], row["error"]) == ("critical", "RuntimeError")
    assert SECRET not in lines.getvalue()
