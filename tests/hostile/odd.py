"""Sound photos with absurd data beside the pixels, rare kinds of pixels, odd shapes and odd names."""

import functools
import struct

import numpy as np
from PIL import Image, ImageCms

from tests.hostile.broken import face, good
from tests.hostile.case import REFUSED_FACE, REFUSED_FILE, Hostile, group
from tests.hostile.chunks import encoded, jpeg_with, png, segment, tiff

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x927C
NAMES = (
    *("../../../etc/passwd.jpg", "..\\..\\boot.ini.jpg", "/etc/shadow.png", "C:\\photo.jpg"),
    *("-rf.jpg", "--json.png", "$(id).jpg", "`id`.jpg", "a;id.jpg", "%2e%2e%2f.jpg", "CON.jpg"),
    *("a" * 240 + ".jpg", "照片 🙂 é.jpg", "\u202egpj.exe.jpg", "new\nline.jpg", 'quote".jpg'),
    *("<script>alert(1)</script>.jpg", ".jpg", ".htaccess", "  .jpg", "{0}{x}.jpg", "%s%n.jpg"),
    *("\ufeff.jpg", "a\u0000b.jpg", "=cmd|' '!A0.jpg", "photo.jpg/../../x"),
)


def files() -> list[Hostile]:
    quick = ["orientation_255.jpg", "not_a_number.tif", "cmyk.jpg", "64_x_780000.png", NAMES[0]]
    return [
        *group("absurd EXIF", _exif(), quick=quick),
        *group("absurd colour profile", _profiles()),
        *group("rare pixels", _pixels(), quick=quick),
        *group("odd shape", _shapes(), REFUSED_FACE | REFUSED_FILE, quick),
        *group(
            "odd name", [(name, functools.partial(good, "JPEG")) for name in NAMES], quick=quick
        ),
    ]


def _exif() -> list[tuple[str, functools.partial[bytes]]]:
    make = functools.partial
    thumb = segment(0xE1, b"Exif\0\0" + b"\xff\xd8" * 32000)
    rows = [(f"orientation_{n}.jpg", make(_tagged, {ORIENTATION: n})) for n in (0, 9, 255, 65535)]
    rows += [
        ("orientation_text.jpg", make(_oriented, "upside down")),
        ("orientation_many.jpg", make(_oriented, [6] * 5000)),
        ("orientation_fraction.jpg", make(_oriented, None)),
        ("place_nonsense.jpg", make(_tagged, {GPS: {2: (999.0, 0.0, 1e9), 29: "tomorrow"}})),
        ("maker_60_kb.jpg", make(_tagged, {MAKER: bytes(60_000)})),
        ("thumbnails.jpg", make(jpeg_with, thumb * 100, face())),
        (
            "exif_noise.jpg",
            make(jpeg_with, segment(0xE1, b"Exif\0\0II*\0" + b"\xff" * 999), face()),
        ),
        ("exif_circle.jpg", make(jpeg_with, segment(0xE1, b"Exif\0\0" + _circle()), face())),
        ("xmp_noise.jpg", make(jpeg_with, segment(0xE1, _xmp(b"<" * 60_000)), face())),
        ("xmp_laughs.jpg", make(jpeg_with, segment(0xE1, _xmp(_laughs())), face())),
        ("xmp_turned.jpg", make(jpeg_with, segment(0xE1, _xmp(b'tiff:Orientation="99"')), face())),
        ("jfif_density.jpg", make(jpeg_with, segment(0xE0, b"JFIF\0\1\1\1" + bytes(6)), face())),
        ("adobe_255.jpg", make(jpeg_with, segment(0xEE, b"Adobe\0d" + b"\xff" * 5), face())),
    ]
    return rows


def _tagged(tags: dict[int, object]) -> bytes:
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[tag] = value
    return encoded(face(), "JPEG", exif=exif)


def _oriented(value: object) -> bytes:
    """With an orientation that is a text, many numbers or (None) a fraction over zero."""
    kind = 2 if isinstance(value, str) else 3 if isinstance(value, list) else 5
    values = value if isinstance(value, list) else [value]
    packed = {
        2: lambda: str(value).encode() + b"\0",
        3: lambda: struct.pack(f"<{len(values)}H", *values),
        5: lambda: struct.pack("<II", 1, 0),
    }[kind]()
    count = len(packed) if kind == 2 else len(values)
    head = b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, ORIENTATION, kind, count, 26) + bytes(4)
    return encoded(face(), "JPEG", exif=b"Exif\0\0" + head + packed)


def _circle() -> bytes:
    """A directory whose EXIF, GPS and next directory are itself."""
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, 8) for tag in (34665, 34853, 40965))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 3) + rows + struct.pack("<I", 8)


def _xmp(text: bytes) -> bytes:
    return b"http://ns.adobe.com/xap/1.0/\0" + text


def _laughs() -> bytes:
    rows = b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n, n - 1, n - 1) for n in range(1, 60))
    return b'<!DOCTYPE x [<!ENTITY a0 "ha">' + rows + b"]><x>&a59;</x>"


def _profiles() -> list[tuple[str, functools.partial[bytes]]]:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    tags = srgb[:128] + struct.pack(">I", 0xFFFFFFFF) + srgb[132:]
    profiles = {"nothing": b"\0", "noise": b"\xff" * 999, "cut": srgb[:200], "lab": lab}
    profiles |= {"tags": tags, "long": srgb + bytes(3_000_000), "named": b"acsp" * 400}
    profiles |= {"size": b"\xff\xff\xff\xff" + srgb[4:]}
    return [
        (f"profile_{name}.{end}", functools.partial(encoded, face(), kind, icc_profile=data))
        for name, data in profiles.items()
        for kind, end in (("JPEG", "jpg"), ("PNG", "png"))
    ]


def _pixels() -> list[tuple[str, functools.partial[bytes]]]:
    make, picture = functools.partial, face()
    grey = np.asarray(picture.convert("L")).astype(np.float32)
    floats = {"not_a_number": np.nan, "infinite": np.inf, "huge": 3e38, "minus": -1e30}
    clear = picture.convert("P", palette=Image.Palette.ADAPTIVE)
    deep = Image.fromarray((grey * 257).astype(np.uint16))
    rows = [
        (f"{name}.tif", make(encoded, Image.fromarray(np.full_like(grey, value)), "TIFF"))
        for name, value in floats.items()
    ]
    rows += [
        ("some_not_a_number.tif", make(encoded, Image.fromarray(_with_nan(grey / 255)), "TIFF")),
        ("floats.tif", make(encoded, Image.fromarray(grey / 255), "TIFF")),
        ("cmyk.jpg", make(encoded, picture.convert("CMYK"), "JPEG")),
        ("cmyk.tif", make(encoded, picture.convert("CMYK"), "TIFF")),
        ("lab.tif", make(encoded, picture.convert("LAB"), "TIFF")),
        ("deep_grey.png", make(encoded, deep, "PNG")),
        ("deep_grey.tif", make(encoded, deep, "TIFF")),
        ("palette_clear.png", make(encoded, clear, "PNG", transparency=bytes(range(256)))),
        ("palette_clear.gif", make(encoded, clear, "GIF", transparency=7)),
        ("one_bit.png", make(encoded, picture.convert("1"), "PNG")),
        ("one_bit.tif", make(encoded, picture.convert("1"), "TIFF", compression="group4")),
        ("grey_alpha.png", make(encoded, picture.convert("LA"), "PNG")),
        ("all_clear.png", make(encoded, _with_alpha(picture, 0), "PNG")),
        ("hardly_there.webp", make(encoded, _with_alpha(picture, 3), "WEBP")),
        ("bits_31.tif", make(tiff, 64, 64, bytes(99999), bits=31)),
        ("bits_0.tif", make(tiff, 64, 64, bytes(99999), bits=0)),
        ("sample_9.tif", make(tiff, 64, 64, bytes(99999), bits=64, sample=9)),
        ("packing_999.tif", make(tiff, 64, 64, bytes(9999), compression=999)),
        ("interlaced.png", make(png, (700, 700), interlaced=1)),
        ("no_palette.png", make(png, (64, 64), colour=3)),
    ]
    return rows


def _with_nan(grey: np.ndarray) -> np.ndarray:
    spoiled = grey.copy()
    spoiled[::7, ::5] = np.nan
    return spoiled


def _with_alpha(picture: Image.Image, alpha: int) -> Image.Image:
    clear = picture.copy()
    clear.putalpha(alpha)
    return clear


def _shapes() -> list[tuple[str, functools.partial[bytes]]]:
    sizes = [
        *((1, 1), (1, 9999), (9999, 1), (63, 500), (64, 64), (64, 780_000), (780_000, 64)),
        *((65, 60_000), (2048, 64), (100, 7000)),
    ]
    return [
        (f"{width}_x_{height}.png", functools.partial(png, (width, height)))
        for width, height in sizes
    ]
