"""The value that one photo gives: everything measured, nothing asked."""

from dataclasses import dataclass

from beauty.face import Face, Regions
from beauty.measure import Geometry, SkinColor
from beauty.measure.face_shape import ShapeGuess
from beauty.photo import Photo
from beauty.quality import Quality


@dataclass(frozen=True, eq=False)
class Analysis:
    """One understood face. `faces` are all that were found, largest first; `face` is the one meant."""

    photo: Photo
    faces: tuple[Face, ...]
    face: Face
    regions: Regions
    quality: Quality
    geometry: Geometry
    shape: ShapeGuess
    skin: SkinColor
