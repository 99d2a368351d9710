"""How well shades are found again: `python -m tools.shade_accuracy [--london FOLDER]`.

First the shade table against itself: each shade in turn is left out and stands for a customer whose skin
it matches; the reading of that skin errs as readings do. Then, with --london, two photos of one person:
how many of the three shades they have in common.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from beauty.catalogue import Catalogue, Shades
from beauty.face import Landmarker
from beauty.light.constants import load_constants
from beauty.predict import Networks
from beauty.profile import Profile
from beauty.recommend.score import score
from beauty.recommend.shade_offset import load_shade_offset
from beauty.recommend.shades import TRIO, FoundationIndex, match_foundation, three_shades
from beauty.recommend.skin_reading import SkinReading, read_skin
from beauty.skin import SkinTone
from beauty.skin.tone import describe_tone
from tools.lit import PLAIN
from tools.table import table
from tools.toned import Look, sitters

# name -> standard deviation of swatch L*: none, a tapped card, two photos in one light, any photo
# error of the swatch L* that is read, error that the reading tells of itself, both standard deviations ->
# when they are about so large: `errors_line` tells
NOISES = {
    (0.0, 0.0): "no error",
    (2.0, 2.0): "",
    (2.0, 6.0): "two photos in one light",
    (4.0, 4.0): "with a tapped card",
    (6.0, 6.0): "any photo in any light",
}
STEP = 3.0  # L*
EACH = 5  # every so-manieth shade is left out
FEWEST = TRIO + 1  # shades that a product keeps
LIKINGS = 20  # people's other wishes, drawn anew
GROUPS = ((0.0, 50.0), (50.0, 60.0), (60.0, 68.0), (68.0, 101.0))  # L* of faces
MOST_APART = 2  # of three shades: at least so many in common


@dataclass(frozen=True)
class Found:
    """lightness: swatch L* of the shade left out. away: how far the nearest shade that came back is from
    it, L*; of_three: how far the nearest of the three is; least: how far the best there was."""

    lightness: float
    away: float
    of_three: float
    least: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--london", type=Path)
    args = parser.parse_args()
    catalogue = Catalogue.load()
    print("### left out of the whole table\n\n" + left_out_table(catalogue.shades, False))
    print("\n### within its own product\n\n" + left_out_table(catalogue.shades, True))
    if args.london:
        print(
            "\n### two photos of one person\n\n" + pairs_table(list(people(args.london)), catalogue)
        )


def left_out_table(shades: Shades, own_product: bool) -> str:
    rows = []
    for (noise, told), when in NOISES.items():
        found = sorted(leave_out(shades, noise, told, own_product), key=lambda one: one.lightness)
        thirds = [found[n * len(found) // 3 : (n + 1) * len(found) // 3] for n in range(3)]
        low, word = min(
            (within(third, "of_three"), word)
            for third, word in zip(thirds, ("deep", "medium", "fair"), strict=True)
        )
        shares = [f"{within(found, what):.1%}" for what in ("least", "away", "of_three")]
        median = f"{np.median([one.away for one in found]):.1f}"
        label = f"{noise:.0f} L*, tells {told:.0f}, {when}".removesuffix(", ")
        rows.append((label, len(found), *shares, median, f"{word} {low:.1%}"))
    head = ("error of the reading", "shades", "possible", "nearest", "one of three")
    return table((*head, "median L* of nearest", "worst third, one of three"), rows)


def within(found: Sequence[Found], what: str) -> float:
    """Share that came back within a step."""
    return float(np.mean([getattr(one, what) <= STEP for one in found]))


def leave_out(shades: Shades, noise: float, told: float, own_product: bool) -> Iterator[Found]:
    """Every EACH-th shade of the table, asked for in what is left of it or of its own product."""
    whole, draw = FoundationIndex.of(shades), np.random.default_rng(0)
    curve = load_shade_offset()
    for group in range(len(whole.starts)):
        members = whole.members(group)
        if members.stop - members.start <= FEWEST:
            continue
        for own in range(members.start + group % EACH, members.stop, EACH):
            color = whole.lab[own]
            lightness = float(np.clip(color[0] + noise * draw.standard_normal(), 0, 100))
            lean, doubt = (0.0, curve.doubt_deg["unsure"]) if noise else (tilt(color), 0.0)
            reading = SkinReading(lightness, told, lean, doubt, None, "photo", None)
            index = whole.without(own)
            kept = alone(index, group) if own_product else index
            three = three_shades(reading, kept)
            got = np.abs(shades.lab[[one.row for one in three], 0] - color[0])
            least = float(np.abs(kept.lab[:, 0] - color[0]).min())
            yield Found(float(color[0]), float(got[0]), float(got.min()), least)


def alone(index: FoundationIndex, group: int) -> FoundationIndex:
    """An index of one product."""
    one = index.members(group)
    return FoundationIndex(
        *(index.rows[one], index.lab[one], index.warmth[one]),
        np.zeros(1, np.intp),
        index.product[group : group + 1],
        index.shunned[one],
    )


def tilt(lab: np.ndarray) -> float:
    """Hue of a swatch minus the usual, degrees."""
    usual = load_shade_offset().swatch(lab[0], 0.0)
    angles = np.degrees(np.arctan2([lab[2], usual[2]], [lab[1], usual[1]]))
    return float(angles[0] - angles[1])


def people(folder: Path) -> Iterator[tuple[str, Look]]:
    """Person and look of each photo."""
    landmarker = Landmarker.load()
    for sitter in sitters(folder, (), (landmarker, Networks.load().parser)):
        yield sitter.row["person"], sitter.looks[PLAIN]
    landmarker.close()


def with_card(look: Look) -> SkinTone:
    """The tone with the doubt that a tapped white paper leaves."""
    card = load_constants().card["paper"]
    light = replace(
        look.light,
        exposure_se_ev=card["level_se_ev"],
        balance_se_ev=card["balance_se_ev"],
        calibrated=True,
    )
    return describe_tone(look.asked, {}, light)


def pairs_table(looks: Sequence[tuple[str, Look]], catalogue: Catalogue) -> str:
    """Share of people whose two photos have two of three shades in common, by wishes and by depth."""
    readings: dict[str, list[tuple[SkinTone, SkinReading]]] = {}
    for person, look in looks:
        tone = look.tone()
        readings.setdefault(person, []).append((tone, reading_from(tone)))
    pairs = [both for both in readings.values() if len(both) == 2]
    rows = [(name, *_shares(pairs, catalogue, liked)) for name, liked in likings(catalogue).items()]
    groups = [f"L* {low:.0f} to {high:.0f}" for low, high in GROUPS]
    told = table(("wishes", "people", "two of three", "lowest", *groups), rows)
    carded = [reading_from(with_card(look)).lightness_error for _, look in looks]
    return f"{told}\n\n{errors_line(pairs, carded)}"


def reading_from(tone: SkinTone) -> SkinReading:
    reading = read_skin(tone, Profile({}))
    assert reading is not None, "a tone is there"
    return reading


def errors_line(
    pairs: Sequence[Sequence[tuple[SkinTone, SkinReading]]], carded: Sequence[float]
) -> str:
    """How far readings say that they err, and how far two of one person differ, swatch L*."""
    errors = [one[1].lightness_error for both in pairs for one in both]
    apart = np.array([both[0][1].lightness - both[1][1].lightness for both in pairs])
    low, middle, high = np.percentile(errors, (5, 50, 95))
    return (
        f"error of a reading as it says itself: median {middle:.1f} L*, 5 to 95% {low:.1f} to "
        f"{high:.1f}; with a tapped paper: {np.median(carded):.1f}; as two photos tell: "
        f"{float(np.sqrt((apart**2).mean() / 2)):.1f} L*"
    )


def likings(catalogue: Catalogue) -> Mapping[str, Sequence[np.ndarray | None]]:
    """What may choose the product: nothing, the scores of nobody in particular, wishes at random."""
    foundation, draw = catalogue.in_category("foundation"), np.random.default_rng(0)
    chance = [draw.random(len(catalogue)) for _ in range(LIKINGS)]
    nobody = score(Profile({}), catalogue).total
    return {
        "none": [None],
        "as scored for anybody": [np.where(foundation, nobody, np.nan)],
        f"{LIKINGS} at random": [np.where(foundation, one, np.nan) for one in chance],
    }


def _shares(
    pairs: Sequence[Sequence[tuple[SkinTone, SkinReading]]],
    catalogue: Catalogue,
    liked: Sequence[np.ndarray | None],
) -> tuple[object, ...]:
    held = np.array(
        [
            [common([one[1] for one in both], catalogue.shades, liking) for both in pairs]
            for liking in liked
        ]
    )
    lightness = np.array([both[0][0].lab[0] for both in pairs])
    groups = [(lightness >= low) & (lightness < high) for low, high in GROUPS]
    told = [f"{held[:, one].mean():.0%} of {one.sum()}" for one in groups]
    return (len(pairs), f"{held.mean():.1%}", f"{held.mean(axis=1).min():.1%}", *told)


def common(readings: Sequence[SkinReading], shades: Shades, liking: np.ndarray | None) -> bool:
    first, second = (
        {match.row for match in match_foundation(reading, shades, liking)} for reading in readings
    )
    return len(first & second) >= MOST_APART


if __name__ == "__main__":
    main()
