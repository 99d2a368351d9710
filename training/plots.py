"""The pictures of a model's card: small PNGs on white, readable at the width of a page on GitHub.

Figures are made without pyplot, so no state is shared and no display is needed. Colours are those of
Okabe and Ito (2008), which people with every kind of colour vision tell apart.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator, PercentFormatter
from PIL import Image

from training.metrics import Judged, reliability
from training.selective import risk_coverage, selective

BLUE, ORANGE, GREEN, PURPLE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9"
INK, GREY, PALE = "#222222", "#767676", "#D9D9D9"
DPI, SMALL, PLAIN = 120, 9, 10  # dots an inch; sizes of letters in points
MARGIN_IN, SHADES = 0.08, 64  # round each part; colours that a file keeps, so that it stays small
LEAST_SHOWN = 20  # answers: of fewer, an accuracy jumps too much to be looked at
MOST_COUNTED = 8  # labels: of more, only shares are written, and none below half a percent


def plot_learning(history: Sequence[Mapping[str, float]], path: Path) -> None:
    """Loss, and each score of the epochs that were judged; rows as in training.loop's Run.history."""
    figure, (left, right) = _figure(8.0, 3.0, columns=2)
    epochs = [row["epoch"] for row in history]
    _line(left, history, "loss", GREY)
    left.set_title("Loss in training", fontsize=PLAIN, loc="left")
    left.set_ylim(bottom=0)
    names = list(dict.fromkeys(name for row in history for name in row))
    scores = [name for name in names if name not in ("epoch", "loss")]
    for name, colour in zip(scores, (BLUE, ORANGE, GREEN, PURPLE), strict=False):
        _line(right, history, name, colour)
    right.set_title("Scores on held-out photos", fontsize=PLAIN, loc="left")
    judged = [row for row in history if "score" in row]
    if judged:
        best = max(judged, key=lambda row: row["score"])
        right.axvline(best["epoch"], color=INK, linewidth=1, linestyle=":")
        right.plot(
            best["epoch"], best["score"], "o", color=BLUE, label=f"best, {best['score']:.3f}"
        )
        right.legend(fontsize=SMALL, frameon=False)
    for axes in (left, right):
        axes.set_xlabel("epoch", fontsize=PLAIN)
        axes.set_xlim(min(epochs) - 0.5, max(epochs) + 0.5)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    _save(figure, path)


def plot_confusion(labels: Sequence[str], counts: np.ndarray, path: Path) -> None:
    """Counts (k, k), true label by row: colour and number show the share of the row."""
    sums = counts.sum(axis=1, keepdims=True)
    shares = counts / np.maximum(sums, 1)
    counted = len(labels) <= MOST_COUNTED
    side = 1.2 + (0.68 if counted else 0.44) * len(labels)
    figure, (axes,) = _figure(side, side)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), share in np.ndenumerate(shares):
        number = f"{share:.0%}" if counted or share >= 0.005 else ""
        number += f"\n({counts[row, column]})" if counted else ""
        colour = "white" if share > 0.55 else INK
        axes.text(column, row, number, ha="center", va="center", fontsize=SMALL, color=colour)
    names = [name.replace("_", " ") for name in labels]
    axes.set_xticks(range(len(labels)), names, rotation=45, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(labels)), names)
    axes.set_xlabel("found", fontsize=PLAIN)
    axes.set_ylabel("true", fontsize=PLAIN)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    _save(figure, path)


def plot_reliability(judged: Judged, path: Path, bins: int = 15) -> None:
    """How often answers are right that the model is so sure of, over how many such answers there are."""
    seen = reliability(judged, bins)
    figure, (upper, lower) = _figure(5.0, 5.2, rows=2, heights=(3, 1))
    wide, middles = 1 / bins, (seen.edges[:-1] + seen.edges[1:]) / 2
    upper.plot((0, 1), (0, 1), color=GREY, linestyle="--", linewidth=1, label="perfect")
    upper.bar(middles, seen.accuracy, wide * 0.92, color=SKY, label="bin")
    means = seen.confidence, seen.accuracy
    upper.plot(
        *means, "o", color=INK, markersize=4, clip_on=False, label="bin, at its mean probability"
    )
    upper.set_title(f"Calibration error {seen.error:.3f} ({bins} bins)", fontsize=PLAIN, loc="left")
    upper.set_ylabel("answers that are right", fontsize=PLAIN)
    upper.set_ylim(0, 1.02)
    upper.legend(fontsize=SMALL, frameon=False, loc="upper left")
    upper.tick_params(labelbottom=False)
    lower.bar(middles, seen.photos, wide * 0.92, color=GREY)
    lower.set_ylabel("photos", fontsize=PLAIN)
    lower.set_xlabel("probability of the likeliest label", fontsize=PLAIN)
    for axis in (upper.xaxis, upper.yaxis, lower.xaxis):
        axis.set_major_formatter(PercentFormatter(1))
    for axes in (upper, lower):
        axes.set_xlim(0, 1)
    _save(figure, path)


def plot_risk_coverage(judged: Judged, threshold: float, path: Path) -> None:
    """How often answers are right if only the surest photos get one; where the app stands is marked."""
    curve = risk_coverage(judged)
    shown = curve.coverage * len(judged.truth) >= min(LEAST_SHOWN, len(judged.truth))
    figure, (axes,) = _figure(5.6, 3.6)
    axes.plot(curve.coverage[shown], curve.accuracy[shown], color=BLUE, linewidth=2)
    coverage, right = selective(judged, threshold)
    if coverage > 0:
        said = f"from {threshold:.2f} on: {coverage:.0%} answered, {right:.0%} right"
        axes.plot(coverage, right, "o", color=ORANGE, markersize=8, label=said)
        axes.legend(fontsize=SMALL, frameon=False, loc="best", handletextpad=0.2)
    axes.axhline(curve.accuracy[-1], color=GREY, linewidth=1, linestyle="--")
    axes.text(
        0.0,
        curve.accuracy[-1],
        f" all answered: {curve.accuracy[-1]:.0%}",
        va="bottom",
        fontsize=SMALL,
    )
    axes.set_xlabel("photos answered, the surest first", fontsize=PLAIN)
    axes.set_ylabel("answers that are right", fontsize=PLAIN)
    axes.set_xlim(0, 1)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1))
    _save(figure, path)


def plot_per_label(
    labels: Sequence[str],
    values: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    name: str,
    path: Path,
) -> None:
    """A bar with its interval for each label: values, low, high (k,), 0 to 1; NaN is said, not drawn.
    name: what is shown, as "recall"."""
    places = np.arange(len(labels))[::-1]
    figure, (axes,) = _figure(6.4, 0.9 + 0.34 * len(labels))
    axes.barh(places, values, 0.66, color=BLUE)
    reach = np.vstack([values - low, high - values])
    axes.errorbar(values, places, xerr=reach, fmt="none", ecolor=INK, elinewidth=1.2, capsize=3)
    for place, value, end in zip(places, values, np.fmax(values, high), strict=True):
        text, at = (f"{value:.2f}", end) if np.isfinite(value) else ("none to judge", 0.0)
        axes.text(at + 0.015, place, text, va="center", fontsize=SMALL, color=INK)
    axes.set_yticks(places, [name.replace("_", " ") for name in labels])
    axes.set_ylim(-0.6, len(labels) - 0.4)
    axes.set_xlabel(name, fontsize=PLAIN)
    axes.set_xlim(0, 1.1)
    axes.set_xticks(np.linspace(0, 1, 6))
    axes.grid(visible=False, axis="y")
    _save(figure, path)


def _figure(
    wide_in: float,
    high_in: float,
    rows: int = 1,
    columns: int = 1,
    heights: Sequence[float] | None = None,
) -> tuple[Figure, list[Axes]]:
    """A figure of this size with its axes, row by row, in the common style."""
    figure = Figure(figsize=(wide_in, high_in), dpi=DPI, facecolor="white")
    figure.set_layout_engine(ConstrainedLayoutEngine(w_pad=MARGIN_IN, h_pad=MARGIN_IN))
    FigureCanvasAgg(figure)
    grid = figure.subplots(rows, columns, squeeze=False, height_ratios=heights)
    for axes in grid.ravel():
        axes.grid(color=PALE, linewidth=0.6)
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=SMALL, color=GREY)
    return figure, list(grid.ravel())


def _line(axes: Axes, history: Sequence[Mapping[str, float]], name: str, colour: str) -> None:
    rows = [row for row in history if name in row]
    axes.plot(
        [row["epoch"] for row in rows],
        [row[name] for row in rows],
        color=colour,
        linewidth=2,
        marker="." if len(rows) <= 40 else None,
        label=name.replace("_", " "),
    )


def _save(figure: Figure, path: Path) -> None:
    """As PNG with few colours, the same bytes each time."""
    drawn = BytesIO()
    figure.savefig(drawn, format="png")
    picture = Image.open(drawn).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(SHADES, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
