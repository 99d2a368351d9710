"""The array types of this package; docstrings give each array's shape, precision and unit."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]


def f32(values: object) -> Floats:
    """A float32 array: pixels are many, and half the memory is twice the speed."""
    return np.asarray(values, dtype=np.float32)


def unit(vectors: Floats) -> Floats:
    """Vectors (..., 3) scaled to length 1; zero stays zero."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))
