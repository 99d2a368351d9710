"""Conversions held to published colours, to the published CIEDE2000 pairs, and to scikit-image."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage import color as skimage_color

from beauty.color import delta_e, to_hex, to_lab

# CIELAB (D65, 2 degrees) of the corners of sRGB, as printed in the usual tables (e.g. Lindbloom's)
KNOWN = {
    (255, 255, 255): (100.0, 0.0, 0.0),
    (0, 0, 0): (0.0, 0.0, 0.0),
    (255, 0, 0): (53.24, 80.09, 67.20),
    (0, 255, 0): (87.74, -86.18, 83.18),
    (0, 0, 255): (32.30, 79.19, -107.86),
    (0, 255, 255): (91.11, -48.09, -14.13),
    (255, 0, 255): (60.32, 98.23, -60.82),
    (255, 255, 0): (97.14, -21.55, 94.48),
    (128, 128, 128): (53.59, 0.0, 0.0),
}
# Sharma, Wu & Dalal 2005, "The CIEDE2000 color-difference formula", table 1 (33 of its 34 pairs: the
# hue of pair 14 lies on the formula's jump, where rounding decides)
PAIRS = (
    ((50.0000, 2.6772, -79.7751), (50.0000, 0.0000, -82.7485), 2.0425),
    ((50.0000, 3.1571, -77.2803), (50.0000, 0.0000, -82.7485), 2.8615),
    ((50.0000, 2.8361, -74.0200), (50.0000, 0.0000, -82.7485), 3.4412),
    ((50.0000, -1.3802, -84.2814), (50.0000, 0.0000, -82.7485), 1.0000),
    ((50.0000, -1.1848, -84.8006), (50.0000, 0.0000, -82.7485), 1.0000),
    ((50.0000, -0.9009, -85.5211), (50.0000, 0.0000, -82.7485), 1.0000),
    ((50.0000, 0.0000, 0.0000), (50.0000, -1.0000, 2.0000), 2.3669),
    ((50.0000, -1.0000, 2.0000), (50.0000, 0.0000, 0.0000), 2.3669),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0009), 7.1792),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0010), 7.1792),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0011), 7.2195),
    ((50.0000, 2.4900, -0.0010), (50.0000, -2.4900, 0.0012), 7.2195),
    ((50.0000, -0.0010, 2.4900), (50.0000, 0.0009, -2.4900), 4.8045),
    ((50.0000, -0.0010, 2.4900), (50.0000, 0.0011, -2.4900), 4.7461),
    ((50.0000, 2.5000, 0.0000), (50.0000, 0.0000, -2.5000), 4.3065),
    ((50.0000, 2.5000, 0.0000), (73.0000, 25.0000, -18.0000), 27.1492),
    ((50.0000, 2.5000, 0.0000), (61.0000, -5.0000, 29.0000), 22.8977),
    ((50.0000, 2.5000, 0.0000), (56.0000, -27.0000, -3.0000), 31.9030),
    ((50.0000, 2.5000, 0.0000), (58.0000, 24.0000, 15.0000), 19.4535),
    ((50.0000, 2.5000, 0.0000), (50.0000, 3.1736, 0.5854), 1.0000),
    ((50.0000, 2.5000, 0.0000), (50.0000, 3.2972, 0.0000), 1.0000),
    ((50.0000, 2.5000, 0.0000), (50.0000, 1.8634, 0.5757), 1.0000),
    ((50.0000, 2.5000, 0.0000), (50.0000, 3.2592, 0.3350), 1.0000),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((61.2901, 3.7196, -5.3901), (61.4292, 2.2480, -4.9620), 1.8731),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((36.4612, 47.8580, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
)
CHANNEL = st.integers(0, 255)
COLOUR = st.tuples(CHANNEL, CHANNEL, CHANNEL)
LAB = st.tuples(st.floats(0, 100), st.floats(-100, 100), st.floats(-100, 100)).map(np.array)


@pytest.mark.parametrize(("rgb", "lab"), KNOWN.items())
def test_known_colours(rgb: tuple[int, ...], lab: tuple[float, ...]):
    np.testing.assert_allclose(to_lab(np.array(rgb, np.uint8)), lab, atol=0.02)


@given(st.lists(COLOUR, min_size=1, max_size=50))
def test_agrees_with_scikit_image(colours: list[tuple[int, int, int]]):
    rgb = np.array(colours, np.uint8)
    np.testing.assert_allclose(to_lab(rgb), skimage_color.rgb2lab(rgb), atol=0.01)


@pytest.mark.parametrize("shape", [(3,), (7, 3), (4, 5, 3), (2, 3, 4, 3), (0, 3)])
def test_shape_is_kept(shape: tuple[int, ...]):
    lab = to_lab(np.zeros(shape, np.uint8))
    assert lab.shape == shape
    assert lab.dtype == np.float32


def test_part_of_a_picture_gives_the_same():
    rgb = np.random.default_rng(0).integers(0, 256, (20, 30, 3), np.uint8)
    np.testing.assert_array_equal(to_lab(rgb[::2, ::3]), to_lab(rgb)[::2, ::3])


@pytest.mark.parametrize("wrong", [np.zeros((4, 3)), np.zeros((4, 4), np.uint8)])
def test_other_input_is_refused(wrong: np.ndarray):
    with pytest.raises(ValueError, match="expected uint8"):
        to_lab(wrong)


@pytest.mark.parametrize(("one", "other", "published"), PAIRS)
def test_ciede2000_of_the_published_pairs(
    one: tuple[float, ...], other: tuple[float, ...], published: float
):
    assert float(delta_e(np.array(one), np.array(other))) == pytest.approx(published, abs=1e-4)
    assert float(delta_e(np.array(other), np.array(one))) == pytest.approx(published, abs=1e-4)


@given(LAB, LAB)
def test_difference_is_never_negative_and_zero_for_itself(one: np.ndarray, other: np.ndarray):
    assert delta_e(one, other) >= 0
    assert delta_e(one, one) == pytest.approx(0, abs=1e-6)


def test_differences_of_pictures():
    one = np.full((4, 5, 3), (50.0, 0.0, 0.0))
    assert delta_e(one, one + np.array([1.0, 0.0, 0.0])).shape == (4, 5)


@given(COLOUR)
def test_hex_leads_back(rgb: tuple[int, int, int]):
    text = to_hex(to_lab(np.array(rgb, np.uint8)))
    got = [int(text[i : i + 2], 16) for i in (1, 3, 5)]
    assert text[0] == "#"
    assert np.abs(np.array(got) - rgb).max() <= 1


@pytest.mark.parametrize(
    ("lab", "text"),
    [((120, 0, 0), "#ffffff"), ((0, 0, 0), "#000000"), ((53.24, 80.09, 67.2), "#ff0000")],
)
def test_hex_is_clipped_to_the_screen(lab: tuple[float, ...], text: str):
    assert to_hex(np.array(lab)) == text
