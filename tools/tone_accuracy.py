"""How far tone holds when the light changes, and whether its 90% intervals are true.

    python -m tools.tone_accuracy --data ../shared/data [--each 3 5] [--stone PYTHON]

Three sets: london (studio, two photos a person), utkface and face_parsing (every --each-th photo, each a
person of its own). People are dealt out in turn: the first half is what `error_scale` in
assets/face/light.toml was fitted on (the table "fit"), everything else is reported on the second half.
--stone: an interpreter that has skin-tone-classifier 1.2.6 (tools/stone_labels.py says how).
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from beauty.face import Landmarker
from beauty.photo import read_photo
from beauty.predict import Networks
from beauty.skin import SkinTone
from tools.lit import LAMP, PLAIN, SHIFTS, Shift, relit
from tools.stone_labels import stone_labels
from tools.table import table
from tools.toned import Sitter, sitters

SCALES = (0.8, 0.9, 1.0, 1.1, 1.2)  # of the error_scale that ships
ALL = (*SHIFTS, LAMP)
Half = dict[str, list[Sitter]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--each", type=int, nargs=2, default=(3, 5))
    parser.add_argument("--stone", type=Path)
    args = parser.parse_args()
    landmarker = Landmarker.load()
    tools = (landmarker, Networks.load().parser)
    sets = {"london": 1, "utkface": args.each[0], "face_parsing": args.each[1]}
    found = {name: list(sitters(args.data / name, ALL, tools, each)) for name, each in sets.items()}
    fit, rest = ({name: half(found[name], side) for name in sets} for side in (0, 1))
    print("### fit: first half\n\n" + fit_table(fit))
    print("\n### second half\n\n" + coverage_table(rest))
    print("\n" + group_table([sitter for one in rest.values() for sitter in one]))
    print("\n" + repeat_lines(found["london"], rest["london"]))
    print("\n" + flip_table([sitter for one in rest.values() for sitter in one], our_class))
    if args.stone:
        print("\n" + stone_table(rest["london"], args.data / "london", args.stone))
    landmarker.close()


def half(people: Sequence[Sitter], side: int) -> list[Sitter]:
    """People in turn to one side and the other; all photos of a person to the same."""
    names = list(dict.fromkeys(person_of(sitter) for sitter in people))
    mine = set(names[side::2])
    return [sitter for sitter in people if person_of(sitter) in mine]


def person_of(sitter: Sitter) -> str:
    return sitter.row.get("person") or sitter.row["path"]


def width(tone: SkinTone) -> float:
    return tone.ita_interval_deg[1] - tone.ita_interval_deg[0]


def holds(sitter: Sitter, shift: Shift, scale: float = 1.0) -> bool | None:
    """Whether the interval in other light holds the value as taken; None where no face was found."""
    if shift not in sitter.looks:
        return None
    low, high = sitter.looks[shift].tone(scale).ita_interval_deg
    return low <= sitter.looks[PLAIN].tone().ita_deg <= high


def coverage(people: Iterable[Sitter], shifts: Iterable[Shift], scale: float = 1.0) -> float:
    """Share of intervals that hold the value as taken."""
    people, shifts = list(people), list(shifts)
    held = [holds(sitter, shift, scale) for sitter in people for shift in shifts]
    return float(np.mean([one for one in held if one is not None]))


def median_width(people: Iterable[Sitter], scale: float = 1.0) -> float:
    return float(np.median([width(sitter.looks[PLAIN].tone(scale)) for sitter in people]))


def fit_table(sets: Half) -> str:
    """Worst coverage of one kind of light in one set, and median width, at several error scales."""
    rows = []
    for scale in SCALES:
        worst = min(coverage(p, [shift], scale) for p in sets.values() for shift in SHIFTS)
        widest = max(median_width(people, scale) for people in sets.values())
        rows.append((f"{scale:.1f}", f"{worst:.1%}", f"{widest:.1f}"))
    return table(("x error_scale", "worst coverage", "widest median, degrees"), rows)


def coverage_table(sets: Half) -> str:
    """Median ITA move and coverage for each light, in each set and in all."""
    sets = {**sets, "all": [sitter for people in sets.values() for sitter in people]}
    rows = []
    for name, people in sets.items():
        shares = [f"{coverage(people, [shift]):.1%}" for shift in ALL]
        bar = f"{coverage(people, SHIFTS):.1%}"
        rows.append((name, len(people), f"{median_width(people):.1f}", bar, *shares))
    head = ("set", "photos", "median width", "first four", *(shift.name for shift in ALL))
    return table(head, rows)


def group_table(people: Sequence[Sitter]) -> str:
    """Coverage and width by the class as taken; the worst group is what counts."""
    groups: dict[str, list[Sitter]] = {}
    for sitter in people:
        groups.setdefault(sitter.looks[PLAIN].tone().ita_class, []).append(sitter)
    rows = [
        (name, len(group), f"{coverage(group, SHIFTS):.1%}", f"{median_width(group):.1f}")
        for name, group in sorted(groups.items(), key=lambda item: coverage(item[1], SHIFTS))
    ]
    return table(("class as taken", "photos", "coverage, four lights", "median width"), rows)


def repeat_lines(everybody: Sequence[Sitter], second: Sequence[Sitter]) -> str:
    """Neutral against smiling, the same studio, minutes apart."""
    lines = []
    for name, people in (("all people", everybody), ("second half", second)):
        pairs: dict[str, list[SkinTone]] = {}
        for sitter in people:
            pairs.setdefault(person_of(sitter), []).append(sitter.looks[PLAIN].tone())
        both = [pair for pair in pairs.values() if len(pair) == 2]
        apart = np.array([abs(a.ita_deg - b.ita_deg) for a, b in both])
        held = [a.ita_interval_deg[0] <= b.ita_deg <= a.ita_interval_deg[1] for a, b in both]
        same = [a.ita_class == b.ita_class for a, b in both]
        lines.append(
            f"neutral against smiling, {name}: {len(both)} pairs, median {np.median(apart):.2f} "
            f"degrees, 90% {np.percentile(apart, 90):.2f}; in the other's interval "
            f"{np.mean(held):.1%}; the same class {np.mean(same):.1%}"
        )
    return "\n".join(lines)


def our_class(sitter: Sitter, shift: Shift) -> tuple[str, tuple[str, ...]] | None:
    """Our class in this light, and all that we say it may be."""
    if shift not in sitter.looks:
        return None
    tone = sitter.looks[shift].tone()
    return tone.ita_class, tone.ita_classes


def flip_table(
    people: Sequence[Sitter],
    named: Callable[[Sitter, Shift], tuple[str, tuple[str, ...]] | None],
) -> str:
    """How often the class changes with the light, and how often without having said so."""
    rows = []
    for shift in ALL:
        pairs = [(named(sitter, PLAIN), named(sitter, shift)) for sitter in people]
        known = [(a, b) for a, b in pairs if a and b]
        flipped = [(a, b) for a, b in known if a[0] != b[0]]
        silent = [1 for a, b in flipped if a[0] not in b[1]]
        share = len(known) or 1
        rows.append(
            (shift.name, len(known), f"{len(flipped) / share:.1%}", f"{len(silent) / share:.1%}")
        )
    return table(("light", "photos", "class changes", "changes unsaid"), rows)


def stone_table(people: Sequence[Sitter], folder: Path, interpreter: Path) -> str:
    """The same photos given to skin-tone-classifier, whose label has no doubt: what changes is unsaid."""
    photos = [read_photo(folder / sitter.row["path"]).rgb for sitter in people]
    labels = {
        shift: stone_labels(interpreter, [relit(rgb, shift) for rgb in photos])
        for shift in (PLAIN, *ALL)
    }
    index = {id(sitter): number for number, sitter in enumerate(people)}

    def named(sitter: Sitter, shift: Shift) -> tuple[str, tuple[str, ...]] | None:
        label = labels[shift][index[id(sitter)]]
        return (label, (label,)) if label else None

    found = sum(label is not None for label in labels[PLAIN])
    told = f"skin-tone-classifier, london second half: a label for {found} of {len(people)}"
    ours = f"ours on the same photos\n\n{flip_table(people, our_class)}"
    return f"{told}\n\n{flip_table(people, named)}\n\n{ours}"


if __name__ == "__main__":
    main()
