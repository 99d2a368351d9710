"""What becomes of the photos in a folder: faces found, refusals, quality issues, time.

    python -m tools.evaluate_folder FOLDER... [--each 1]

"Face found" counts every photo that was analysed or refused for what the face or the light is like; it
was not found where the code is no_face, and not looked for where the file itself was refused
(unreadable, unsupported_format, too_large, too_small). Refusals must carry a code that the texts know
and that is not `internal`: all others are counted as "without a code", which must be 0.
"""

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from beauty.cli import PHOTO_SUFFIXES
from beauty.engine import Beauty
from beauty.errors import BeautyError
from beauty.texts import load_texts
from tools.table import table

FILE_REFUSED = {"unreadable", "unsupported_format", "too_large", "too_small"}
NO_FACE = "no_face"
OURS = "internal"  # the code of a fault of ours, not of the photo


@dataclass
class Tally:
    """What was counted: ms a photo, code -> photos for refusals and issues, faults of our own."""

    ms: list[float] = field(default_factory=list)
    analysed: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def photos(self) -> int:
        return len(self.ms)

    @property
    def found(self) -> int:
        """Photos in which a face was found, refused or not."""
        away = FILE_REFUSED | {NO_FACE}
        return self.analysed + sum(n for code, n in self.refusals.items() if code not in away)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--each", type=int, default=1, help="take every n-th photo only")
    args = parser.parse_args()
    beauty = Beauty.load()
    for folder in args.folders:
        tally = evaluate(beauty, photos_in(folder)[:: args.each])
        print(f"\n## {folder.name}\n\n{report(tally)}")
    beauty.close()


def photos_in(folder: Path) -> list[Path]:
    """Photos below a folder, by name, as the command line takes them."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix.lower() in PHOTO_SUFFIXES
    )


def evaluate(beauty: Beauty, photos: list[Path]) -> Tally:
    """Analyse every photo and count what came."""
    tally = Tally()
    for path in photos:
        start = perf_counter()
        try:
            quality = beauty.analyze(path).quality
        except BeautyError as error:
            count_refusal(tally, error, path)
        except Exception as error:  # exactly what is counted here
            tally.faults.append(f"{path.name}: {type(error).__name__}: {error}")
        else:
            tally.analysed += 1
            tally.issues.update(quality.codes or ("none",))
        tally.ms.append((perf_counter() - start) * 1000)
    return tally


def count_refusal(tally: Tally, error: BeautyError, path: Path) -> None:
    """A refusal with a code people know, or a fault of ours."""
    if error.code == OURS or load_texts().find(f"error.{error.code}.message") is None:
        tally.faults.append(f"{path.name}: {error.code or 'no code'}: {error}")
    else:
        tally.refusals[error.code] += 1


def report(tally: Tally) -> str:
    """The counts as one table, then the faults, if any, in full."""
    if not tally.photos:
        return "no photos"
    rows: list[tuple[str, object, str]] = [
        ("photos", tally.photos, ""),
        ("face found", tally.found, share(tally.found, tally.photos)),
        ("analysed", tally.analysed, share(tally.analysed, tally.photos)),
        *((f"refused: {c}", n, share(n, tally.photos)) for c, n in tally.refusals.most_common()),
        *((f"issue: {c}", n, share(n, tally.analysed)) for c, n in tally.issues.most_common()),
        ("median ms a photo", f"{median(tally.ms):.0f}", ""),
        ("slowest, ms", f"{max(tally.ms):.0f}", ""),
        ("without a code (must be 0)", len(tally.faults), ""),
    ]
    head = ("what", "count", "share (issues: of the analysed)")
    return "\n".join([table(head, rows), *tally.faults])


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else ""


if __name__ == "__main__":
    main()
