"""What kinds of make-up there are and how each sits on skin: assets/tryon/products.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from beauty.errors import SetupError
from beauty.paths import ASSETS

FILE = ASSETS / "tryon" / "products.toml"
AUTO = "auto"


@dataclass(frozen=True)
class Finish:
    """How a layer meets light; see the grammar at the top of products.toml."""

    contrast: float = 1.0
    highlight: float = 1.0
    sheen: float = 0.0
    strength: float = 1.0


@dataclass(frozen=True)
class Product:
    """One kind of make-up. finish: finish name -> how it meets light; placements: names its painter
    knows; strongest: share of the surface's colour that goes at opacity 1; body: 0 (only tints) to 1
    (covers light and dark, too); auto: CIELAB offset (3,) from what it is matched to, or ()."""

    name: str
    finish: Mapping[str, Finish]
    placements: tuple[str, ...]
    strongest: float
    body: float
    match: str = ""
    auto: tuple[float, ...] = ()

    @property
    def finishes(self) -> tuple[str, ...]:
        return tuple(self.finish)


@cache
def load_products() -> Mapping[str, Product]:
    """Name -> product, in the order they go on. Raises SetupError naming the product and the field."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    common = table["finish"]
    return MappingProxyType(
        {name: _product(name, row, common) for name, row in table["product"].items()}
    )


def _product(name: str, row: Mapping[str, Any], common: Mapping[str, Any]) -> Product:
    try:
        finish = {
            one: Finish(**{**common[one], **row.get("finish", {}).get(one, {})})
            for one in row["finishes"]
        }
        auto = tuple(float(value) for value in row.get("auto", ()))
        made = Product(
            name,
            MappingProxyType(finish),
            tuple(row["placements"]),
            float(row["strongest"]),
            float(row["body"]),
            str(row.get("match", "")),
            auto,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(name, f"{error}") from error
    if not (0 < made.strongest <= 1 and 0 <= made.body <= 1 and made.placements and finish):
        raise _broken(name, "strongest and body are shares, placements and finishes not empty")
    if len(auto) not in (0, 3) or bool(auto) != bool(made.match):
        raise _broken(name, "auto is a CIELAB offset of three numbers and comes with match")
    return made


def _broken(name: str, reason: str) -> SetupError:
    return SetupError(reason=f"{FILE.name}: product {name}: {reason}", fix="Correct that product.")
