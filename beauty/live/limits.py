"""assets/tryon/live.toml, read once; its grammar is at the top of that file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from beauty.errors import SetupError
from beauty.live.one_euro import Calm
from beauty.paths import ASSETS

FILE = ASSETS / "tryon" / "live.toml"


@dataclass(frozen=True)
class Parsed:
    every_s: float
    ease: float


@dataclass(frozen=True)
class Steps:
    """sides_px and qualities have one entry a step, the best first."""

    sides_px: tuple[int, ...]
    qualities: tuple[int, ...]
    budget_ms: float
    down_s: float
    up_s: float

    def __post_init__(self) -> None:
        if not self.sides_px or len(self.sides_px) != len(self.qualities):
            raise ValueError("sides_px and qualities need as many steps, at least one")


@dataclass(frozen=True)
class Limits:
    frame_bytes: int
    side_px: int
    frames_per_s: float
    text_bytes: int
    idle_s: float
    pause_s: float
    line: int


@dataclass(frozen=True)
class Rules:
    """The whole file."""

    place: Calm
    shape: Calm
    parsing: Parsed
    pace: Steps
    limits: Limits


@cache
def load_rules() -> Rules:
    """Raises SetupError naming what is wrong in the file."""
    try:
        table = tomllib.loads(FILE.read_text("utf-8"))
        steps: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in table["pace"].items()
        }
        return Rules(
            Calm(**table["steady"]["place"]),
            Calm(**table["steady"]["shape"]),
            Parsed(**table["parsing"]),
            Steps(**steps),
            Limits(**table["limits"]),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise SetupError(reason=f"{FILE.name}: {error}", fix="Correct that file.") from error
