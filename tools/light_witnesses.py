"""What tells of the light: `python -m tools.light_witnesses --data ../shared/data`.

Photos of the same man are set against each other (colour photos of face_shape; men with six or more): how
far his skin moves from photo to photo is the light, and the slope of that movement on what a witness
says gives the witness's error in assets/face/light.toml: error = spread * sqrt((1 - slope) / slope).
Every second man is for fitting, the others are a check; on them, too, stands how often the interval of
one photo holds the median ITA of all of the man's photos. These are stars in stage light and edited.

In london the light is one and the same: there, a witness that follows the skin follows the sitter.
"""

import argparse
import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from beauty.color import to_linear
from beauty.errors import BeautyError
from beauty.face import Landmarker, Regions, choose_face
from beauty.light import estimate_light
from beauty.light.constants import load_constants
from beauty.light.estimate import AXES, hear
from beauty.photo import read_photo
from beauty.predict import Networks, seen_regions
from beauty.predict.parser import FaceParser
from beauty.skin.tone import asked_of, colours_seen, describe_tone
from tools.table import table

LEAST_PHOTOS = 6
LEAST_CHROMA = 8.0  # less is a black and white photo
WITNESSES = ("whites", "background", "eyes")
OUTLIERS = (2, 98)  # percentiles that movements are cut to


class Heard:
    """One photo: who, the skin's level, red and blue in stops, what the witnesses read, and the tone."""

    def __init__(self, path: Path, person: str, tools: tuple[Landmarker, FaceParser]) -> None:
        photo = read_photo(path)
        face = choose_face(tools[0].find(photo))
        drawn = Regions.of(face, photo.size_wh)
        parsing = tools[1].parse(photo, face)
        regions = seen_regions(photo, drawn, parsing)
        asked = asked_of(colours_seen(photo, face, regions))
        if asked is None:
            raise ValueError("no skin in sight")
        self.person = person
        self.readings, _ = hear(photo, face, drawn, parsing)
        light = estimate_light(photo, face, drawn, regions, parsing)
        self.tone = describe_tone(asked, {}, light)
        red, green, blue = np.log2(np.maximum(to_linear(np.array(self.tone.seen_lab)), 1e-4))
        self.skin = (green, red - green, blue - green)
        self.chroma = float(np.hypot(*self.tone.seen_lab[1:]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    landmarker = Landmarker.load()
    tools = (landmarker, Networks.load().parser)
    men = heard_in(args.data / "face_shape", tools, lambda row: row["sex"] == "m")
    names = sorted({one.person for one in men})
    kept = [n for n in names if sum(one.person == n for one in men) >= LEAST_PHOTOS]
    for title, mine in (("for fitting", kept[::2]), ("the others", kept[1::2])):
        photos = [one for one in men if one.person in mine]
        print(f"\n### {title}: {len(mine)} men, {len(photos)} photos\n\n{slopes(photos)}")
        print(f"\n{own_median(photos)}")
    studio = heard_in(args.data / "london", tools, lambda row: True)
    print(f"\n### london, one light: {len(studio)} photos\n\n{leaks(studio)}")
    landmarker.close()


def heard_in(
    folder: Path,
    tools: tuple[Landmarker, FaceParser],
    wanted: Callable[[dict[str, str]], bool],
) -> list[Heard]:
    """Every wanted colour photo of index.csv with one clear face."""
    found = []
    for row in rows_of(folder, wanted):
        try:
            found.append(Heard(folder / row["path"], row["person"], tools))
        except (BeautyError, ValueError):
            continue
    return [one for one in found if one.chroma >= LEAST_CHROMA]


def rows_of(folder: Path, wanted: Callable[[dict[str, str]], bool]) -> list[dict[str, str]]:
    with (folder / "index.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if wanted(row)]


def slopes(photos: Sequence[Heard]) -> str:
    """For each axis: how far one man's skin moves, and how well each witness follows it."""
    rows = []
    for axis, name in enumerate(AXES):
        skin = within([one.skin[axis] for one in photos], photos)
        spread = 1.4826 * float(np.median(np.abs(skin)))
        for witness in WITNESSES:
            have = [one for one in photos if witness in one.readings]
            said = within([getattr(one.readings[witness], name) for one in have], have)
            moved = within([one.skin[axis] for one in have], have)
            slope, r = followed(said, moved)
            error = spread * np.sqrt(max(1 - slope, 0) / slope) if slope > 0 else np.inf
            usual = np.median([getattr(one.readings[witness], name) for one in have])
            ours = load_constants().witnesses[witness].error_ev[axis]
            cells = (f"{v:.2f}" for v in (spread, usual, slope, r, error))
            rows.append((name, witness, len(have), *cells, "silent" if ours is None else ours))
    head = ("axis", "witness", "photos", "spread", "reads", "slope", "r", "error", "we take")
    return table(head, rows)


def own_median(photos: Sequence[Heard]) -> str:
    """How often a photo's interval holds the median of the same man's photos."""
    angles = np.array([one.tone.ita_deg for one in photos])
    medians = angles - within(angles, photos)
    held = [
        one.tone.ita_interval_deg[0] <= median <= one.tone.ita_interval_deg[1]
        for one, median in zip(photos, medians, strict=True)
    ]
    width = np.median([np.ptp(one.tone.ita_interval_deg) for one in photos])
    off = np.median(np.abs(angles - medians))
    return (
        f"ITA lies {off:.1f} degrees (median) from the man's own median; {np.mean(held):.1%} of the "
        f"intervals, {width:.1f} degrees wide (median), hold it"
    )


def leaks(photos: Sequence[Heard]) -> str:
    """How a witness follows the sitter's skin where the light is the same."""
    rows = []
    for axis, name in enumerate(AXES):
        for witness in WITNESSES:
            have = [one for one in photos if witness in one.readings]
            said = np.array([getattr(one.readings[witness], name) for one in have])
            skin = np.array([one.skin[axis] for one in have])
            rows.append((name, witness, len(have), f"{np.corrcoef(said, skin)[0, 1]:.2f}"))
    return table(("axis", "witness", "photos", "r with the skin"), rows)


def within(values: Sequence[float] | np.ndarray, photos: Sequence[Heard]) -> np.ndarray:
    """Each value less the median of the same person's."""
    moved = np.array(values, np.float64)
    people = np.array([one.person for one in photos])
    for person in set(people):
        moved[people == person] -= np.median(moved[people == person])
    return moved


def followed(said: np.ndarray, moved: np.ndarray) -> tuple[float, float]:
    """Slope and correlation of the skin's movement on the witness's, both without outliers."""
    x, y = (np.clip(v, *np.percentile(v, OUTLIERS)) for v in (said, moved))
    return float((x * y).sum() / (x * x).sum()), float(np.corrcoef(x, y)[0, 1])


if __name__ == "__main__":
    main()
