"""The numbers of assets/face/quality.toml, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from beauty.paths import ASSETS

Limits = Mapping[str, float]


@cache
def load_limits() -> Mapping[str, Limits]:
    """Table name -> name -> number."""
    tree = tomllib.loads((ASSETS / "face" / "quality.toml").read_text("utf-8"))
    return MappingProxyType({name: MappingProxyType(row) for name, row in tree.items()})
