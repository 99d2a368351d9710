"""A picture to judge transfers by: reference, a bare face, the bare face with the look that was read."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from beauty.tryon import render
from beauty.tryon.reading import read_worn
from tools.worn_faces import WornFace

TILE_PX = 300
ROWS, TRIPLES = 8, 3


def draw_sheet(target: Path, worn: Sequence[WornFace], takers: Sequence[WornFace]) -> None:
    """Up to 24 references, each with another taker, three triples a row."""
    tiles = []
    for number, face in enumerate(worn[: ROWS * TRIPLES]):
        taker = takers[number % len(takers)].sitter
        copied = render(taker, read_worn(face.sitter).look).rgb
        tiles.append(np.hstack([_tile(rgb) for rgb in (face.sitter.rgb, taker.rgb, copied)]))
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % TRIPLES)
    rows = [np.hstack(tiles[at : at + TRIPLES]) for at in range(0, len(tiles), TRIPLES)]
    cv2.imwrite(str(target), cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR))


def _tile(rgb: np.ndarray) -> np.ndarray:
    side = min(rgb.shape[:2])
    top, left = (rgb.shape[0] - side) // 2, (rgb.shape[1] - side) // 2
    tile: np.ndarray = cv2.resize(
        rgb[top : top + side, left : left + side], (TILE_PX, TILE_PX), interpolation=cv2.INTER_AREA
    )
    return tile
