"""Known looks put on bare faces and read back; real looks read and put on others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beauty.color import delta_e
from beauty.color.spaces import from_linear
from beauty.engine import Beauty
from beauty.errors import BeautyError
from beauty.photo import Photo
from beauty.tryon import Layer, Look, Sitter, render, sit
from beauty.tryon.log_light import linear_of_hex
from beauty.tryon.reading import read_worn
from beauty.tryon.traces import traces_of
from beauty.tryon.worn import WornLook

KNOWN = (  # four looks that cover the finishes, three strengths of blush and two lines
    Look("red", (
        Layer("blush", "#e0607a", 0.9), Layer("eyeshadow", "#6b3fa0", 0.8, "matte", "lid"),
        Layer("eyeliner", "#14100f", 0.95, "matte", "wing"), Layer("lips", "#b3122f", 1.0, "matte"),
    )),
    Look("pink", (
        Layer("blush", "#e0607a", 0.6), Layer("eyeshadow", "#2f6f8f", 0.8, "matte", "lid"),
        Layer("lips", "#d8718a", 1.0, "gloss"),
    )),
    Look("plum", (
        Layer("blush", "#e0607a", 0.3), Layer("eyeshadow", "#8a4a2a", 0.8, "matte", "lid"),
        Layer("eyeliner", "#14100f", 0.95, "matte", "thin"), Layer("lips", "#6a1f3c", 1.0, "satin"),
    )),
    Look("coral", (
        Layer("blush", "#ef7f5f", 0.6), Layer("eyeshadow", "#c9924a", 0.8, "matte", "lid"),
        Layer("lips", "#e0573f", 1.0, "gloss"),
    )),
)  # fmt: skip
PLACE_OF = {"blush": "cheeks", "eyeshadow": "lid", "lips": "lips"}


@dataclass(frozen=True)
class Trip:
    """One layer's way there and back. found: read back; code_de: CIEDE2000 between the hex put on and the
    one read (lips only); seen_de: between how the place looks with the look and with the one read;
    finish: read finish; glare: of the lips; opacity: read."""

    kind: str
    layer: Layer
    found: bool
    code_de: float = np.nan
    seen_de: float = np.nan
    finish: str = ""
    glare: float = np.nan
    opacity: float = np.nan


def again(engine: Beauty, rgb: np.ndarray) -> Sitter | None:
    """A picture taken as a new photo, from the landmarks on."""
    try:
        return sit(engine.analyze(Photo(np.ascontiguousarray(rgb), rgb.shape[1::-1])))
    except BeautyError:
        return None


def trips(engine: Beauty, bare: Sitter, kind: str, known: Sequence[Look] = KNOWN) -> list[Trip]:
    """Every look on one bare face, photographed and read back."""
    made: list[Trip] = []
    for look in known:
        painted = again(engine, render(bare, look).rgb)
        if painted is None:
            continue
        worn = read_worn(painted)
        copied = again(engine, render(bare, worn.look).rgb)
        made += [_trip(kind, layer, worn, painted, copied) for layer in look.layers]
    return made


def transfer_de(engine: Beauty, worn: WornLook, giver: Sitter, taker: Sitter) -> float:
    """CIEDE2000 between two people's lips in plain light, the second wearing what was read of the
    first; nan where no lip colour was read."""
    if all(layer.product != "lips" for layer in worn.look.layers):
        return float("nan")
    wearing = again(engine, render(taker, worn.look).rgb)
    return float("nan") if wearing is None else _apart(giver, wearing, "lips")


def _trip(kind: str, layer: Layer, worn: WornLook, painted: Sitter, copied: Sitter | None) -> Trip:
    read = [one for one in worn.look.layers if one.product == layer.product]
    if layer.product == "eyeshadow":
        read = [one for one in read if one.placement == layer.placement]
    if not read:
        return Trip(kind, layer, found=False)
    back = read[0]
    place = PLACE_OF.get(layer.product, "")
    code_de = _hex_de(layer.color, back.color) if layer.product == "lips" else np.nan
    seen = _apart(painted, copied, place) if place and copied is not None else np.nan
    glare = traces_of(painted).found["lips"].glare if place == "lips" else np.nan
    finish = back.placement if layer.product == "eyeliner" else back.finish
    return Trip(kind, layer, True, code_de, seen, finish, glare, back.opacity)


def _hex_de(first: str, second: str) -> float:
    return float(delta_e(*(from_linear(linear_of_hex(code)) for code in (first, second))))


def _apart(first: Sitter, second: Sitter, place: str) -> float:
    """CIEDE2000 between how a place looks on two sitters, each in plain light."""
    labs = []
    for sitter in (first, second):
        trace = traces_of(sitter).found.get(place)
        if trace is None:
            return float("nan")
        labs.append(from_linear(np.exp(trace.logs - np.log(sitter.light))))
    return float(delta_e(*labs))
