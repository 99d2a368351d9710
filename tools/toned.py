"""Photos of a research folder with their tone, as taken and in other light."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from beauty.errors import BeautyError
from beauty.face import Landmarker, Regions, choose_face
from beauty.light import Light, estimate_light
from beauty.photo import Photo, read_photo
from beauty.predict import seen_regions
from beauty.predict.parser import FaceParser
from beauty.skin import SkinTone
from beauty.skin.tone import asked_of, colours_seen, describe_tone
from tools.lit import PLAIN, Shift, relit


@dataclass(frozen=True, eq=False)
class Look:
    """What one picture says: its light, and the tone regions' colours (n, 3) as photographed."""

    light: Light
    asked: np.ndarray

    def tone(self, error_scale: float = 1.0) -> SkinTone:
        """The tone, with the light's errors made larger or smaller."""
        light = replace(
            self.light,
            exposure_se_ev=self.light.exposure_se_ev * error_scale,
            balance_se_ev=self.light.balance_se_ev * error_scale,
        )
        return describe_tone(self.asked, {}, light)


@dataclass(frozen=True, eq=False)
class Sitter:
    """One photo: its line of index.csv, and its look in each light."""

    row: Mapping[str, str]
    looks: Mapping[Shift, Look]


def looked_at(photo: Photo, landmarker: Landmarker, parser: FaceParser) -> Look | None:
    """Everything from the pixels on, as the engine does it; None without one clear face and its skin."""
    try:
        face = choose_face(landmarker.find(photo))
    except BeautyError:
        return None
    drawn = Regions.of(face, photo.size_wh)
    parsing = parser.parse(photo, face)
    regions = seen_regions(photo, drawn, parsing)
    asked = asked_of(colours_seen(photo, face, regions))
    if asked is None:
        return None
    return Look(estimate_light(photo, face, drawn, regions, parsing), asked)


def sitters(
    folder: Path, shifts: Sequence[Shift], tools: tuple[Landmarker, FaceParser], each: int = 1
) -> Iterator[Sitter]:
    """Every `each`-th photo of index.csv that gives a tone as taken."""
    with (folder / "index.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[::each]
    for row in rows:
        try:
            photo = read_photo(folder / row["path"])
        except BeautyError:
            continue
        looks = {}
        for shift in (PLAIN, *shifts):
            rgb = photo.rgb if shift == PLAIN else relit(photo.rgb, shift)
            look = looked_at(Photo(rgb, photo.original_size_wh), *tools)
            if look is not None:
                looks[shift] = look
        if PLAIN in looks:
            yield Sitter(row, looks)
