"""Distance from points to a line of straight pieces."""

import numpy as np


def distance_to_polyline(points: np.ndarray, line: np.ndarray, closed: bool = False) -> np.ndarray:
    """Distance of each point (n, 2) to the nearest place on the line through (m, 2): float64 (n,).

    >>> distance_to_polyline(np.array([[1.0, 2.0]]), np.array([[0.0, 0.0], [4.0, 0.0]]))
    array([2.])
    """
    corners = np.vstack([line, line[:1]]) if closed else line
    start, along = corners[:-1], np.diff(corners, axis=0)
    length2 = np.maximum((along**2).sum(axis=1), 1e-12)
    from_start = points[:, None] - start[None]
    share = np.clip((from_start * along).sum(axis=2) / length2, 0, 1)
    gaps = from_start - share[..., None] * along
    nearest: np.ndarray = np.hypot(gaps[..., 0], gaps[..., 1]).min(axis=1)
    return nearest
