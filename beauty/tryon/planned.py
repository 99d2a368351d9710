"""A make-up plan as a look: its steps in layers, its shades as they would look on this face."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from beauty.color import to_hex
from beauty.paths import ASSETS
from beauty.recommend import Plan
from beauty.recommend.shade_offset import load_shade_offset
from beauty.recommend.shade_pick import ShadePick
from beauty.tryon.colors import own
from beauty.tryon.look import Layer, Look
from beauty.tryon.sitter import Sitter

FILE = ASSETS / "tryon" / "plan.toml"
NAME = "plan"
SHADE = "shade"
KEPT_CHROMA = (
    0.5  # swatches are printed more saturated than skin; half of a difference is the print's
)


def look_of(plan: Plan, sitter: Sitter) -> Look:
    """The plan's look on this face; steps that the time at hand does not reach for are left out."""
    layers: list[Layer] = []
    for step in plan.makeup:
        if step.optional:
            continue
        first = next(iter(step.colors.shades), None)
        layers += [
            layer
            for row in _rows().get(step.step, ())
            if (layer := _layer(row, first, sitter)) is not None
        ]
    return Look(NAME, tuple(layers))


def shade_layer(step: str, shade: ShadePick, sitter: Sitter) -> Layer:
    """The layer that shows one shade of a step: to try a product on."""
    row = next(row for row in _rows()[step] if row["color"] == SHADE)
    return Layer(**{**row, "color": worn_hex(shade, sitter)})


def worn_hex(shade: ShadePick, sitter: Sitter) -> str:
    """A shade as it looks on the face, "#rrggbb". Lip, eye and cheek colours are their swatches. A
    foundation's swatch is printed lighter and stronger than skin is photographed: what counts is how
    far it is from the swatch that would match this skin."""
    if shade.place != "base":
        return shade.hex
    offset, skin = load_shade_offset(), np.array(own(sitter, "skin"))
    hue = np.degrees(np.arctan2(shade.lab[2], shade.lab[1]))
    lifted = offset.lift(skin[0])
    usual = np.interp(lifted, offset.lightness, offset.hue_deg)
    apart = np.array(shade.lab) - offset.swatch(lifted, float(hue - usual) / 2)
    apart[1:] *= KEPT_CHROMA
    return to_hex(skin + apart)


def step_of(product: str) -> str:
    """The step of a plan whose shades are for this product, "" where none has any."""
    colored = (
        step
        for step, rows in _rows().items()
        for row in rows
        if row["product"] == product and row["color"] == SHADE
    )
    return next(colored, "")


def has_shades(step: str) -> bool:
    """Whether a step's shades can be tried on."""
    return any(row["color"] == SHADE for row in _rows().get(step, ()))


@cache
def _rows() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    table = tomllib.loads(FILE.read_text("utf-8"))
    return MappingProxyType({step: tuple(rows) for step, rows in table.items()})


def _layer(row: Mapping[str, Any], shade: ShadePick | None, sitter: Sitter) -> Layer | None:
    if row["color"] != SHADE:
        return Layer(**row)
    if shade is None:
        return Layer(**{**row, "color": "auto"}) if row["product"] == "foundation" else None
    return Layer(**{**row, "color": worn_hex(shade, sitter)})
