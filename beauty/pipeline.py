"""The whole story of a photo, from pixels to an `Analysis`."""

from collections.abc import Callable

from beauty.analysis import Analysis
from beauty.face import Landmarker, Regions, choose_face
from beauty.measure import measure_geometry, measure_skin_color
from beauty.measure.face_shape import load_ratio_model
from beauty.photo import Photo
from beauty.quality import check_quality

Progress = Callable[[str], None]


def analyze(
    photo: Photo,
    landmarker: Landmarker,
    wanted: int | None = None,
    progress: Progress = lambda step: None,
) -> Analysis:
    """Understand the face in a photo; `wanted` picks one of several (0 is the largest).

    `progress` is told each step's name as it begins: face, quality, measures.
    Raises a BeautyError where there is no face or a result would be meaningless.
    """
    progress("face")
    faces = landmarker.find(photo)
    face = choose_face(faces, wanted)
    regions = Regions.of(face, photo.size_wh)
    progress("quality")
    quality = check_quality(photo, face, regions, len(faces))
    progress("measures")
    geometry = measure_geometry(face)
    shape = load_ratio_model().guess(geometry.ratios)
    skin = measure_skin_color(photo, face, regions)
    return Analysis(photo, faces, face, regions, quality, geometry, shape, skin)
