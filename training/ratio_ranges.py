"""Where most faces lie, measured the way we measure: writes assets/face/ratio_ranges.toml.

    python -m training.ratio_ranges --data FOLDER

FOLDER is the same as for training.face_shape_ratios. People with many photos count once: each person
is their own median first.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np

from beauty.paths import ASSETS
from training.face_shape_ratios import measure_folder

PERCENTILES = (5, 50, 95)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ASSETS / "face" / "ratio_ranges.toml")
    args = parser.parse_args()
    rows, measured = measure_folder(args.data)
    by_person: dict[str, list[list[float]]] = defaultdict(list)
    for row, ratios in zip(rows, measured, strict=True):
        by_person[row["person"]].append(list(ratios.values()))
    people = np.array([np.median(photos, axis=0) for photos in by_person.values()])
    args.out.write_text(table(list(measured[0]), people, len(rows)), "utf-8")
    print(args.out.read_text("utf-8"))


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
