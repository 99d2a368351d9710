"""Numbers taken from a face."""

from beauty.measure.geometry import Geometry, measure_geometry
from beauty.measure.skin_color import SkinColor, measure_skin_color
from beauty.measure.surface import Surface, measure_surface

__all__ = [
    "Geometry",
    "SkinColor",
    "Surface",
    "measure_geometry",
    "measure_skin_color",
    "measure_surface",
]
