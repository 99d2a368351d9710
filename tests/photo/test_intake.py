"""The door: formats, orientations, limits and refusals."""

import struct
import time
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from beauty.errors import PhotoError
from beauty.photo import read_photo
from beauty.photo.intake import MAX_BYTES, MAX_SIDE_PX
from beauty.texts import languages
from tests.builders import encoded, flat, quadrants

DATA = Path(__file__).parent / "data"
LOSSLESS = {"WEBP": {"lossless": True}, "JPEG": {"quality": 95}, "AVIF": {"quality": 95}}
# the eight EXIF orientations as numpy turns: upright picture -> picture as stored
STORED = {
    1: lambda p: p,
    2: lambda p: p[:, ::-1],
    3: lambda p: p[::-1, ::-1],
    4: lambda p: p[::-1],
    5: lambda p: p.swapaxes(0, 1),
    6: lambda p: np.rot90(p, 1),  # the camera was held so that the viewer turns it clockwise
    7: lambda p: p[::-1, ::-1].swapaxes(0, 1),
    8: lambda p: np.rot90(p, -1),
}


def refusal(source: object) -> PhotoError:
    """The refusal of a source, checked to say something in every language."""
    with pytest.raises(PhotoError) as caught:
        read_photo(source)
    for language in languages():
        for part in ("message", "advice"):
            sentence = caught.value.said(part, language)
            assert len(sentence) > 5
            assert "{" not in sentence
    return caught.value


def corner_colours(rgb: np.ndarray) -> list[list[int]]:
    """The colours in the middle of the four quadrants."""
    height, width = rgb.shape[:2]
    rows, columns = (height // 4, 3 * height // 4), (width // 4, 3 * width // 4)
    return [rgb[y, x].tolist() for y in rows for x in columns]


def png_header(width: int, height: int) -> bytes:
    """A PNG that declares a size and holds hardly any pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


class TestFormats:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF"])
    def test_every_format_is_read(self, kind: str, tmp_path: Path):
        data = encoded(quadrants(), kind, **LOSSLESS.get(kind, {}))
        path = tmp_path / "picture.dat"  # the content counts, not the name
        path.write_bytes(data)
        for source in (data, path, str(path)):
            photo = read_photo(source)
            assert photo.size_wh == photo.original_size_wh == (96, 64)
            want = corner_colours(quadrants())
            assert np.abs(np.array(corner_colours(photo.rgb)) - want).max() <= 6

    def test_heic(self):
        photo = read_photo(DATA / "two_halves.heic")
        assert photo.size_wh == photo.original_size_wh == (96, 64)
        assert photo.rgb[32, 12].tolist() == pytest.approx([220, 60, 40], abs=4)
        assert photo.rgb[32, 84].tolist() == pytest.approx([30, 90, 200], abs=4)

    def test_turned_heic(self):
        photo = read_photo(DATA / "two_halves_turned.heic")
        assert photo.size_wh == photo.original_size_wh == (64, 96)
        assert photo.rgb[12, 32].tolist() == pytest.approx([220, 60, 40], abs=4)
        assert photo.rgb[84, 32].tolist() == pytest.approx([30, 90, 200], abs=4)

    @pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF", "AVIF"])
    def test_first_picture_of_several(self, kind: str):
        first, second = (Image.fromarray(flat((80, 72), c)) for c in ((200, 0, 0), (0, 0, 200)))
        data = encoded(first, kind, save_all=True, append_images=[second])
        assert read_photo(data).rgb[30, 30].tolist() == pytest.approx([200, 0, 0], abs=4)

    def test_pillow_image(self):
        photo = read_photo(Image.fromarray(quadrants()))
        np.testing.assert_array_equal(photo.rgb, quadrants())

    def test_lazily_opened_pillow_image(self):
        with Image.open(BytesIO(encoded(quadrants(), "PNG"))) as image:
            np.testing.assert_array_equal(read_photo(image).rgb, quadrants())


class TestOrientation:
    @pytest.mark.parametrize("orientation", STORED)
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
    def test_picture_comes_out_upright(self, orientation: int, kind: str):
        exif = Image.Exif()
        exif[0x0112] = orientation
        stored = np.ascontiguousarray(STORED[orientation](quadrants()))
        photo = read_photo(encoded(stored, kind, exif=exif, **LOSSLESS.get(kind, {})))
        assert photo.size_wh == (96, 64)
        assert photo.original_size_wh == (96, 64)
        assert np.abs(np.array(corner_colours(photo.rgb)) - corner_colours(quadrants())).max() <= 6

    def test_pillow_image_with_exif(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        stored = np.ascontiguousarray(STORED[6](quadrants()))
        with Image.open(BytesIO(encoded(stored, "PNG", exif=exif))) as image:
            photo = read_photo(image)
        assert photo.original_size_wh == (96, 64)
        np.testing.assert_array_equal(photo.rgb, quadrants())

    @pytest.mark.parametrize("orientation", [0, 9, 4711])
    def test_unknown_orientation_is_ignored(self, orientation: int):
        exif = Image.Exif()
        exif[0x0112] = orientation
        photo = read_photo(encoded(quadrants(), "PNG", exif=exif))
        np.testing.assert_array_equal(photo.rgb, quadrants())

    def test_big_picture_lying_on_its_side(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        photo = read_photo(encoded(flat((4200, 2100), (90, 90, 90)), "JPEG", exif=exif))
        assert photo.original_size_wh == (2100, 4200)
        assert photo.size_wh == (1024, 2048)
        assert photo.scale_to_original == pytest.approx(4200 / 2048)


class TestLimits:
    def test_large_picture_is_scaled(self):
        photo = read_photo(encoded(flat((5000, 2500), (90, 120, 150)), "JPEG"))
        assert photo.size_wh == (2048, 1024)
        assert photo.original_size_wh == (5000, 2500)
        assert photo.scale_to_original == pytest.approx(5000 / 2048)
        assert photo.rgb[500, 500].tolist() == pytest.approx([90, 120, 150], abs=3)

    def test_picture_at_the_limit_is_not_scaled(self):
        photo = read_photo(flat((MAX_SIDE_PX, 70), (1, 2, 3)))
        assert photo.size_wh == (MAX_SIDE_PX, 70)
        assert photo.scale_to_original == 1

    @pytest.mark.parametrize("size_wh", [(63, 500), (500, 63), (1, 1)])
    def test_too_small(self, size_wh: tuple[int, int]):
        for source in (flat(size_wh, (9, 9, 9)), encoded(flat(size_wh, (9, 9, 9)), "PNG")):
            error = refusal(source)
            assert error.code == "too_small"
            assert f"{size_wh[0]} x {size_wh[1]}" in error.message

    def test_smallest_allowed(self):
        assert read_photo(flat((64, 64), (9, 9, 9))).size_wh == (64, 64)

    @pytest.mark.parametrize("shape", [(0, 100, 3), (100, 0, 3)])
    def test_no_pixels_at_all(self, shape: tuple[int, ...]):
        assert refusal(np.zeros(shape, np.uint8)).code == "too_small"

    @pytest.mark.parametrize("side", [10_000, 100_000])
    def test_many_pixels_are_refused_by_the_header_alone(self, side: int):
        data = png_header(side, side)
        assert len(data) < 200
        begin = time.perf_counter()
        assert refusal(data).code == "too_large"
        assert time.perf_counter() - begin < 0.5

    def test_too_many_bytes(self, tmp_path: Path):
        path = tmp_path / "huge.png"
        with path.open("wb") as file:
            file.write(encoded(quadrants(), "PNG"))
            file.truncate(MAX_BYTES + 1)
        assert refusal(path).code == "too_large"
        assert refusal(path.read_bytes()).code == "too_large"

    def test_lazily_opened_huge_image_is_refused_without_decoding(self):
        with Image.open(BytesIO(png_header(8000, 8000))) as image:  # under Pillow's own limit
            begin = time.perf_counter()
            assert refusal(image).code == "too_large"
        assert time.perf_counter() - begin < 0.5


class TestRefusals:
    @pytest.mark.parametrize(
        "data",
        [
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
            b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>',
            b"just some words",
            bytes(1000),
        ],
        ids=["pdf", "svg", "text", "zeros"],
    )
    def test_other_files(self, data: bytes):
        assert refusal(data).code == "unsupported_format"

    def test_zip(self):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("photo.png", encoded(quadrants(), "PNG"))
        assert refusal(buffer.getvalue()).code == "unsupported_format"

    def test_formats_pillow_knows_and_we_do_not_promise(self):
        assert refusal(encoded(quadrants(), "PPM")).code == "unsupported_format"

    def test_empty(self, tmp_path: Path):
        path = tmp_path / "empty.jpg"
        path.touch()
        assert refusal(b"").code == refusal(path).code == "unreadable"

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
    def test_truncated(self, kind: str):
        noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3), np.uint8)
        data = encoded(noise, kind)
        assert refusal(data[: len(data) // 2]).code == "unreadable"

    def test_truncated_heic(self):
        data = (DATA / "two_halves.heic").read_bytes()
        assert refusal(data[: len(data) - 40]).code == "unreadable"

    def test_missing_path_and_directory(self, tmp_path: Path):
        missing, folder = refusal(tmp_path / "nowhere.jpg"), refusal(tmp_path)
        assert missing.code == folder.code == "unreadable"
        assert "no such file" in missing.message
        assert "folder" in folder.message

    @pytest.mark.parametrize("path", ["", "a\0b", "x" * 5000])
    def test_impossible_paths(self, path: str):
        assert refusal(path).code == "unreadable"

    @pytest.mark.parametrize("shape", [(100,), (100, 100, 2), (100, 100, 5), (2, 100, 100, 3)])
    def test_arrays_of_another_shape(self, shape: tuple[int, ...]):
        error = refusal(np.zeros(shape, np.uint8))
        assert error.code == "unreadable"
        assert str(shape) in error.message


class TestManners:
    def test_array_given_is_neither_changed_nor_shared(self):
        pixels = quadrants()
        before = pixels.copy()
        photo = read_photo(pixels)
        assert pixels.flags.writeable
        assert not np.shares_memory(photo.rgb, pixels)
        np.testing.assert_array_equal(pixels, before)

    def test_pillow_image_given_is_not_changed(self):
        image = Image.fromarray(quadrants())
        image.info["icc_profile"] = b"nonsense"
        before = image.copy()
        read_photo(image)
        assert image == before
        assert image.info == before.info

    def test_lazily_opened_image_keeps_its_size(self):
        large = encoded(Image.new("L", (4200, 4100), 90), "JPEG")  # large enough to decode at half
        with Image.open(BytesIO(large)) as image:
            assert read_photo(image).original_size_wh == (4200, 4100)
            assert image.size == (4200, 4100)
        assert read_photo(large).original_size_wh == (4200, 4100)

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
    def test_nothing_of_exif_survives(self, kind: str):
        exif = Image.Exif()
        exif[0x010F] = "SecretCamera"
        exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.5)  # GPS latitude
        data = encoded(quadrants(), kind, exif=exif)
        assert b"SecretCamera" in data
        photo = read_photo(data)
        assert set(vars(photo)) == {"rgb", "original_size_wh"}
        assert b"SecretCamera" not in encoded(photo.rgb, "PNG")
        assert not Image.open(BytesIO(encoded(photo.rgb, "PNG"))).getexif()


class TestProperties:
    @given(
        st.integers(1, 5000),
        st.integers(1, 5000),
        st.sampled_from(["L", "RGB", "RGBA", "LA", "CMYK", "1", "P", "I;16", "F"]),
    )
    @settings(max_examples=30, deadline=None)
    def test_whatever_comes_leaves_as_bounded_rgb(self, width: int, height: int, mode: str):
        image = Image.new(mode, (width, height))
        if min(width, height) < 64:
            assert refusal(image).code == "too_small"
            return
        photo = read_photo(image)
        assert photo.rgb.dtype == np.uint8
        assert photo.rgb.ndim == 3
        assert photo.rgb.shape[2] == 3
        assert max(photo.size_wh) == min(max(width, height), MAX_SIDE_PX)
        assert photo.original_size_wh == (width, height)

    @given(
        st.binary(max_size=300),
        st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"GIF89a", b"BM", b"II*\0"]),
    )
    @settings(max_examples=150, deadline=None)
    def test_random_bytes_are_refused_in_words(self, noise: bytes, head: bytes):
        assert refusal(head + noise).code in (
            "unreadable",
            "unsupported_format",
            "too_large",
            "too_small",
        )

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "AVIF", "HEIC"])
    @given(st.integers(0, 10_000), st.binary(min_size=1, max_size=20))
    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.differing_executors]
    )
    def test_damaged_files_give_a_photo_or_a_refusal(self, kind: str, place: int, noise: bytes):
        good = HEIC if kind == "HEIC" else encoded(quadrants(), kind)
        at = place % len(good)
        try:
            rgb = read_photo(good[:at] + noise + good[at + len(noise) :]).rgb
        except PhotoError as error:
            assert error.code in ("unreadable", "unsupported_format", "too_large", "too_small")
        else:
            assert rgb.dtype == np.uint8
            assert max(rgb.shape) <= MAX_SIDE_PX


HEIC = (DATA / "two_halves.heic").read_bytes()
