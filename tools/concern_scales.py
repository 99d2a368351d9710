"""Derive assets/skin/scales.toml from public faces: what scores 100, the doubt, and the reference.

    python -m tools.concern_scales --data ../shared/data [--out assets/skin/scales.toml]
    python -m tools.concern_scales      # only tells what the file says

`data` holds london/ (neutral and smiling portraits of the same people), face_parsing/ and utkface/, each
with index.csv. The scale and the reference come from the neutral portraits and the two other sets; the
doubt from the london people, by another expression and by copies of their photos. How well such a doubt
holds for people it was not made on, tools.concern_accuracy says.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from tqdm import tqdm

from beauty.color import ita_deg
from beauty.concerns.concern import NAMES
from beauty.concerns.measure import tone_group
from beauty.concerns.scales import EVERYBODY, SCALES_FILE, load_rules, load_scales
from beauty.photo import read_photo
from synthetic.camera import resized
from tools.concern_faces import COPIES, Bench, Measured, rows_of
from tools.table import table
from training.toml_text import toml_text

FULL = 0.98  # share of the reference faces below score 100
# No interval is narrower than this on either side: on painted heads (tools.concern_synthetic) other
# concerns painted in full move the score by up to so much.
LEAST_DOUBT = {"wrinkles": 18.0, "pores": 11.0}
LEAST_DOUBT_ELSE = 8.0
WANTED = 0.9  # share of repeats of unseen people that the interval should hold
SMALL = 110 / 320  # brings london's faces of about 320 px to 110
STEPS = np.linspace(0, 1, 21)
REFERENCES = ("face_parsing", "utkface")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=SCALES_FILE)
    args = parser.parse_args()
    if args.data:
        derive(args.data, args.out)
    print(scale_table())


def derive(data: Path, out: Path) -> None:
    """Measure every face and write the file."""
    bench = Bench()
    london = list(tqdm(bench.folder(data / "london"), desc="london"))
    faces = [one for one in london if one.row["expression"] == "neutral"]
    for name in REFERENCES:
        faces += tqdm(bench.folder(data / name), desc=name)
    repeats = [*london, *copies_of(bench, data / "london", people_of(london))]
    tables = {name: scale_of(name, faces, repeats) for name in NAMES}
    told = {"made_by": "tools/concern_scales.py", "sets": ["london", *REFERENCES]}
    out.write_text(
        "# Made by tools/concern_scales.py: do not edit.\n" + toml_text({**told, "scale": tables})
    )


def scale_table() -> str:
    """What scores 100, the doubt, and the middle half of the reference faces of each tone group."""
    rows = []
    groups = (EVERYBODY, "light", "medium", "dark")
    for name, scale in load_scales().items():
        halves = (
            f"{steps[5]:.0f} to {steps[15]:.0f}, middle {steps[10]:.0f} ({scale.faces[group]})"
            for group, steps in ((group, scale.reference[group]) for group in groups)
        )
        rows.append(
            (name, f"{scale.full:.3g}", f"{scale.doubt[0]:.0f}", f"{scale.small:.0f}", *halves)
        )
    head = ("concern", "100 is", "doubt, points", "more at 100 px", *groups)
    return table(head, rows)


def people_of(london: Sequence[Measured]) -> frozenset[str]:
    return frozenset(one.row["person"] for one in london)


def copies_of(bench: Bench, data: Path, people: frozenset[str]) -> list[Measured]:
    """Copies of these people's neutral portraits, and one brought to a small size."""
    found = []
    rows = [r for r in rows_of(data) if r["person"] in people and r["expression"] == "neutral"]
    for row in tqdm(rows, desc="copies"):
        rgb = read_photo(data / row["path"]).rgb
        for kind, change in {**COPIES, "small": smaller}.items():
            if (one := bench.measure(change(rgb), row, kind)) is not None:
                found.append(one)
    return found


def smaller(rgb: np.ndarray) -> np.ndarray:
    return resized(rgb, SMALL)


def scale_of(
    name: str, faces: Sequence[Measured], repeats: Sequence[Measured]
) -> Mapping[str, object]:
    """One table of scales.toml."""
    large = [one for one in faces if one.width_px >= load_rules()[name].least_width_px]
    values = np.array([one.value(name) for one in large])
    full = float(np.nanquantile(values, FULL))
    heats = np.concatenate([one.findings[name].heat.ravel()[::7] for one in large[::5]])
    scores = np.clip(100 * values / full, 0, 100)
    doubt, small = doubt_of(name, full, repeats)
    groups = np.array([tone_group(ita_deg(one.lab[0], one.lab[2])) for one in large])
    chosen = {EVERYBODY: np.isfinite(scores)}
    chosen |= {group: chosen[EVERYBODY] & (groups == group) for group in sorted(set(groups))}
    return {
        "full": full,
        "full_heat": max(full, float(np.quantile(heats[heats > 0], 0.95))),
        "doubt": doubt,
        "small": small,
        "faces": {group: int(mask.sum()) for group, mask in chosen.items()},
        "reference": {
            group: np.round(np.quantile(scores[mask], STEPS), 1).tolist()
            for group, mask in chosen.items()
        },
    }


def doubt_of(
    name: str, full: float, repeats: Sequence[Measured]
) -> tuple[tuple[float, float], float]:
    """(half-width at score 0, its growth with the score), and what small faces add."""
    pairs = repeat_pairs(name, full, repeats)
    usual = pairs[pairs[:, 2] < 1]
    scores, off = usual[:, 0], np.abs(usual[:, 1] - usual[:, 0])
    sure = conformal_share(len({one.row["person"] for one in repeats if one.kind}))
    growth = float(np.clip(np.polyfit(scores, off, 1)[0], 0, 0.5))
    smiles = usual[:, 2] == 0  # the harder half: another expression
    least = max(
        LEAST_DOUBT.get(name, LEAST_DOUBT_ELSE),
        *(float(np.quantile((off - growth * scores)[m], sure)) for m in (smiles, ~smiles)),
    )
    small = pairs[pairs[:, 2] == 1]
    reach = float(np.quantile(np.abs(small[:, 1] - small[:, 0]), sure))
    usual_half = least + growth * float(small[:, 1].mean())
    more = np.sqrt(max(reach**2 - usual_half**2, 0.0)) / 0.9  # 110 px are 0.9 of 100 px under 200
    return (least, growth), float(more)


def conformal_share(people: int) -> float:
    """Share of so many people's repeats that must be covered for WANTED of unseen people's (Vovk 2005).

    >>> round(conformal_share(26), 3)
    0.962
    """
    return min(1.0, float(np.ceil((people + 1) * WANTED)) / people)


def repeat_pairs(name: str, full: float, repeats: Sequence[Measured]) -> np.ndarray:
    """Scores (n, 3) of a photo and of its repeat; third: 0 another expression, 0.5 a copy, 1 a small
    copy. Expressions count in both directions, and only people that have copies."""
    points = {
        (one.row["person"], one.row["expression"], one.kind): float(
            np.clip(100 * one.value(name) / full, 0, 100)
        )
        for one in repeats
    }
    people = {person for person, _, kind in points if kind}
    pairs = []
    for (person, expression, kind), score in points.items():
        neutral = points.get((person, "neutral", ""))
        if person not in people or neutral is None:
            continue
        if kind:
            pairs.append((score, neutral, 1.0 if kind == "small" else 0.5))
        elif expression == "smiling":
            pairs += [(neutral, score, 0.0), (score, neutral, 0.0)]
    found = np.array(pairs)
    known: np.ndarray = found[np.isfinite(found[:, :2]).all(axis=1)]
    return known


if __name__ == "__main__":
    main()
