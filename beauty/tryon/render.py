"""A look on a face: every layer's painter says where and what, the strips lay it on."""

from collections.abc import Callable, Mapping

from beauty.tryon.brows import brows
from beauty.tryon.cheeks import blush, bronzer, contour, highlighter
from beauty.tryon.coat import Coat
from beauty.tryon.complexion import concealer, foundation
from beauty.tryon.lashes import mascara
from beauty.tryon.liner import eyeliner
from beauty.tryon.lips import lip_liner, lips
from beauty.tryon.look import Layer, Look
from beauty.tryon.shadow import eyeshadow
from beauty.tryon.sitter import Sitter
from beauty.tryon.strips import Rendered, lay_on

Painter = Callable[[Sitter, Layer], tuple[Coat, ...]]
PAINTERS: Mapping[str, Painter] = {
    "foundation": foundation,
    "concealer": concealer,
    "contour": contour,
    "bronzer": bronzer,
    "blush": blush,
    "highlighter": highlighter,
    "brows": brows,
    "eyeshadow": eyeshadow,
    "eyeliner": eyeliner,
    "mascara": mascara,
    "lip_liner": lip_liner,
    "lips": lips,
}


def coats_of(sitter: Sitter, layer: Layer) -> tuple[Coat, ...]:
    """What one layer lays on this face; nothing where its opacity is 0."""
    return PAINTERS[layer.product](sitter, layer) if layer.opacity > 0 else ()


def render(sitter: Sitter, look: Look) -> Rendered:
    """The sitter's photo with the look on. Pixels that `changed` does not name are the photo's own."""
    return lay_on(sitter, [coat for layer in look.layers for coat in coats_of(sitter, layer)])
