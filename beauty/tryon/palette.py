"""Colours to choose from for one product on one person: their plan's shades, then what our looks wear."""

from dataclasses import dataclass

import numpy as np

from beauty.color import delta_e, from_linear
from beauty.recommend import Plan
from beauty.recommend.shade_pick import ShadePick
from beauty.tryon.colors import color_of
from beauty.tryon.log_light import hex_of_linear, linear_of_hex
from beauty.tryon.look import Layer, load_looks
from beauty.tryon.planned import step_of, worn_hex
from beauty.tryon.products import AUTO, load_products
from beauty.tryon.sitter import Sitter

MOST = 12
APART = 5.0  # CIEDE2000 below which two swatches look like one


@dataclass(frozen=True)
class Swatch:
    """color: for a layer, "#rrggbb" or "auto"; shown: "#rrggbb" on this person. shade: of the plan, if it
    is from there; look: the name of the look that wears it, "" if none does."""

    color: str
    shown: str
    shade: ShadePick | None = None
    look: str = ""


def palette(product: str, sitter: Sitter, plan: Plan) -> tuple[Swatch, ...]:
    """At most MOST swatches that can be told apart: matched to the person where the product can be, then
    the shades that their plan names, then the colours of our looks as they are for this skin."""
    found: list[Swatch] = []
    if load_products()[product].auto:
        found.append(Swatch(AUTO, hex_of_linear(color_of(Layer(product), sitter))))
    for step in plan.makeup:
        if step.step == step_of(product):
            picks = (*step.colors.shades, *step.colors.elsewhere)
            found += [Swatch(worn := worn_hex(one, sitter), worn, one) for one in picks]
    for look in load_looks().values():
        for layer in look.layers:
            if layer.product == product and (layer.color != AUTO or layer.by_depth):
                worn = hex_of_linear(color_of(layer, sitter))
                found.append(Swatch(worn, worn, None, look.name))
    return _apart(found)


def _apart(found: list[Swatch]) -> tuple[Swatch, ...]:
    """The first of all swatches that look alike."""
    labs = np.array([from_linear(linear_of_hex(one.shown)) for one in found]).reshape(-1, 3)
    away = delta_e(labs[:, None], labs[None, :])  # at once: each call has a cost of its own
    kept: list[int] = []
    for at in range(len(found)):
        if (away[at, kept] >= APART).all():
            kept.append(at)
    return tuple(found[at] for at in kept[:MOST])
