"""Measure how bare faces look where make-up would lie, and write assets/tryon/bare.toml.

    python -m tools.worn_bare --data ../shared/data

Bare faces: london (studio), non_makeup of makeup, and every second man of utkface, whom we take for bare
(photos of the web, small and in any light). The other men are kept for tools.worn_accuracy.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from beauty.engine import Beauty
from beauty.tryon.bare import FILE, PLACES
from tools.worn_faces import bare_faces
from tools.worn_fit import Shown, fit, left_out_distances, spread_of_sides, tone_range

THRESHOLD = 95  # percentile of bare faces: five in a hundred show as much without any make-up
HEAD = """# How bare faces look where make-up would lie: written by tools/worn_bare.py.
#
# All numbers are logarithms of linear light. tone: the range of skin tones that was measured (level, red
# over green, blue over green, in plain light).
# [place.NAME]
#   usual        what a bare face shows there: rows of constant, and slope by each number of its tone;
#                lips to brows: red, green, blue over the skin's; lash_line: area and depth of a dark
#                line; wing: depth of a line beyond the corner
#   precision    inverse covariance of bare faces about that, their farthest tenth left out
#   percentiles  1 to 100, of the distance of bare faces, each measured without that person's photos
#   threshold    distance from which something counts as worn: the 95th of these percentiles
#   apart        97th percentile of how far the two sides of a bare face differ
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    engine = Beauty.load()
    faces = [face.shown for face in bare_faces(args.data, engine)]
    engine.close()
    FILE.write_text(bare_toml(faces), "utf-8")
    print(f"{FILE.name}: {len(faces)} bare faces")


def bare_toml(faces: Sequence[Shown]) -> str:
    """The file's text for these bare faces."""
    low, high = tone_range(faces)
    lines = [HEAD, "[tone]", f"low = {_row(low)}", f"high = {_row(high)}", ""]
    for place in PLACES:
        usual, precision = fit(place, faces)
        found = np.sort(left_out_distances(place, faces))
        percentiles = np.percentile(found, np.arange(1, 101))
        lines += [
            f"[place.{place}] # {len(found)} faces",
            f"usual = [{', '.join(map(_row, usual))}]",
            f"precision = [{', '.join(map(_row, precision))}]",
            f"percentiles = {_row(percentiles, 2)}",
            f"threshold = {np.percentile(found, THRESHOLD):.2f}",
            f"apart = {_row(spread_of_sides(place, faces))}",
            "",
        ]
    return "\n".join(lines)


def _row(values: np.ndarray, digits: int = 3) -> str:
    return "[" + ", ".join(f"{float(value):.{digits}f}" for value in values) + "]"


if __name__ == "__main__":
    main()
