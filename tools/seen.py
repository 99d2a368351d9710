"""Photos of a research folder, each with its one clear face."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from beauty.errors import BeautyError
from beauty.face import Face, Landmarker, Regions, choose_face
from beauty.photo import Photo, read_photo


@dataclass(frozen=True, eq=False)
class Seen:
    """row: the photo's line of index.csv."""

    row: dict[str, str]
    photo: Photo
    face: Face
    regions: Regions


def seen_in(
    data: Path,
    landmarker: Landmarker,
    needs: str = "path",
    only: Collection[str] | None = None,
) -> Iterator[Seen]:
    """Every photo that index.csv names (column path), whose column `needs` is not empty, and that shows
    one clear face; photos without one are named. `only`: of these paths."""
    with (data / "index.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row[needs]]
        for row in (row for row in rows if only is None or row["path"] in only):
            try:
                photo = read_photo(data / row["path"])
                face = choose_face(landmarker.find(photo))
            except BeautyError as error:
                print(f"{row['path']}: left out, {error.code}")
                continue
            yield Seen(row, photo, face, Regions.of(face, photo.size_wh))
