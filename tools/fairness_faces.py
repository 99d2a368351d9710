"""One face in several lights and cameras, and what the engine makes of it, for tools.fairness."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from beauty import Analysis, Beauty
from beauty.errors import BeautyError
from beauty.photo import read_photo
from beauty.profile import Profile
from tools.concern_faces import COPIES, Copy, rows_of
from tools.coverage import reaching
from tools.lit import LAMP, SHIFTS, Shift, relit
from tools.tryon_truth import COLORS, apart

TAKEN = "as taken"
AGES = ((29, "18-29"), (44, "30-44"), (59, "45-59"), (200, "60 and over"))
RACES = ("white", "black", "asian", "indian", "other")  # as the set numbers them
CAMERAS = ("JPEG 70", "noise 4", "size x 0.6")


@dataclass(frozen=True)
class Shot:
    """One picture of a face: code of the refusal, or what was measured, NaN where there is no truth.

    jitter: mean distance of the landmarks from those as taken, in % of the face's width. tone_held:
    whether the tone's interval holds the truth. On a face where nothing is painted, alarms: share of
    the concerns said to be more than other faces have; concern: the highest of their scores. products:
    foundations with a shade within a step of the skin as read. color_off: CIEDE2000 of opaque lipsticks
    from their colour.
    """

    light: str
    refusal: str = ""
    jitter: float = np.nan
    tone_held: float = np.nan
    alarms: float = np.nan
    concern: float = np.nan
    products: float = np.nan
    color_off: float = np.nan


@dataclass(frozen=True, eq=False)
class Face:
    """groups: what it belongs to, kind -> group; shots: as taken first."""

    groups: Mapping[str, str]
    shots: tuple[Shot, ...]


def copies() -> Iterator[tuple[str, Copy]]:
    """Every light and camera, by name."""

    def in_light(shift: Shift) -> Copy:
        return lambda rgb: relit(rgb, shift)

    yield TAKEN, lambda rgb: rgb
    yield from ((shift.name, in_light(shift)) for shift in (*SHIFTS, LAMP))
    yield from ((name, COPIES[name]) for name in CAMERAS)


def face_of(
    beauty: Beauty, rgb: np.ndarray, groups: Mapping[str, str], monk: int | None = None
) -> Face:
    """Everything about a photo uint8 (H, W, 3). monk: its true tone on a bare rendered face; None on a
    real one, whose truth is the tone as taken, and whose concerns nobody knows."""
    shots, plain = [], None
    for light, copy in copies():
        try:
            analysis = beauty.analyze(np.ascontiguousarray(copy(rgb)))
        except BeautyError as error:
            shots.append(Shot(light, error.code))
            continue
        if light == TAKEN:
            plain = analysis
        shots.append(shot_of(beauty, light, analysis, plain, monk))
    return Face(groups, tuple(shots))


def shot_of(
    beauty: Beauty, light: str, analysis: Analysis, plain: Analysis | None, monk: int | None
) -> Shot:
    """What one picture gives beside the one as taken (None where that was refused)."""
    taken = light == TAKEN
    return Shot(
        light,
        jitter=np.nan if taken or plain is None else jitter(analysis, plain),
        tone_held=held(analysis, plain, monk, taken),
        alarms=alarms(analysis) if monk else np.nan,
        concern=highest(analysis) if monk else np.nan,
        products=len(reaching(Profile.of(analysis, {}))),
        color_off=color_off(beauty, analysis) if taken else np.nan,
    )


def jitter(analysis: Analysis, plain: Analysis) -> float:
    """Mean distance of the landmarks of two pictures of one scene, % of the face's width."""
    points, before = (
        one.face.landmarks_px[:, :2] / one.photo.size_wh[0] for one in (analysis, plain)
    )
    width = plain.face.width_px / plain.photo.size_wh[0]
    return float(100 * np.hypot(*(points - before).T).mean() / width)


def held(analysis: Analysis, plain: Analysis | None, monk: int | None, taken: bool) -> float:
    """1 or 0: whether the interval holds the rendered face's tone, or the ITA as taken."""
    if monk is not None:
        return float(analysis.skin.monk.low <= monk <= analysis.skin.monk.high)
    if taken or plain is None:
        return np.nan
    low, high = analysis.skin.ita_interval_deg
    return float(low <= plain.skin.ita_deg <= high)


def alarms(analysis: Analysis) -> float:
    """Share of the concerns with a place among other faces that are called "more"."""
    places = [one.place.word for one in analysis.concerns.values() if one.place is not None]
    return float(np.mean([word == "more" for word in places])) if places else np.nan


def highest(analysis: Analysis) -> float:
    """The highest score of a concern, 0..100; NaN where none could be measured."""
    scores = [one.score for one in analysis.concerns.values() if one.score is not None]
    return max(scores, default=np.nan)


def color_off(beauty: Beauty, analysis: Analysis) -> float:
    sitter = beauty.sitter(analysis.photo)
    return float(np.mean([apart(sitter, color) for color in COLORS]))


def people(beauty: Beauty, folder: Path, each: int) -> Iterator[Face]:
    """Every `each`-th photo of utkface; race as the set names it, which is not skin tone."""
    for row in rows_of(folder)[::each]:
        race, sex = RACES[int(row["race"])], ("man", "woman")[int(row["sex"])]
        age = next(name for most, name in AGES if int(row["age"]) <= most)
        groups = {"race": race, "sex": sex, "age": age, "race and sex": f"{race} {sex}"}
        try:
            rgb = read_photo(folder / row["path"]).rgb
        except BeautyError as error:
            yield Face(groups, (Shot(TAKEN, error.code),))
            continue
        yield face_of(beauty, rgb, groups)
