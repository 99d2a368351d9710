"""The relation between a bare face's skin and its lips, lids, cheeks, brows and lashes, fitted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beauty.tryon.bare import Bare
from beauty.tryon.traces import Traces

KEPT = (
    90  # percentile of distance up to which faces shape the covariance: a few are made up after all
)
ROUNDS = 3
WITHOUT_LEVEL = np.array([[1.0, -1.0, 0.0], [0.0, -1.0, 1.0]])
SIDES_AGREE = 97


@dataclass(frozen=True, eq=False)
class Shown:
    """person: whose face; two photos of one share it. kind: the set that it comes from."""

    person: str
    kind: str
    traces: Traces


def tone_range(faces: Sequence[Shown]) -> tuple[np.ndarray, np.ndarray]:
    """1st and 99th percentile of tone, float64 (3,) each."""
    low, high = np.percentile([face.traces.tone for face in faces], (1, 99), axis=0)
    return low, high


def fit(place: str, faces: Sequence[Shown]) -> tuple[np.ndarray, np.ndarray]:
    """usual (n, 4) and precision (n, n) of one place; the farthest faces do not count."""
    low, high = tone_range(faces)
    have = [face.traces for face in faces if place in face.traces.found]
    x = np.array([[1.0, *np.clip(one.tone, low, high)] for one in have])
    y = np.array([one.found[place].values for one in have])
    kept = np.ones(len(have), bool)
    for _ in range(ROUNDS):
        # a little pull towards no slope: few faces are very dark
        usual = np.linalg.solve(
            x[kept].T @ x[kept] + np.diag([0.0, 1.0, 1.0, 1.0]), x[kept].T @ y[kept]
        )
        off = y - x @ usual
        precision = _precision(place, off[kept])
        far = np.sqrt(np.einsum("ij,jk,ik->i", off, precision, off))
        kept = far <= np.percentile(far, KEPT)
    return usual.T, precision


def bare_of(place: str, faces: Sequence[Shown], threshold: float = np.inf) -> Bare:
    """What these faces say about bare ones, without percentiles."""
    usual, precision = fit(place, faces)
    low, high = tone_range(faces)
    return Bare(place, usual, precision, low, high, (), threshold, np.zeros(len(precision)))


def left_out_distances(place: str, faces: Sequence[Shown], folds: int = 20) -> np.ndarray:
    """Distance (n,) of each face that shows this place, from a fit without its person."""
    people = sorted({face.person for face in faces})
    found = []
    for fold in range(folds):
        out = set(people[fold::folds])
        bare = bare_of(place, [face for face in faces if face.person not in out])
        for face in faces:
            if face.person in out and place in face.traces.found:
                shown = face.traces
                found.append(bare.distance(shown.found[place].values, shown.tone))
    return np.array(found)


def spread_of_sides(place: str, faces: Sequence[Shown]) -> np.ndarray:
    """97th percentile of the difference between right and left, (n,); zeros where there is one."""
    have = [face.traces.found[place] for face in faces if place in face.traces.found]
    apart = [trace.apart for trace in have if trace.apart is not None]
    if not apart:
        return np.zeros(len(have[0].values))
    spread: np.ndarray = np.percentile(apart, SIDES_AGREE, axis=0)
    return spread


def _precision(place: str, off: np.ndarray) -> np.ndarray:
    through = WITHOUT_LEVEL if place == "cheeks" else np.eye(off.shape[1])
    small = np.atleast_2d(np.cov((off @ through.T).T)) + 1e-6 * np.eye(len(through))
    precision: np.ndarray = through.T @ np.linalg.inv(small) @ through
    return precision
