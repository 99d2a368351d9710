"""Eight concerns of the skin, each measured on one photo, with its doubt."""

from beauty.concerns.canvas import Canvas
from beauty.concerns.concern import NAMES, Concern, Concerns, Place
from beauty.concerns.limits import notice
from beauty.concerns.measure import find_all, measure_concerns

__all__ = [
    "NAMES",
    "Canvas",
    "Concern",
    "Concerns",
    "Place",
    "find_all",
    "measure_concerns",
    "notice",
]
