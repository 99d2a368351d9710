"""Several faces: a numbered box round each, the chosen one in colour."""

import numpy as np
import pytest

from beauty.draw import draw_faces, numbered
from beauty.draw.faces import CHOSEN, OTHER
from beauty.face import Face
from beauty.photo import Photo
from tests.builders import face_with, flat, photo_of
from tests.draw.pictures import changed

BOXES = ((40, 50, 140, 190), (200, 60, 300, 180))


@pytest.fixture
def photo() -> Photo:
    return photo_of(flat((360, 240), (10, 120, 90)))


@pytest.fixture
def faces() -> list[Face]:
    """Two faces that fill BOXES: every point lies on the first corner, one on the second."""
    made = []
    for left, top, right, bottom in BOXES:
        points = dict.fromkeys(range(478), (left, top))
        made.append(face_with({**points, 1: (right, bottom)}))
    return made


def has(picture: np.ndarray, color: tuple[int, int, int], box: tuple[int, ...]) -> bool:
    left, top, right, bottom = (2 * side for side in box)
    return bool((picture[top - 3 : bottom + 4, left - 3 : right + 4] == color).all(axis=2).any())


def test_every_face_has_a_box_and_nothing_else_is_touched(photo: Photo, faces: list[Face]):
    picture = draw_faces(photo, faces)
    assert picture.shape == (480, 720, 3)
    touched = changed(picture, draw_faces(photo, []))
    for left, top, right, bottom in BOXES:
        assert has(picture, OTHER, (left, top, right, bottom))
        touched[2 * top - 4 : 2 * bottom + 5, 2 * left - 4 : 2 * right + 5] = False
    assert not touched.any()


@pytest.mark.parametrize("chosen", [0, 1])
def test_the_chosen_one_is_in_colour(chosen: int, photo: Photo, faces: list[Face]):
    picture = draw_faces(photo, faces, chosen)
    assert [has(picture, CHOSEN, box) for box in BOXES] == [chosen == 0, chosen == 1]
    assert [has(picture, OTHER, box) for box in BOXES] == [chosen == 1, chosen == 0]


def test_faces_are_counted_from_the_left_however_they_come(photo: Photo, faces: list[Face]):
    assert numbered(faces) == (0, 1)
    assert numbered(faces[::-1]) == (1, 0)
    assert numbered([]) == ()
    np.testing.assert_array_equal(draw_faces(photo, faces[::-1]), draw_faces(photo, faces))


def test_numbers_differ(photo: Photo, faces: list[Face]):
    picture = draw_faces(photo, faces)
    first, second = (
        picture[2 * top : 2 * top + 30, 2 * left : 2 * left + 30] for left, top, _, _ in BOXES
    )
    assert (first != second).any()


def test_the_inside_of_a_box_stays_the_photo(photo: Photo, faces: list[Face]):
    picture = draw_faces(photo, faces)
    np.testing.assert_array_equal(picture[240, 180], [10, 120, 90])
    np.testing.assert_array_equal(photo.rgb, flat((360, 240), (10, 120, 90)))
