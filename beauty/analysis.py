"""The value that one photo gives: everything measured, nothing asked."""

from dataclasses import dataclass

from beauty.concerns import Concerns
from beauty.face import Face, Regions
from beauty.light import Light
from beauty.measure import EyeShape, Geometry, Surface
from beauty.measure.guess import Guess, ZonedGuess
from beauty.photo import Photo
from beauty.predict import Parsing
from beauty.quality import Quality
from beauty.skin import Coloring, SkinTone


@dataclass(frozen=True, eq=False)
class Analysis:
    """One understood face. `faces` are all that were found, largest first; `face` is the one meant.

    regions: as far as they can be seen; drawn: as the landmarks draw them, through hair and glasses.
    """

    photo: Photo
    faces: tuple[Face, ...]
    face: Face
    drawn: Regions
    regions: Regions
    quality: Quality
    geometry: Geometry
    parsing: Parsing
    shape: Guess
    skin_type: ZonedGuess
    light: Light
    skin: SkinTone
    coloring: Coloring
    surface: Surface
    concerns: Concerns
    eyes: EyeShape
