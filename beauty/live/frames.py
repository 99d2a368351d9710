"""Frames on their way in and out: JPEG bytes and pixels, with limits on what is read."""

import io

import cv2
import numpy as np
from PIL import Image

from beauty.live.limits import Limits

JPEG = b"\xff\xd8\xff"
SMALLEST_SIDE_PX = 32
READ = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION


class FrameError(Exception):
    """A frame that is not worked on. code: not_jpeg, too_large, too_small or too_fast."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_frame(data: bytes, limits: Limits, wanted_side_px: int) -> np.ndarray:
    """Pixels uint8 (h, w, 3) of a JPEG, its long side at most a quarter above the wanted one.

    Size and kind are looked at before anything is decoded. Raises FrameError.
    """
    if len(data) > limits.frame_bytes:
        raise FrameError("too_large")
    if not data.startswith(JPEG):
        raise FrameError("not_jpeg")
    longest, shortest = _sides_px(data)
    if longest > limits.side_px:
        raise FrameError("too_large")
    if shortest < SMALLEST_SIDE_PX:
        raise FrameError("too_small")
    rgb = cv2.imdecode(np.frombuffer(data, np.uint8), READ)
    if rgb is None:
        raise FrameError("not_jpeg")
    if longest <= 1.25 * wanted_side_px:
        return np.asarray(rgb)
    scale = wanted_side_px / longest  # the browser has not heard yet, or does not listen
    smaller: np.ndarray = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return smaller


def jpeg_of(rgb: np.ndarray, quality: int) -> bytes:
    """The JPEG of pixels uint8 (h, w, 3); quality 1..100."""
    bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    _, encoded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return encoded.tobytes()


def _sides_px(data: bytes) -> tuple[int, int]:
    """Longest and shortest side by the header. Raises FrameError where it cannot be read."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as header:
            return max(header.size), min(header.size)
    except (
        Exception
    ) as error:  # Pillow raises many kinds for broken headers, warnings of ours among them
        raise FrameError("not_jpeg") from error
