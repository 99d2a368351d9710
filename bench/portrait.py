"""The photo that is timed: a public-domain portrait at the sizes of the budget, or one's own."""

import cv2
import numpy as np
from skimage import data

from beauty.photo import Source, read_photo

HEAD = (slice(0, 256), slice(97, 353))  # rows, columns of the head in scikit-image's portrait
JPEG_QUALITY = 95


def portrait(side_px: int, source: Source | None = None) -> np.ndarray:
    """uint8 (H, W, 3) RGB whose long side is `side_px`.

    Without `source` it is NASA's portrait of Eileen Collins, cut to a square around the head: its face
    is about 450 px wide between the cheeks at 1280 px.
    """
    rgb = data.astronaut()[HEAD] if source is None else read_photo(source).rgb
    factor = side_px / max(rgb.shape[:2])
    kind = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    scaled: np.ndarray = cv2.resize(rgb, None, fx=factor, fy=factor, interpolation=kind)
    return scaled


def as_jpeg(rgb: np.ndarray) -> bytes:
    """The picture as a JPEG file."""
    _, packed = cv2.imencode(
        ".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
    )
    return bytes(packed)
