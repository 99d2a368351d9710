"""Numbers taken from a face."""

from beauty.measure.geometry import Geometry, measure_geometry
from beauty.measure.surface import Surface, measure_surface

__all__ = [
    "Geometry",
    "Surface",
    "measure_geometry",
    "measure_surface",
]
