"""Photos cut off, with bytes changed, and other kinds of file under a photo's name."""

import functools
import io
import json
import random
import struct
import zipfile

import numpy as np
from PIL import Image

from beauty.paths import ASSETS
from tests.hostile.bombs import HEIC
from tests.hostile.case import REFUSED_FILE, Hostile, group
from tests.hostile.chunks import encoded, jpeg_with, png, png_chunk, segment

KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "TIFF": "tif", "GIF": "gif", "BMP": "bmp"}
KINDS |= {"AVIF": "avif", "HEIC": "heic"}
CUTS = (0.001, 0.02, 0.3, 0.7, 0.99)  # shares of the file that are left
CHANGES = 3  # files of each kind with bytes changed
UNKNOWN = frozenset({"unsupported_format"})
SCRIPT = b"/*<script>alert(1)</script>*/=1;"


def files() -> list[Hostile]:
    quick = [f"cut_0.3.{end}" for end in KINDS.values()] + ["gif_script.gif", "page.html.jpg"]
    return [
        *group("cut off", _cut(), quick=quick),
        *group("bytes changed", _changed()),
        *group("another format", _disguised(), UNKNOWN | {"unreadable"}, quick),
        *group("two formats in one", _polyglots(), quick=quick),
        *group("wrong name", _misnamed()),
        *group("hardly a file", _scraps(), REFUSED_FILE, quick),
    ]


@functools.cache
def face() -> Image.Image:
    """A rendered face that belongs to nobody, 450 pixels a side."""
    with Image.open(ASSETS / "examples" / "fair_oval.jpg") as image:
        return image.convert("RGB").resize((450, 450))


@functools.cache
def good(kind: str) -> bytes:
    """A sound photo of that face in a format (HEIC: two colours, for nobody writes it here)."""
    return HEIC.read_bytes() if kind == "HEIC" else encoded(face(), kind)


def _cut() -> list[tuple[str, functools.partial[bytes]]]:
    return [
        (f"cut_{share}.{end}", functools.partial(_first, kind, share))
        for kind, end in KINDS.items()
        for share in CUTS
    ]


def _first(kind: str, share: float) -> bytes:
    data = good(kind)
    return data[: max(1, int(len(data) * share))]


def _changed() -> list[tuple[str, functools.partial[bytes]]]:
    return [
        (f"changed_{seed}.{end}", functools.partial(_with_changes, kind, seed))
        for kind, end in KINDS.items()
        for seed in range(CHANGES)
    ]


def _with_changes(kind: str, seed: int) -> bytes:
    """Ten bytes changed in the head, then ten anywhere."""
    data, chance = bytearray(good(kind)), random.Random(seed)
    for reach in (min(200, len(data)), len(data)):
        for _ in range(10):
            data[chance.randrange(4, reach)] = chance.randrange(256)
    return bytes(data)


def _disguised() -> list[tuple[str, functools.partial[bytes]]]:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    entity = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg>&b;</svg>'
    contents = {
        "archive.zip": _zip(),
        "picture.svg": svg,
        "entity.svg.jpg": entity,
        "page.html.jpg": b"<!doctype html><img src=x onerror=alert(1)>",
        "paper.pdf.png": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>",
        "film.mp4.heic": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200),
        "icon.ico": b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0" + bytes(100),
        "layers.psd": b"8BPS\0\1" + bytes(100),
        "script.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n(%pipe%id) (w) file\n",
        "magick.mvg": b"push graphic-context\nfill 'url(https://127.0.0.1/\"|id\")'\npop\n",
        "archive.tar.gz": b"\x1f\x8b\x08\0" + bytes(100),
        "answers.json": json.dumps({"photo": "x" * 1000}).encode(),
        "code.py.jpg": b"import os; os.system('id')",
        "program.jpg": b"\x7fELF\2\1\1" + bytes(100),
        "module.wasm": b"\0asm\1\0\0\0",
        "plain.ppm": b"P6 64 64 255\n" + bytes(64 * 64 * 3),
        "map.xbm": b"#define a_width 99\n#define a_height 99\nstatic char a[] = {0x00};",
        "wave.jp2": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(100),
        "scan.dcm": bytes(128) + b"DICM" + bytes(100),
        "film.fli": bytes(4) + b"\x12\xaf" + bytes(200),
        "quite_ok.qoi": b"qoif" + struct.pack(">II", 64, 64) + b"\3\0" + bytes(100),
        "notes.txt.gif": "不是照片 ".encode() * 100,
    }
    return [(name, functools.partial(bytes, data)) for name, data in contents.items()]


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../photo.jpg", good("JPEG"))
    return buffer.getvalue()


def _polyglots() -> list[tuple[str, functools.partial[bytes]]]:
    small = encoded(Image.new("P", (64, 64)), "GIF")
    contents = {
        "jpeg_zip.jpg": good("JPEG") + _zip(),
        "zip_jpeg.jpg": _zip() + good("JPEG"),
        "gif_script.gif": small[:6] + b"/*" + small[8:] + SCRIPT,
        "pdf_jpeg.pdf": b"%PDF-1.7\n" + good("JPEG"),
        "jpeg_pdf.jpg": good("JPEG") + b"%PDF-1.7\n%%EOF",
        "jpeg_php.jpg": jpeg_with(segment(0xFE, b"<?php system($_GET[0]); ?>"), face()),
        "png_html.png": png((64, 64), png_chunk(b"tEXt", b"Title\0<script>alert(1)</script>")),
        "png_tail.png": good("PNG") + bytes(1_000_000),
        "jpeg_jpeg.jpg": good("JPEG") * 3,
        "bmp_script.bmp": b"BM/*" + bytes(50) + b"*/=1;" + SCRIPT,
        "webp_exif_html.webp": encoded(face(), "WEBP", exif=b"Exif\0\0" + SCRIPT),
        "tiff_jpeg.tif": good("TIFF")[:8] + good("JPEG"),
    }
    return [(name, functools.partial(bytes, data)) for name, data in contents.items()]


def _misnamed() -> list[tuple[str, functools.partial[bytes]]]:
    ends = list(KINDS.values())
    return [
        (f"truly_{end}.{other}", functools.partial(good, kind))
        for (kind, end), other in zip(KINDS.items(), ends[1:] + ends[:1], strict=True)
    ]


def _scraps() -> list[tuple[str, functools.partial[bytes]]]:
    noise = np.random.default_rng(0).integers(0, 256, 100_000, np.uint8).tobytes()
    contents = {
        "nothing.jpg": b"",
        "one_byte.jpg": b"\xff",
        "start_only.jpg": b"\xff\xd8\xff",
        "start_only.png": b"\x89PNG\r\n\x1a\n",
        "two_letters.bmp": b"BM",
        "start_only.gif": b"GIF89a",
        "start_only.webp": b"RIFF\xff\xff\xff\xffWEBP",
        "start_only.heic": b"\0\0\0\x18ftypheic",
        "zeros.jpg": bytes(1_000_000),
        "bytes.jpg": noise,
        "noise_behind_start.jpg": b"\xff\xd8\xff" + noise,
        "noise_behind_start.png": b"\x89PNG\r\n\x1a\n" + noise,
        "noise_behind_start.tif": b"II*\0" + noise,
        "too_many_bytes.jpg": good("JPEG") + bytes(25 * 2**20),
    }
    return [(name, functools.partial(bytes, data)) for name, data in contents.items()]
