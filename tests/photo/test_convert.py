"""Colour modes, depths, alpha and profiles, each against a value worked out by hand or by matrices."""

import numpy as np
import pytest
from PIL import Image

from beauty.errors import PhotoError
from beauty.photo import read_photo
from beauty.photo.convert import array_to_image, to_eight_bit, to_srgb
from tests.builders import encoded, flat, quadrants
from tests.photo.icc import P3_XY, p3_profile, p3_to_srgb, rgb_to_xyz

SIZE = (80, 72)
P3_COLOURS = (
    *((200, 60, 60), (60, 200, 60), (60, 60, 200), (230, 180, 150), (120, 80, 60), (128, 128, 128)),
    *((255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 255, 0)),
)


def middle(data: bytes | np.ndarray) -> list[int]:
    rgb = read_photo(data).rgb
    assert rgb.dtype == np.uint8
    assert rgb.shape == (*SIZE[::-1], 3)
    return rgb[SIZE[1] // 2, SIZE[0] // 2].tolist()


def one_colour(mode: str, colour: object) -> Image.Image:
    return Image.new(mode, SIZE, colour)


class TestModes:
    def test_grey(self):
        assert middle(encoded(one_colour("L", 77), "PNG")) == [77, 77, 77]

    def test_one_bit(self):
        assert middle(encoded(one_colour("1", 1), "PNG")) == [255, 255, 255]

    def test_palette(self):
        image = one_colour("RGB", (10, 200, 30)).quantize(4)
        assert image.mode == "P"
        assert middle(encoded(image, "PNG")) == [10, 200, 30]

    def test_cmyk(self):
        # without a profile: 255 - min(255, ink + black)
        data = encoded(one_colour("CMYK", (255, 0, 0, 0)), "TIFF")
        assert middle(data) == [0, 255, 255]

    def test_cmyk_jpeg(self):
        data = encoded(one_colour("CMYK", (0, 255, 255, 0)), "JPEG", quality=95)
        assert middle(data) == pytest.approx([255, 0, 0], abs=4)

    def test_lab(self):
        # L* 53.39 is middle grey 128; a* and b* 0 are stored as 0 in TIFF's signed form
        data = encoded(one_colour("LAB", (136, 128, 128)), "TIFF")
        assert middle(data) == pytest.approx([128, 128, 128], abs=2)

    def test_sixteen_bit_grey_png(self):
        image = Image.fromarray(np.full(SIZE[::-1], 40_000, np.uint16))
        assert middle(encoded(image, "PNG")) == pytest.approx([156] * 3, abs=1)

    def test_dark_sixteen_bit_picture_stays_dark(self):
        image = Image.fromarray(np.full(SIZE[::-1], 200, np.uint16))
        assert middle(encoded(image, "PNG"))[0] <= 1
        assert middle(encoded(image, "TIFF"))[0] <= 1

    def test_sixteen_bit_grey_tiff(self):
        image = Image.fromarray(np.full(SIZE[::-1], 25_700, np.uint16))
        assert middle(encoded(image, "TIFF")) == [100, 100, 100]

    def test_float_tiff_of_zero_to_one(self):
        image = Image.fromarray(np.full(SIZE[::-1], 0.5, np.float32))
        assert middle(encoded(image, "TIFF")) == pytest.approx([127] * 3, abs=1)

    @pytest.mark.parametrize(
        ("value", "want"), [(1, 1), (120, 120), (255, 255), (25_700, 100), (65_535, 255), (-5, 0)]
    )
    def test_whole_numbers_and_floats_are_read_by_their_range(self, value: int, want: int):
        whole = Image.fromarray(np.full(SIZE[::-1], value, np.int32))
        assert whole.mode == "I"
        assert middle(encoded(whole, "TIFF")) == [want] * 3
        if value > 1:  # up to 1 a float picture counts as 0..1
            real = Image.fromarray(np.full(SIZE[::-1], value, np.float32))
            assert middle(encoded(real, "TIFF")) == [want] * 3

    def test_not_a_number_in_a_float_tiff_is_black(self):
        values = np.full(SIZE[::-1], 0.5, np.float32)
        values[:, 30:50] = np.nan
        assert middle(encoded(Image.fromarray(values), "TIFF")) == [0, 0, 0]

    @pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "CMYK"])
    def test_eight_bit_modes_pass_untouched(self, mode: str):
        image = Image.new(mode, SIZE)
        assert to_eight_bit(image) is image


class TestAlpha:
    @pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
    def test_transparent_is_white(self, kind: str):
        options = {"lossless": True} if kind == "WEBP" else {}
        assert middle(encoded(one_colour("RGBA", (10, 20, 30, 0)), kind, **options)) == [255] * 3

    def test_half_transparent_lies_over_white(self):
        alpha = 128
        want = [round((c * alpha + 255 * (255 - alpha)) / 255) for c in (10, 100, 250)]
        got = middle(encoded(one_colour("RGBA", (10, 100, 250, alpha)), "PNG"))
        assert got == pytest.approx(want, abs=1)

    def test_grey_with_alpha(self):
        assert middle(encoded(one_colour("LA", (0, 0)), "PNG")) == [255] * 3
        assert middle(encoded(one_colour("LA", (60, 255)), "PNG")) == [60] * 3

    def test_palette_with_a_transparent_entry(self):
        image = one_colour("RGB", (10, 200, 30)).quantize(4)
        entry = image.getpixel((0, 0))
        assert middle(encoded(image, "PNG", transparency=entry)) == [255] * 3
        assert middle(encoded(image, "GIF", transparency=entry)) == [255] * 3

    @pytest.mark.parametrize(("mode", "colour"), [("RGB", (10, 200, 30)), ("L", 90)])
    def test_one_colour_declared_transparent(self, mode: str, colour: object):
        data = encoded(one_colour(mode, colour), "PNG", transparency=colour)
        assert middle(data) == [255] * 3


class TestProfile:
    def test_our_p3_columns_are_the_published_ones(self):
        # P3 D65 to XYZ as published (e.g. CSS Color 4, "lin_P3_to_XYZ")
        published = [
            [0.48657, 0.26567, 0.19822],
            [0.22897, 0.69174, 0.07929],
            [0, 0.04511, 1.04394],
        ]
        np.testing.assert_allclose(rgb_to_xyz(P3_XY), published, atol=5e-4)

    @pytest.mark.parametrize("colour", P3_COLOURS)
    def test_display_p3_becomes_srgb(self, colour: tuple[int, int, int]):
        data = encoded(one_colour("RGB", colour), "PNG", icc_profile=p3_profile())
        want = p3_to_srgb(np.array(colour, np.uint8)).tolist()
        assert middle(data) == pytest.approx(want, abs=2)

    def test_p3_is_not_taken_for_srgb(self):
        # the test above would be empty if both spaces were nearly the same
        assert abs(int(p3_to_srgb(np.array([200, 60, 60], np.uint8))[0]) - 200) > 10

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
    def test_profile_is_read_from_every_format_that_carries_one(self, kind: str):
        image = one_colour("RGB", (200, 60, 60))
        data = encoded(image, kind, icc_profile=p3_profile(), quality=95)
        want = p3_to_srgb(np.array([200, 60, 60], np.uint8)).tolist()
        assert middle(data) == pytest.approx(want, abs=6)

    def test_profile_and_alpha_together(self):
        image = one_colour("RGBA", (200, 60, 60, 255))
        want = p3_to_srgb(np.array([200, 60, 60], np.uint8)).tolist()
        data = encoded(image, "PNG", icc_profile=p3_profile())
        assert middle(data) == pytest.approx(want, abs=2)

    @pytest.mark.parametrize("profile", [b"nonsense", p3_profile()[:150], bytes(400)])
    def test_damaged_profile_is_ignored(self, profile: bytes):
        data = encoded(one_colour("RGB", (200, 60, 60)), "PNG", icc_profile=profile)
        assert middle(data) == [200, 60, 60]

    def test_profile_of_another_kind_is_ignored(self):
        data = encoded(one_colour("L", 90), "PNG", icc_profile=p3_profile())
        assert middle(data) == pytest.approx([90, 90, 90], abs=1)

    def test_picture_given_is_not_changed(self):
        image = one_colour("RGBA", (200, 60, 60, 100))
        before = image.copy()
        to_srgb(image, p3_profile())
        assert image.mode == "RGBA"
        assert image == before


class TestArrays:
    def test_uint8_colour_grey_and_alpha(self):
        assert middle(flat(SIZE, (1, 2, 3))) == [1, 2, 3]
        assert middle(np.full(SIZE[::-1], 9, np.uint8)) == [9, 9, 9]
        assert middle(np.full((*SIZE[::-1], 1), 9, np.uint8)) == [9, 9, 9]
        clear = np.dstack([flat(SIZE, (1, 2, 3)), np.zeros(SIZE[::-1], np.uint8)])
        assert middle(clear) == [255] * 3

    @pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
    def test_float_of_zero_to_one(self, kind: type):
        assert middle(np.full((*SIZE[::-1], 3), 0.2, kind)) == [51, 51, 51]

    def test_uint16(self):
        assert middle(np.full((*SIZE[::-1], 3), 25_700, np.uint16)) == [100] * 3
        assert middle(np.full((*SIZE[::-1], 3), 65_535, np.uint16)) == [255] * 3

    @pytest.mark.parametrize("value", [np.nan, np.inf, -0.1, 1.5])
    def test_other_floats_are_refused(self, value: float):
        pixels = np.full((*SIZE[::-1], 3), 0.5)
        pixels[3, 4, 1] = value
        with pytest.raises(PhotoError) as caught:
            read_photo(pixels)
        assert caught.value.code == "unreadable"
        assert "0..1" in caught.value.message

    @pytest.mark.parametrize("kind", [np.int32, np.int64, bool, complex, object])
    def test_other_dtypes_are_refused_by_name(self, kind: type):
        with pytest.raises(PhotoError, match=np.dtype(kind).name):
            array_to_image(np.zeros((*SIZE[::-1], 3), kind))

    def test_not_contiguous(self):
        pixels = quadrants()
        np.testing.assert_array_equal(read_photo(pixels[:, ::-1]).rgb, pixels[:, ::-1])
