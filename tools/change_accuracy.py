"""How often are two photos of one person, taken at once, called a change? Best is never.

    python -m beauty analyze ../shared/data/london/neutral --json neutral.jsonl
    python -m beauty analyze ../shared/data/london/smiling --json smiling.jsonl
    python -m tools.change_accuracy neutral.jsonl smiling.jsonl

Rows are paired by the name of their photo. `regions as the whole` is what regions would give if each were
believed as much as the score of the whole face; see beauty/progress/compare.py.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from beauty.progress import Change, Changes, compare
from tools.table import table

HEADER = ("concern", "pairs", "called changed", "regions", "regions as the whole")
ITA = "skin depth (ITA)"


def read_rows(path: Path) -> dict[str, Mapping[str, Any]]:
    """Photo -> its JSON object, those that were not refused."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row["photo"]: row for row in rows if "error" not in row}


def report(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """A row of HEADER a concern, for the photos that both have."""
    found = [compare(before[name], after[name]) for name in before if name in after]
    names = dict.fromkeys(name for changes in found for name in changes.concerns)
    rows = [_row(name, found) for name in names]
    depths = [changes.ita_deg for changes in found if changes.ita_deg]
    return [*rows, (ITA, str(len(depths)), _share([_called(one) for one in depths]), "-", "-")]


def _row(name: str, found: Sequence[Changes]) -> tuple[str, ...]:
    pairs = [changes.concerns[name] for changes in found if name in changes.concerns]
    regions = [(one.whole.margin, region) for one in pairs for region in one.regions.values()]
    return (
        name,
        str(len(pairs)),
        _share([_called(one.whole) for one in pairs]),
        _share([_called(region) for _, region in regions]),
        _share([abs(region.difference) > margin for margin, region in regions]),
    )


def _called(change: Change) -> bool:
    return change.word != "same"


def _share(called: Sequence[bool]) -> str:
    return f"{100 * sum(called) / len(called):.1f}%" if called else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    given = parser.parse_args()
    print(table(HEADER, report(read_rows(given.before), read_rows(given.after))))


if __name__ == "__main__":
    main()
