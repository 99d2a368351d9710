"""How far do our landmarks lie from points that people set by hand?

    python -m tools.landmark_accuracy --data ../shared/data/london [--points]

The folder holds index.csv (path, template, person, expression) and, for the photos that have one, a
template: 189 rows x,y. Photos without are skipped. tools/london_map.toml says which template point is
compared with which landmark; it was chosen from the anatomy, by looking at drawings of both numberings,
and not by which landmark comes out nearest, so conventions that differ count as error.

Errors are shares of the distance between the outer corners of the eyes in the template; the last table
gives the same over the distance between its pupils. Faces are chosen as the engine does.
"""

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from beauty.face import Landmarker
from tools.london_map import Group, all_of, load_map
from tools.polyline import distance_to_polyline
from tools.seen import seen_in
from tools.table import table

OUTER_CORNERS, PUPILS = (18, 27), (0, 1)


@dataclass(frozen=True, eq=False)
class Sample:
    """One photo: template float64 (189, 2) and landmarks float64 (478, 2), both in its own pixels."""

    expression: str
    template: np.ndarray
    landmarks: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--points", action="store_true", help="also list every pair of points")
    args = parser.parse_args()
    groups = load_map()
    samples, skipped = load_samples(args.data)
    print(f"{len(samples)} photos with a template, {skipped} without, skipped\n")
    for expression in sorted({sample.expression for sample in samples}):
        chosen = [sample for sample in samples if sample.expression == expression]
        for unit, ends in (("outer corners of the eyes", OUTER_CORNERS), ("pupils", PUPILS)):
            print(
                f"{expression}, {len(chosen)} photos: error in % of the distance between the {unit}\n"
            )
            print(group_table(groups, chosen, ends) + "\n")
        if args.points:
            print(pair_table(groups, chosen) + "\n")


def load_samples(data: Path) -> tuple[list[Sample], int]:
    """Photos with a template, and the number of photos without."""
    landmarker = Landmarker.load()
    samples = []
    for seen in seen_in(data, landmarker, needs="template"):
        template = np.loadtxt(data / seen.row["template"], delimiter=",", skiprows=1)
        landmarks = seen.face.landmarks_px.astype(np.float64) * seen.photo.scale_to_original
        samples.append(Sample(seen.row["expression"], template, landmarks))
    landmarker.close()
    with (data / "index.csv").open(encoding="utf-8") as file:
        without = sum(not row["template"] for row in csv.DictReader(file))
    return samples, without


def point_errors(group: Group, sample: Sample) -> np.ndarray:
    """Offsets landmark minus template point of each pair, pixels: float64 (n, 2)."""
    pairs = np.array(group.points, int).reshape(-1, 2)
    offsets: np.ndarray = sample.landmarks[pairs[:, 1]] - sample.template[pairs[:, 0]]
    return offsets


def outline_errors(group: Group, sample: Sample) -> np.ndarray:
    """Distance of each outline point of the template from our line, pixels: float64 (n,)."""
    found = [
        distance_to_polyline(
            sample.template[list(one.template)], sample.landmarks[list(one.along)], one.closed
        )
        for one in group.outlines
    ]
    return np.concatenate(found) if found else np.zeros(0)


def unit_px(sample: Sample, ends: tuple[int, int]) -> float:
    """Distance between two points of the template, pixels."""
    return float(np.hypot(*(sample.template[ends[1]] - sample.template[ends[0]])))


def group_table(groups: tuple[Group, ...], samples: list[Sample], ends: tuple[int, int]) -> str:
    """Errors of every group, points and outlines apart, in % of the distance between `ends`."""
    rows = []
    for group in (*groups, all_of(groups)):
        pairs = [np.hypot(*point_errors(group, one).T) / unit_px(one, ends) for one in samples]
        lines = [outline_errors(group, one) / unit_px(one, ends) for one in samples]
        rows += [_row(group.name, "to point", pairs), _row(group.name, "to line", lines)]
    head = ("group", "measured", "points a face", "mean", "median", "p90")
    return table(head, [row for row in rows if row[2]])


def pair_table(groups: tuple[Group, ...], samples: list[Sample]) -> str:
    """Every pair: mean error, and the mean offset that a differing convention would leave."""
    rows = []
    for group in groups:
        share = np.array(
            [point_errors(group, one) / unit_px(one, OUTER_CORNERS) for one in samples]
        )
        for column, (theirs, ours) in enumerate(group.points):
            offsets = share[:, column] * 100
            right, down = offsets.mean(axis=0)
            error = np.hypot(*offsets.T).mean()
            rows.append((group.name, theirs, ours, f"{error:.2f}", f"{right:+.2f}", f"{down:+.2f}"))
    head = ("group", "template", "landmark", "mean %", "to the right %", "down %")
    return table(head, rows)


def _row(name: str, kind: str, errors: list[np.ndarray]) -> tuple[object, ...]:
    values = np.concatenate(errors) * 100
    if not values.size:
        return name, kind, 0, "", "", ""
    figures = (values.mean(), np.median(values), np.percentile(values, 90))
    return name, kind, len(errors[0]), *(f"{figure:.2f}" for figure in figures)


if __name__ == "__main__":
    main()
