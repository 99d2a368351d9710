"""Which of several faces a result is about."""

from beauty.errors import FaceError
from beauty.face.face import Face

CLEARLY_LARGER = 2.0  # area of the largest face over the next: people in the background are smaller


def choose_face(faces: tuple[Face, ...], wanted: int | None = None) -> Face:
    """The face a result is about: number `wanted` (0 is the largest), or the clearly largest one.

    `faces` come largest first. Raises FaceError no_face, or several_faces when none stands out.
    """
    if not faces:
        raise FaceError("no_face")
    if wanted is not None and 0 <= wanted < len(faces):
        return faces[wanted]
    if len(faces) > 1 and faces[0].area_px < CLEARLY_LARGER * faces[1].area_px:
        raise FaceError("several_faces", count=len(faces))
    return faces[0]
