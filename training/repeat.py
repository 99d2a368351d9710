"""Does a network say the same of the same face? Smiling or not, and in other light, group by group."""

from collections.abc import Callable, Iterator, Mapping

import cv2
import numpy as np
from tqdm import tqdm

from beauty.face import Face
from beauty.measure.guess import Guess
from beauty.photo import Photo, read_photo
from training.card import Group
from training.data import Faces, find_faces
from training.settings import Settings

Guesser = Callable[[Photo, Face, Mapping[str, float]], Guess]  # the last: measured ratios
RACES = ("white", "black", "asian", "indian", "other")  # the labels of UTKFace, coarse as they are
SEXES = ("men", "women")
DARKER = 1.6  # exponent of brightness 0..1: an underexposed copy


def other_expression(given: Settings, guess: Guesser) -> Iterator[Group]:
    """The London set's neutral photo of each person against the smiling one; nothing if not there."""
    folder = given.data.parent / "london"
    if not folder.exists():
        return
    faces = find_faces(folder, given.work)
    guesses = _guesses(faces, guess)
    by_person: dict[str, list[Guess]] = {}
    for row, found in zip(faces.rows, guesses, strict=True):
        by_person.setdefault(row["person"], []).append(found)
    pairs = [pair for pair in by_person.values() if len(pair) == 2]
    note = "no shapes are labelled here: the same person's neutral and smiling photo are compared"
    yield Group("london_neutral_smiling", _agreement(pairs), note)


def other_light(given: Settings, guess: Guesser) -> Iterator[Group]:
    """UTKFace photos against a darkened copy of each; nothing if not there."""
    folder = given.data.parent / "utkface"
    if not folder.exists():
        return
    faces = find_faces(folder, given.work)
    pairs = list(zip(_guesses(faces, guess), _guesses(faces, guess, _darker), strict=True))
    columns = (("race", RACES), ("sex", SEXES))
    for column, names in columns:
        values = faces.column(column).astype(int)
        for index, name in enumerate(names):
            chosen = [pairs[i] for i in np.flatnonzero(values == index)]
            if chosen:
                yield Group(f"utkface_{name}", _agreement(chosen))


def _guesses(
    faces: Faces, guess: Guesser, change: Callable[[np.ndarray], np.ndarray] = np.asarray
) -> list[Guess]:
    return [
        guess(
            read_photo(change(faces.pixels(index))),
            faces.face(index),
            {name: float(values[index]) for name, values in faces.ratios.items()},
        )
        for index in tqdm(range(len(faces.rows)), desc=faces.data.name)
    ]


def _darker(rgb: np.ndarray) -> np.ndarray:
    """The same photo underexposed, uint8 (h, w, 3)."""
    table = (255 * (np.arange(256) / 255) ** DARKER).astype(np.uint8)
    return np.asarray(cv2.LUT(rgb, table))


def _agreement(pairs: list[tuple[Guess, Guess]] | list[list[Guess]]) -> dict[str, float]:
    """Of pairs of photos of one face: how many got an answer twice, and how often the same one."""
    answered = [(one.label, two.label) for one, two in pairs if one.label and two.label]
    same = [one == two for one, two in answered]
    likeliest = [one.top2[0] == two.top2[0] for one, two in pairs]
    return {
        "pairs": len(pairs),
        "pairs_answered": len(answered),
        "same_answer": float(np.mean(same)) if same else float("nan"),
        "same_likeliest": float(np.mean(likeliest)),
        "photos_answered": float(
            np.mean([one.label is not None for pair in pairs for one in pair])
        ),
    }
