"""The skin-type questions and what each answer weighs: assets/skin_type_quiz.toml, read and checked.

Everywhere here an array over types is in the order of SKIN_TYPES, and one over zones in that of ZONES.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from beauty.checks import frozen
from beauty.errors import SetupError
from beauty.paths import ASSETS

SKIN_TYPES = ("dry", "normal", "oily")
ZONES = ("t_zone", "u_zone")  # forehead and nose; cheeks and jaw
FACE_NAMES = (*SKIN_TYPES, "combination", "")
HUNDRED_OFF = 0.5  # how far a column "of 100 people" may be from 100, for rounded numbers


@dataclass(frozen=True)
class Fusion:
    """The [fusion] table; see the grammar at the top of the file."""

    photo: float
    photo_floor: float
    shine: float
    shine_middle: float
    shine_step: float
    sure_face: float
    sure_zone: float
    contradiction: float
    contradiction_balance: float


@dataclass(frozen=True, eq=False)
class Quiz:
    """Everything in the file.

    questions: name -> choice -> natural log of likelihoods (2, 3), 0 in a zone it does not tell about;
    prior: log probabilities (3, 3), T-zone down, U-zone across; faces: names, in the same order.
    """

    questions: Mapping[str, Mapping[str, np.ndarray]]
    prior: np.ndarray
    faces: tuple[tuple[str, ...], ...]
    fusion: Fusion

    def weights(self, answers: Mapping[str, object]) -> np.ndarray:
        """Log likelihoods (n, 2, 3) of the n answers that belong to the quiz, in the file's order."""
        given = [
            choices[str(answers[name])]
            for name, choices in self.questions.items()
            if name in answers
        ]
        return np.array(given).reshape(-1, len(ZONES), len(SKIN_TYPES))

    def contradicts(self, answers: Mapping[str, object]) -> np.ndarray:
        """Whether the answers about a zone speak about equally for dry and for oily: bool (2,)."""
        weights = self.weights(answers)
        pulls = weights[..., -1] - weights[..., 0]  # above 0 towards oily, below towards dry
        sides = np.array([pulls.clip(min=0).sum(axis=0), -pulls.clip(max=0).sum(axis=0)])
        least = self.fusion.contradiction_balance * sides.max(axis=0)
        divided: np.ndarray = sides.min(axis=0) >= np.maximum(least, self.fusion.contradiction)
        return divided


@cache
def load_quiz(path: Path = ASSETS / "skin_type_quiz.toml") -> Quiz:
    """The questions and what they weigh. Raises SetupError naming file, question and row."""
    try:
        tree = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:  # ValueError: not TOML, or not UTF-8
        raise SetupError(reason=f"{path.name}: {error}", fix="Correct that file.") from error
    questions = {
        name: MappingProxyType(_question(rows, f"{path.name}, question {name}"))
        for name, rows in _table(tree, "question", path.name).items()
    }
    where = f"{path.name}, prior"
    prior = np.array([_shares(row, f"{where}: {name}") for name, row in _rows(tree, "prior", path)])
    if abs(prior.sum() - 100) > HUNDRED_OFF:
        raise _wrong(where, "shares that sum to 100", float(prior.sum()))
    faces = tuple(
        _names(row, f"{path.name}, face: {name}") for name, row in _rows(tree, "face", path)
    )
    fusion = _fusion(_table(tree, "fusion", path.name), f"{path.name}, fusion")
    log_prior = frozen(np.log(prior / prior.sum()))
    return Quiz(MappingProxyType(questions), log_prior, faces, fusion)


def _question(zones: object, where: str) -> dict[str, np.ndarray]:
    """Choice -> log likelihoods (2, 3) of one question."""
    if not isinstance(zones, dict) or not zones or not set(zones) <= set(ZONES):
        raise _wrong(where, f"a table for {' or '.join(ZONES)}", zones)
    weights: dict[str, np.ndarray] = {}
    for zone, rows in zones.items():
        if not isinstance(rows, dict) or (weights and set(rows) != set(weights)):
            raise _wrong(f"{where}: {zone}", f"the choices {', '.join(weights)}", rows)
        shares = [_shares(row, f"{where}: {zone}.{choice}") for choice, row in rows.items()]
        _check_columns(np.array(shares), f"{where}: {zone}")
        for choice, share in zip(rows, shares, strict=True):
            both = weights.setdefault(choice, np.zeros((len(ZONES), len(SKIN_TYPES))))
            both[ZONES.index(zone)] = np.log(share / 100)
    return {choice: frozen(both) for choice, both in weights.items()}


def _check_columns(shares: np.ndarray, where: str) -> None:
    for name, total in zip(SKIN_TYPES, shares.sum(axis=0), strict=True):
        if abs(total - 100) > HUNDRED_OFF:
            raise _wrong(f"{where}: column {name}", "answers that sum to 100", float(total))


def _shares(row: object, where: str) -> np.ndarray:
    """Three numbers above 0 as float64 (3,)."""
    right = isinstance(row, list) and all(_is_number(share) and share > 0 for share in row)
    if not isinstance(row, list) or not right or len(row) != len(SKIN_TYPES):
        raise _wrong(where, f"three numbers above 0, for {', '.join(SKIN_TYPES)}", row)
    return np.array(row, np.float64)


def _names(row: object, where: str) -> tuple[str, ...]:
    if not isinstance(row, list) or len(row) != len(SKIN_TYPES) or not set(row) <= set(FACE_NAMES):
        raise _wrong(where, f'three of {", ".join(FACE_NAMES[:-1])} or ""', row)
    return tuple(row)


def _fusion(table: Mapping[str, Any], where: str) -> Fusion:
    for field in fields(Fusion):
        if not _is_number(table.get(field.name)):
            raise _wrong(f"{where}: {field.name}", "a number", table.get(field.name))
    fusion = Fusion(**{field.name: float(table[field.name]) for field in fields(Fusion)})
    for name in ("sure_face", "sure_zone"):
        if not 0.5 < getattr(fusion, name) <= 1:
            raise _wrong(f"{where}: {name}", "a share above 0.5", getattr(fusion, name))
    for name in ("photo_floor", "shine_step", "contradiction", "contradiction_balance"):
        if getattr(fusion, name) <= 0:
            raise _wrong(f"{where}: {name}", "a number above 0", getattr(fusion, name))
    return fusion


def _rows(tree: Mapping[str, Any], name: str, path: Path) -> Iterator[tuple[str, object]]:
    """The rows dry, normal, oily of a table, in this order."""
    table = _table(tree, name, path.name)
    return ((row, table.get(row)) for row in SKIN_TYPES)


def _table(tree: Mapping[str, Any], name: str, where: str) -> dict[str, Any]:
    table = tree.get(name)
    if not isinstance(table, dict):
        raise _wrong(f"{where}: {name}", "a table", table)
    return table


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and bool(np.isfinite(value))
    )


def _wrong(where: str, expected: str, got: object) -> SetupError:
    return SetupError(reason=f"{where}: expected {expected}, got {got!r}", fix="Correct that row.")
