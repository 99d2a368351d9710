"""How well are own words understood? Precision, recall and F1 over (field, value) pairs.

    python -m tools.words_accuracy [--part building] [--errors]

The sentences of tests/words say what each is expected to give. Those of the part "kept_apart" are there
to judge by, and those of "unseen" as well: `--errors` never lists what went wrong there.
"""

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from beauty.paths import ROOT
from beauty.words import understand
from tools.table import table

SENTENCES = ROOT / "tests" / "words"
PARTS = ("building", "kept_apart", "afterwards", "harder", "unseen")
LOOKED_AT = ("building", "afterwards", "harder")
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Sentence:
    """A sentence, the part it belongs to, what it should give and what it gives."""

    text: str
    part: str
    expected: Pairs
    given: Pairs


@dataclass(frozen=True)
class Score:
    """Counts of pairs; precision and recall are 1 where there was nothing to find or nothing found."""

    right: int
    given: int
    expected: int

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        both = self.given + self.expected
        return 2 * self.right / both if both else 1.0


def read(path: Path) -> list[Sentence]:
    """The sentences of a file, each understood."""
    rows = tomllib.loads(path.read_text("utf-8"))["sentence"]
    return [
        Sentence(
            row["text"], row["part"], pairs(row["expect"]), pairs(understand(row["text"]).answers)
        )
        for row in rows
    ]


def pairs(answers: Mapping[str, object]) -> Pairs:
    """(field, value) of answers; every member of a list is a pair of its own."""
    found = set()
    for name, value in answers.items():
        members = value if isinstance(value, list | tuple) else [value]
        found |= {(name, _plain(one)) for one in members}
    return frozenset(found)


def _plain(value: object) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:g}" if number else str(value).lower()


def score(sentences: Iterable[Sentence], field: str | None = None) -> Score:
    """Counts over all sentences, or over the pairs of one field."""

    def of(found: Pairs) -> Pairs:
        return frozenset(pair for pair in found if field in (None, pair[0]))

    rows = [(of(one.expected), of(one.given)) for one in sentences]
    right = sum(len(expected & given) for expected, given in rows)
    return Score(right, sum(len(g) for _, g in rows), sum(len(e) for e, _ in rows))


def by_field(sentences: Sequence[Sentence]) -> str:
    """A row for each field that was expected or given."""
    counts = Counter(name for one in sentences for name, _ in one.expected | one.given)
    return table(
        ("field", "expected", "precision", "recall", "F1"),
        [_row(name, score(sentences, name)) for name, _ in sorted(counts.items())],
    )


def _row(name: str, found: Score) -> tuple[object, ...]:
    figures = (found.precision, found.recall, found.f1)
    return (name, found.expected, *(f"{figure:.3f}" for figure in figures))


def _errors(sentences: Iterable[Sentence]) -> Iterable[str]:
    for one in sentences:
        if one.expected != one.given:
            missing, wrong = sorted(one.expected - one.given), sorted(one.given - one.expected)
            yield f"{one.text}\n    missing {missing}\n    wrong   {wrong}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=PARTS, help="leave the others out")
    parser.add_argument(
        "--errors", action="store_true", help="list what went wrong in the parts to be looked at"
    )
    chosen = parser.parse_args()
    files = {
        path.stem.removeprefix("sentences_"): path for path in sorted(SENTENCES.glob("*.toml"))
    }
    parts = [chosen.part] if chosen.part else list(PARTS)
    sentences = {
        (code, part): [one for one in read(path) if one.part == part]
        for code, path in files.items()
        for part in parts
    }
    head = ("language and part", "sentences", "pairs", "precision", "recall", "F1")
    rows = []
    for (code, part), some in sentences.items():
        name, *figures = _row(f"{code} {part}", score(some))
        rows.append((name, len(some), *figures))
    print(table(head, rows))
    for (code, part), some in sentences.items():
        print(f"\n{code} {part}\n\n{by_field(some)}")
        if chosen.errors and part in LOOKED_AT:
            print("\n" + "\n".join(_errors(some)))


if __name__ == "__main__":
    main()
