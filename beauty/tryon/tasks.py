"""What the make-up page has painted, as work for `Beauty.run`: an engine may do it in another process."""

from collections.abc import Sequence

import numpy as np

from beauty.tryon.coat import Coat
from beauty.tryon.look import Layer, Look
from beauty.tryon.render import coats_of, render
from beauty.tryon.sitter import Sitter


def paint(beauty: object, sitter: Sitter, looks: Sequence[Look]) -> tuple[np.ndarray, ...]:
    """The sitter's photo with each look on, uint8 (H, W, 3) each. No model is asked."""
    return tuple(render(sitter, look).rgb for look in looks)


def mix(beauty: object, sitter: Sitter, layers: Sequence[Layer]) -> tuple[tuple[Coat, ...], ...]:
    """The coats of each layer on this face, to be laid on. No model is asked."""
    return tuple(coats_of(sitter, layer) for layer in layers)
