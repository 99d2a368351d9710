"""What does the catalogue cost? Loading it, finding an ingredient, asking all products for it, memory."""

import tracemalloc
from collections.abc import Callable
from time import perf_counter

import numpy as np

from beauty.catalogue import Catalogue
from tools.table import table

ROUNDS = 7


def main() -> None:
    run()


def run(rounds: int = ROUNDS) -> None:
    """Print median milliseconds and the memory that a loaded catalogue holds."""
    catalogue = Catalogue.load()
    known = catalogue.ingredients
    first = timed(lambda: known.resolve("limonene"))
    mask = known.mask_of("limonene")
    rows = [
        ("load", median(Catalogue.load, rounds)),
        ("first name looked up (builds the index)", f"{first:.1f}"),
        ("a name looked up", median(lambda: known.resolve("d-limonene"), rounds)),
        ("all names meant by a word", median(lambda: known.mask_of("lanolin"), rounds)),
        ("products that hold one", median(lambda: catalogue.contains(mask), rounds)),
    ]
    print(f"\n{len(catalogue)} products, {len(known.names)} ingredients, {rounds} rounds\n")
    print(table(("step", "median ms"), rows))
    print(f"\nmemory of a loaded catalogue: {held_mb():.0f} MB")


def median(step: Callable[[], object], rounds: int) -> str:
    return f"{np.median([timed(step) for _ in range(rounds)]):.2f}"


def timed(step: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = perf_counter()
    step()
    return (perf_counter() - start) * 1000


def held_mb() -> float:
    """Megabytes that Python and numpy hold for one catalogue with its indexes."""
    tracemalloc.start()
    catalogue = Catalogue.load()
    catalogue.tag("vegan")
    catalogue.ingredients.mask_of("limonene")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1e6


if __name__ == "__main__":
    main()
