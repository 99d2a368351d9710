"""How well the concerns repeat, and whether they tell labelled pictures apart.

    python -m tools.concern_accuracy --data ../shared/data

`data` holds london/ and concerns/, each with index.csv. Repeats are judged on the people of london that
tools.concern_scales did not make the doubt on; pictures of concerns/ as far as a face was found in them,
and apart from that those that the quality gate lets through.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tqdm import tqdm

from beauty.concerns.concern import NAMES
from beauty.concerns.scales import load_scales
from beauty.engine import Beauty
from beauty.errors import BeautyError
from beauty.photo import read_photo
from tools.concern_faces import COPIES, Bench, Measured
from tools.concern_scales import copies_of, first_half
from tools.ranks import auc
from tools.table import table

LABELLED = {"wrinkles": "wrinkles", "spots": "dark_spots", "puffiness": "puffy_eyes"}
CLEAR = "clear_skin"
FOLDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    bench = Bench()
    london = list(tqdm(bench.folder(args.data / "london"), desc="london"))
    others = frozenset(one.row["person"] for one in london) - first_half(london)
    repeats = [one for one in london if one.row["person"] in others]
    repeats += copies_of(bench, args.data / "london", others)
    print(f"{len(others)} people\n\n{repeat_table(repeats)}\n\n{coverage_table(repeats)}\n")
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


def coverage_table(repeats: Sequence[Measured]) -> str:
    """How often the photo's interval holds the score of its repeat, and the other way round."""
    rows = []
    for name in NAMES:
        scale, by_kind = load_scales()[name], changes(name, repeats)
        copies = np.concatenate([by_kind[kind] for kind in COPIES])
        widths = [np.subtract(*scale.interval(pair[0], 320.0)[::-1]) for pair in copies]
        held = []
        for pairs in (by_kind["smile"], copies, by_kind["small"]):
            there = [_holds(scale.interval(a, 320.0 if w > 200 else w), b) for a, b, w in pairs]
            back = [_holds(scale.interval(b, w), a) for a, b, w in pairs]
            held.append(f"{np.mean(there + back):.0%}")
        rows.append((name, f"{np.median(widths):.0f}", *held))
    return table(("interval", "median width", "holds: smile", "copies", "small"), rows)


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
