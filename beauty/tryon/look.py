"""A look as data: ordered layers of make-up, read from TOML (grammar in assets/looks/README.md)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from beauty.checks import shown
from beauty.errors import UsageError
from beauty.paths import ASSETS
from beauty.tryon.products import AUTO, Product, load_products

LOOKS = ASSETS / "looks"
HEX = re.compile(r"#[0-9a-fA-F]{6}")
DEPTHS = ("light", "medium", "deep")
MOST_LAYERS = 40
LONGEST_NAME = 80
MOST_OPACITY = 1e9  # beyond, it is no slip: such a number may be too long to be converted


@dataclass(frozen=True)
class Layer:
    """One product on one place.

    product, finish, placement: names of assets/tryon/products.toml. color: "#rrggbb" as it looks at
    mid-shading in plain light, or "auto": worked out from the person's own skin, hair or lips. opacity:
    0 (nothing) to 1 (as strong as the product gets). by_depth: colours for light, medium and deep skin
    instead of the one (), for looks that are made for everybody.
    """

    product: str
    color: str = AUTO
    opacity: float = 0.6
    finish: str = ""
    placement: str = ""
    by_depth: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        product = _product(self.product)
        object.__setattr__(self, "finish", self.finish or product.finishes[0])
        object.__setattr__(self, "placement", self.placement or product.placements[0])
        _one_of("finish", self.finish, product.finishes, self.product)
        _one_of("placement", self.placement, product.placements, self.product)
        for color in (self.color, *self.by_depth):
            if color != AUTO and not HEX.fullmatch(color):
                raise _wrong(f"{self.product}: color {color!r} is neither #rrggbb nor auto")
        if self.color == AUTO and not product.auto and not self.by_depth:
            raise _wrong(f"{self.product} needs a color, #rrggbb")
        if not 0 <= self.opacity <= 1:
            raise _wrong(f"{self.product}: opacity {self.opacity} is not within 0 and 1")
        if self.by_depth and len(self.by_depth) != len(DEPTHS):
            raise _wrong(f"{self.product}: color by depth needs {', '.join(DEPTHS)}")


@dataclass(frozen=True)
class Look:
    """name: as its file; its words are in assets/texts under look.NAME. style: its base style or other
    family; layers: in the order they go on."""

    name: str
    layers: tuple[Layer, ...]
    style: str = ""

    def __post_init__(self) -> None:
        if len(self.layers) > MOST_LAYERS:
            raise _wrong(f"{len(self.layers)} layers; at most {MOST_LAYERS} are drawn")

    def changed(self, index: int, **changes: Any) -> "Look":  # noqa: ANN401 - fields of Layer
        """The same look with other fields in layer number `index`."""
        layers = list(self.layers)
        layers[index] = replace(layers[index], **changes)
        return replace(self, layers=tuple(layers))


@cache
def load_looks() -> Mapping[str, Look]:
    """Name -> look, all of assets/looks, in the order of their files' names."""
    files = sorted(LOOKS.glob("*.toml"))
    return MappingProxyType(
        {file.stem: read_look(file.read_text("utf-8"), file.stem) for file in files}
    )


def find_look(name_or_file: str | Path) -> Look:
    """One of ours by its name, or a look file. Raises UsageError that says which there are."""
    looks = load_looks()
    if str(name_or_file) in looks:
        return looks[str(name_or_file)]
    path = Path(name_or_file)
    if path.suffix != ".toml" or not path.is_file():
        raise UsageError(
            reason=f"there is no look {str(name_or_file)!r}",
            fix=f"Give a .toml file or one of {', '.join(looks)}.",
        )
    return read_look(path.read_text("utf-8", "replace"), path.stem)


def read_look(text: str, name: str) -> Look:
    """A look of the text of its file. Raises UsageError naming the layer and the field."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not TOML, or numbers and brackets without end
        raise _wrong(f"{name}.toml is not TOML ({error})") from error
    return look_of(table, name)


def look_of(table: Mapping[str, Any], name: str) -> Look:
    """The same of the table that such a text holds, from wherever it came."""
    rows = table.get("layer")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise _wrong(f"{name}.toml has no [[layer]]")
    layers = tuple(_layer(row, f"{name}.toml, layer {at}") for at, row in enumerate(rows, 1))
    return Look(name[:LONGEST_NAME], layers, str(table.get("style", "")))


def look_toml(look: Look) -> str:
    """The text of a look's file, which `read_look` reads back."""
    lines = [f'style = "{look.style}"'] if look.style in _styles() else []
    for layer in look.layers:
        color = f'"{layer.color}"'
        if layer.by_depth:
            pairs = zip(DEPTHS, layer.by_depth, strict=True)
            color = "{ " + ", ".join(f'{depth} = "{code}"' for depth, code in pairs) + " }"
        lines += ["", "[[layer]]", f'product = "{layer.product}"', f"color = {color}"]
        lines += [f"opacity = {round(layer.opacity, 3)}", f'finish = "{layer.finish}"']
        lines += [f'placement = "{layer.placement}"']
    return "\n".join(lines).strip() + "\n"


def _styles() -> set[str]:
    return {look.style for look in load_looks().values()}


def _layer(row: Mapping[str, Any], where: str) -> Layer:
    unknown = set(row) - {"product", "color", "opacity", "finish", "placement"}
    if unknown:
        raise _wrong(f"{where}: unknown field {', '.join(sorted(unknown))}")
    color, opacity = row.get("color", AUTO), row.get("opacity", 0.6)
    by_depth: tuple[str, ...] = ()
    if isinstance(color, dict):
        by_depth, color = tuple(str(color.get(depth, "")) for depth in DEPTHS), AUTO
    number = isinstance(opacity, int | float) and not isinstance(opacity, bool)
    if not number or abs(opacity) > MOST_OPACITY:
        raise _wrong(f"{where}: opacity {shown(opacity)} is no number")
    finish, placement = str(row.get("finish", "")), str(row.get("placement", ""))
    product = str(row.get("product", ""))
    try:
        return Layer(product, str(color), float(opacity), finish, placement, by_depth)
    except UsageError as error:
        raise _wrong(f"{where}: {error.facts['reason']}") from error


def _product(name: str) -> Product:
    products = load_products()
    if name not in products:
        raise _wrong(f"product {name!r} is none of {', '.join(products)}")
    return products[name]


def _one_of(field: str, value: str, allowed: tuple[str, ...], product: str) -> None:
    if value not in allowed:
        raise _wrong(f"{product}: {field} {value!r} is none of {', '.join(allowed)}")


def _wrong(reason: str) -> UsageError:
    return UsageError(
        reason=reason, fix="Correct the look; its grammar is in assets/looks/README.md."
    )
