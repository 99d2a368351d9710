"""Landmarks, pose and named regions of a face."""

from beauty.face.choose import choose_face
from beauty.face.face import Face, Pose
from beauty.face.landmarker import Landmarker, Tracker
from beauty.face.regions import Region, Regions
from beauty.face.zones import draw_zone, load_zones

__all__ = [
    "Face",
    "Landmarker",
    "Pose",
    "Region",
    "Regions",
    "Tracker",
    "choose_face",
    "draw_zone",
    "load_zones",
]
