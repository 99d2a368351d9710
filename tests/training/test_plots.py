"""Pictures of a card: drawn whatever comes, small, the same each time, showing what they are to show."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="needs requirements-train.txt")
pytest.importorskip("matplotlib", reason="needs requirements-train.txt")

from PIL import Image

from training.metrics import Judged, confusion
from training.plots import (
    plot_confusion,
    plot_learning,
    plot_per_label,
    plot_reliability,
    plot_risk_coverage,
)

LABELS = ("heart", "oblong", "oval", "round", "square", "upper_lip")
LARGEST, WIDEST = 80_000, 1000  # bytes, pixels


def judged(count: int = 300) -> Judged:
    rng = np.random.default_rng(0)
    shares = rng.dirichlet(np.ones(len(LABELS)) * 0.5, count)
    return Judged(LABELS, shares, rng.integers(0, len(LABELS), count), np.arange(count))


def pixels(path: Path) -> np.ndarray:
    """uint8 (h, w, 3)."""
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        return np.array(picture.convert("RGB"))


def draw_all(folder: Path) -> None:
    one = judged()
    scores = np.linspace(0.2, 0.9, len(LABELS))
    rows = [{"epoch": epoch, "loss": 1 / (1 + epoch)} for epoch in range(9)]
    rows[3] |= {"score": 0.5, "glasses": 0.2}
    rows[8] |= {"score": 0.4, "glasses": 0.3}
    plot_learning(rows, folder / "learning.png")
    plot_confusion(LABELS, confusion(one), folder / "confusion.png")
    plot_confusion(
        [f"label_{i}" for i in range(13)], np.eye(13, dtype=int), folder / "confusion13.png"
    )
    plot_reliability(one, folder / "reliability.png")
    plot_risk_coverage(one, 0.6, folder / "risk.png")
    plot_per_label(LABELS, scores, scores - 0.1, scores + 0.05, "recall", folder / "labels.png")


def test_every_plot_is_small_and_white_and_the_same_again(tmp_path: Path):
    draw_all(tmp_path / "one")
    draw_all(tmp_path / "two")
    paths = sorted((tmp_path / "one").iterdir())
    assert len(paths) == 6
    for path in paths:
        drawn = pixels(path)
        assert path.stat().st_size < LARGEST
        assert drawn.shape[1] <= WIDEST
        assert (drawn[:4] == 255).all()
        assert (drawn[-4:] == 255).all()
        assert drawn.std() > 10
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_confusion_matrix_is_darker_where_the_share_is_larger(tmp_path: Path):
    counts = np.array([[90, 10], [500, 500]])
    plot_confusion(("a", "b"), counts, tmp_path / "one.png")
    plot_confusion(("a", "b"), counts[::-1], tmp_path / "two.png")
    plot_confusion(("a", "b"), counts * [[10], [1]], tmp_path / "three.png")
    one, two, three = (pixels(tmp_path / f"{name}.png") for name in ("one", "two", "three"))
    rows = slice(one.shape[0] // 6, one.shape[0] // 3)
    assert one[rows].mean() != two[rows].mean()
    dark = (one.astype(int).sum(axis=2) < 300).sum()
    assert dark == pytest.approx((three.astype(int).sum(axis=2) < 300).sum(), rel=0.1)


def test_a_longer_bar_has_more_ink(tmp_path: Path):
    inks = []
    for value in (0.2, 0.8):
        values = np.array([value])
        plot_per_label(("a",), values, values, values, "recall", tmp_path / "bar.png")
        blue = np.abs(pixels(tmp_path / "bar.png").astype(int) - (0x00, 0x72, 0xB2)).sum(axis=2)
        inks.append(int((blue < 40).sum()))
    assert inks[1] == pytest.approx(inks[0] * 4, rel=0.1)


def test_gaps_in_what_is_known_break_nothing(tmp_path: Path):
    unknown = np.array([0.5, np.nan])
    plot_per_label(("a", "b"), unknown, unknown, unknown, "recall", tmp_path / "labels.png")
    plot_learning([{"epoch": 0, "loss": 1.0}], tmp_path / "learning.png")
    plot_confusion(("a", "b"), np.array([[3, 1], [0, 0]]), tmp_path / "confusion.png")
    few = judged(5)
    plot_risk_coverage(few, 2.0, tmp_path / "risk.png")
    plot_reliability(few, tmp_path / "reliability.png", bins=10)
    assert len(list(tmp_path.iterdir())) == 5


def test_no_state_is_left_behind(tmp_path: Path):
    import matplotlib

    before = dict(matplotlib.rcParams)
    draw_all(tmp_path)
    assert dict(matplotlib.rcParams) == before
