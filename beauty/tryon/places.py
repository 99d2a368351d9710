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
CLOSE = 0.012  # face widths: gaps narrower than twice this, as between lashes, are none
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
    parts = sorted(_parts(inside, sitter.unit_px), key=lambda part: part.spot)
    outlines = tuple((one + np.float32(0.5)) / size for part in parts for one in part.outlines)
    spots = tuple((x / width, y / height) for x, y in (part.spot for part in parts))
    return Place(number, outlines, spots)


def _alpha(layer: Layer, sitter: Sitter) -> np.ndarray:
    """The layer's strongest coat at each pixel of the sheet, float32 (h, w)."""
    width, height = sitter.size_wh
    alpha = np.zeros((height, width), np.float32)
    for coat in coats_of(sitter, layer):
        np.maximum(alpha, coat.region.on((0, 0, width, height)), out=alpha)
    return alpha


@dataclass(frozen=True, eq=False)
class _Part:
    """One connected part, in pixels of the sheet: its edge and those of its holes, and the point of it
    that is farthest from them (the middle of a crescent or an open mouth lies outside)."""

    outlines: tuple[np.ndarray, ...]
    spot: tuple[float, float]


def _parts(inside: np.ndarray, unit_px: float) -> Iterator[_Part]:
    size = 2 * round(CLOSE * unit_px) + 1
    closed = cv2.morphologyEx(inside, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(closed)
    for label, (left, top, width, height, area) in enumerate(boxes.tolist()):
        if label == 0 or area < LEAST_PX2 * unit_px**2:
            continue
        part = (labels[top : top + height, left : left + width] == label).astype(np.uint8)
        depth = cv2.distanceTransform(np.pad(part, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
        y, x = np.unravel_index(int(depth.argmax()), depth.shape)
        curves, _ = cv2.findContours(
            part, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE, offset=(left, top)
        )
        rough = [cv2.approxPolyDP(one, ROUGH * unit_px, True)[:, 0] for one in curves]
        outlines = tuple(one.astype(np.float32) for one in rough if len(one) > 2)
        yield _Part(outlines, (left + int(x) + 0.5, top + int(y) + 0.5))
