"""The gate, check by check, from what makes a result meaningless to what only widens its error bar."""

from beauty.face import Face, Regions
from beauty.photo import Photo
from beauty.predict import Parsing
from beauty.quality.covered import check_fringe, check_glasses
from beauty.quality.issue import Issue, Quality
from beauty.quality.light import check_brightness, check_side_light
from beauty.quality.sharpness import check_sharpness
from beauty.quality.stance import check_angle, check_cut_off, check_expression, check_size


def check_quality(
    photo: Photo, face: Face, regions: Regions, parsing: Parsing, faces: int = 1
) -> Quality:
    """What weakens a result about this face; `regions` as landmarks draw them,
    `faces` is how many the photo shows.

    Raises FaceError (face_too_small, face_cut_off) or QualityError (large_angle, too_dark, too_bright,
    blurred) only where a result would be meaningless.
    """
    found = [
        check_size(face),
        check_cut_off(face, photo.size_wh),
        check_angle(face.pose),
        check_brightness(photo, regions),
        check_sharpness(photo, face),
        check_side_light(photo, face, regions),
        check_expression(face),
        check_fringe(parsing, regions),
        check_glasses(parsing, face),
        Issue("several_faces", {"count": faces}) if faces > 1 else None,
    ]
    issues = [issue for issue in found if issue is not None]
    return Quality(tuple(sorted(issues, key=lambda issue: not issue.serious)))
