"""How the forms of eyes spread over portraits: `python -m tools.eye_shapes --data FOLDER`.

FOLDER has an index.csv with path, person and expression (the London set). Prints what
assets/face/eyes.toml stands on: percentiles over people, each number's error within a person, how often
which name is given, and how often a person gets the same name from both photos.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from beauty.errors import BeautyError
from beauty.face import Landmarker, Regions, choose_face
from beauty.measure import EyeShape, measure_eyes, measure_geometry
from beauty.photo import read_photo
from beauty.predict import Networks, seen_regions
from tools.table import table

NUMBERS = ("aspect", "tilt_deg", "lid_height", "lid_share")
PERCENTILES = (5, 15, 50, 85, 95)
Found = Mapping[tuple[str, str], EyeShape]  # by person and expression


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    found = measured(parser.parse_args().data)
    print(spread_table(found) + "\n")
    print(name_table(found) + "\n")
    print(same_name(found))


def measured(folder: Path) -> Found:
    """The form of the eyes in every photo of the folder in which a face is found."""
    landmarker, networks = Landmarker.load(), Networks.load()
    found = {}
    with (folder / "index.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        try:
            photo = read_photo(folder / row["path"])
            face = choose_face(landmarker.find(photo), None)
        except BeautyError:
            continue
        drawn = Regions.of(face, photo.size_wh)
        seen = seen_regions(photo, drawn, networks.parser.parse(photo, face))
        shape = measure_eyes(photo, face, measure_geometry(face), drawn, seen)
        found[row["person"], row["expression"]] = shape
    landmarker.close()
    return found


def spread_table(found: Found) -> str:
    """Percentiles over neutral faces; error within a person: deviation of the differences / sqrt 2."""
    rows = []
    for name in NUMBERS:
        plain = values(found, name, "neutral")
        smiling = values(found, name, "smiling")
        both = sorted(set(plain) & set(smiling))
        error = np.std([plain[one] - smiling[one] for one in both]) / np.sqrt(2)
        shown = np.percentile(list(plain.values()), PERCENTILES)
        rows.append((name, len(plain), *(f"{one:.3f}" for one in shown), f"{error:.3f}"))
    return table(("number", "people", *(f"{p}%" for p in PERCENTILES), "error"), rows)


def values(found: Found, name: str, expression: str) -> dict[str, float]:
    """Person -> this number, of those for whom it was read in this expression."""
    read = {p: getattr(shape, name) for (p, said), shape in found.items() if said == expression}
    return {person: value for person, value in read.items() if value is not None}


def name_table(found: Found) -> str:
    """How often each name is given, and each reason for none or for a doubt."""
    counts: dict[str, Counter[str]] = {"neutral": Counter(), "smiling": Counter()}
    for (_, expression), shape in found.items():
        counts[expression][str(shape.label) if shape.sure else f"unsure: {shape.reason}"] += 1
    names = sorted({name for count in counts.values() for name in count})
    return table(("name", *counts), [(n, *(c[n] for c in counts.values())) for n in names])


def same_name(found: Found) -> str:
    """How many people that are surely named in both photos get one name."""
    people = sorted({person for person, _ in found})
    pairs = [[found.get((p, said)) for said in ("neutral", "smiling")] for p in people]
    sure = [[s.label for s in pair if s and s.sure] for pair in pairs]
    named = [labels for labels in sure if len(labels) == 2]
    same = sum(one == other for one, other in named)
    return f"surely named in both photos: {len(named)} of {len(people)}; same name: {same}"


if __name__ == "__main__":
    main()
