"""One coat: a pigment, where it lies, how it meets light. Painters make coats; `strips` lays them on."""

from dataclasses import dataclass

import numpy as np

from beauty.checks import frozen, require_array
from beauty.face import Region
from beauty.tryon.log_light import DARKEST, LUMINANCE
from beauty.tryon.products import Finish

# linear light that no pigment goes beyond: real ones do not, and nothing clips
FLOOR, CEILING = 0.0035, 0.93
KNEE = 0.35  # logarithm above mid-shading from which light is a reflection, not the pigment


@dataclass(frozen=True, eq=False)
class Coat:
    """region: where on the sitter's sheet, alpha 0..1. goal: float32 (3,), logarithms of the light that
    the covered surface sends at mid-shading. level: log luminance of the bare surface there. relief:
    float32 (h, w) on the region's box, added to the logarithms where the coat lies. sheen: float32
    (h, w), linear light that the layer reflects on its own. wet: highlights lie on top, white as the
    lamp."""

    region: Region
    goal: np.ndarray
    level: float
    finish: Finish
    relief: np.ndarray | None = None
    sheen: np.ndarray | None = None
    wet: bool = False

    def __post_init__(self) -> None:
        require_array("goal", self.goal, (3,), np.float32)
        for name in ("relief", "sheen"):
            value = getattr(self, name)
            if value is not None:
                require_array(name, value, self.region.alpha.shape, np.float32)
                frozen(value)


def goal_of(color: np.ndarray, light: np.ndarray, level: float, body: float) -> np.ndarray:
    """Logarithms float32 (3,) of a pigment's colour, linear (3,), under a light (3,), on a surface of
    this log luminance: with little `body` the pigment tints but leaves light and dark to the surface."""
    logs = np.log(np.maximum(color * light, DARKEST))
    logs += (1 - body) * (level - float(logs @ LUMINANCE))
    goal: np.ndarray = np.clip(logs, np.log(FLOOR), np.log(CEILING)).astype(np.float32)
    return goal
