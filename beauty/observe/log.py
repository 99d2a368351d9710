"""The log: one JSON object a line on standard error, without anything that came from a person.

Our own words are fixed texts; an error is told by its kind and the places it passed, never by its
message, which may quote what somebody typed, nor by the values it held. Libraries are heard from
"warning" up only: below it, decoders and parsers print metadata and file names.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

OURS = "beauty"
LEVELS = ("debug", "info", "warning", "error")
DEEPEST = 12  # places of an error, the innermost
Error = tuple[type[BaseException], BaseException, TracebackType | None]


class JsonLines(logging.Formatter):
    """{"time", "level", "logger", "event", fields of `extra={"told": {...}}`, "error", "places"}."""

    def format(self, record: logging.LogRecord) -> str:
        row: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            # a library's message is taken before facts are put in; with them only when it is ours
            "event": record.getMessage() if _is_ours(record) else str(record.msg),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            row["error"] = record.exc_info[0].__name__
            row["places"] = _places(record.exc_info[2])
        return json.dumps(row, ensure_ascii=False, default=str)


def start_log(level: str = "warning", stream: TextIO | None = None) -> None:
    """Send everything that is logged through `JsonLines`; `level`, one of LEVELS, is for our own."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level.upper())
    sys.excepthook = _log_last


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == OURS or record.name.startswith(f"{OURS}.")


def _places(trace: TracebackType | None) -> list[str]:
    """File, line and function of each place an error passed, the innermost last."""
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]


def _log_last(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What ends the program is logged like everything else."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(OURS).critical("the program ended", exc_info=(kind, error, trace))
