"""The hair styles: how long, how loose, and which way the comb went."""

from dataclasses import dataclass

import numpy as np

from synthetic.arrays import Floats, unit


@dataclass(frozen=True)
class Style:
    """How one hair style grows. Lengths in dm; weights are relative per marching step.

    top_dm, side_dm: strand lengths; lift: how much strands leave along the normal; comb, gravity,
    stiffness: pulls per step; volume_dm: clearance of the outermost layer; clump: 0..1;
    wave_dm: amplitude of waves or coils, wave_turns their number; part_x_dm: where the parting is.
    """

    count: int
    top_dm: float
    side_dm: float
    lift: float
    comb: float
    gravity: float
    stiffness: float
    volume_dm: float
    clump: float
    wave_dm: float = 0.0
    wave_turns: float = 1.0
    part_x_dm: float = 0.0


STYLES = {
    "stubble": Style(26000, 0.045, 0.030, 0.8, 0.4, 0.0, 1.0, 0.03, 0.0),
    "crop": Style(17000, 0.40, 0.13, 0.45, 0.60, 0.02, 0.8, 0.13, 0.35, 0.006, 1.0, 0.25),
    "coils": Style(15000, 0.46, 0.24, 1.0, 0.10, 0.0, 0.9, 0.30, 0.55, 0.026, 5.0),
    "swept": Style(15000, 0.95, 0.26, 0.30, 0.85, 0.12, 0.7, 0.14, 0.5, 0.010, 1.2, 0.28),
    "bun": Style(15000, 1.6, 1.6, 0.05, 1.0, 0.0, 0.35, 0.075, 0.45, 0.004, 1.0),
    "bob": Style(19000, 2.15, 1.42, 0.10, 0.50, 0.40, 0.6, 0.19, 0.5, 0.012, 1.3, 0.14),
    "long": Style(19000, 3.4, 2.8, 0.10, 0.50, 0.50, 0.5, 0.13, 0.55, 0.026, 2.4, -0.12),
}
HUGGING = ("bob", "long", "swept")
BUN_REST_DM = np.array([0.0, 8.56, 0.10])


def comb_direction(name: str, rest: Floats, style: Style) -> Floats:
    """Unit comb direction (N, 3) at points in the rest head's place."""
    x, y, z = rest[:, 0] - style.part_x_dm, rest[:, 1], rest[:, 2]
    side = np.tanh(x / 0.08)
    if name == "bun":
        return unit(BUN_REST_DM - [0, 0.12, 0] - rest)
    if name in ("bob", "long"):
        front = np.clip((z - 0.75) / 0.4, 0, 1) * np.clip((y - 7.5) / 0.25, 0, 1)
        top = np.maximum(np.clip((y - 7.9) / 0.45, 0, 1), front)
        back = -0.35 - 0.5 * np.clip((z - 0.5) / 0.8, 0, 1)
        out = np.clip((y - 7.35) / 0.5, 0, 1) * (0.4 + top)
        out = out - 0.32 * np.clip((7.25 - y) / 0.4, 0, 1)
        return unit(np.column_stack([side * out, -1.0 + 0.75 * top, back * (0.3 + top)]))
    if name == "swept":
        front = np.clip((z - 0.2) / 0.9, 0, 1)
        flank = np.clip((np.abs(rest[:, 0]) - 0.40) / 0.25, 0, 1)
        out = side * (0.75 - 0.75 * flank)
        return unit(np.column_stack([out, 0.35 * front - 0.2 - 1.3 * flank, -0.9 + 0.15 * front]))
    if name == "coils":
        return unit(rest - np.array([0.0, 7.5, 0.3]))
    top = np.clip((y - 7.95) / 0.3, 0, 1)
    return unit(np.column_stack([side * 0.45, -0.8 + 0.75 * top, 0.2 + 0.55 * top]))
