"""Blur grows with blurring, does not depend on the photo's size, and is refused where nothing is left."""

import cv2
import numpy as np
import pytest

from beauty import Analysis
from beauty.errors import QualityError
from beauty.quality.sharpness import check_sharpness, face_blur
from tests.builders import flat, photo_of, with_landmarks


def blurred(analysis: Analysis, share: float) -> np.ndarray:
    """The portrait out of focus by this share of the face width."""
    sigma = share * analysis.face.width_px
    return cv2.GaussianBlur(analysis.photo.rgb, (0, 0), sigma) if share else analysis.photo.rgb


def test_sharp_portrait_has_no_issue(analysis: Analysis):
    assert check_sharpness(analysis.photo, analysis.face) is None


@pytest.mark.parametrize("share", [0.011, 0.014])
def test_soft_focus_gets_advice(analysis: Analysis, share: float):
    issue = check_sharpness(photo_of(blurred(analysis, share)), analysis.face)
    assert (issue.code, issue.serious) == ("soft_focus", True)


@pytest.mark.parametrize("share", [0.022, 0.05, 0.2])
def test_blurred_face_is_refused(analysis: Analysis, share: float):
    with pytest.raises(QualityError) as caught:
        check_sharpness(photo_of(blurred(analysis, share)), analysis.face)
    assert caught.value.code == "blurred"


def test_flat_face_is_refused(analysis: Analysis):
    photo = photo_of(flat(analysis.photo.size_wh, (180, 140, 120)))
    assert face_blur(photo, analysis.face, 200) == 1
    with pytest.raises(QualityError):
        check_sharpness(photo, analysis.face)


def test_more_blur_never_counts_as_sharper(analysis: Analysis):
    values = [
        face_blur(photo_of(blurred(analysis, share)), analysis.face, 200)
        for share in (0, 0.004, 0.008, 0.015, 0.03, 0.06)
    ]
    assert values == sorted(values)
    assert 0 < values[0] < values[-1] < 1


@pytest.mark.parametrize("zoom", [2, 3])
def test_enlarged_photo_is_as_sharp_as_it_was(analysis: Analysis, zoom: int):
    large = cv2.resize(analysis.photo.rgb, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC)
    face = with_landmarks(analysis.face, analysis.face.landmarks * zoom)
    known = face_blur(analysis.photo, analysis.face, 200)
    assert face_blur(photo_of(large), face, 200) == pytest.approx(known, abs=0.05)


def test_small_face_is_not_enlarged(analysis: Analysis):
    small = cv2.resize(analysis.photo.rgb, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    face, photo = with_landmarks(analysis.face, analysis.face.landmarks / 2), photo_of(small)
    assert face_blur(photo, face, 200) == face_blur(photo, face, 2000)
    assert check_sharpness(photo, face) is None


def test_sharp_background_does_not_help(analysis: Analysis):
    noise = np.random.default_rng(0).integers(0, 256, analysis.photo.rgb.shape, np.uint8)
    left, top, right, bottom = analysis.face.box_xyxy
    noise[top:bottom, left:right] = blurred(analysis, 0.05)[top:bottom, left:right]
    with pytest.raises(QualityError):
        check_sharpness(photo_of(noise), analysis.face)
