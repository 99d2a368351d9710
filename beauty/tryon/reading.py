"""Somebody's make-up read off a photo: what is there beyond what bare faces show, as layers of a look."""

from dataclasses import dataclass, replace

import numpy as np

from beauty.color.spaces import from_linear
from beauty.color.tone import hue_deg
from beauty.tryon.bare import Bare, load_bare
from beauty.tryon.lip_finish import finish_of
from beauty.tryon.log_light import LUMINANCE, hex_of_linear
from beauty.tryon.look import Layer, Look
from beauty.tryon.sitter import Sitter
from beauty.tryon.spoiled import coloured, one_place, whole_photo
from beauty.tryon.traces import Trace, Traces, traces_of
from beauty.tryon.unmix import Place, after, layer_that_shows
from beauty.tryon.worn import SILENT, Unread, WornLook
from beauty.tryon.zones import zones

NAME = "from_photo"
# product and place in the order they go on; the place of a line is told apart later
READ = (
    *(("blush", "cheeks"), ("brows", "brows"), ("eyeshadow", "lid"), ("eyeshadow", "crease")),
    *(("eyeshadow", "outer_corner"), ("eyeliner", "lash_line"), ("lips", "lips")),
)
BLUSHES = ("cheek_centers_up", "above_apples", "below_apples", "apples_across")
PAINT_HUES_DEG = (80.0, 300.0)  # of a pigment: on cheeks these are no blush, but paint
ONE_SIDED = (
    0.6  # part of the way from bare by which the two sides of ordinary make-up differ at most
)
SAME = (
    0.12  # logarithm: a second colour that is no nearer than this to the one beneath it is its own
)
LINER_OPACITY, BROWS_OPACITY = 0.9, 0.7
DARKENS = 0.32  # how much light a blush takes, of its distance in colour
# a line is narrower than what the lens resolves: skin and lashes mix in, so the pigment is darker
LINE_BLUR = 0.6


@dataclass(frozen=True, eq=False)
class Found:
    """A layer, and the share of bare faces that show less."""

    layer: Layer
    certainty: float


def read_worn(sitter: Sitter) -> WornLook:
    """The make-up of a sitter, colours as they look in plain light, ready for another face.

    A layer is in the look only where this face shows more than `bare.toml` has of bare faces (19 of 20
    show less); all else is in `unread` with its reason. Layers that are made not to be seen are always.
    """
    traces = traces_of(sitter)
    unread = [Unread(product, "", "silent") for product in SILENT]
    spoiled = whole_photo(sitter, traces)
    spoiled = spoiled or ("coloured" if coloured(traces, load_bare()["lips"]) else "")
    found: list[Found] = []
    for product, place in READ:
        one = spoiled or _read(sitter, traces, product, place, [item.layer for item in found])
        if isinstance(one, Found):
            found.append(one)
        elif one:
            unread.append(Unread(product, place, one))
    look = Look(NAME, tuple(item.layer for item in found))
    return WornLook(look, tuple(item.certainty for item in found), tuple(unread))


def _read(
    sitter: Sitter, traces: Traces, product: str, place: str, below: list[Layer]
) -> Found | str:
    """The layer at one place, the reason why there is none, or "" where what lies below says it all."""
    if reason := one_place(sitter, traces, place):
        return reason
    if product == "eyeliner":
        return _line(sitter, traces)
    bare, trace = load_bare()[place], traces.found[place]
    distance = bare.distance(trace.values, traces.tone)
    if distance <= bare.threshold:
        return "like_bare"
    expected = bare.expected(traces.tone)
    if _sides_differ(trace, bare, trace.values - expected):
        return "uneven"
    plain = -np.log(sitter.light)
    spot = Place(trace.regions, traces.skin + expected + plain, trace.logs + plain)
    made = _layer(sitter, product, place, spot, trace, below)
    return Found(made, bare.certainty(distance)) if isinstance(made, Layer) else made


def _layer(
    sitter: Sitter, product: str, place: str, spot: Place, trace: Trace, below: list[Layer]
) -> Layer | str:
    if product == "lips":
        return layer_that_shows(sitter, product, "full", finish_of(trace.glare), spot)
    if product == "brows":
        color = hex_of_linear(np.exp(spot.shown))
        return Layer(product, color, BROWS_OPACITY, "matte", "natural")
    if product == "blush":
        return _blush(sitter, spot)
    for layer in (layer for layer in below if layer.product == "eyeshadow"):
        spot = replace(spot, bare=after(sitter, layer, spot))
    if np.linalg.norm(spot.shown - spot.bare) < SAME:
        return ""
    return layer_that_shows(sitter, product, place, "matte", spot)


def _blush(sitter: Sitter, spot: Place) -> Layer | str:
    """Strength and place; light and dark as far as blush changes them. The pigment's hue tells paint."""
    off = spot.shown - spot.bare
    hue = off - float(off @ LUMINANCE)  # light and dark of a cheek are its form
    if PAINT_HUES_DEG[0] < _hue_deg(spot.bare + 2 * hue) < PAINT_HUES_DEG[1]:
        return "paint"
    shown = spot.bare + hue - DARKENS * float(np.linalg.norm(hue))
    return layer_that_shows(sitter, "blush", _where(sitter), "satin", replace(spot, shown=shown))


def _where(sitter: Sitter) -> str:
    """The placement whose shape the redness of the cheeks follows best."""
    red = sitter.logs[..., 0] - sitter.logs[..., 1]
    whole = zones(sitter, BLUSHES, softer=0.05)
    inside = whole.alpha > 0.1
    here = whole.crop(red)[inside]

    def follows(name: str) -> float:
        shape = zones(sitter, (name,), softer=0.02).on(whole.box_xyxy)[inside]
        return float(np.corrcoef(here, shape)[0, 1]) if here.size > 2 and shape.std() > 0 else -1.0

    return max(BLUSHES, key=follows)


def _line(sitter: Sitter, traces: Traces) -> Found | str:
    """Eyeliner: a darker and thicker line than lashes make, or one that goes on beyond the corner."""
    shown = {name: traces.found[name] for name in ("lash_line", "wing") if name in traces.found}
    bares = load_bare()
    far = {name: bares[name].distance(one.values, traces.tone) for name, one in shown.items()}
    beyond = [name for name in far if far[name] > bares[name].threshold]
    if not beyond:
        return "like_bare"
    sure = max(bares[name].certainty(far[name]) for name in beyond)
    dark = shown["lash_line"].logs - np.log(sitter.light)
    color = hex_of_linear(np.clip(np.exp(dark) * LINE_BLUR, 0.003, 0.9))
    placement = "wing" if "wing" in beyond else "thin"
    return Found(Layer("eyeliner", color, LINER_OPACITY, "matte", placement), sure)


def _sides_differ(trace: Trace, bare: Bare, off: np.ndarray) -> bool:
    """Whether right and left are painted differently: more than bare faces and ordinary make-up are."""
    if trace.apart is None:
        return False
    apart = float(np.linalg.norm(trace.apart))
    usual = float(np.linalg.norm(bare.apart))
    return apart > max(usual, ONE_SIDED * float(np.linalg.norm(off)))


def _hue_deg(logs: np.ndarray) -> float:
    _, a_star, b_star = from_linear(np.clip(np.exp(logs), 0, 1))
    return hue_deg(float(a_star), float(b_star)) % 360
