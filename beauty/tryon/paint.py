"""What every painter does last: a place, a layer and a surface become a coat."""

from dataclasses import replace

import numpy as np

from beauty.checks import frozen
from beauty.face import Region
from beauty.tryon.coat import Coat, goal_of
from beauty.tryon.colors import color_of
from beauty.tryon.look import Layer
from beauty.tryon.products import load_products
from beauty.tryon.sitter import Sitter


def coat(layer: Layer, sitter: Sitter, region: Region, level: float, share: float = 1.0) -> Coat:
    """The layer over `region` (alpha 0..1, already cut to what can be seen), on a surface of this log
    luminance. share: part of the layer's strength that lies here."""
    product = load_products()[layer.product]
    finish = product.finish[layer.finish]
    strength = np.float32(layer.opacity * product.strongest * finish.strength * share)
    laid = replace(region, alpha=frozen(region.alpha * strength))
    goal = goal_of(color_of(layer, sitter), np.asarray(sitter.light), level, product.body)
    return Coat(laid, goal, level, finish)
