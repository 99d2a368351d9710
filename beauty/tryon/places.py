"""Where each layer of a look goes on this face, as outlines that a page can draw and number."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from beauty.tryon.look import Layer, Look
from beauty.tryon.render import coats_of
from beauty.tryon.sitter import Sitter

EDGE = 0.3  # share of a layer's strongest alpha at which its outline is drawn
COVERS = 0.3  # share of the head above which an outline would say no more than "everywhere"
LEAST_PX2 = 0.0004  # of the face's width, squared: a smaller part is a speck
ROUGH = 0.0035  # face widths by which an outline may be simplified


@dataclass(frozen=True, eq=False)
class Place:
    """number: of the step, from 1. outlines: closed curves, float32 (n, 2) each, as shares of the sheet's
    width and height; none where the layer covers the whole face. spots: a point (x, y) inside each part
    of it, from left to right."""

    number: int
    outlines: tuple[np.ndarray, ...]
    spots: tuple[tuple[float, float], ...]


def places_of(look: Look, sitter: Sitter) -> tuple[Place, ...]:
    """A place for every layer of some opacity that can be seen on this face, numbered as `steps_of`."""
    worn = [layer for layer in look.layers if layer.opacity > 0]
    found = (_place(number, layer, sitter) for number, layer in enumerate(worn, 1))
    return tuple(place for place in found if place.spots)


def _place(number: int, layer: Layer, sitter: Sitter) -> Place:
    width, height = sitter.size_wh
    alpha = _alpha(layer, sitter)
    inside = (alpha > EDGE * max(float(alpha.max()), 1e-6)).astype(np.uint8)
    size = np.array([width, height], np.float32)
    if float(inside.mean()) > COVERS:
        rows = np.flatnonzero(inside.any(axis=1))
        high = int(rows[0] + 0.12 * (rows[-1] - rows[0]))
        return Place(
            number, (), ((float(np.flatnonzero(inside[high]).mean()) / width, high / height),)
        )
    parts = sorted(_parts(inside, sitter.unit_px), key=lambda part: float(part[:, 0].mean()))
    outlines = tuple((part + np.float32(0.5)) / size for part in parts)
    return Place(number, outlines, tuple(_inner(part, width, height) for part in parts))


def _alpha(layer: Layer, sitter: Sitter) -> np.ndarray:
    """The layer's strongest coat at each pixel of the sheet, float32 (h, w)."""
    width, height = sitter.size_wh
    alpha = np.zeros((height, width), np.float32)
    for coat in coats_of(sitter, layer):
        np.maximum(alpha, coat.region.on((0, 0, width, height)), out=alpha)
    return alpha


def _parts(inside: np.ndarray, unit_px: float) -> Iterator[np.ndarray]:
    outlines, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for outline in outlines:
        if cv2.contourArea(outline) >= LEAST_PX2 * unit_px**2:
            yield cv2.approxPolyDP(outline, ROUGH * unit_px, True)[:, 0].astype(np.float32)


def _inner(part: np.ndarray, width: int, height: int) -> tuple[float, float]:
    """The point of a part that is farthest from its edge: a crescent's middle lies outside of it."""
    left, top = np.floor(part.min(axis=0)).astype(int) - 1
    right, bottom = np.ceil(part.max(axis=0)).astype(int) + 2
    filled = np.zeros((bottom - top, right - left), np.uint8)
    cv2.fillPoly(filled, [np.round(part - (left, top)).astype(np.int32)], 1)
    depth = cv2.distanceTransform(filled, cv2.DIST_L2, 3)
    y, x = np.unravel_index(int(depth.argmax()), depth.shape)
    return (float(x) + left + 0.5) / width, (float(y) + top + 0.5) / height
