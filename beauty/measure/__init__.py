"""Numbers taken from a face."""

from beauty.measure.geometry import Geometry, measure_geometry
from beauty.measure.skin_color import SkinColor, measure_skin_color

__all__ = ["Geometry", "SkinColor", "measure_geometry", "measure_skin_color"]
