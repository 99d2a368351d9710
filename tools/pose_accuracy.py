"""How well pose is read and taken out of the ratios: `python -m tools.pose_accuracy [--portraits DIR]`.

Renders heads of known shape, turned by known angles, and prints what was read and how far the ratios
moved. With a folder of straight portraits (index.csv) it also prints how far the line from forehead to
chin leans back on them, from which beauty/face/axes.py takes RESTING_LEAN_DEG.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from beauty import Analysis, Beauty
from beauty.face import Landmarker
from beauty.face.axes import RESTING_LEAN_DEG
from synthetic import render
from synthetic.make_examples import load_specs
from tools.seen import seen_in
from tools.table import table

HEADS = ("fair_oval", "deep_oblong", "light_heart")
TURNS = ((20, 0, 0), (-20, 0, 0), (0, 10, 0), (0, -10, 0), (0, 0, 12))
STEADY = ("length_to_width", "forehead_to_cheekbone", "jaw_to_cheekbone", "chin_to_cheekbone")
SIZE_PX = (420, 512)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--portraits", type=Path, help="folder of straight portraits")
    args = parser.parse_args()
    head = ("head", "turned by (yaw, pitch, roll)", "read, less the read of the straight head")
    print(table((*head, "most moved ratio", "length to width", "the same, flat"), list(rows())))
    if args.portraits:
        print(leaning(args.portraits))


def rows() -> Iterator[tuple[str, ...]]:
    """One line for each head and turn."""
    beauty = Beauty.load()
    for name in HEADS:
        width, height = SIZE_PX
        spec = replace(load_specs()[name], expression={}, width_px=width, height_px=height)
        straight = None
        for yaw, pitch, roll in ((0, 0, 0), *TURNS):
            turned = replace(spec, yaw_deg=yaw, pitch_deg=pitch, roll_deg=roll)
            seen = beauty.analyze(render(turned).rgb)
            if straight is None:
                straight = seen
                continue
            read = angles(seen) - angles(straight)
            said = ", ".join(f"{angle:.0f}" for angle in read)
            moved = max(drift(straight, seen, ratio) for ratio in STEADY)
            flat_moved = abs(flat(seen) / flat(straight) - 1)
            length = drift(straight, seen, "length_to_width")
            shares = (f"{share:.1%}" for share in (moved, length, flat_moved))
            yield name, f"{yaw}, {pitch}, {roll}", said, *shares


def angles(seen: Analysis) -> np.ndarray:
    """Yaw, pitch and roll in degrees, float64 (3,)."""
    pose = seen.face.pose
    return np.array([pose.yaw_deg, pose.pitch_deg, pose.roll_deg])


def drift(before: Analysis, after: Analysis, ratio: str) -> float:
    return abs(after.geometry.ratios[ratio] / before.geometry.ratios[ratio] - 1)


def flat(seen: Analysis) -> float:
    """Length to width as the picture shows it, with nothing turned back."""
    points = seen.face.landmarks_px
    return float(np.hypot(*(points[152] - points[10])) / np.hypot(*(points[454] - points[234])))


def leaning(portraits: Path) -> str:
    """Mean lean and its spread from face to face, over the neutral portraits where that is known."""
    landmarker = Landmarker.load()
    leans = [
        RESTING_LEAN_DEG - seen.face.pose.pitch_deg
        for seen in seen_in(portraits, landmarker)
        if seen.row.get("expression", "neutral") == "neutral"
    ]
    landmarker.close()
    mean, spread = np.mean(leans), np.std(leans)
    return (
        f"\n{len(leans)} portraits lean back by {mean:.1f} degrees, standard deviation {spread:.1f}"
    )


if __name__ == "__main__":
    main()
