"""What viewer and server say to each other beside frames: small JSON objects.

From the viewer: {"look": NAME or text of a look file}, {"layers": [...]} or {"look": null} for a bare
face, with "strength" 0..1; {"pause": true} and {"pause": false}. To the viewer, by "type": ready, full
(place), busy (come back later), frame (before the picture that answers a frame), wearing, paused, going,
trouble (code; "frame" where it is the answer to one), rest (idle too long). docs/live.md lists them.
"""

import json
from dataclasses import dataclass
from typing import Any

from beauty.errors import BeautyError
from beauty.tryon import Look, load_looks, read_look
from beauty.tryon.look import look_of

OWN_NAME = "own"


class MessageError(Exception):
    """A message that is not understood. code: not_json, unknown or look; reason: in words, for a look."""

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(code)
        self.code, self.reason = code, reason


@dataclass(frozen=True)
class Wear:
    """Put this on, None: nothing; strength 0..1."""

    look: Look | None
    strength: float = 1.0


@dataclass(frozen=True)
class Pause:
    """Hold the place without sending, or go on."""

    on: bool


def read_message(text: str, longest: int) -> Wear | Pause:
    """Raises MessageError; never anything else, whatever came."""
    told = _object(text, longest)
    if isinstance(told.get("pause"), bool):
        return Pause(told["pause"])
    if "look" in told or "layers" in told:
        return Wear(_look(told), _share(told.get("strength", 1.0)))
    raise MessageError("unknown")


def _object(text: str, longest: int) -> dict[str, Any]:
    if len(text.encode("utf-8", "replace")) > longest:
        raise MessageError("not_json")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MessageError("not_json") from error
    if not isinstance(told, dict):
        raise MessageError("not_json")
    return told


def _look(told: dict[str, Any]) -> Look | None:
    wanted = told.get("look")
    try:
        if "layers" in told:
            return look_of({"layer": told["layers"]}, OWN_NAME)
        if wanted is None:
            return None
        if not isinstance(wanted, str):
            raise MessageError("unknown")
        return load_looks().get(wanted) or read_look(wanted, OWN_NAME)
    except BeautyError as error:
        raise MessageError("look", str(error.facts.get("reason", ""))) from error
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise MessageError("look") from error


def _share(value: object) -> float:
    """0..1 of a JSON number. NaN, which json reads, is no share either."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise MessageError("unknown")
    return float(value)
