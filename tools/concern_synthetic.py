"""Do the measures rise with what is painted on a rendered face, and only they?

    python -m tools.concern_synthetic

Renders one bald head at ten tones, each concern painted at five severities. Prints Spearman's rank
correlation of severity and score, and how far the scores of what was not painted moved, against the
half-width of their interval.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scipy.stats import spearmanr
from tqdm import tqdm

from beauty.concerns.concern import NAMES
from beauty.concerns.scales import load_scales
from synthetic import CONCERNS, FaceSpec, SkinSpec, Studio
from tools.concern_faces import Bench
from tools.table import table

SITTER = FaceSpec(width_px=520, height_px=600, hair_style="none", frame_width_dm=2.9)
TONES = tuple(range(1, 11))
SEVERITIES = (0.0, 0.25, 0.5, 0.75, 1.0)
MEASURED_BY = {
    "pigment_spots": "spots",
    "blemishes": "spots",
}  # others by the measure of their name
Scores = Mapping[tuple[int, str, float], Mapping[str, float]]


def main() -> None:
    scores = painted_scores(TONES, SEVERITIES)
    print(f"{rank_table(scores)}\n\n{cross_talk_table(scores)}")


def painted_scores(tones: tuple[int, ...], severities: tuple[float, ...]) -> Scores:
    """(tone, what was painted, severity) -> score of each measure; severity 0 is painted as "bare"."""
    studio, bench = Studio.of(SITTER), Bench()
    found = {}
    jobs = [(tone, "bare", 0.0) for tone in tones]
    jobs += [(t, c, s) for t in tones for c in CONCERNS for s in severities if s]
    for tone, painted, severity in tqdm(jobs):
        skin = SkinSpec() if painted == "bare" else SkinSpec(**{painted: severity})
        one = bench.measure(studio.repaint(replace(SITTER, monk=tone, skin=skin)).rgb, {})
        if one is None:
            raise RuntimeError(f"no face found at tone {tone} with {painted} {severity}")
        found[tone, painted, severity] = {
            name: load_scales()[name].score(one.value(name)) for name in NAMES
        }
    return found


def series(scores: Scores, tone: int, painted: str) -> np.ndarray:
    """Score of the measure of what was painted, by severity from 0 up."""
    name = MEASURED_BY.get(painted, painted)
    steps = sorted(s for t, p, s in scores if t == tone and p == painted)
    rising = [scores[tone, painted, severity][name] for severity in steps]
    return np.array([scores[tone, "bare", 0.0][name], *rising])


def rank(scores: Scores, tone: int, painted: str) -> float:
    """Spearman's correlation of severity and score."""
    values = series(scores, tone, painted)
    return float(spearmanr(np.arange(len(values)), values).statistic)


def rank_table(scores: Scores) -> str:
    tones = sorted({tone for tone, _, _ in scores})
    rows = []
    for painted in CONCERNS:
        ranks = [rank(scores, tone, painted) for tone in tones]
        worst = tones[int(np.argmin(ranks))]
        ends = [series(scores, tone, painted)[[0, -1]] for tone in (tones[0], tones[-1])]
        spans = (f"{low:.0f} to {high:.0f}" for low, high in ends)
        rows.append((painted, f"{min(ranks):.2f} (tone {worst})", *spans))
    head = (
        "painted 0 to 1",
        "lowest Spearman of ten tones",
        f"tone {tones[0]}",
        f"tone {tones[-1]}",
    )
    return table(head, rows)


def excess(scores: Scores, tone: int, painted: str, name: str) -> float:
    """How far, in half-widths of its interval, a measure moves when something else is painted in full."""
    bare, other = (scores[key][name] for key in ((tone, "bare", 0.0), (tone, painted, 1.0)))
    level, growth = load_scales()[name].doubt
    return abs(other - bare) / (level + growth * bare)


def cross_talk_table(scores: Scores) -> str:
    """The worst tone of each pair, in half-widths; up to 1 it stays within the interval."""
    tones = sorted({tone for tone, _, _ in scores})
    rows = []
    for painted in CONCERNS:
        own = MEASURED_BY.get(painted, painted)
        cells = [
            "-" if name == own else f"{max(excess(scores, t, painted, name) for t in tones):.1f}"
            for name in NAMES
        ]
        rows.append((painted, *cells))
    return table(("painted in full, others move by", *NAMES), rows)


if __name__ == "__main__":
    main()
