"""The report's own fonts, for machines that have none, and what they cannot say."""

import unicodedata
from functools import cache
from pathlib import Path

from beauty.paths import ASSETS

FONTS = ASSETS / "fonts"
FAMILIES = {"sans": "Beauty Sans", "sans_bold": "Beauty Sans Bold", "serif": "Beauty Serif"}
UNKNOWN = "□"  # for a character that no font of ours has
ALIKE = {"˚": "°"}  # signs that no font of ours has, as one that looks the same
BREAKS = "\n\r\t\x0b\x0c\x85\u2028\u2029"


def font_file(name: str) -> Path:
    """Where the font sans, sans_bold or serif lies."""
    return FONTS / f"{name}.ttf"


@cache
def characters(name: str) -> frozenset[int]:
    """The characters that a font has."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    return frozenset(TTFontFile(str(font_file(name))).charToGlyph)


def plain(text: str) -> str:
    """The text in composed characters, its line breaks as spaces, without invisible signs: a report is
    no place for a text that turns its own direction."""
    composed = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if sign in BREAKS else sign for sign in composed)
    return "".join(sign for sign in spaced if not unicodedata.category(sign).startswith("C"))


def runs(text: str, font: str) -> list[tuple[str, str]]:
    """(font, piece) in order: the font asked for where it has the characters, else the large one; what
    neither has becomes UNKNOWN. A sign that only changes the one before it is left out."""
    found: list[tuple[str, str]] = []
    for sign in plain(text):
        sign = ALIKE.get(sign, sign)
        if unicodedata.category(sign) in ("Mn", "Me") and ord(sign) not in characters("sans"):
            continue
        own = ord(sign) in characters(font)
        sign = sign if own or ord(sign) in characters("sans") else UNKNOWN
        name = font if own or ord(sign) in characters(font) else "sans"
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + sign)
        else:
            found.append((name, sign))
    return found
