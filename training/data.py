"""Photos, faces and splits: everything a training script reads, found once and kept in a cache."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from beauty.errors import BeautyError
from beauty.face import Face, Landmarker, Pose
from beauty.measure import measure_geometry
from beauty.photo import read_photo


@dataclass(frozen=True, eq=False)
class Faces:
    """rows of an index in which a face was found; landmarks float32 (n, 478, 3); ratios by name (n,)."""

    data: Path
    rows: list[dict[str, str]]
    landmarks: np.ndarray
    ratios: dict[str, np.ndarray]

    def column(self, name: str) -> np.ndarray:
        return np.array([row[name] for row in self.rows])

    def pixels(self, index: int) -> np.ndarray:
        return read_photo(self.data / self.rows[index]["path"]).rgb

    def face(self, index: int) -> Face:
        """Its landmarks as a `Face`; pose and expression are not kept."""
        return Face(self.landmarks[index].astype(np.float32), Pose(0.0, 0.0, 0.0), {})

    def chosen(self, keep: np.ndarray) -> "Faces":
        """Those at the indices (or where the mask says so)."""
        indices = np.arange(len(self.rows))[keep]
        ratios = {name: values[indices] for name, values in self.ratios.items()}
        return Faces(self.data, [self.rows[i] for i in indices], self.landmarks[indices], ratios)


def find_faces(data: Path, cache: Path | None = None) -> Faces:
    """The largest face of every photo named by data/index.csv; rows without one are left out."""
    kept = cache / f"{data.name}.npz" if cache else None
    with (data / "index.csv").open(encoding="utf-8") as file:
        index = list(csv.DictReader(file))
    if kept and kept.exists():
        with np.load(kept) as found:
            places, landmarks = found["places"], found["landmarks"]
            ratios = {name[6:]: found[name] for name in found.files if name.startswith("ratio_")}
        return Faces(data, [index[i] for i in places], landmarks, ratios)
    faces = _search(data, index)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        places = {id(row): i for i, row in enumerate(index)}
        columns = {f"ratio_{name}": values for name, values in faces.ratios.items()}
        columns |= {
            "places": np.array([places[id(row)] for row in faces.rows]),
            "landmarks": faces.landmarks,
        }
        np.savez(kept, allow_pickle=False, **columns)
    return faces


def _search(data: Path, index: Sequence[dict[str, str]]) -> Faces:
    rows, landmarks, ratios = [], [], []
    landmarker = Landmarker.load()
    for row in tqdm(index, desc=f"faces of {data.name}"):
        try:
            faces = landmarker.find(read_photo(data / row["path"]))
        except BeautyError:
            continue
        if faces:
            rows.append(row)
            landmarks.append(faces[0].landmarks)
            ratios.append(measure_geometry(faces[0]).ratios)
    columns = {name: np.array([one[name] for one in ratios]) for name in ratios[0]}
    return Faces(data, rows, np.array(landmarks), columns)


def split_groups(groups: np.ndarray, shares: Sequence[float], seed: int) -> tuple[np.ndarray, ...]:
    """Masks (n,) of parts with about these shares, then the rest; no group is in two of them."""
    rng = np.random.default_rng(seed)
    names = rng.permutation(np.unique(groups))
    sizes = np.array([(groups == name).sum() for name in names]).cumsum() / len(groups)
    edges = np.concatenate([[0.0], np.cumsum(shares), [1.0]])
    part_of = dict(zip(names, np.searchsorted(edges[1:-1], sizes, "left"), strict=True))
    parts = np.array([part_of[group] for group in groups])
    return tuple(parts == part for part in range(len(shares) + 1))
