"""What was read of somebody's make-up: a look, how sure each layer is, and what could not be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from beauty.tryon.look import Layer, Look

# products that a photo hardly ever gives away: they are made to look like skin, shade or lashes
SILENT = ("foundation", "concealer", "contour", "bronzer", "highlighter", "mascara", "lip_liner")
# why a layer is not in the look; texts under worn.reason
REASONS = (
    *("silent", "like_bare", "covered", "glasses", "small", "too_dark", "too_bright"),
    *("one_sided", "coloured", "turned", "uneven", "paint"),
)


@dataclass(frozen=True)
class Unread:
    """A product and place of which nothing is in the look, and why: one of REASONS. like_bare: nothing
    there that bare faces do not show, too."""

    product: str
    place: str
    reason: str


@dataclass(frozen=True)
class WornLook:
    """look: what was read, ready to be put on another face. certainty: for each of its layers the share
    of bare faces that show less than this face there, 0..1. unread: everything else."""

    look: Look
    certainty: tuple[float, ...]
    unread: tuple[Unread, ...]

    def __post_init__(self) -> None:
        if len(self.certainty) != len(self.look.layers):
            raise ValueError("certainty: one share for each layer")

    @property
    def sure(self) -> Mapping[str, float]:
        """Product and placement of each layer -> its certainty."""
        return {
            place_name(layer): share
            for layer, share in zip(self.look.layers, self.certainty, strict=True)
        }


def place_name(layer: Layer) -> str:
    """Product and where it lies, such as "eyeshadow.lid"."""
    return f"{layer.product}.{layer.placement}"
