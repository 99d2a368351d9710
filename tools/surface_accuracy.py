"""Do measured shine and texture tell oily from other skin in labelled pictures?

    python -m tools.surface_accuracy --data ../shared/data/skin_type

`data` holds index.csv (path, label: dry, normal or oily; source_image). Prints, for each measure, the
area under the curve of each label against the others, and its quartiles; 0.5 is chance.
"""

import argparse
from pathlib import Path

import numpy as np

from beauty.face import Landmarker
from beauty.measure import measure_surface
from beauty.measure.surface import ZONES
from tools.ranks import auc
from tools.seen import seen_in
from tools.table import table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    landmarker = Landmarker.load()
    labels, columns = [], []
    for seen in seen_in(args.data, landmarker):
        surface = measure_surface(seen.photo, seen.face, seen.regions)
        kinds = (surface.shine, surface.texture)
        labels.append(seen.row["label"])
        columns.append([kind.get(zone, np.nan) for kind in kinds for zone in ZONES])
    landmarker.close()
    names = [f"{kind}, {zone}" for kind in ("shine", "texture") for zone in ZONES]
    print(f"{len(labels)} photos\n\n{figures(np.array(labels), np.array(columns), names)}")


def figures(labels: np.ndarray, values: np.ndarray, names: list[str]) -> str:
    """One row a measure (n, measures): quartiles, then the area under the curve of each label."""
    found = sorted(set(labels))
    rows = []
    for name, column in zip(names, values.T, strict=True):
        known = np.isfinite(column)
        quartiles = np.percentile(column[known], [25, 50, 75])
        areas = [auc(column[known], labels[known] == label) for label in found]
        rows.append((name, *(f"{v:.1f}" for v in quartiles), *(f"{area:.3f}" for area in areas)))
    return table(("measure", "25%", "50%", "75%", *(f"AUC {label}" for label in found)), rows)


if __name__ == "__main__":
    main()
