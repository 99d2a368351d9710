"""How long does a printed report take, and how large is it? Both kinds, both languages.

    python -m bench.booklet [--rounds 5]

A rendered example face with a rich plan (products, budget, three concerns). "values" is what the report
says, pictures drawn; "file" is that value as a PDF or a web page; the budget is
for both together, once warm. The first of a process also reads the fonts.
"""

import argparse
from statistics import median
from time import perf_counter

from beauty.booklet import KINDS, Booklet, made
from beauty.engine import Beauty
from beauty.paths import ASSETS
from beauty.profile import Profile
from beauty.texts import languages, load_texts
from tools.table import table

BUDGET_S = {"pdf": 1.5, "html": 0.5}  # values and file together, once warm
ANSWERS = {
    "concerns": ["redness", "wrinkles", "dark_circles"],
    "skin_type": "combination",
    "occasion": "wedding",
    "budget_total": 120,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    run(parser.parse_args().rounds)


def run(rounds: int = 5) -> None:
    """Print one row a kind and language: first and median seconds, size, and the budget's verdict."""
    beauty = Beauty.load()
    try:
        analysis = beauty.analyze(ASSETS / "examples" / "fair_oval.jpg")
        profile, plan = Profile.of(analysis, ANSWERS), beauty.recommend(analysis, ANSWERS)
    finally:
        beauty.close()
    rows = []
    for kind in KINDS:
        for language in languages():
            values, files = [], []
            for _ in range(rounds):
                start = perf_counter()
                booklet = Booklet.of(analysis, profile, plan, load_texts(language))
                middle = perf_counter()
                size_kb = len(made(booklet, kind)) // 1024
                files.append(perf_counter() - middle)
                values.append(middle - start)
            whole = median(values) + median(files)
            verdict = "pass" if whole <= BUDGET_S[kind] else "OVER"
            first = f"{values[0] + files[0]:.2f}"
            times = (first, f"{median(values):.2f}", f"{median(files):.2f}")
            rows.append((kind, language, *times, f"{size_kb}", f"{BUDGET_S[kind]:g} s: {verdict}"))
    print(table(("file", "language", "first s", "values s", "file s", "KB", "budget"), rows))


if __name__ == "__main__":
    main()
