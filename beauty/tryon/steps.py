"""A look as something to do: its layers in order, each with its colour on this person."""

from dataclasses import dataclass

from beauty.texts import Texts
from beauty.tryon.colors import color_of
from beauty.tryon.log_light import hex_of_linear
from beauty.tryon.look import Layer, Look
from beauty.tryon.sitter import Sitter


@dataclass(frozen=True)
class LookStep:
    """number: from 1, in the order of the look. color: "#rrggbb" on this person. title, how: said."""

    number: int
    layer: Layer
    color: str
    title: str
    how: str


def steps_of(look: Look, sitter: Sitter, texts: Texts) -> tuple[LookStep, ...]:
    """The steps of a look; layers of no opacity are no steps."""
    worn = [layer for layer in look.layers if layer.opacity > 0]
    return tuple(
        LookStep(
            number,
            layer,
            hex_of_linear(color_of(layer, sitter)),
            texts.get(f"worn.{layer.product}.name"),
            texts.get(f"worn.{layer.product}.{layer.placement}"),
        )
        for number, layer in enumerate(worn, 1)
    )


def look_title(look: Look, texts: Texts) -> str:
    """What a look is called; a look of somebody's own goes by its file's name."""
    return texts.find(f"look.{look.name}.title") or look.name
