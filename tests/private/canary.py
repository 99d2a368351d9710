"""A photo that can be recognised wherever it went: words in its pixels, its EXIF and its name."""

import io

import numpy as np
from PIL import Image

WORDS = b"canary-5b1f0c77-of-nobody"
NAME = "name-2d9e-of-nobody.png"
WISH = "nowheresville-wish-88c1"
GPS_IFD, DESCRIPTION, ARTIST = 0x8825, 0x010E, 0x013B
PATCH = np.frombuffer(WORDS + bytes(-len(WORDS) % 3), np.uint8).reshape(1, -1, 3)


def marked(rgb: np.ndarray) -> np.ndarray:
    """The picture uint8 (H, W, 3) with the words as pixels in its corner."""
    copy = rgb.copy()
    copy[:1, : PATCH.shape[1]] = PATCH
    return copy


def exif() -> Image.Exif:
    """A place, a description and an author, each with the words."""
    made = Image.Exif()
    made[DESCRIPTION] = made[ARTIST] = WORDS.decode()
    made[GPS_IFD] = {1: "N", 2: (48.0, 51.0, 29.0), 3: "E", 4: (2.0, 17.0, 40.0), 27: WORDS}
    return made


def canary_png(rgb: np.ndarray) -> bytes:
    """PNG without compression, so that the pixels' words stand in the file as they are."""
    file = io.BytesIO()
    Image.fromarray(marked(rgb)).save(file, "PNG", compress_level=0, exif=exif())
    content = file.getvalue()
    assert content.count(WORDS) >= 3, "in the pixels, and in the EXIF twice and more"
    return content


def canary_jpeg(rgb: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(rgb).save(file, "JPEG", quality=92, exif=exif(), comment=WORDS)
    return file.getvalue()


def told_by(content: bytes) -> list[str]:
    """What a file still says beside its pixels: our words, EXIF, comments, text, profiles."""
    found = ["the words"] if WORDS in content or b"nobody" in content else []
    if content[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xdb"):
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            found += [str(name) for name in image.info if not str(name).startswith("jfif")]
            found += [f"exif {tag}" for tag in image.getexif()]
    return [name for name in found if name not in ("dpi",)]
