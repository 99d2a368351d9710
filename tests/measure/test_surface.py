"""Shine and texture against what is painted onto a rendered face."""

import cv2
import numpy as np
import pytest

from beauty.analysis import Analysis
from beauty.face import Face, Regions
from beauty.measure import measure_surface
from beauty.measure.surface import ZONES
from beauty.photo import read_photo


def with_spots(analysis: Analysis, color: tuple[int, int, int]) -> np.ndarray:
    """The photo with small spots of one colour all over the cheeks, as highlights would lie."""
    rgb = analysis.photo.rgb.copy()
    width = analysis.face.width_px
    for index in (50, 280, 205, 425, 187, 411):  # on both cheeks
        x, y = analysis.face.landmarks_px[index]
        cv2.circle(rgb, (round(float(x)), round(float(y))), round(width * 0.04), color, -1)
    return rgb


def surface_of(rgb: np.ndarray, analysis: Analysis):
    return measure_surface(read_photo(rgb), analysis.face, analysis.drawn)


def test_pale_bright_spots_are_shine_and_only_where_they_are(rendered: Analysis):
    before = surface_of(rendered.photo.rgb, rendered)
    after = surface_of(with_spots(rendered, (250, 248, 246)), rendered)
    assert after.shine["u_zone"] > before.shine["u_zone"] + 3
    assert after.shine["t_zone"] == pytest.approx(before.shine["t_zone"], abs=1)


def test_dark_spots_are_no_shine(rendered: Analysis):
    before = surface_of(rendered.photo.rgb, rendered)
    after = surface_of(with_spots(rendered, (60, 40, 35)), rendered)
    assert after.shine["u_zone"] < before.shine["u_zone"] + 1


def test_noise_is_texture_and_blur_is_none(rendered: Analysis):
    rgb = rendered.photo.rgb
    noise = np.random.default_rng(0).normal(0, 12, rgb.shape)
    noisy = np.clip(rgb + noise, 0, 255).astype(np.uint8)
    plain = surface_of(rgb, rendered)
    assert surface_of(noisy, rendered).texture["u_zone"] > plain.texture["u_zone"] * 1.3
    blurred = surface_of(cv2.GaussianBlur(rgb, (0, 0), 6), rendered)
    assert blurred.texture["u_zone"] < plain.texture["u_zone"]


def test_shine_is_a_share_and_the_face_may_be_turned(rendered: Analysis):
    height, width = rendered.photo.rgb.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 20, 1)
    turned = cv2.warpAffine(rendered.photo.rgb, turn, (width, height), borderMode=1)
    landmarks = rendered.face.landmarks.copy()
    landmarks[:, :2] = cv2.transform(landmarks[None, :, :2], turn)[0]
    face = Face(landmarks.astype(np.float32), rendered.face.pose, {})
    regions = Regions.of(face, (width, height))
    before = surface_of(rendered.photo.rgb, rendered)
    after = measure_surface(read_photo(turned), face, regions)
    for zone in ZONES:
        assert 0 <= after.shine[zone] <= 100
        assert after.shine[zone] == pytest.approx(before.shine[zone], abs=3)
        assert after.texture[zone] == pytest.approx(before.texture[zone], rel=0.35)


def test_a_zone_without_skin_has_no_number(rendered: Analysis):
    away = rendered.face.landmarks.copy()
    away[:, 0] += 10 * rendered.photo.rgb.shape[1]
    face = Face(away, rendered.face.pose, {})
    surface = measure_surface(rendered.photo, face, Regions.of(face, rendered.photo.size_wh))
    assert not surface.shine
    assert not surface.texture
