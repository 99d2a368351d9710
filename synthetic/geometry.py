"""Known geometry: named points of the head and true distances between them."""

import numpy as np

from synthetic.arrays import Floats

# Rest positions (dm) that name a point; the nearest fine skin vertex to each is the point.
HEAD_POINTS = {
    "nose tip": (0.0, 6.93, 1.70), "chin": (0.0, 6.20, 1.42), "glabella": (0.0, 7.45, 1.53),
    "hairline": (0.0, 7.97, 1.42), "crown": (0.0, 8.50, 0.4), "subnasale": (0.0, 6.80, 1.57),
    "mouth right": (-0.245, 6.61, 1.40), "mouth left": (0.245, 6.61, 1.40),
    "cheekbone right": (-0.72, 7.10, 0.75), "cheekbone left": (0.72, 7.10, 0.75),
    "jaw right": (-0.60, 6.60, 0.60), "jaw left": (0.60, 6.60, 0.60),
    "temple right": (-0.68, 7.60, 0.85), "temple left": (0.68, 7.60, 0.85),
    "eye outer right": (-0.435, 7.285, 1.33), "eye inner right": (-0.18, 7.27, 1.37),
    "eye inner left": (0.18, 7.27, 1.37), "eye outer left": (0.435, 7.285, 1.33),
}  # fmt: skip


def head_points(rest_dm: Floats) -> dict[str, int]:
    """Each named point's vertex number; right and left are the sitter's own."""
    names = {}
    for name, place in HEAD_POINTS.items():
        names[name] = int(np.argmin(np.linalg.norm(rest_dm - np.array(place), axis=1)))
    return names
