"""What a report is made of: few kinds of block, each a frozen value with its words already said.

Both the web page and the PDF draw these and nothing else, so that neither says more than the other.
Colours are "#rrggbb"; shares and places on a scale are 0..1; pictures are uint8 RGB (h, w, 3).
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Words:
    """A paragraph. kind: lead, body, why, note (small print), remark (set off), item (of a list) or
    heading (within a section). label: what stands out before it."""

    text: str
    kind: str = "body"
    label: str = ""


@dataclass(frozen=True)
class Swatch:
    """A colour with its name. part: small, below the name; mark: "best" or "in" on a scale."""

    color: str
    label: str
    part: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Swatches:
    """look: cards (a square with words beside it), chips (a dot with a word) or scale (side by side)."""

    items: tuple[Swatch, ...]
    look: str = "cards"


@dataclass(frozen=True)
class Meter:
    """A number on a track 0..1: value None where it could not be measured, low and high its interval,
    None where it has none. figure: the number in words."""

    label: str
    figure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    part: str = ""
    strong: bool = True


@dataclass(frozen=True)
class Meters:
    items: tuple[Meter, ...]


@dataclass(frozen=True)
class Scale:
    """A track of colours from end to end with the likely range and the best guess marked on it."""

    colors: tuple[str, ...]
    low: float
    value: float
    high: float
    said: str


@dataclass(frozen=True)
class Row:
    """A line of a table: a name with what it means, a value with what is usual."""

    label: str
    part: str
    value: str
    beside: str = ""


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]


@dataclass(frozen=True, eq=False)
class Picture:
    rgb: np.ndarray
    alt: str
    caption: str = ""


@dataclass(frozen=True, eq=False)
class Pictures:
    """Side by side. legend: what their colours mean; ramp: colours from one of two ends to the other."""

    items: tuple[Picture, ...]
    legend: tuple[Swatch, ...] = ()
    ramp: tuple[str, ...] = ()
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Product:
    """Something to buy, beside the step that it is for; words: what is told of it."""

    brand: str
    name: str
    price: str
    words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Step:
    """A numbered step. color: of its number; mark: on what ground it stands."""

    number: int
    title: str
    words: tuple[Words, ...]
    color: str = ""
    mark: str = ""
    swatches: tuple[Swatch, ...] = ()
    products: tuple[Product, ...] = ()
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Steps:
    items: tuple[Step, ...]


Block = Words | Swatches | Meters | Scale | Table | Pictures | Steps


@dataclass(frozen=True, eq=False)
class Section:
    """A chapter. name: the same in every language, for anchors."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, eq=False)
class Cover:
    """The first page: a picture and what matters most, each with its doubt."""

    picture: Picture
    facts: tuple[Row, ...]
