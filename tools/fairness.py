"""Who is served worst?

    make fairness                (or: python -m tools.fairness [--utkface FOLDER --each 4] [--heads 3])

Bald heads of three ancestries are rendered at the ten Monk tones, nothing painted on them; real people
come from utkface, which only developers have (research only, groups as that set names them). Each face is
looked at as taken, in five other lights and through three cameras. Groups stand worst first: by the mean
of their ranks in every column. docs/fairness.md keeps the figures.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from tqdm import tqdm

from beauty import Beauty
from synthetic import FaceSpec, Studio
from tools.fairness_faces import TAKEN, Face, Shot, face_of, people
from tools.table import table

SITTER = FaceSpec(width_px=700, height_px=800, hair_style="none", frame_width_dm=2.9)
HEADS = ("caucasian", "african", "asian")
TONES = tuple(range(1, 11))


@dataclass(frozen=True)
class Measure:
    """value: NaN where there is none. sign: +1 where more is worse, -1 where less is."""

    head: str
    value: Callable[[Shot], float]
    sign: int
    digits: int
    percent: bool = False


MEASURES = (
    Measure("refused", lambda shot: float(bool(shot.refusal)), +1, 1, True),
    Measure("jitter, %", lambda shot: shot.jitter, +1, 2),
    Measure("tone held", lambda shot: shot.tone_held, -1, 1, True),
    Measure("false alarms", lambda shot: shot.alarms, +1, 1, True),
    Measure("highest concern", lambda shot: shot.concern, +1, 1),
    Measure("foundations", lambda shot: shot.products, -1, 0),
    Measure("lipstick, dE00", lambda shot: shot.color_off, +1, 1),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--utkface", type=Path)
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--heads", type=int, default=len(HEADS))
    args = parser.parse_args()
    beauty = Beauty.load()
    print(report("Rendered heads", list(rendered(beauty, HEADS[: args.heads], TONES))))
    if args.utkface:
        print("\n" + report("People", list(tqdm(people(beauty, args.utkface, args.each)))))
    beauty.close()


def rendered(beauty: Beauty, heads: Sequence[str], tones: Sequence[int]) -> Iterator[Face]:
    """One head of each ancestry at each tone: what differs between tones is the tone alone."""
    for head in heads:
        sitter = replace(SITTER, ancestry={head: 1.0})
        studio = Studio.of(sitter)
        for tone in tqdm(tones, desc=head):
            rgb = studio.repaint(replace(sitter, monk=tone)).rgb
            groups = {"Monk tone": f"Monk {tone}", "head": head}
            yield face_of(beauty, rgb, groups, tone)


def report(title: str, faces: Sequence[Face]) -> str:
    """Tables of every kind of group, then lights and cameras, each with its worst first."""
    kinds = list(dict.fromkeys(kind for face in faces for kind in face.groups))
    parts = [f"### {title}: {len(faces)} faces, {sum(len(one.shots) for one in faces)} pictures"]
    for kind in kinds:
        names = sorted({face.groups[kind] for face in faces})
        shots = {
            name: [s for one in faces if one.groups[kind] == name for s in one.shots]
            for name in names
        }
        parts.append(group_table(kind, shots))
    lights = list(dict.fromkeys(shot.light for face in faces for shot in face.shots))
    parts.append(
        group_table(
            "light or camera",
            {
                light: [s for one in faces for s in one.shots if s.light == light]
                for light in lights
            },
        )
    )
    parts.append(refusals_line(faces))
    return "\n\n".join(parts)


def group_table(kind: str, shots: dict[str, list[Shot]]) -> str:
    """A row a group, the worst first; what nobody measured stays a dash."""
    means = np.array([[mean_of(group, one) for one in MEASURES] for group in shots.values()])
    order = worst_first(means)
    names, counts = list(shots), [len(group) for group in shots.values()]
    rows = [(names[row], counts[row], *map(worded, means[row], MEASURES)) for row in order]
    return table((kind, "pictures", *(one.head for one in MEASURES)), rows)


def mean_of(shots: Sequence[Shot], measure: Measure) -> float:
    values = np.array([measure.value(shot) for shot in shots], float)
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else float("nan")


def worst_first(means: np.ndarray) -> np.ndarray:
    """Rows of (groups, measures) by the mean of their ranks, 0 the worst; unknown is in the middle."""
    ranks = np.full(means.shape, (len(means) - 1) / 2)
    for column, measure in enumerate(MEASURES):
        known = np.isfinite(means[:, column])
        badness = -measure.sign * means[known, column]
        ranks[known, column] = [
            (badness < one).sum() + ((badness == one).sum() - 1) / 2 for one in badness
        ]
    order: np.ndarray = np.argsort(ranks.mean(axis=1), kind="stable")
    return order


def worded(value: float, measure: Measure) -> str:
    if not np.isfinite(value):
        return "-"
    scale, unit = (100, "%") if measure.percent else (1, "")
    return f"{scale * value:.{measure.digits}f}{unit}"


def refusals_line(faces: Sequence[Face]) -> str:
    """How often each code refused a picture, and a picture as taken."""
    codes = [shot.refusal for face in faces for shot in face.shots if shot.refusal]
    plain = sum(bool(s.refusal) for face in faces for s in face.shots if s.light == TAKEN)
    told = ", ".join(f"{code} {codes.count(code)}" for code in sorted(set(codes))) or "none"
    return f"refused: {told}; as taken: {plain} of {len(faces)}"


if __name__ == "__main__":
    main()
