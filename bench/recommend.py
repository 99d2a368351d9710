"""How long does a plan take, and does the cost grow in a straight line? Ours, then synthetic catalogues.

    python -m bench.recommend [--sizes 10000 100000 1000000] [--rounds 5]

A synthetic catalogue repeats rows of ours, drawn at random, under new ids. "index" is what is worked out
once for a catalogue: groups, places of actives, words of names, popularity. "plan" is what every person
costs after that. Memory is what the process has taken at its peak. Needs Linux's /proc.
"""

import argparse
from dataclasses import fields
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from beauty.catalogue import Catalogue
from beauty.catalogue.rows import RowColumns
from beauty.checks import frozen
from beauty.profile import Profile
from beauty.recommend import own_catalogue, recommend
from tools.table import table

SIZES = (10_000, 100_000, 1_000_000)
BUDGET_MS = 50.0  # for a plan from our own catalogue
PEOPLE = (
    {"skin_type": "oily", "concerns": ["wrinkles", "pores", "dark_circles"], "budget_total": 90},
    {"skin_type": "dry", "pregnant": True, "avoid": ["limonene", "nuts"], "concerns": ["spots"]},
    {"sensitive": True, "fragrance_free": True, "concerns": ["redness"], "budget_each": 40},
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    run(tuple(args.sizes), args.rounds)


def run(sizes: tuple[int, ...] = SIZES, rounds: int = 5) -> None:
    """Print one row a catalogue: size, index, plan, plan per million products, peak memory."""
    ours, rows = own_catalogue(), []
    for size in (len(ours), *sizes):
        catalogue = ours if size == len(ours) else synthetic(ours, size)
        index_ms, plan_ms = measured(catalogue, rounds)
        per_million = plan_ms / size * 1e6
        cells = (f"{size:,}", f"{index_ms:,.0f}", f"{plan_ms:.1f}", f"{per_million:,.0f}")
        rows.append((*cells, f"{peak_mb():,.0f}"))
        if catalogue is ours:
            verdict = "pass" if plan_ms <= BUDGET_MS else "OVER"
            print(f"a plan from our catalogue: {plan_ms:.1f} ms of {BUDGET_MS:.0f}: {verdict}\n")
    print(table(("products", "index ms", "plan ms", "plan ms / million", "peak MB"), rows))


def measured(catalogue: Catalogue, rounds: int) -> tuple[float, float]:
    """Milliseconds of the first plan beyond a later one, and the median of later ones."""
    people = [Profile.of(None, given) for given in PEOPLE]
    start = perf_counter()
    for person in people:
        recommend(person, catalogue)
    first = perf_counter() - start
    times = []
    for _ in range(rounds):
        for person in people:
            start = perf_counter()
            recommend(person, catalogue)
            times.append(perf_counter() - start)
    plan = median(times)
    return (first - len(people) * plan) * 1000, plan * 1000


def synthetic(catalogue: Catalogue, size: int) -> Catalogue:
    """A catalogue of `size` products, each a row of the given one under an id of its own."""
    draw = np.random.default_rng(size).integers(0, len(catalogue), size)
    own = {field.name: getattr(catalogue.columns, field.name) for field in fields(RowColumns)}
    columns: dict[str, Any] = {name: _drawn(value, draw) for name, value in own.items()}
    columns["ids"] = tuple(f"S{number:08d}" for number in range(size))
    lengths = np.diff(catalogue.indptr)[draw]
    indptr = np.concatenate([[0], np.cumsum(lengths)])
    starts = np.repeat(catalogue.indptr[draw] - indptr[:-1], lengths)
    indices = catalogue.indices[starts + np.arange(indptr[-1])]
    return Catalogue(
        RowColumns(**columns),
        frozen(indptr.astype(np.int64)),
        frozen(indices),
        catalogue.ingredients,
        catalogue.shades,
        catalogue.currency,
    )


def _drawn(value: Any, rows: np.ndarray) -> Any:  # noqa: ANN401 - a column of any kind
    if isinstance(value, tuple):
        return tuple(value[row] for row in rows)
    if isinstance(value, np.ndarray):
        return frozen(value[rows])
    return {name: frozen(column[rows]) for name, column in value.items()}


def peak_mb() -> float:
    """Most memory that this process has held so far, in MB."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    main()
