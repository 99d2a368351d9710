"""The camera's changes against values worked out by hand from the sRGB curve."""

import numpy as np
import pytest

from synthetic.camera import jpeg, noise, resized, shift_exposure, shift_white

GREY = np.full((64, 48, 3), 128, dtype=np.uint8)


def test_one_stop_down_halves_the_linear_light() -> None:
    """128 is ((128/255 + 0.055) / 1.055) ** 2.4 = 0.2159 linear; half of it is 92.4 of 255."""
    assert np.all(shift_exposure(GREY, -1.0) == 92)
    assert np.all(shift_exposure(GREY, 1.0) == 176)


def test_exposure_clips_at_white_and_zero_stops_change_nothing() -> None:
    ramp = np.arange(256, dtype=np.uint8).repeat(3).reshape(16, 16, 3)
    assert np.array_equal(shift_exposure(ramp, 0.0), ramp)
    assert np.all(shift_exposure(GREY, 3.0) == 255)
    assert np.all(shift_exposure(np.zeros_like(GREY), 3.0) == 0)


def test_white_balance_moves_red_and_blue_and_leaves_green() -> None:
    """0.2159 * 1.1 = 0.2374 -> 133.7; 0.2159 * 0.9 = 0.1943 -> 121.9."""
    shifted = shift_white(GREY, red=1.1, blue=0.9)
    assert np.unique(shifted.reshape(-1, 3), axis=0).tolist() == [[134, 128, 122]]


def test_jpeg_loses_more_at_lower_quality_and_keeps_the_size() -> None:
    rough = noise(GREY, 20.0, seed=1)
    errors = [np.abs(jpeg(rough, q).astype(int) - rough).mean() for q in (95, 70, 20)]
    assert errors == sorted(errors)
    assert jpeg(GREY, 90).shape == GREY.shape
    red = np.zeros_like(GREY)
    red[..., 0] = 200
    assert np.allclose(jpeg(red, 95).mean(axis=(0, 1)), [200, 0, 0], atol=4)
    with pytest.raises(ValueError, match=r"quality: expected 1\.\.100"):
        jpeg(GREY, 0)


def test_noise_has_the_asked_spread_and_a_seed() -> None:
    wide = np.full((200, 200, 3), 128, dtype=np.uint8)
    grain = noise(wide, 4.0, seed=3).astype(int) - 128
    assert grain.std() == pytest.approx(np.sqrt(16 + 1 / 12), rel=0.02)
    assert abs(grain.mean()) < 0.05
    assert np.array_equal(noise(wide, 4.0, seed=3), noise(wide, 4.0, seed=3))
    assert not np.array_equal(noise(wide, 4.0, seed=3), noise(wide, 4.0, seed=4))


def test_resizing_averages_areas() -> None:
    checks = np.zeros((4, 4, 3), dtype=np.uint8)
    checks[:, ::2] = 200
    assert np.all(resized(checks, 0.5) == 100)
    assert resized(GREY, 0.6).shape == (38, 29, 3)
    assert resized(GREY, 1.5).shape == (96, 72, 3)
    with pytest.raises(ValueError, match="factor: expected above 0"):
        resized(GREY, 0.0)
