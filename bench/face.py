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

from beauty.concerns import Canvas, Concerns, measure_concerns, notice
from beauty.draw import portrait as drawn_portrait
from beauty.draw.concern_map import draw_concern
from beauty.engine import Beauty
from beauty.face import Landmarker, Regions, choose_face
from beauty.light import estimate_light
from beauty.measure import measure_geometry
from beauty.photo import read_photo
from beauty.predict import Networks, seen_regions
from beauty.quality import check_quality
from beauty.skin import measure_coloring, measure_tone
from bench.portrait import as_jpeg, portrait
from tools.table import table

SIDES_PX = (1280, 640, 2048)
BUDGET_SIDE_PX = 1280
# a sum's name in the table -> its steps and their budget in milliseconds
BUDGETS = {
    "sum of these four": (("landmarks", "regions", "ratios", "colour"), 80.0),
    "sum of these three": (("parser", "shape", "skin type"), 90.0),
    "sum of the skin's four": (("light", "colour", "concerns", "eight maps"), 120.0),
}
WARM_UP_ROUNDS = 3
FULL = "full, from JPEG"
NOBODY = "search, nobody there"  # looked at again with a margin and in parts before giving up


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photo", type=Path, help="another photo than the portrait")
    parser.add_argument("--rounds", type=int, default=30)
    args = parser.parse_args()
    run(args.photo, args.rounds)


def run(photo: Path | None = None, rounds: int = 30) -> None:
    """Print one table a size and the verdicts on the budgets."""
    landmarker, networks = Landmarker.load(), Networks.load()
    try:
        for side_px in SIDES_PX:
            rgb = portrait(side_px, photo)
            steps = steps_of(as_jpeg(rgb), landmarker, networks)
            times = interleaved(steps, rounds)
            width = choose_face(landmarker.find(read_photo(rgb)), 0).width_px
            print(f"\n{rgb.shape[1]} x {rgb.shape[0]}, face {width:.0f} px, {rounds} rounds\n")
            print(report(times))
            if side_px == BUDGET_SIDE_PX:
                print(verdicts(times))
    finally:
        landmarker.close()


def steps_of(
    jpeg: bytes, landmarker: Landmarker, networks: Networks
) -> dict[str, Callable[[], object]]:
    """Name -> the step, ready to run by itself on what the steps before it give."""
    engine = Beauty(landmarker, networks)
    photo = read_photo(jpeg)
    faces = landmarker.find(photo)
    face = choose_face(faces, 0)
    drawn = Regions.of(face, photo.size_wh)
    parsing = networks.parser.parse(photo, face)
    regions = seen_regions(photo, drawn, parsing)
    ratios = measure_geometry(face).ratios
    light = estimate_light(photo, face, drawn, regions, parsing)

    def concerns() -> Concerns:
        canvas = Canvas.of(photo, face, regions)
        noticed = notice(canvas, drawn, regions, parsing, light)
        return measure_concerns(canvas, noticed, 30.0)

    found, shown = concerns(), drawn_portrait(engine.analyze(photo, 0))
    nobody = read_photo(np.full_like(photo.rgb, 128))
    return {
        "decode": lambda: read_photo(jpeg),
        "landmarks": lambda: landmarker.find(photo),
        "regions": lambda: Regions.of(face, photo.size_wh),
        "ratios": lambda: measure_geometry(face),
        "light": lambda: estimate_light(photo, face, drawn, regions, parsing),
        "colour": lambda: measure_coloring(
            photo, face, regions, parsing, light, measure_tone(photo, face, regions, light)
        ),
        "concerns": concerns,
        "eight maps": lambda: [draw_concern(found, name, shown) for name in found],
        "parser": lambda: networks.parser.parse(photo, face),
        "shape": lambda: networks.shape.guess(photo, face, ratios),
        "skin type": lambda: networks.skin_type.guess(photo, face, regions),
        "seen regions": lambda: seen_regions(photo, drawn, parsing),
        "quality gate": lambda: check_quality(photo, face, drawn, parsing, len(faces)),
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
    full = {**times, **{name: summed(times, name) for name in BUDGETS}}
    order = ["decode"]
    for name, (steps, _) in BUDGETS.items():
        order += [*(step for step in steps if step not in order), name]
    order += ["seen regions", "quality gate", FULL, NOBODY]
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


def summed(times: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    """Milliseconds float64 (rounds,) of the steps that a budget is about, summed round by round."""
    steps, _ = BUDGETS[name]
    total: np.ndarray = np.sum([times[step] for step in steps], axis=0)
    return total


def verdicts(times: Mapping[str, np.ndarray]) -> str:
    lines = []
    for name, (steps, budget_ms) in BUDGETS.items():
        median = float(np.median(summed(times, name)))
        word = "pass" if median <= budget_ms else "OVER"
        lines.append(f"budget {budget_ms:.0f} ms for {' + '.join(steps)}: {median:.1f} ms, {word}")
    return "\n" + "\n".join(lines)


if __name__ == "__main__":
    main()
