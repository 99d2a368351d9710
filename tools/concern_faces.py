"""Faces on the canvas of the concerns, with what each measure finds, for the tools that judge them."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from beauty.color import to_lab
from beauty.concerns import find_all
from beauty.concerns.canvas import Canvas
from beauty.concerns.finding import Finding
from beauty.errors import BeautyError
from beauty.face import Landmarker, Regions
from beauty.photo import Photo, read_photo
from beauty.predict import Networks, seen_regions
from synthetic.camera import jpeg, noise, resized, shift_exposure, shift_white

Copy = Callable[[np.ndarray], np.ndarray]
COPIES: dict[str, Copy] = {
    "JPEG 70": lambda rgb: jpeg(rgb, 70),
    "size x 0.6": lambda rgb: resized(rgb, 0.6),
    "noise 4": lambda rgb: noise(rgb, 4.0, 1),
    "+1/6 EV": lambda rgb: shift_exposure(rgb, 1 / 6),
    "-1/6 EV": lambda rgb: shift_exposure(rgb, -1 / 6),
    "red +5%, blue -5%": lambda rgb: shift_white(rgb, 1.05, 0.95),
    "red -5%, blue +5%": lambda rgb: shift_white(rgb, 0.95, 1.05),
}


@dataclass(frozen=True, eq=False)
class Measured:
    """row: of index.csv; kind: of copy, "" for the photo as it is; width_px of the face; smile 0..1."""

    row: dict[str, str]
    kind: str
    width_px: float
    smile: float
    lab: np.ndarray
    findings: dict[str, Finding]

    def value(self, name: str) -> float:
        """What a measure found, NaN where it could not see."""
        found = self.findings[name].value
        return np.nan if found is None else found


class Bench:
    """Loads once what a face needs to come onto the canvas; no gate, and the largest face is taken."""

    def __init__(self) -> None:
        self._landmarker, self._networks = Landmarker.load(), Networks.load()

    def canvas(self, photo: Photo) -> Canvas | None:
        """None where there is no face."""
        faces = self._landmarker.find(photo)
        if not faces:
            return None
        drawn = Regions.of(faces[0], photo.size_wh)
        parsing = self._networks.parser.parse(photo, faces[0])
        return Canvas.of(photo, faces[0], seen_regions(photo, drawn, parsing))

    def measure(self, rgb: np.ndarray, row: dict[str, str], kind: str = "") -> Measured | None:
        canvas = self.canvas(read_photo(rgb))
        if canvas is None:
            return None
        found = {name: _light(finding) for name, finding in find_all(canvas).items()}
        lab = middle_lab(canvas)
        return Measured(row, kind, canvas.face.width_px, canvas.smile, lab, found)

    def folder(self, data: Path, every: int = 1) -> Iterator[Measured]:
        """Every photo (or every second, third...) that data/index.csv names and that shows a face."""
        for row in rows_of(data)[::every]:
            try:
                rgb = read_photo(data / row["path"]).rgb
            except BeautyError:
                continue
            if (found := self.measure(rgb, row)) is not None:
                yield found


def rows_of(data: Path) -> list[dict[str, str]]:
    with (data / "index.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def middle_lab(canvas: Canvas) -> np.ndarray:
    """Median CIELAB (3,) of the cheeks and forehead: good enough to say which tone group it is."""
    mask = np.maximum(canvas.masks["right_cheek"], canvas.masks["left_cheek"])
    mask = np.maximum(mask, canvas.masks["forehead"]) > 0.9
    pixels = canvas.crop.pixels[mask] if mask.any() else canvas.crop.pixels.reshape(-1, 3)
    middle: np.ndarray = np.median(to_lab(pixels), axis=0)
    return middle


def _light(finding: Finding) -> Finding:
    """Without most of its map, which thousands of faces would not leave room for."""
    return Finding(finding.value, finding.regions, finding.heat[::4, ::4].copy(), finding.parts)
