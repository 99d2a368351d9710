"""How contrast and the season axes spread over portraits: `python -m tools.coloring --data FOLDER...`.

Prints the thirds and spreads that assets/face/tone.toml stands on.
"""

import argparse
import csv
from collections import Counter
from pathlib import Path

import numpy as np

from beauty.errors import BeautyError
from beauty.face import Landmarker, Regions, choose_face
from beauty.light import estimate_light
from beauty.photo import read_photo
from beauty.predict import Networks, seen_regions
from beauty.skin import measure_coloring, measure_tone, season_of
from beauty.skin.season import value_of
from tools.table import table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--each", type=int, default=5)
    args = parser.parse_args()
    landmarker, networks = Landmarker.load(), Networks.load()
    axes: dict[str, list[float]] = {"temperature": [], "value": [], "chroma": []}
    seasons: Counter[str] = Counter()
    for folder in args.data:
        with (folder / "index.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))[:: args.each]
        for row in rows:
            try:
                photo = read_photo(folder / row["path"])
                face = choose_face(landmarker.find(photo))
            except BeautyError:
                continue
            drawn = Regions.of(face, photo.size_wh)
            parsing = networks.parser.parse(photo, face)
            regions = seen_regions(photo, drawn, parsing)
            light = estimate_light(photo, face, drawn, regions, parsing)
            skin = measure_tone(photo, face, regions, light)
            coloring = measure_coloring(photo, face, regions, parsing, light, skin)
            season = season_of(skin, coloring)
            if season is None or coloring.lightness_contrast is None:
                continue
            axes["temperature"].append(skin.undertone.residual_deg)
            axes["value"].append(value_of(coloring))
            axes["chroma"].append(coloring.lightness_contrast)
            seasons[season.name] += 1
    print(spread_table(axes))
    print("\n" + ", ".join(f"{name} {count}" for name, count in seasons.most_common()))
    landmarker.close()


def spread_table(axes: dict[str, list[float]]) -> str:
    """Thirds, median and robust spread of each axis."""
    rows = []
    for name, found in axes.items():
        values = np.array(found)
        middle = float(np.median(values))
        spread = 1.4826 * float(np.median(np.abs(values - middle)))
        low, high = np.percentile(values, (100 / 3, 200 / 3))
        rows.append((name, len(values), *(f"{v:.1f}" for v in (low, high, middle, spread))))
    return table(("axis", "faces", "lower third", "upper third", "median", "spread"), rows)


if __name__ == "__main__":
    main()
