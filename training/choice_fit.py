"""Fit and judge how products suit skin types by what people with oily and with dry skin choose.

    python -m training.choice_fit --data FOLDER [--write]

FOLDER holds catalogue/reviews.parquet. Weights are fitted on one half of the people and judged on the
other, within the shop's shelves, and once more on products that the fit has not seen (five folds).
Without --write, what is judged is the file that ships; --write fits it anew. See docs/recommender.md.
"""

import argparse
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from beauty.catalogue import Catalogue
from beauty.profile import Profile
from beauty.recommend.score import popularity, score
from beauty.recommend.type_fit import FILE, TYPES, features, load_type_fit, oily_axis, skincare
from tools.table import table
from training.choices import Choices, by_chance, half_of, mean_of, read_choices, top10, within

CONFIG = Path(__file__).with_suffix(".toml")
FOLDS = 5
BARS = {"people held out": 0.575, "products unseen in fitting": 0.565}
LEAK = 0.65
HEAD = """\
# How products suit skin types, by what people choose. Written by `python -m training.choice_fit --write`.
#
# Weights of a logistic regression that tells choices of people with oily skin (+) from those with dry
# skin (-), category held constant; what it may learn from is in training/choice_fit.toml. Self-selection
# by marketing is inside: such skin CHOOSES such products, which does not prove that they do it good.
#
# [axis]      middle and spread (standard deviation) of the sum of weights over all skincare
# [position]  how far along the axis each skin type chooses: oily 1, dry -1, the others between
# [tag], [group], [word]  weight of what a product says of itself, holds, or is called
"""


@dataclass(frozen=True, eq=False)
class Fitted:
    """weights: float64 (k,) of `names`; held: (n products,), each scored by a fit without it."""

    names: tuple[str, ...]
    weights: np.ndarray
    held: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    catalogue = Catalogue.load()
    choices = read_choices(args.data / "catalogue" / "reviews.parquet", catalogue)
    config = tomllib.loads(CONFIG.read_text("utf-8"))
    fitted = fit(choices, catalogue, config)
    if args.write:
        FILE.write_text(written(fitted, choices, catalogue), "utf-8")
        load_type_fit.cache_clear()
        oily_axis.cache_clear()
    report(fitted, choices, catalogue)
    print("\n" + exchanged(choices, catalogue, config))


def fit(choices: Choices, catalogue: Catalogue, config: Mapping[str, Any]) -> Fitted:
    """Weights from the first half of the people, and out-of-fold scores of every product."""
    learn = choices.where(~choices.second & np.isin(choices.skin, ("oily", "dry")))
    kinds = (("tag", "tags"), ("group", "groups"), ("word", "words"))
    names = tuple(f"{kind}.{one}" for kind, key in kinds for one in config[key])
    held = features(catalogue, names)
    seen = np.unique(learn.rows)
    frequent = ((held[seen] == 1).sum(axis=0) >= config["least_products"]).nonzero()[0]
    names, held = tuple(names[place] for place in frequent), held[:, frequent]
    penalty, oily = float(config["inverse_penalty"]), learn.skin == "oily"
    shelf = np.eye(catalogue.columns.category.max() + 1)[catalogue.columns.category]
    fold = np.array([half_of(one, FOLDS) for one in catalogue.columns.ids])
    unseen = np.zeros(len(catalogue))
    for one in range(FOLDS):
        rest = fold[learn.rows] != one
        part = _weights(held, shelf, learn.rows[rest], oily[rest], penalty)
        unseen[fold == one] = held[fold == one] @ part
    return Fitted(names, _weights(held, shelf, learn.rows, oily, penalty), unseen)


def _weights(
    held: np.ndarray, shelf: np.ndarray, rows: np.ndarray, oily: np.ndarray, penalty: float
) -> np.ndarray:
    """float64 (k,): the features' weights; the categories' own are a nuisance and left out."""
    model = LogisticRegression(C=penalty, class_weight="balanced", max_iter=1000)
    model.fit(np.hstack([held, shelf])[rows], oily)
    weights: np.ndarray = model.coef_[0][: held.shape[1]]
    return weights


def written(fitted: Fitted, choices: Choices, catalogue: Catalogue) -> str:
    """The text of type_fit.toml."""
    rounded = fitted.weights.round(3)
    raw = features(catalogue, fitted.names) @ rounded
    on = raw[skincare(catalogue)]
    lines = [HEAD, "[axis]", f"middle = {on.mean():.4f}", f"spread = {on.std():.4f}"]
    lines += ["", "[position]"]
    lines += [f"{name} = {place:.2f}" for name, place in positions(raw, choices, catalogue).items()]
    for kind in ("tag", "group", "word"):
        pairs = [
            (float(weight), name.split(".", 1)[1])
            for name, weight in zip(fitted.names, rounded, strict=True)
            if name.startswith(f"{kind}.") and weight
        ]
        lines += ["", f"[{kind}]"]
        lines += [f"{name} = {weight:g}" for weight, name in sorted(pairs)]
    return "\n".join(lines) + "\n"


def positions(axis: np.ndarray, choices: Choices, catalogue: Catalogue) -> Mapping[str, float]:
    """Mean of the axis of each type's choices, category by category, scaled to oily 1 and dry -1."""
    learn = choices.where(~choices.second)
    category = catalogue.columns.category
    means = {name: [] for name in TYPES}  # type: dict[str, list[tuple[float, int]]]
    for one in np.unique(category[learn.rows]):
        here = learn.where(category[learn.rows] == one)
        for name in TYPES:
            chosen = here.rows[here.skin == name]
            if len(chosen):
                means[name].append(
                    (float((axis[chosen] - axis[here.rows].mean()).sum()), len(chosen))
                )
    mean = {name: sum(s for s, _ in rows) / sum(n for _, n in rows) for name, rows in means.items()}
    middle, half = (mean["oily"] + mean["dry"]) / 2, (mean["oily"] - mean["dry"]) / 2
    return {name: (mean[name] - middle) / half for name in TYPES}


def report(fitted: Fitted, choices: Choices, catalogue: Catalogue) -> None:
    """Print what separates oily from dry choosers, and the top ten beside popularity."""
    judge = choices.where(choices.second & np.isin(choices.skin, ("oily", "dry")))
    oily = judge.skin == "oily"
    axis = oily_axis(catalogue)
    totals = {name: scored({"skin_type": name}, catalogue) for name in TYPES}
    rows = [
        _row("people held out", axis[judge.rows], oily, judge.shelf),
        _row("products unseen in fitting", fitted.held[judge.rows], oily, judge.shelf),
        _row(
            "total for oily less total for dry",
            (totals["oily"] - totals["dry"])[judge.rows],
            oily,
            judge.shelf,
        ),
    ]
    print(
        f"{(~choices.second).sum()} choices to fit on, {choices.second.sum()} to judge by; ", end=""
    )
    print(f"{oily.sum()} oily and {(~oily).sum()} dry judged; {len(fitted.names)} features\n")
    print(table(("AUC within the shop's shelves", "pairs", "shelves", "large shelves"), rows))
    for label, bar in BARS.items():
        worst = min(float(one) for row in rows if row[0] == label for one in row[1:])
        print(
            f"{label}: lowest {worst:.3f}, bar {bar}: {'met' if bar <= worst < LEAK else 'MISSED'}"
        )
    print("\n" + table(("top ten", "hit@10", "nDCG@10"), _top(choices, catalogue, totals)))


def exchanged(choices: Choices, catalogue: Catalogue, config: Mapping[str, Any]) -> str:
    """The first two rows once more, fitted on the second half of the people and judged on the first."""
    turned = replace(choices, second=~choices.second)
    fitted = fit(turned, catalogue, config)
    judge = turned.where(turned.second & np.isin(turned.skin, ("oily", "dry")))
    oily, axis = judge.skin == "oily", features(catalogue, fitted.names) @ fitted.weights
    rows = [
        _row("people held out", axis[judge.rows], oily, judge.shelf),
        _row("products unseen in fitting", fitted.held[judge.rows], oily, judge.shelf),
    ]
    return table(("with the halves exchanged", "pairs", "shelves", "large shelves"), rows)


def _row(label: str, scores: np.ndarray, oily: np.ndarray, shelf: np.ndarray) -> tuple[str, ...]:
    found = within(np.nan_to_num(scores), oily, shelf)
    return (label, *(f"{found[name]:.3f}" for name in ("pairs", "shelves", "large")))


def _top(
    choices: Choices, catalogue: Catalogue, totals: Mapping[str, np.ndarray]
) -> Sequence[tuple[str, ...]]:
    category = catalogue.columns.category
    judge = choices.where(choices.second & np.isin(choices.skin, TYPES))
    parts = {name: judge.where(judge.skin == name) for name in TYPES}
    ways = {
        "popularity alone": {name: popularity(catalogue) for name in TYPES},
        "popularity and type fit (the app's total)": totals,
    }
    rows = [("random order", *(f"{one:.4f}" for one in by_chance(judge, category)))]
    for label, scores in ways.items():
        found = mean_of(
            (top10(scores[name], part, category), len(part.rows)) for name, part in parts.items()
        )
        rows.append((label, *(f"{one:.4f}" for one in found)))
    turned = mean_of(
        (
            top10(scored({"skin_type": name, "monk": monk}, catalogue), part, category),
            len(part.rows),
        )
        for name, part in parts.items()
        for monk in range(1, 11)  # tells people apart, and nothing else about skincare
    )
    rows.append(("the same with the place that goes round", *(f"{one:.4f}" for one in turned)))
    return rows


def scored(answers: Mapping[str, object], catalogue: Catalogue) -> np.ndarray:
    """Total of every product for these answers."""
    return score(Profile.of(None, answers), catalogue).total


if __name__ == "__main__":
    main()
