"""Crops: the same for a face however it lies in the photo, and a way there and back."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beauty import Analysis
from beauty.face.crop import ANCHORS, Crop, CropFrame, crop_face
from tests.builders import flat

FRAME = CropFrame(size_px=64, eye_distances=2.9, below_eyes=0.45)
SIDE_PX = 330  # of the made-up photos
# a face that fits the anchors only roughly, in distances between its eyes
ROUGHLY = {
    index: np.array(place) + np.random.default_rng(index).normal(0, 0.04, 2)
    for index, place in ANCHORS.items()
}
unhurried = settings(max_examples=10, deadline=None)


@st.composite
def places(draw: st.DrawFn) -> np.ndarray:
    """Where a face lies in a made-up photo: (2, 3), from eye distances to pixels, all of it inside."""
    unit, turn = draw(st.floats(30, 60)), np.radians(draw(st.floats(-180, 180)))
    x, y = draw(st.floats(-8, 8)), draw(st.floats(-8, 8))
    cos, sin = unit * np.cos(turn), unit * np.sin(turn)
    middle = np.array([[cos, -sin], [sin, cos]]) @ (0, FRAME.below_eyes)
    x, y = np.array([x, y]) + SIDE_PX / 2 - middle
    return np.array([[cos, -sin, x], [sin, cos, y]])


def upright(unit: float) -> np.ndarray:
    """The same for an upright face in the middle, with so many pixels between its eyes."""
    return np.array([[unit, 0, SIDE_PX / 2], [0, unit, SIDE_PX / 2 - unit * FRAME.below_eyes]])


def landmarks(place: np.ndarray, face: dict[int, tuple[float, float]] = ROUGHLY) -> np.ndarray:
    """float64 (478, 2): the anchors laid out by `place`, all others 0."""
    points = np.zeros((478, 2))
    for index, point in face.items():
        points[index] = place[:, :2] @ point + place[:, 2]
    return points


def painted(place: np.ndarray) -> np.ndarray:
    """A photo float32 (side, side) of waves that lie on the face: exact, nothing is resampled."""
    rows, columns = np.mgrid[:SIDE_PX, :SIDE_PX].astype(np.float64)
    back = cv2.invertAffineTransform(place)
    u = back[0, 0] * columns + back[0, 1] * rows + back[0, 2]
    v = back[1, 0] * columns + back[1, 1] * rows + back[1, 2]
    return (128 + 60 * np.sin(2 * u + 0.3) + 50 * np.cos(3 * v + u)).astype(np.float32)


def cut(place: np.ndarray) -> Crop:
    return crop_face(painted(place), landmarks(place), FRAME)


class TestSameFaceSameCrop:
    @given(places())
    @unhurried
    def test_turned_shifted_and_scaled_photo_gives_the_same_crop(self, place: np.ndarray):
        np.testing.assert_allclose(cut(place).pixels, cut(upright(45)).pixels, atol=1.0)

    def test_shrinking_first_changes_nothing_on_smooth_pictures(self):
        between = 2 * FRAME.size_px / FRAME.eye_distances  # pixels between the eyes at factor 0.5
        shrunk, plain = (cut(upright(between * factor)) for factor in (1.05, 0.95))
        scales = [np.hypot(*crop.to_crop[:, 0]) for crop in (shrunk, plain)]
        assert scales[0] < 0.5 < scales[1]
        np.testing.assert_allclose(shrunk.pixels, plain.pixels, atol=0.5)

    def test_shrinking_first_skips_no_pixels(self):
        stripes = np.zeros((1200, 1200), np.uint8)
        stripes[:, ::2] = 255
        face = landmarks(upright(180)) + 435
        middle = crop_face(stripes, face, FRAME).pixels[16:48, 16:48]
        assert np.abs(middle.astype(int) - 128).max() <= 26

    @given(places())
    @unhurried
    def test_anchors_of_a_face_that_fits_land_where_they_are_written(self, place: np.ndarray):
        crop = crop_face(np.zeros((9, 9), np.uint8), landmarks(place, ANCHORS), FRAME)
        points = landmarks(place, ANCHORS)[list(ANCHORS)]
        found = points @ crop.to_crop[:, :2].T + crop.to_crop[:, 2]
        unit = FRAME.size_px / FRAME.eye_distances
        middle = (FRAME.size_px - 1) / 2
        want = np.array(list(ANCHORS.values())) * unit + (middle, middle - 0.45 * unit)
        np.testing.assert_allclose(found, want, atol=1e-6)

    @given(places())
    @unhurried
    def test_never_stretched_or_mirrored(self, place: np.ndarray):
        matrix = crop_face(np.zeros((9, 9), np.uint8), landmarks(place), FRAME).to_crop[:, :2]
        scale = np.hypot(*matrix[:, 0])
        np.testing.assert_allclose(matrix @ matrix.T, np.eye(2) * scale**2, atol=1e-9)
        assert np.linalg.det(matrix) > 0

    def test_anchors_are_the_same_on_both_sides(self):
        for right, left in ((33, 263), (133, 362), (98, 327), (61, 291)):
            assert ANCHORS[right] == (-ANCHORS[left][0], ANCHORS[left][1])
        eyes = np.array([ANCHORS[i] for i in (33, 133, 362, 263)]).reshape(2, 2, 2).mean(axis=1)
        np.testing.assert_allclose(eyes, [[-0.5, 0], [0.5, 0]], atol=1e-9)

    @pytest.mark.parametrize("turn", [-50, 0, 120])
    def test_eyes_of_a_real_face_come_out_level_and_in_the_middle(
        self, analysis: Analysis, turn: float
    ):
        middle = analysis.face.landmarks_px.mean(axis=0).tolist()
        matrix = cv2.getRotationMatrix2D(middle, turn, 0.8)
        points = cv2.transform(analysis.face.landmarks_px[None], matrix)[0]
        crop = crop_face(analysis.photo.rgb, points, FRAME)
        found = cv2.transform(points[None].astype(np.float64), crop.to_crop)[0]
        right, left = found[[33, 133]].mean(axis=0), found[[362, 263]].mean(axis=0)
        unit = FRAME.size_px / FRAME.eye_distances
        assert left[0] - right[0] == pytest.approx(unit, rel=0.1)
        assert left[1] == pytest.approx(right[1], abs=0.06 * unit)
        assert (left[0] + right[0]) / 2 == pytest.approx((FRAME.size_px - 1) / 2, abs=0.1 * unit)


class TestPixels:
    @pytest.mark.parametrize("shape", [(90, 120), (90, 120, 1), (90, 120, 3)])
    @pytest.mark.parametrize("dtype", [np.uint8, np.float32])
    def test_channels_and_type_stay(self, shape: tuple[int, ...], dtype: type):
        crop = crop_face(np.full(shape, 7, dtype), landmarks(upright(45)), FRAME)
        assert crop.pixels.dtype == dtype
        assert crop.pixels.shape[:2] == (64, 64)
        assert crop.pixels.size == 64 * 64 * (shape[2] if shape[2:] else 1)

    @given(st.integers(-400, 400), st.integers(-400, 400), st.floats(20, 200))
    @unhurried
    def test_outside_the_photo_its_edge_goes_on(self, x: int, y: int, unit: float):
        points = landmarks(upright(unit)) + np.array([x, y])
        crop = crop_face(flat((80, 60), (10, 200, 90)), points, FRAME)
        np.testing.assert_array_equal(crop.pixels, flat((64, 64), (10, 200, 90)))

    @pytest.mark.parametrize("unit", [30, 100])
    def test_photo_and_landmarks_are_left_alone(self, unit: float):
        photo, points = painted(upright(unit)), landmarks(upright(unit))
        before = photo.copy(), points.copy()
        crop = crop_face(photo, points, FRAME)
        np.testing.assert_array_equal(photo, before[0])
        np.testing.assert_array_equal(points, before[1])
        assert not np.shares_memory(crop.pixels, photo)


class TestThereAndBack:
    @given(places(), st.floats(-500, 500), st.floats(-500, 500))
    @unhurried
    def test_to_photo_undoes_to_crop(self, place: np.ndarray, x: float, y: float):
        crop = crop_face(np.zeros((9, 9), np.uint8), landmarks(place), FRAME)
        there = crop.to_crop[:, :2] @ (x, y) + crop.to_crop[:, 2]
        back = crop.to_photo[:, :2] @ there + crop.to_photo[:, 2]
        np.testing.assert_allclose(back, (x, y), atol=1e-6)

    @given(places())
    @unhurried
    def test_pasted_ones_cover_the_area_of_the_crop(self, place: np.ndarray):
        crop = cut(place)
        pasted = crop.paste(np.ones((64, 64), np.float32), (SIDE_PX, SIDE_PX))
        area = (64 / np.hypot(*crop.to_crop[:, 0])) ** 2
        assert pasted.sum() == pytest.approx(area, rel=0.03)
        assert 0 <= pasted.min() <= pasted.max() <= 1

    @given(places())
    @unhurried
    def test_what_was_cut_out_is_pasted_where_it_was(self, place: np.ndarray):
        crop, photo = cut(place), painted(place)
        pasted = crop.paste(crop.pixels, (SIDE_PX, SIDE_PX))
        inside = crop.paste(np.ones((64, 64), np.float32), (SIDE_PX, SIDE_PX)) == 1
        assert inside.mean() > 0.03
        np.testing.assert_allclose(pasted[inside], photo[inside], atol=2.5)

    @given(st.integers(-40, 300), st.integers(-40, 300))
    @unhurried
    def test_a_part_of_the_photo_gets_the_same_as_the_whole(self, x: int, y: int):
        crop = cut(upright(45))
        field = np.random.default_rng(1).random((64, 64, 2)).astype(np.float32)
        whole = np.pad(crop.paste(field, (SIDE_PX, SIDE_PX)), ((50, 100), (50, 100), (0, 0)))
        part = crop.paste(field, (50, 70), (x, y))
        want = whole[y + 50 : y + 120, x + 50 : x + 100]
        seen = np.s_[max(0, -y) : SIDE_PX - y, max(0, -x) : SIDE_PX - x]  # the photo's own pixels
        np.testing.assert_allclose(part[seen], want[seen], atol=0.07)  # warping counts in 32nds

    @given(places())
    @unhurried
    def test_taking_finds_what_the_crop_shows(self, place: np.ndarray):
        crop = cut(place)
        np.testing.assert_allclose(crop.take(painted(place)), crop.pixels, atol=1.5)

    def test_taking_a_part_says_nothing_around_it(self):
        crop, photo = cut(upright(45)), painted(upright(45))
        part = crop.take(photo[100:230, 140:200], (140, 100))
        known = crop.take(np.ones((130, 60), np.float32), (140, 100))
        np.testing.assert_allclose(part[known == 1], crop.pixels[known == 1], atol=1.5)
        assert (part[known == 0] == 0).all()
        assert 0.1 < (known == 1).mean() < 0.9
