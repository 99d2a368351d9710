"""How long does make-up take: a full look, lips alone, a huge photo, a gallery? The analysis is given.

    python -m bench.tryon [--rounds 20]

The tasks take turns, so that a busy moment of a shared machine hits all alike; the ratio is each over the
full look of its own round. The two open renderers that can be run took, end to end on a machine of this
kind, 41 / 77 ms (OpenCV make-up) and 11 / 57 ms (lips and eyes only) at 512 / 1280 px; ours end to end
are the last rows.
"""

import argparse
from collections.abc import Callable
from functools import partial
from time import perf_counter

import cv2
import numpy as np

from beauty import Beauty
from beauty.photo import read_photo
from beauty.tryon import Layer, Look, Sitter, load_looks, render
from beauty.tryon.gallery import thumbnails
from beauty.tryon.products import load_products
from bench.portrait import portrait
from tools.table import table

SIDE_PX, LARGE_PX, SMALL_PX = 1280, 4096, 512
FULL, LIPS, LARGE, GALLERY = "full look", "lips", f"full look, {LARGE_PX} px", "nine thumbnails"
WHOLE = "landmarks, regions, full look"
BUDGETS_MS = {FULL: 40.0, LIPS: 8.0, GALLERY: 400.0}
LARGE_RATIO = 10.0
COLORS = {"blush": "#d9566b", "lips": "#b0122f", "eyeshadow": "#7a4a3a"}
INK = "#1d1512"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    run(rounds=parser.parse_args().rounds)


def run(rounds: int = 20) -> None:
    """Print the table and whether each stays within its budget."""
    beauty = Beauty.load()
    tasks = tasks_of(beauty)
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = perf_counter()
            task()
            times[name].append((perf_counter() - start) * 1e3)
    rows = []
    for name, taken in times.items():
        ratio = np.median(np.array(taken) / np.array(times[FULL]))
        rows.append([name, f"{np.median(taken):.1f}", f"{ratio:.2f}", verdict(name, taken, ratio)])
    print(table(["task", "ms", "ratio", "budget"], rows))


def tasks_of(beauty: Beauty) -> dict[str, Callable[[], object]]:
    face = portrait(SIDE_PX)
    usual, large = beauty.sitter(face), beauty.sitter(enlarged(face, LARGE_PX))
    look, lips = full_look(), Look("lips", (Layer("lips", COLORS["lips"], 0.9, "gloss"),))
    nine = list(load_looks().values())[:9]
    return {
        FULL: lambda: render(anew(usual), look),
        LIPS: lambda: render(anew(usual), lips),
        LARGE: lambda: render(anew(large), look),
        GALLERY: lambda: thumbnails(anew(usual), nine),
        f"{WHOLE}, {SMALL_PX} px": partial(end_to_end, beauty, enlarged(face, SMALL_PX), look),
        f"{WHOLE}, {SIDE_PX} px": partial(end_to_end, beauty, face, look),
    }


def anew(sitter: Sitter) -> Sitter:
    """The same sitter with nothing worked out yet: masks and levels count, the analysis does not."""
    kept = {name: getattr(sitter, name) for name in sitter.__dataclass_fields__}
    return Sitter(**kept)


def end_to_end(beauty: Beauty, rgb: np.ndarray, look: Look) -> object:
    photo = read_photo(rgb)
    face = beauty.find_faces(photo)[0]
    return render(Sitter.of(photo.rgb, face, beauty.networks.parser.parse(photo, face)), look)


def full_look() -> Look:
    """One layer of every kind."""
    layers = []
    for name, product in load_products().items():
        color = COLORS.get(name, "auto" if product.auto else INK)
        layers.append(Layer(name, color, 0.6))
    return Look("everything", tuple(layers))


def enlarged(rgb: np.ndarray, side_px: int) -> np.ndarray:
    scale = side_px / max(rgb.shape[:2])
    size = (round(rgb.shape[1] * scale), round(rgb.shape[0] * scale))
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    sized: np.ndarray = cv2.resize(rgb, size, interpolation=how)
    return sized


def verdict(name: str, taken: list[float], ratio: float) -> str:
    if name == LARGE:
        return f"{LARGE_RATIO:g} x: {'pass' if ratio <= LARGE_RATIO else 'OVER'}"
    if name in BUDGETS_MS:
        return (
            f"{BUDGETS_MS[name]:g} ms: {'pass' if np.median(taken) <= BUDGETS_MS[name] else 'OVER'}"
        )
    return ""


if __name__ == "__main__":
    main()
