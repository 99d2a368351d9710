"""From path, bytes, PIL image or array to a `Photo`: the only door for pictures.

Order matters: size on disk, then the header, and only then are pixels decoded, so that a small file
cannot unfold into gigabytes.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image

from beauty.errors import PhotoError
from beauty.photo.convert import array_to_image, to_eight_bit, to_srgb
from beauty.photo.photo import Photo
from beauty.photo.sniff import looks_like_photo

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE_PX = 2048
MIN_SIDE_PX = 64
ENOUGH = (
    0.95  # of the longest side: a JPEG that is decoded at a fraction need not be shrunk from less
)
REDUCING_GAP = 1.5  # from three times the longest side on, halve first: a third of the time
PREMULTIPLIED = {"RGBA": "RGBa", "LA": "La"}
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "HEIF", "AVIF")
ORIENTATION_TAG = 0x0112
TURNS = {  # EXIF orientation -> what makes the stored picture upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = (5, 6, 7, 8)  # EXIF orientations that swap width and height

Source = str | Path | bytes | Image.Image | np.ndarray


def read_photo(source: Source, longest_px: int = MAX_SIDE_PX) -> Photo:
    """Take in a photo: a path, the bytes of a file, a PIL image or an array.

    Arrays are (H, W), (H, W, 1), (H, W, 3) or (H, W, 4) in RGB order: uint8, uint16, or float in 0..1.
    Returns upright sRGB pixels, long side at most `longest_px`. Raises PhotoError with code unreadable,
    unsupported_format, too_large or too_small.
    """
    if isinstance(source, np.ndarray):
        return _from_array(source, longest_px)
    if isinstance(source, Image.Image):
        _check_size(*source.size)  # before the copy, which decodes a picture that was only opened
        with _refusing(None):
            return _from_image(source.copy(), longest_px)
    data = source if isinstance(source, bytes) else read_bytes(Path(source))
    return _from_bytes(data, longest_px)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, at most one more than allowed. Raises PhotoError "unreadable"."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one more than allowed is enough to refuse
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | ValueError)
        reason = "no_such_file" if missing else "not_a_file"
        raise PhotoError("unreadable", reason=reason) from error


def check_bytes(data: bytes) -> None:
    """Raises PhotoError "too_large" for more than MAX_BYTES."""
    if len(data) > MAX_BYTES:
        raise PhotoError("too_large", got=f"over {MAX_BYTES // 2**20} MB")


def _from_bytes(data: bytes, longest_px: int) -> Photo:
    check_bytes(data)
    with _refusing(data):
        _register_heif()
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return _from_image(image, longest_px)


def _from_image(image: Image.Image, longest_px: int) -> Photo:
    width, height = image.size
    _check_size(width, height)
    if image.format == "JPEG":
        share = min(1.0, ENOUGH * longest_px / max(image.size))
        wanted = round(share * width), round(share * height)
        image.draft(image.mode, wanted)  # decodes a big one at a half, a quarter or an eighth
    image.load()  # Pillow itself turns a TIFF here, and reports its size upright from the start
    orientation = image.getexif().get(ORIENTATION_TAG)
    small = _shrink(to_eight_bit(image), longest_px)
    upright = small.transpose(TURNS[orientation]) if orientation in TURNS else small
    rgb = np.array(to_srgb(upright, image.info.get("icc_profile")))
    return Photo(rgb, (height, width) if orientation in SIDEWAYS else (width, height))


def _from_array(array: np.ndarray, longest_px: int) -> Photo:
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in (1, 3, 4)):
        raise PhotoError("unreadable", reason=f"an array of shape {array.shape}")
    _check_size(array.shape[1], array.shape[0])
    image = array_to_image(array)
    return Photo(np.array(to_srgb(_shrink(image, longest_px), None)), image.size)


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PhotoError("too_large", got=f"{width * height / 1e6:.0f} megapixels")
    if min(width, height) < MIN_SIDE_PX:
        raise PhotoError("too_small", got=f"{width} x {height}", least=MIN_SIDE_PX)


def _shrink(image: Image.Image, longest_px: int) -> Image.Image:
    factor = longest_px / max(image.size)
    if factor >= 1:
        return image
    width, height = (max(1, round(side * factor)) for side in image.size)
    inner = PREMULTIPLIED.get(image.mode, image.mode)  # as Pillow does, which then forgets the gap
    resized = image.convert(inner).resize(
        (width, height), Image.Resampling.LANCZOS, None, REDUCING_GAP
    )
    return resized.convert(image.mode)


@cache
def _register_heif() -> None:
    pi_heif.register_heif_opener()


@contextmanager
def _refusing(data: bytes | None) -> Iterator[None]:
    """Turn whatever a decoder throws at a bad file into the refusal a person understands."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except PhotoError:
        raise
    except Image.DecompressionBombError as error:
        raise PhotoError("too_large", got="over 50 megapixels") from error
    except Exception as error:
        code = "unreadable" if data is None or looks_like_photo(data) else "unsupported_format"
        raise PhotoError(code, reason="damaged") from error
