"""What the form of an eye changes: rows of assets/tryon/eyes.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from beauty.errors import SetupError
from beauty.paths import ASSETS
from beauty.tryon.sitter import Sitter


@dataclass(frozen=True)
class EyeRule:
    """One row of assets/tryon/eyes.toml."""

    reach: float
    outer: float
    lift_deg: float


@cache
def load_eye_rules() -> Mapping[str, EyeRule]:
    """Eye shape -> how make-up follows it. Raises SetupError naming the row."""
    path = ASSETS / "tryon" / "eyes.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["shape"]
    try:
        return MappingProxyType({name: EyeRule(**row) for name, row in rows.items()})
    except TypeError as error:
        raise SetupError(reason=f"{path.name}: {error}", fix="Correct that row.") from error


def rule_of(sitter: Sitter) -> EyeRule:
    return load_eye_rules()[sitter.eye_shape or "usual"]
