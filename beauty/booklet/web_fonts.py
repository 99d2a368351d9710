"""The report's fonts for its web page: only the characters on it, inside the page."""

import base64
import io
import re
from html import unescape

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from beauty.booklet.fonts import FAMILIES, font_file

WEB_FONTS = ("sans", "serif")  # bold is drawn by the browser


def font_faces(body: str) -> str:
    """@font-face rules with the characters of this HTML embedded."""
    codes = set(map(ord, unescape(re.sub(r"<[^>]*>", "", body))))
    return "".join(_face(name, codes) for name in WEB_FONTS)


def _face(name: str, codes: set[int]) -> str:
    packed = base64.b64encode(_cut(name, codes)).decode("ascii")
    source = f'url("data:font/woff;base64,{packed}") format("woff")'
    return f'\n@font-face {{ font-family: "{FAMILIES[name]}"; src: {source}; }}'


def _cut(name: str, codes: set[int]) -> bytes:
    options = Options()
    options.notdef_outline = True
    cutter = Subsetter(options)
    cutter.populate(unicodes=codes)
    made = io.BytesIO()
    how = {"lazy": True, "recalcTimestamp": False, "recalcBBoxes": False}
    with TTFont(font_file(name), **how) as font:
        cutter.subset(font)
        font.flavor = "woff"
        font.save(made)
    return made.getvalue()
