import pytest

from beauty.errors import FaceError
from beauty.face import Face, choose_face
from tests.builders import face_with


def face_of(width: float, height: float) -> Face:
    return face_with({0: (width, height)})


BIG, HALF, SAME = face_of(200, 200), face_of(100, 200), face_of(199, 199)


def test_no_face():
    with pytest.raises(FaceError) as caught:
        choose_face(())
    assert caught.value.code == "no_face"
    with pytest.raises(FaceError):
        choose_face((), wanted=0)


def test_one_face_is_the_one():
    assert choose_face((BIG,)) is BIG


def test_twice_the_area_is_clearly_larger():
    assert choose_face((BIG, HALF)) is BIG
    with pytest.raises(FaceError) as caught:
        choose_face((BIG, SAME, HALF))
    assert caught.value.code == "several_faces"
    assert caught.value.facts == {"count": 3}


def test_a_pick_decides():
    assert choose_face((BIG, SAME, HALF), wanted=1) is SAME
    assert choose_face((BIG, SAME, HALF), wanted=2) is HALF


@pytest.mark.parametrize("wanted", [-1, 2, 99])
def test_a_pick_that_is_not_there_is_ignored(wanted: int):
    assert choose_face((BIG, HALF), wanted) is BIG
