"""What do shades cost? Three foundations, lip colours, look-alikes, a comparison; our catalogue."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np

from beauty.profile import Profile
from beauty.recommend import own_catalogue
from beauty.recommend.compare import compare_products
from beauty.recommend.harmony import harmonise
from beauty.recommend.shades import match_elsewhere, match_foundation
from beauty.recommend.similar import similar
from beauty.recommend.skin_reading import read_skin
from tools.table import table

ROUNDS = 30
BUDGET_MS = 5.0  # for three shades


def main() -> None:
    run()


def run(rounds: int = ROUNDS) -> None:
    """Print median milliseconds of each question, asked again and again."""
    catalogue, profile = own_catalogue(), Profile.of(None, {"monk": 5, "occasion": "date"})
    shades, price = catalogue.shades, catalogue.columns.price.astype(np.float64)
    reading = read_skin(None, profile)
    assert reading is not None, "a pick on the Monk scale is a reading"
    liking = np.where(catalogue.in_category("foundation"), 1.0, np.nan)
    three = match_foundation(reading, shades, liking)
    row = int(shades.product[three[0].row])
    questions: dict[str, Callable[[], object]] = {
        "three shades": lambda: match_foundation(reading, shades, liking),
        "at other prices": lambda: match_elsewhere(reading, shades, liking, price, three),
        "lip colours, all in order": lambda: harmonise("lips", shades, profile, reading),
        "look-alikes by ingredients": lambda: similar(catalogue, row),
        "look-alikes by ingredients and shade": lambda: similar(catalogue, row, three[0].row),
        "two products side by side": lambda: compare_products(catalogue, row, row + 1),
    }
    found = {name: timed(ask, rounds) for name, ask in questions.items()}
    verdict = "pass" if found["three shades"] <= BUDGET_MS else "OVER"
    print(f"\n{len(shades)} colours, {len(catalogue)} products, {rounds} rounds\n")
    print(table(("question", "median ms"), [(name, f"{ms:.1f}") for name, ms in found.items()]))
    print(f"\nthree shades within {BUDGET_MS:.0f} ms: {verdict}")


def timed(ask: Callable[[], object], rounds: int) -> float:
    """Median milliseconds once everything is warm."""
    ask()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        ask()
        times.append((perf_counter() - start) * 1000)
    return median(times)


if __name__ == "__main__":
    main()
