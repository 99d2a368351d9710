"""HTML in its smallest pieces, for the page and for the report. Text is escaped here, once."""

import base64
from html import escape

import cv2
import numpy as np

JPEG_QUALITY = 88


def text(value: object) -> str:
    """Escaped text."""
    return escape(str(value))


def tag(name: str, inner: str, css: str = "", **attributes: str) -> str:
    """An element round HTML that is already safe; attribute values are escaped."""
    given = {"class": css, **attributes} if css else attributes
    said = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    return f"<{name}{said}>{inner}</{name}>"


def jpeg(rgb: np.ndarray, quality: int = JPEG_QUALITY) -> bytes:
    """JPEG of an image uint8 (h, w, 3), with nothing beside the pixels."""
    bgr = np.ascontiguousarray(rgb[..., ::-1])
    _, packed = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return packed.tobytes()


def data_uri(rgb: np.ndarray) -> str:
    """The same JPEG as a data: address."""
    return "data:image/jpeg;base64," + base64.b64encode(jpeg(rgb)).decode("ascii")
