import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage import color

from beauty.tryon.log_light import (
    from_log,
    hex_of_linear,
    level_of,
    linear_of_hex,
    log_luminance,
    to_log,
)


def test_every_value_finds_itself_again():
    grey = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)
    assert (from_log(to_log(grey)) == grey).all()


def test_doubling_the_light_adds_log_two():
    """sRGB 188 gives nearly twice the light of 137 (IEC 61966-2-1)."""
    two = np.array([[[188] * 3, [137] * 3]], np.uint8)
    logs = to_log(two)
    expected = np.log(color.rgb2xyz(two / 255)[0, 0, 1] / color.rgb2xyz(two / 255)[0, 1, 1])
    assert logs[0, 0, 0] - logs[0, 1, 0] == pytest.approx(expected, abs=1e-3)


def test_luminance_moves_with_shade_as_one():
    logs = np.random.default_rng(0).normal(-2, 0.5, (4, 5, 3)).astype(np.float32)
    assert log_luminance(logs - 0.7) == pytest.approx(log_luminance(logs) - 0.7, abs=1e-5)


@given(st.integers(0, 0xFFFFFF))
def test_hex_comes_back(code: int):
    text = f"#{code:06x}"
    assert hex_of_linear(linear_of_hex(text)) == text


def test_grey_has_the_level_of_its_channels():
    assert level_of(np.array([0.2, 0.2, 0.2])) == pytest.approx(np.log(0.2))
