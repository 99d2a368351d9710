"""The model file, and finding faces: one, several, none, tight, small, turned, from many threads."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from scipy.interpolate import LinearNDInterpolator
from skimage import data

from beauty import Analysis, Beauty, BeautyError
from beauty.errors import SetupError
from beauty.face import Face, Landmarker, choose_face
from beauty.face.landmarker import MODEL
from beauty.face.views import views
from beauty.texts import languages
from tests.builders import flat, photo_of, turned

# where the features of the portrait lie, read off the picture by eye: landmark -> x, y
READ_OFF = {
    **{33: (309, 303), 133: (362, 312), 362: (437, 314), 263: (495, 313)},  # corners of the eyes
    **{1: (401, 388), 61: (337, 418), 291: (462, 423), 152: (395, 531)},  # nose, mouth, chin
}


def off_by(face: Face, other: Face, shift_xy: tuple[float, float] = (0, 0)) -> float:
    """Mean distance of the landmarks of two faces, in face widths."""
    away = face.landmarks_px - other.landmarks_px - np.array(shift_xy)
    return float(np.hypot(*away.T).mean()) / other.width_px


def twice(portrait: np.ndarray, factor: float) -> np.ndarray:
    """The portrait beside a copy of itself scaled by `factor`."""
    copy = cv2.resize(portrait, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    height, width = portrait.shape[:2]
    both = flat((width + copy.shape[1], height), (128, 128, 128))
    both[:, :width] = portrait
    top = (height - copy.shape[0]) // 2
    both[top : top + copy.shape[0], width:] = copy
    return both


class TestModelFile:
    def test_missing_file(self, tmp_path: Path):
        with pytest.raises(SetupError, match="missing") as caught:
            Landmarker.load(tmp_path / "nothing.task")
        assert caught.value.code == "internal"
        assert all("fetch_landmarker" in caught.value.said("advice", lang) for lang in languages())

    def test_damaged_file(self, tmp_path: Path):
        model = bytearray(MODEL.read_bytes())
        model[len(model) // 2] ^= 1  # a single bit
        path = tmp_path / "damaged.task"
        path.write_bytes(model)
        with pytest.raises(SetupError, match="SHA-256") as caught:
            Landmarker.load(path)
        assert "fetch_landmarker" in caught.value.advice

    def test_other_task_than_ours(self, tmp_path: Path):
        path = tmp_path / "other.task"
        path.write_bytes(b"PK\x03\x04")
        with pytest.raises(SetupError, match=r"other\.task is damaged"):
            Landmarker.load(path)


class TestFind:
    def test_landmarks_lie_where_a_person_sees_them(self, analysis: Analysis):
        face = analysis.face
        for index, place in READ_OFF.items():
            away = np.hypot(*(face.landmarks_px[index] - place))
            assert away < 0.05 * face.width_px, f"landmark {index} is {away:.0f} px off"

    def test_depth_is_negative_towards_the_camera(self, analysis: Analysis):
        depth = analysis.face.landmarks[:, 2]
        assert depth[1] < depth[[234, 454]].min()  # nose tip before the cheeks' edges
        assert np.ptp(depth) < 1.5 * analysis.face.width_px

    def test_blendshapes_are_scores(self, analysis: Analysis):
        shapes = analysis.face.blendshapes
        assert len(shapes) == 52
        assert all(0 <= score <= 1 for score in shapes.values())
        assert shapes["mouthSmileLeft"] > 0.5  # she smiles
        assert shapes["eyeBlinkLeft"] < 0.3  # with open eyes

    def test_depth_does_not_depend_on_the_photos_shape(
        self, landmarker: Landmarker, analysis: Analysis, portrait: np.ndarray
    ):
        wide = flat((portrait.shape[1] + 500, portrait.shape[0]), (128, 128, 128))
        wide[:, : portrait.shape[1]] = portrait
        (face,) = landmarker.find(photo_of(wide))
        assert off_by(face, analysis.face) < 0.03
        deep = np.ptp(face.landmarks[:, 2]) / np.ptp(analysis.face.landmarks[:, 2])
        assert deep == pytest.approx(1, abs=0.15)

    @pytest.mark.parametrize("name", ["coffee", "chelsea"])
    def test_no_face_in_other_pictures(self, landmarker: Landmarker, name: str):
        assert landmarker.find(photo_of(getattr(data, name)())) == ()

    def test_no_face_in_noise_or_in_nothing(self, landmarker: Landmarker):
        noise = np.random.default_rng(0).integers(0, 256, (600, 600, 3), np.uint8)
        assert landmarker.find(photo_of(noise)) == ()
        assert landmarker.find(photo_of(flat((64, 64), (0, 0, 0)))) == ()

    def test_tight_crop_is_found_through_the_margin(
        self, landmarker: Landmarker, analysis: Analysis, portrait: np.ndarray
    ):
        left, top, right, bottom = analysis.face.box_xyxy
        cut = 50  # into the face on every side
        tight = photo_of(portrait[top + cut : bottom - cut, left + cut : right - cut])
        as_it_is, with_margin = list(views(tight.rgb))[:2]
        assert not landmarker._find_in(as_it_is[0])
        assert len(landmarker._find_in(with_margin[0])) == 1
        (face,) = landmarker.find(tight)
        assert off_by(face, analysis.face, (-left - cut, -top - cut)) < 0.12

    def test_padded_view_gives_the_same_pixels(self, landmarker: Landmarker, analysis: Analysis):
        with_margin = list(views(analysis.photo.rgb))[1][0]
        assert with_margin.origin_xy[0] < 0
        (face,) = landmarker._find_in(with_margin)
        assert off_by(face, analysis.face) < 0.03
        depth, known = face.landmarks[:, 2], analysis.face.landmarks[:, 2]
        assert np.abs(depth - known).mean() < 0.05 * face.width_px

    def test_small_face_is_found_in_parts(
        self, landmarker: Landmarker, analysis: Analysis, portrait: np.ndarray
    ):
        factor, at = 0.4, (900, 300)
        small = cv2.resize(portrait, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        big = flat((2048, 1536), (150, 160, 170))
        big[at[1] : at[1] + small.shape[0], at[0] : at[0] + small.shape[1]] = small
        whole, margin = list(views(big))[:2]
        assert not landmarker._find_in(whole[0])
        assert not landmarker._find_in(margin[0])
        (face,) = landmarker.find(photo_of(big))  # once, though several parts show it
        want = analysis.face.landmarks_px * factor + np.array(at)
        assert np.hypot(*(face.landmarks_px - want).T).mean() < 0.04 * face.width_px

    def test_four_threads_share_one_model(
        self, landmarker: Landmarker, analysis: Analysis, astronaut: np.ndarray
    ):
        photos = [analysis.photo, photo_of(astronaut)] * 8
        alone = [landmarker.find(photo)[0].landmarks for photo in photos[:2]]
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda photo: landmarker.find(photo)[0].landmarks, photos))
        for i, landmarks in enumerate(together):
            np.testing.assert_array_equal(landmarks, alone[i % 2])

    def test_photo_is_not_changed(self, landmarker: Landmarker, portrait: np.ndarray):
        photo = photo_of(portrait)
        landmarker.find(photo)
        np.testing.assert_array_equal(photo.rgb, portrait)


class TestSeveralFaces:
    def test_two_of_one_size(
        self, landmarker: Landmarker, beauty: Beauty, portrait: np.ndarray, analysis: Analysis
    ):
        both = twice(portrait, 1.0)
        faces = landmarker.find(photo_of(both))
        assert len(faces) == 2
        shifts = sorted(round(float(face.landmarks_px[1, 0])) for face in faces)
        assert shifts[1] - shifts[0] == pytest.approx(portrait.shape[1], abs=10)
        with pytest.raises(BeautyError) as caught:
            beauty.analyze(both)
        assert caught.value.code == "several_faces"
        assert "2" in caught.value.message

    def test_clearly_larger_one_is_meant(
        self, beauty: Beauty, portrait: np.ndarray, analysis: Analysis
    ):
        both = twice(portrait, 0.5)
        largest = beauty.analyze(both)
        assert len(largest.faces) == 2
        assert off_by(largest.face, analysis.face) < 0.05
        assert "several_faces" in largest.quality.codes

    def test_person_picks_the_other(self, beauty: Beauty, portrait: np.ndarray, analysis: Analysis):
        other = beauty.analyze(twice(portrait, 0.5), wanted=1)
        assert other.face.landmarks_px[:, 0].min() > portrait.shape[1]
        assert other.face.width_px == pytest.approx(analysis.face.width_px / 2, rel=0.05)

    def test_largest_comes_first(self, landmarker: Landmarker, portrait: np.ndarray):
        faces = landmarker.find(photo_of(twice(portrait, 0.5)[:, ::-1]))
        assert [face.area_px for face in faces] == sorted((f.area_px for f in faces), reverse=True)
        assert choose_face(faces) is faces[0]


class TestPose:
    @pytest.mark.parametrize("angle", [-15, 15])
    def test_roll_is_clockwise(self, landmarker: Landmarker, analysis: Analysis, angle: float):
        clockwise = cv2.getRotationMatrix2D((400, 380), -angle, 1)
        rgb = cv2.warpAffine(analysis.photo.rgb, clockwise, analysis.photo.size_wh)
        (face,) = landmarker.find(photo_of(rgb))
        got = face.pose.roll_deg - analysis.face.pose.roll_deg
        assert got == pytest.approx(angle, abs=2)

    def test_mirrored_photo_mirrors_yaw_and_roll(self, landmarker: Landmarker, analysis: Analysis):
        turn = cv2.getRotationMatrix2D((400, 380), -15, 1)
        rolled = cv2.warpAffine(turned_portrait(analysis, -20, 0), turn, analysis.photo.size_wh)
        (face,), (mirrored,) = (landmarker.find(photo_of(rgb)) for rgb in (rolled, rolled[:, ::-1]))
        assert face.pose.yaw_deg > 5
        assert face.pose.roll_deg > 10
        assert mirrored.pose.yaw_deg == pytest.approx(-face.pose.yaw_deg, abs=4)
        assert mirrored.pose.roll_deg == pytest.approx(-face.pose.roll_deg, abs=4)
        assert mirrored.pose.pitch_deg == pytest.approx(face.pose.pitch_deg, abs=4)

    @pytest.mark.parametrize("angle", [-20, 20])
    def test_yaw_is_towards_the_right_edge(
        self, landmarker: Landmarker, analysis: Analysis, angle: float
    ):
        (face,) = landmarker.find(photo_of(turned_portrait(analysis, -angle, 0)))
        got = face.pose.yaw_deg - analysis.face.pose.yaw_deg
        assert got == pytest.approx(angle, abs=8)

    @pytest.mark.parametrize("angle", [-15, 15])
    def test_pitch_is_upwards(self, landmarker: Landmarker, analysis: Analysis, angle: float):
        (face,) = landmarker.find(photo_of(turned_portrait(analysis, 0, -angle)))
        got = face.pose.pitch_deg - analysis.face.pose.pitch_deg
        assert got == pytest.approx(angle, abs=6)


def turned_portrait(analysis: Analysis, yaw_deg: float, pitch_deg: float) -> np.ndarray:
    """The portrait's pixels moved as if the head were turned in space; the frame stays."""
    width, height = analysis.photo.size_wh
    xs, ys = np.linspace(0, width, 9), np.linspace(0, height, 9)
    frame = [(x, y) for x in xs for y in ys if x in (0, width) or y in (0, height)]
    here = np.vstack([analysis.face.landmarks_px, frame])
    there = np.vstack([turned(analysis.face, yaw_deg, pitch_deg, 0).landmarks_px, frame])
    grid = np.meshgrid(np.arange(width), np.arange(height))
    source = LinearNDInterpolator(there, here)(*grid).astype(np.float32)
    return cv2.remap(analysis.photo.rgb, source[..., 0], source[..., 1], cv2.INTER_LINEAR)
