"""Numbers taken from a face."""

from beauty.measure.eyes import EYE_SHAPES, EyeShape, OneEye, measure_eyes
from beauty.measure.geometry import Geometry, measure_geometry
from beauty.measure.surface import Surface, measure_surface

__all__ = [
    "EYE_SHAPES",
    "EyeShape",
    "Geometry",
    "OneEye",
    "Surface",
    "measure_eyes",
    "measure_geometry",
    "measure_surface",
]
