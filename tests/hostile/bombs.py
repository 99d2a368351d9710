"""Small files that unfold into much: pixels, frames, directories, markers, passes over a picture."""

import functools
import struct
import zlib
from pathlib import Path

from PIL import Image

from tests.hostile import chunks
from tests.hostile.case import REFUSED_FACE, REFUSED_FILE, Hostile, group
from tests.hostile.chunks import encoded, gif, png, png_chunk, segment, tiff

HEIC = Path(__file__).parents[1] / "photo" / "data" / "two_halves.heic"
SIDE = 7000  # squared, just under the limit of pixels
FLOOD = 2_000_000  # pieces of 12 bytes that fit into the largest file allowed
FRAMES = 20_000
REFUSED = REFUSED_FILE | REFUSED_FACE


def files() -> list[Hostile]:
    quick = [
        *("png_169_megapixels.png", "jpeg_3000_scans.jpg", "gif_comments.gif", "tiff_circle.tif"),
        *("gif_20000_frames.gif", "heic_65535.heic"),
    ]
    pixels = [*_pixels_png(), *_pixels_other()]
    return [
        *group("bomb of pixels", pixels, REFUSED, quick),
        *group("bomb of frames", _frames(), REFUSED, quick),
        *group("bomb of pieces", [*_pieces(), *_directories()], REFUSED, quick),
    ]


def _pixels_png() -> list[tuple[str, functools.partial[bytes]]]:
    make = functools.partial
    return [
        ("png_169_megapixels.png", make(png, (13000, 13000), colour=0)),
        ("png_49_megapixels.png", make(png, (SIDE, SIDE))),
        ("png_49_megapixels_deep.png", make(png, (SIDE, SIDE), depth=16, colour=6)),
        ("png_two_colours.png", make(png, (30000, 1600), depth=1, colour=0)),
        ("png_2147483647.png", make(png, (2**31 - 1, 2**31 - 1), rows=0)),
        ("png_wide.png", make(png, (49_000_000, 1), rows=1)),
        ("png_no_rows.png", make(png, (6000, 6000), rows=0)),
        ("png_no_size.png", make(png, (0, 0), rows=0)),
    ]


def _pixels_other() -> list[tuple[str, functools.partial[bytes]]]:
    make = functools.partial
    plain = Image.new("RGB", (1, 1), (200, 150, 130))
    large = make(plain.resize, (SIDE, SIDE))
    return [
        ("jpeg_65535.jpg", make(chunks.jpeg_sized, 65535, 65535)),
        ("jpeg_49_announced.jpg", make(chunks.jpeg_sized, SIDE, SIDE)),
        ("jpeg_49_megapixels.jpg", make(_encode, large, "JPEG")),
        ("jpeg_3000_scans.jpg", make(_scans, 3000)),
        ("webp_16383.webp", make(chunks.webp, chunks.webp_canvas(16383, 16383))),
        (
            "webp_48_megapixels.webp",
            make(_encode, make(plain.resize, (16000, 3000)), "WEBP", method=0),
        ),
        ("webp_2_to_24.webp", make(chunks.webp, chunks.webp_canvas(2**24, 2**24))),
        ("gif_65535.gif", make(gif, (65535, 65535))),
        ("gif_49_megapixels.gif", make(gif, (SIDE, SIDE))),
        ("tiff_50000.tif", make(tiff, 50000, 50000, b"\0")),
        ("tiff_49_announced.tif", make(tiff, SIDE, SIDE, b"\0")),
        ("tiff_49_deflate.tif", make(_tiff_deflate, SIDE)),
        ("tiff_one_row_strips.tif", make(tiff, SIDE, SIDE, bytes(100), rows=1)),
        ("bmp_30000.bmp", make(_bmp, 30000, 30000, 0, b"")),
        ("bmp_minus.bmp", make(_bmp, 30000, -(2**31), 0, b"")),
        ("bmp_runs.bmp", make(_bmp, SIDE, SIDE, 1, b"\1\5" * (FLOOD * 6))),
        ("heic_65535.heic", make(_announced, HEIC, 65535, 65535)),
        ("heic_7000.heic", make(_announced, HEIC, SIDE, SIDE)),
        ("avif_65535.avif", make(_avif, 65535)),
        ("avif_7000.avif", make(_avif, SIDE)),
        ("avif_49_megapixels.avif", make(_encode, large, "AVIF", speed=10)),
    ]


def _frames() -> list[tuple[str, functools.partial[bytes]]]:
    make = functools.partial
    return [
        ("gif_20000_frames.gif", make(gif, (64, 64), frames=FRAMES)),
        ("apng_20000_frames.png", make(chunks.apng, FRAMES)),
        ("webp_20000_frames.webp", make(chunks.webp_frames, FRAMES)),
        ("tiff_20000_pages.tif", make(_pages, FRAMES)),
    ]


def _pieces() -> list[tuple[str, functools.partial[bytes]]]:
    make, long_text = functools.partial, zlib.compress(bytes(200_000_000), 9)
    exif = segment(0xE1, b"Exif\0\0" + bytes(65000))
    return [
        ("png_pieces.png", make(png, (64, 64), png_chunk(b"prVt") * FLOOD)),
        ("png_texts.png", make(png, (64, 64), png_chunk(b"tEXt", b"a\0b") * 1_500_000)),
        ("png_text_200_mb.png", make(png, (64, 64), png_chunk(b"zTXt", b"a\0\0" + long_text))),
        ("png_words.png", make(png, (64, 64), png_chunk(b"iTXt", b"a\0\1\0\0\0" + long_text))),
        ("png_profile.png", make(png, (64, 64), png_chunk(b"iCCP", b"a\0\0" + long_text))),
        ("png_many_tables.png", make(png, (64, 64), png_chunk(b"PLTE", bytes(768)) * 30_000)),
        ("jpeg_markers.jpg", make(chunks.jpeg_with, segment(0xE5) * (FLOOD * 3))),
        ("jpeg_comments.jpg", make(chunks.jpeg_with, segment(0xFE) * (FLOOD * 3))),
        ("jpeg_exifs.jpg", make(chunks.jpeg_with, exif * 380)),
        ("jpeg_fill.jpg", make(chunks.jpeg_with, b"\xff" * 25_000_000)),
        ("gif_comments.gif", make(gif, (64, 64), b"!\xfe\1a\0" * 4_900_000)),
        ("gif_zeros.gif", make(gif, (64, 64), bytes(25_000_000))),
        ("webp_pieces.webp", make(_webp_pieces, 3_000_000)),
    ]


def _directories() -> list[tuple[str, functools.partial[bytes]]]:
    make = functools.partial
    return [
        ("tiff_circle.tif", make(tiff, 64, 64, bytes(4096), 8)),
        ("tiff_many_tags.tif", make(_many_tags, 1_200_000)),
        ("tiff_inner_circle.tif", make(_inner_circle)),
        ("tiff_value_4_gb.tif", make(_long_value)),
        ("tiff_nowhere.tif", make(tiff, 64, 64, bytes(4096), 0xFFFFFFF0)),
    ]


def _encode(image: functools.partial[Image.Image], kind: str, **options: object) -> bytes:
    return encoded(image(), kind, **options)


def _scans(number: int) -> bytes:
    """A small JPEG that asks for its 49 million pixels to be gone over again and again."""
    data = encoded(Image.new("L", (SIDE, SIDE), 128), "JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * number + data[-2:]


def _tiff_deflate(side: int) -> bytes:
    return tiff(side, side, zlib.compress(bytes(side * side), 9), compression=8)


def _bmp(width: int, height: int, compression: int, pixels: bytes) -> bytes:
    size = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, compression, 0, 0, 0, 256, 0)
    return b"BM" + struct.pack("<IHHI", 0, 0, 0, 54 + 1024) + size + bytes(1024) + pixels


def _announced(path: Path, width: int, height: int) -> bytes:
    return chunks.box_sized(path.read_bytes(), width, height)


def _avif(side: int) -> bytes:
    return chunks.box_sized(encoded(Image.new("RGB", (64, 64)), "AVIF"), side, side)


def _pages(number: int) -> bytes:
    """A chain of directories that share one strip."""
    length = 2 + 12 * 10 + 4
    end = 8 + length * number
    entries = chunks.tiff_entries(64, 64, end, 4096)
    pages = (chunks.ifd(entries, 8 + length * (page + 1)) for page in range(number - 1))
    return b"II*\0" + struct.pack("<I", 8) + b"".join(pages) + chunks.ifd(entries) + bytes(4096)


def _many_tags(number: int) -> bytes:
    rows = (struct.pack("<HHQQ", row % 65000 + 1, 3, 1, 1) for row in range(number))
    return b"II+\0\x08\0\0\0" + struct.pack("<QQ", 16, number) + b"".join(rows) + bytes(8)


def _inner_circle() -> bytes:
    """Its EXIF and GPS directories are itself."""
    entries = [*chunks.tiff_entries(64, 64, 500, 4096), (34665, 4, 1, 8), (34853, 4, 1, 8)]
    return (b"II*\0" + struct.pack("<I", 8) + chunks.ifd(entries)).ljust(500, b"\0") + bytes(4096)


def _long_value() -> bytes:
    entries = [*chunks.tiff_entries(64, 64, 500, 4096), (700, 1, 0xFFFFFFFF, 8)]
    return (b"II*\0" + struct.pack("<I", 8) + chunks.ifd(entries)).ljust(500, b"\0") + bytes(4096)


def _webp_pieces(number: int) -> bytes:
    picture = encoded(Image.new("RGB", (64, 64)), "WEBP", lossless=True)[12:]
    return chunks.webp(chunks.webp_canvas(64, 64), chunks.riff(b"JUNK", b"") * number, picture)
