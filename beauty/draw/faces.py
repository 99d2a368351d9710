"""The whole photo with a numbered box round each face, to pick one."""

from collections.abc import Sequence

import cv2
import numpy as np

from beauty.draw.portrait import cut
from beauty.face import Face
from beauty.photo import Photo

CHOSEN, OTHER = (226, 86, 122), (255, 250, 244)


def draw_faces(photo: Photo, faces: Sequence[Face], chosen: int | None = None) -> np.ndarray:
    """uint8 (h, w, 3): the photo at screen size, faces numbered from the left (see `numbered`), the
    chosen one in colour."""
    shown = cut(photo, (0, 0, *photo.size_wh))
    canvas = shown.rgb.copy()
    for number, index in enumerate(numbered(faces), 1):
        face = faces[index]
        color = CHOSEN if index == chosen else OTHER
        corners = np.array(face.box_xyxy, np.float32).reshape(2, 2)
        (left, top), (right, bottom) = shown.place(corners).round().astype(int).tolist()
        cv2.rectangle(canvas, (left, top), (right, bottom), color, 2, cv2.LINE_AA)
        cv2.rectangle(canvas, (left, top), (left + 30, top + 30), color, -1)
        at = (left + 8, top + 23)
        cv2.putText(
            canvas, str(number), at, cv2.FONT_HERSHEY_DUPLEX, 0.75, (43, 35, 32), 1, cv2.LINE_AA
        )
    return canvas


def numbered(faces: Sequence[Face]) -> tuple[int, ...]:
    """Indices of the faces in the order that people count them: from left to right."""
    return tuple(sorted(range(len(faces)), key=lambda index: faces[index].box_xyxy[0]))
