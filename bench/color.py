"""Is OpenCV still the right way from sRGB to CIELAB? One picture through both libraries, in turn."""

from collections.abc import Callable
from time import perf_counter

import numpy as np
from skimage.color import rgb2lab

from beauty.color import to_lab
from bench.portrait import portrait
from tools.table import table

SIDE_PX, ROUNDS = 1280, 7


def main() -> None:
    run()


def run(rounds: int = ROUNDS) -> None:
    """Print median milliseconds of both, and how far their results lie apart."""
    rgb = portrait(SIDE_PX, None)
    times = np.array([[timed(to_lab, rgb), timed(rgb2lab, rgb)] for _ in range(rounds + 1)])[1:]
    ours, theirs = np.median(times, axis=0)
    apart = float(np.abs(to_lab(rgb) - rgb2lab(rgb)).max())
    rows = [
        ("beauty.color.to_lab", f"{ours:.1f}", "1.0"),
        ("skimage.color.rgb2lab", f"{theirs:.1f}", f"{theirs / ours:.1f}"),
    ]
    print(f"\n{SIDE_PX} x {SIDE_PX} to CIELAB, {rounds} rounds\n")
    print(table(("way", "median ms", "x ours"), rows))
    print(f"\nlargest difference of a channel: {apart:.4f}")


def timed(convert: Callable[[np.ndarray], np.ndarray], rgb: np.ndarray) -> float:
    """Milliseconds of one conversion."""
    start = perf_counter()
    convert(rgb)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
