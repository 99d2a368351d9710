"""How well the concerns repeat, and whether they tell labelled pictures apart.

    python -m tools.concern_accuracy --data ../shared/data

`data` holds london/ and concerns/, each with index.csv. Whether intervals hold is judged on each half of
the people of london with a doubt that was made on the other half, as tools.concern_scales makes it on
all of them; pictures of concerns/ as far as a face was found in them, and apart from that those that
the quality gate lets through.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from tqdm import tqdm

from beauty.color import ita_deg
from beauty.concerns.concern import NAMES
from beauty.concerns.measure import tone_group
from beauty.concerns.scales import Scale, load_scales
from beauty.engine import Beauty
from beauty.errors import BeautyError
from beauty.photo import read_photo
from tools.concern_faces import COPIES, Bench, Measured
from tools.concern_scales import copies_of, doubt_of, people_of
from tools.ranks import auc
from tools.table import table

LABELLED = {"wrinkles": "wrinkles", "spots": "dark_spots", "puffiness": "puffy_eyes"}
CLEAR = "clear_skin"
FOLDS = 5
SMALL_PX = 150.0  # faces narrower than this are the copies brought to a small size


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    bench = Bench()
    london = list(tqdm(bench.folder(args.data / "london"), desc="london"))
    people = people_of(london)
    repeats = [*london, *copies_of(bench, args.data / "london", people)]
    print(f"{len(people)} people\n\n{repeat_table(repeats)}\n\n{coverage_table(repeats)}\n")
    print(f"{tone_table(repeats)}\n")
    pictures = list(tqdm(bench.folder(args.data / "concerns"), desc="concerns"))
    passed = let_through(args.data / "concerns", pictures)
    print(f"{label_table(pictures, passed)}")


def changes(name: str, repeats: Sequence[Measured]) -> dict[str, np.ndarray]:
    """Kind of repeat -> (n, 3): score of the photo, of its repeat, and the repeat's face width."""
    scale = load_scales()[name]
    plain = {(one.row["person"], one.row["expression"]): one for one in repeats if not one.kind}
    found: dict[str, list[tuple[float, float, float]]] = {}
    for one in repeats:
        other = plain.get((one.row["person"], "neutral"))
        kind = one.kind or ("smile" if one.row["expression"] == "smiling" else "")
        if other is None or not kind:
            continue
        pair = (scale.score(other.value(name)), scale.score(one.value(name)))
        if np.isfinite(pair).all():
            found.setdefault(kind, []).append((*pair, one.width_px))
    return {kind: np.array(rows) for kind, rows in found.items()}


def repeat_table(repeats: Sequence[Measured]) -> str:
    """Standard deviation of the change of score, by kind of repeat; in brackets its mean."""
    kinds = ("smile", *COPIES)
    rows = []
    for name in NAMES:
        by_kind = changes(name, repeats)
        steps = [by_kind[kind][:, 1] - by_kind[kind][:, 0] for kind in kinds]
        rows.append((name, *(f"{step.std():.1f} ({step.mean():+.1f})" for step in steps)))
    return table(("SD of the change, points", *kinds), rows)


def tone_table(repeats: Sequence[Measured]) -> str:
    """The same for each group of tone: SD of the change over all repeats, and the middle score."""
    neutral = {
        one.row["person"]: one
        for one in repeats
        if one.row["expression"] == "neutral" and not one.kind
    }
    group = {person: tone_group(ita_deg(one.lab[0], one.lab[2])) for person, one in neutral.items()}
    groups = sorted(set(group.values()))
    rows = []
    for name in NAMES:
        cells = []
        for wanted in groups:
            chosen = [one for one in repeats if group.get(one.row["person"]) == wanted]
            pairs = np.concatenate(list(changes(name, chosen).values()))
            step = pairs[:, 1] - pairs[:, 0]
            cells.append(f"{step.std():.1f} (at {np.median(pairs[:, 0]):.0f})")
        rows.append((name, *cells))
    people = (f"{one}, {sum(g == one for g in group.values())} people" for one in groups)
    return table(("SD of all changes", *people), rows)


def coverage_table(repeats: Sequence[Measured]) -> str:
    """How often the interval of a photo holds the score of its repeat, and the other way round."""
    half = frozenset(sorted(people_of(repeats))[::2])
    sides = [
        [one for one in repeats if (one.row["person"] in half) == side] for side in (True, False)
    ]
    rows = []
    for name in NAMES:
        held: dict[str, list[bool]] = {"smile": [], "copies": [], "small": []}
        widths: list[float] = []
        for made_on, judged_on in (sides, sides[::-1]):
            scale = load_scales()[name]
            doubt, small = doubt_of(name, scale.full, made_on)
            scale = replace(scale, doubt=doubt, small=small)
            for kind, pairs in changes(name, judged_on).items():
                held[kind if kind in held else "copies"] += _both_ways(scale, pairs)
                widths += [float(np.subtract(*scale.interval(a, 320.0)[::-1])) for a, _, _ in pairs]
        shares = (f"{np.mean(kind):.0%}" for kind in held.values())
        rows.append((name, f"{np.median(widths):.0f}", *shares))
    return table(("interval", "median width", "holds: smile", "copies", "small"), rows)


def _both_ways(scale: Scale, pairs: np.ndarray) -> list[bool]:
    """Whether each photo's interval holds its repeat's score, and the repeat's the photo's."""
    there = [_holds(scale.interval(a, 320.0), b) for a, b, w in pairs if w > SMALL_PX]
    return there + [_holds(scale.interval(b, w), a) for a, b, w in pairs]


def _holds(interval: tuple[float, float], score: float) -> bool:
    return interval[0] - 1e-9 <= score <= interval[1] + 1e-9


def let_through(data: Path, pictures: Sequence[Measured]) -> np.ndarray:
    """Which of the pictures the gate lets through: bool (n,)."""
    beauty = Beauty.load()
    passed = []
    for one in tqdm(pictures, desc="gate"):
        try:
            beauty.analyze(read_photo(data / one.row["path"]))
            passed.append(True)
        except BeautyError:
            passed.append(False)
    return np.array(passed)


def label_table(pictures: Sequence[Measured], passed: np.ndarray) -> str:
    """Area under the curve of each measure between its label and clear skin; nothing is fitted, so the
    folds (by image, drawn once) only say how much it varies."""
    labels = np.array([one.row["label"] for one in pictures])
    fold = np.random.default_rng(0).permutation(len(labels)) % FOLDS
    rows = []
    for name, label in LABELLED.items():
        values = np.array([one.value(name) for one in pictures])
        for which, chosen in (
            ("every face found", np.ones(len(labels), bool)),
            ("let through", passed),
        ):
            known = chosen & np.isfinite(values) & np.isin(labels, (label, CLEAR))
            area = auc(values[known], labels[known] == label)
            parts = [
                auc(values[known & (fold == k)], labels[known & (fold == k)] == label)
                for k in range(FOLDS)
            ]
            counts = f"{(labels[known] == label).sum()} / {(labels[known] == CLEAR).sum()}"
            rows.append((f"{name}, {which}", counts, f"{area:.3f}", f"{np.nanmean(parts):.3f}"))
    return table(("measure", "label / clear", "AUC", "mean of 5 folds"), rows)


if __name__ == "__main__":
    main()
