"""How long does it take to understand a face? Each step at 640, 1280 and 2048 px, models warm.

    python -m bench.face [--photo PATH] [--rounds 30]

Steps take turns (decode, landmarks, regions, ... and again), so that a busy moment of a shared machine
hits all of them alike: the last column, each step over the landmark step of its own round, is steadier
than the milliseconds.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

import numpy as np

from beauty.engine import Beauty
from beauty.face import Landmarker, Regions, choose_face
from beauty.measure import measure_geometry, measure_skin_color
from beauty.measure.face_shape import load_ratio_model
from beauty.photo import read_photo
from beauty.quality import check_quality
from bench.portrait import as_jpeg, portrait
from tools.table import table

SIDES_PX = (1280, 640, 2048)
BUDGET_SIDE_PX, BUDGET_MS = 1280, 80.0
BUDGET_STEPS = ("landmarks", "regions", "ratios", "colour")
WARM_UP_ROUNDS = 3
SUM, FULL = "sum of the four", "full, from JPEG"
NOBODY = "search, nobody there"  # looked at again with a margin and in parts before giving up


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photo", type=Path, help="another photo than the portrait")
    parser.add_argument("--rounds", type=int, default=30)
    args = parser.parse_args()
    run(args.photo, args.rounds)


def run(photo: Path | None = None, rounds: int = 30) -> None:
    """Print one table a size and the verdict on the budget."""
    landmarker = Landmarker.load()
    try:
        for side_px in SIDES_PX:
            rgb = portrait(side_px, photo)
            steps = steps_of(as_jpeg(rgb), landmarker)
            times = interleaved(steps, rounds)
            width = choose_face(landmarker.find(read_photo(rgb)), 0).width_px
            print(f"\n{rgb.shape[1]} x {rgb.shape[0]}, face {width:.0f} px, {rounds} rounds\n")
            print(report(times))
            if side_px == BUDGET_SIDE_PX:
                print(verdict(times))
    finally:
        landmarker.close()


def steps_of(jpeg: bytes, landmarker: Landmarker) -> dict[str, Callable[[], object]]:
    """Name -> the step, ready to run by itself on what the steps before it give."""
    engine = Beauty(landmarker)
    photo = read_photo(jpeg)
    faces = landmarker.find(photo)
    face = choose_face(faces, 0)
    regions = Regions.of(face, photo.size_wh)
    nobody = read_photo(np.full_like(photo.rgb, 128))
    return {
        "decode": lambda: read_photo(jpeg),
        "landmarks": lambda: landmarker.find(photo),
        "regions": lambda: Regions.of(face, photo.size_wh),
        "ratios": lambda: load_ratio_model().guess(measure_geometry(face).ratios),
        "colour": lambda: measure_skin_color(photo, face, regions),
        "quality gate": lambda: check_quality(photo, face, regions, len(faces)),
        FULL: lambda: engine.analyze(jpeg, wanted=0),
        NOBODY: lambda: landmarker.find(nobody),
    }


def interleaved(steps: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, np.ndarray]:
    """Name -> milliseconds float64 (rounds,), every step once a round."""
    times = np.zeros((WARM_UP_ROUNDS + rounds, len(steps)))
    for row in times:
        for column, step in enumerate(steps.values()):
            start = perf_counter()
            step()
            row[column] = (perf_counter() - start) * 1000
    return dict(zip(steps, times[WARM_UP_ROUNDS:].T, strict=True))


def report(times: Mapping[str, np.ndarray]) -> str:
    """Table of median, 90th percentile and ratio to the landmark step of the same round."""
    full = {**times, SUM: four_steps(times)}
    order = ("decode", *BUDGET_STEPS, SUM, "quality gate", FULL, NOBODY)
    rows = [
        (
            name,
            f"{np.median(full[name]):.1f}",
            f"{np.percentile(full[name], 90):.1f}",
            f"{np.median(full[name] / times['landmarks']):.2f}",
        )
        for name in order
    ]
    return table(("step", "median ms", "p90 ms", "x landmarks"), rows)


def four_steps(times: Mapping[str, np.ndarray]) -> np.ndarray:
    """Milliseconds float64 (rounds,) of the steps that the budget is about, summed round by round."""
    total: np.ndarray = np.sum([times[name] for name in BUDGET_STEPS], axis=0)
    return total


def verdict(times: Mapping[str, np.ndarray]) -> str:
    median = float(np.median(four_steps(times)))
    word = "pass" if median <= BUDGET_MS else "OVER"
    return f"\nbudget {BUDGET_MS:.0f} ms for {' + '.join(BUDGET_STEPS)}: {median:.1f} ms, {word}"


if __name__ == "__main__":
    main()
