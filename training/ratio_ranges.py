"""Where most faces lie, measured the way we measure: writes assets/face/ratio_ranges.toml.

    python -m training.ratio_ranges --data FOLDER [--work FOLDER]

FOLDER of data is the same as for training.face_shape; that of work keeps the landmarks found. People with
many photos count once: each person is their own median first.
"""

import argparse
from pathlib import Path

import numpy as np

from beauty.paths import ASSETS
from training.data import find_faces

PERCENTILES = (5, 50, 95)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ASSETS / "face" / "ratio_ranges.toml")
    parser.add_argument("--work", type=Path)
    args = parser.parse_args()
    faces = find_faces(args.data, args.work)
    measured = np.stack(list(faces.ratios.values()), axis=1)
    people = medians(measured, faces.column("person"))
    args.out.write_text(table(list(faces.ratios), people, len(faces.rows)), "utf-8")
    print(args.out.read_text("utf-8"))


def medians(measured: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Each person's own median, float64 (people, ratios), of photos (n, ratios) by people (n,)."""
    return np.array([np.median(measured[people == one], axis=0) for one in np.unique(people)])


def table(names: list[str], people: np.ndarray, photos: int) -> str:
    """The file's text. people: float64 (n, ratios), one row a person."""
    low, middle, high = np.percentile(people, PERCENTILES, axis=0)
    lines = [
        "# Where most faces lie, measured the way we measure: 5th, 50th and 95th percentile.",
        "# Written by training/ratio_ranges.py. A range, not a norm: no number in it is better.",
        f"# {len(people)} people ({photos} photos) of a face-shape set collected on the web, mostly",
        "# well-known women and men in front of a camera; ages and origins are not balanced.",
        f"people = {len(people)}",
        "",
        "[range]",
    ]
    lines += [
        f"{name} = [{low[i]:.3f}, {middle[i]:.3f}, {high[i]:.3f}]" for i, name in enumerate(names)
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
