"""How well make-up is read off photos: what is found, what is found in error, how true colours are.

    python -m tools.worn_accuracy --data ../shared/data [--each 6] [--sheet FILE.png]

Detection: the made-up faces of the makeup set. False alarms: bare faces, by folds of people (thresholds
from the other four fifths), and men of utkface who had no part in the thresholds. Way there and back:
known looks painted on every --each-th bare face, taken as new photos. --sheet: a picture of transfers.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from beauty.engine import Beauty
from beauty.tryon import Sitter
from beauty.tryon.bare import PLACES, load_bare
from beauty.tryon.reading import read_worn
from beauty.tryon.traces import Traces
from tools.table import table
from tools.worn_bare import THRESHOLD
from tools.worn_faces import WornFace, bare_faces, examples, made_up_faces, men
from tools.worn_fit import Shown, bare_of, left_out_distances
from tools.worn_sheet import draw_sheet
from tools.worn_trips import Trip, transfer_de, trips

FOLDS = 5
EACH_TRANSFER = 3  # every third bare face of the set takes the look of every reference


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--each", type=int, default=6)
    parser.add_argument("--sheet", type=Path)
    args = parser.parse_args()
    engine = Beauty.load()
    bare = list(bare_faces(args.data, engine))
    worn = list(made_up_faces(args.data, engine))
    others = [face.shown for face in men(args.data, engine, 1)]
    print(detection_table([face.shown for face in bare], [face.shown for face in worn], others))
    print("\n" + look_lines(bare, worn))
    # the men's photos are small: they say when make-up is seen in error, not how true its colours are
    large = [face for face in bare if not face.shown.kind.startswith("men")]
    painted = [*large[:: args.each], *examples(engine)]
    made = [trip for face in painted for trip in trips(engine, face.sitter, face.shown.kind)]
    print(f"\n{len(painted)} faces\n\n" + trip_table(made) + "\n\n" + finish_table(made))
    print("\n" + strength_line(made))
    takers = [face for face in bare if face.shown.kind == "non_makeup"]
    print("\n" + transfer_line(engine, worn, [face.sitter for face in takers[::EACH_TRANSFER]]))
    if args.sheet:
        draw_sheet(args.sheet, worn, takers)
    engine.close()


def detection_table(bare: Sequence[Shown], worn: Sequence[Shown], others: Sequence[Shown]) -> str:
    """Share beyond the threshold at each place, with how many faces could be read there."""
    rows = []
    for place in PLACES:
        known = load_bare()[place]
        row = [place, _share([known.distance(*of(one, place)) for one in shows(worn, place)],
                             known.threshold)]  # fmt: skip
        folds = alarms(place, bare)
        row += [_share([far for kind, far in folds if kind == name], 1.0)
                for name in ("non_makeup", "london", "men_0")]  # fmt: skip
        row.append(
            _share([known.distance(*of(one, place)) for one in shows(others, place)],
                   known.threshold)
        )  # fmt: skip
        rows.append(row)
    head = ("place", "made up", "non_makeup", "london", "men, in folds", "men, held out")
    return table(head, rows)


def alarms(place: str, bare: Sequence[Shown]) -> list[tuple[str, float]]:
    """Each bare face's kind, and its distance over the threshold that people of the other folds give."""
    people = sorted({face.person for face in bare})
    found = []
    for fold in range(FOLDS):
        out = set(people[fold::FOLDS])
        rest = [face for face in bare if face.person not in out]
        known = bare_of(place, rest)
        threshold = np.percentile(left_out_distances(place, rest), THRESHOLD)
        for one in shows([face for face in bare if face.person in out], place):
            found.append((one.kind, known.distance(*of(one, place)) / float(threshold)))
    return found


def look_lines(bare: Sequence[WornFace], worn: Sequence[WornFace]) -> str:
    """How many layers are read off a face, made up or not."""
    lines = []
    for name in ("makeup", "non_makeup", "london", "men_0"):
        faces = [face for face in (*bare, *worn) if face.shown.kind == name]
        counts = np.array([len(read_worn(face.sitter).look.layers) for face in faces])
        lines.append(
            f"{name}: {len(faces)} faces, layers read a face {counts.mean():.1f}, "
            f"faces with none {np.mean(counts == 0):.0%}"
        )
    return "\n".join(lines)


def trip_table(made: Sequence[Trip]) -> str:
    """By product and kind of face: share read back, CIEDE2000 of codes and of how the place looks."""
    rows = []
    for product in ("lips", "blush", "eyeshadow", "eyeliner"):
        for kind in ("all", *dict.fromkeys(trip.kind for trip in made)):
            some = [t for t in made if t.layer.product == product and kind in ("all", t.kind)]
            found = f"{np.mean([trip.found for trip in some]):.0%}"
            codes, seen = ([getattr(t, name) for t in some] for name in ("code_de", "seen_de"))
            rows.append((f"{product}, {kind}", len(some), found, _middle(codes), _middle(seen)))
    head = (
        "layer, faces",
        "painted",
        "read back",
        "code dE00: median, p90",
        "as seen: median, p90",
    )
    return table(head, rows)


def finish_table(made: Sequence[Trip]) -> str:
    """Finish or kind of line put on (rows) and read (columns)."""
    rows = []
    columns = ("matte", "satin", "gloss", "thin", "wing")
    for given in columns:
        some = [t for t in made if t.found and given in (t.layer.finish, t.layer.placement)
                and t.layer.product == ("eyeliner" if given in ("thin", "wing") else "lips")]  # fmt: skip
        rows.append((given, *(sum(t.finish == read for t in some) for read in columns)))
    return table(("put on / read", *columns), rows)


def strength_line(made: Sequence[Trip]) -> str:
    """Whether stronger blush is read as stronger."""
    said = []
    for opacity in (0.3, 0.6, 0.9):
        some = [t for t in made if t.layer.product == "blush" and t.layer.opacity == opacity]
        read = [t.opacity for t in some if t.found]
        said.append(f"{opacity}: {np.mean([t.found for t in some]):.0%} read, "
                    f"median {np.median(read) if read else np.nan:.2f}")  # fmt: skip
    return "blush by opacity: " + "; ".join(said)


def transfer_line(engine: Beauty, worn: Sequence[WornFace], takers: Sequence[Sitter]) -> str:
    """CIEDE2000 between lips of reference and of those who took their look."""
    apart = []
    for face in worn:
        look = read_worn(face.sitter)
        apart += [transfer_de(engine, look, face.sitter, taker) for taker in takers]
    return f"transfer: {np.isfinite(apart).sum()} pairs, lips apart {_middle(apart)} dE00"


def shows(faces: Sequence[Shown], place: str) -> list[Shown]:
    return [face for face in faces if place in face.traces.found]


def of(face: Shown, place: str) -> tuple[np.ndarray, np.ndarray]:
    """Values and tone, as `Bare.distance` takes them."""
    traces: Traces = face.traces
    return traces.found[place].values, traces.tone


def _share(distances: Sequence[float], threshold: float) -> str:
    if not distances:
        return "-"
    return f"{np.mean(np.array(distances) > threshold):.0%} of {len(distances)}"


def _middle(values: Sequence[float]) -> str:
    known = np.array([value for value in values if np.isfinite(value)])
    if not known.size:
        return "-"
    return f"{np.median(known):.1f}, {np.percentile(known, 90):.1f}"


if __name__ == "__main__":
    main()
