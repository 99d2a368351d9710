"""Pieces of picture files, put together byte by byte where no encoder would write what is wanted."""

import io
import struct
import zlib
from collections.abc import Iterable

from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a PNG's colour type


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png_chunk(kind: bytes, data: bytes = b"") -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def png(
    size: tuple[int, int],
    before: bytes = b"",
    depth: int = 8,
    colour: int = 2,
    rows: int | None = None,
    interlaced: int = 0,
) -> bytes:
    """A black PNG, `before` its pixels; with fewer rows than announced where `rows` says so."""
    width, height = size
    row = bytes(1 + -(-width * CHANNELS[colour] * depth // 8))
    press = zlib.compressobj(9)
    pixels = b"".join(press.compress(row) for _ in range(height if rows is None else rows))
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    parts = [png_chunk(b"IHDR", head), before, png_chunk(b"IDAT", pixels + press.flush())]
    return PNG + b"".join(parts) + png_chunk(b"IEND")


def apng(frames: int) -> bytes:
    """64 x 64, so many frames of one pixel each."""
    dot = zlib.compress(bytes(4))
    parts = []
    for number in range(frames):
        place = struct.pack(">IIIIIHHBB", number * 2, 1, 1, 0, 0, 1, 100, 0, 0)
        parts.append(png_chunk(b"fcTL", place))
        parts.append(png_chunk(b"fdAT", struct.pack(">I", number * 2 + 1) + dot))
    plain = png((64, 64), png_chunk(b"acTL", struct.pack(">II", frames, 0)))
    return plain.removesuffix(png_chunk(b"IEND")) + b"".join(parts) + png_chunk(b"IEND")


def riff(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def webp(*chunks: bytes) -> bytes:
    return riff(b"RIFF", b"WEBP" + b"".join(chunks))


def webp_canvas(width: int, height: int, flags: int = 0) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return riff(b"VP8X", bytes([flags, 0, 0, 0]) + size)


def webp_frames(frames: int) -> bytes:
    """An animation of one picture, so many times."""
    picture = encoded(Image.new("RGB", (64, 64), (9, 90, 9)), "WEBP", lossless=True)[12:]
    where = bytes(6) + (63).to_bytes(3, "little") * 2 + (40).to_bytes(3, "little") + b"\0"
    frame = riff(b"ANMF", where + picture)
    return webp(webp_canvas(64, 64, 2), riff(b"ANIM", bytes(6)), frame * frames)


def gif(size: tuple[int, int], before: bytes = b"", frames: int = 1, end: bytes = b";") -> bytes:
    """A GIF whose frames are 64 x 64 whatever its screen is said to be."""
    plain = encoded(Image.new("P", (64, 64)), "GIF")
    start = plain.index(b",")
    head = plain[:6] + struct.pack("<HH", *size) + plain[10:start]
    return head + before + plain[start:-1] * frames + end


Entry = tuple[int, int, int, int]  # tag, type, count, value


def ifd(entries: Iterable[Entry], following: int = 0) -> bytes:
    """One directory of a little-endian TIFF; `following` is where the next one lies."""
    rows = sorted(entries)
    body = b"".join(struct.pack("<HHII", *row) for row in rows)
    return struct.pack("<H", len(rows)) + body + struct.pack("<I", following)


def tiff_entries(width: int, height: int, strip: int, length: int, **more: int) -> list[Entry]:
    """Tags of a grey picture in one strip; more: compression, bits, sample (format), rows."""
    return [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, more.get("bits", 8)),
        (259, 3, 1, more.get("compression", 1)),
        (262, 3, 1, 1),
        (273, 4, 1, strip),
        (277, 3, 1, 1),
        (278, 4, 1, more.get("rows", height)),
        (279, 4, 1, length),
        (339, 3, 1, more.get("sample", 1)),
    ]


def tiff(width: int, height: int, pixels: bytes, following: int = 0, **more: int) -> bytes:
    """A TIFF of one grey strip, which lies behind its directory."""
    behind = 8 + 2 + 12 * 10 + 4
    directory = ifd(tiff_entries(width, height, behind, len(pixels), **more), following)
    return b"II*\0" + struct.pack("<I", 8) + directory + pixels


def segment(marker: int, data: bytes = b"") -> bytes:
    """One marker segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg_with(segments: bytes, image: Image.Image | None = None) -> bytes:
    """A JPEG with these segments right behind its start."""
    data = encoded(image or Image.new("RGB", (64, 64)), "JPEG")
    return data[:2] + segments + data[2:]


def jpeg_sized(width: int, height: int) -> bytes:
    """A small JPEG whose header announces another size."""
    data = encoded(Image.new("RGB", (64, 64)), "JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def box_sized(data: bytes, width: int, height: int) -> bytes:
    """A HEIC or AVIF file whose size properties say something else."""
    parts = data.split(b"ispe\0\0\0\0")
    return parts[0] + b"".join(
        b"ispe\0\0\0\0" + struct.pack(">II", width, height) + part[8:] for part in parts[1:]
    )
