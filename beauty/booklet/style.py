"""Type and colours of the PDF. Colours are those of the report's style sheet; sizes are in points."""

import re
from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from beauty.booklet.fonts import FAMILIES, font_file, runs
from beauty.markup import text as escaped
from beauty.paths import ASSETS

SHEET = ASSETS / "page" / "report.css"
MARGIN = 19 * mm
# kind -> font, size, leading, colour, space before, space after
TYPE = {
    "title": ("serif", 34.0, 40.0, "ink", 0, 4),
    "tagline": ("sans", 10.5, 15.0, "quiet", 0, 0),
    "section": ("serif", 24.0, 30.0, "ink", 28, 4),
    "heading": ("serif", 14.0, 18.0, "ink", 12, 4),
    "lead": ("serif", 12.0, 16.5, "rose", 0, 5),
    "body": ("sans", 9.6, 14.4, "ink", 0, 5),
    "item": ("sans", 9.6, 14.4, "ink", 0, 4),
    "remark": ("sans", 9.2, 13.6, "ink", 2, 6),
    "why": ("sans", 8.8, 13.0, "quiet", 0, 4),
    "note": ("sans", 8.0, 11.6, "quiet", 1, 4),
    "step": ("serif", 12.5, 16.5, "ink", 0, 3),
    "label": ("serif", 10.0, 12.2, "ink", 0, 0),
    "part": ("sans", 7.8, 10.2, "quiet", 0, 0),
    "figure": ("sans", 9.0, 12.0, "ink", 0, 0),
    "name": ("sans", 9.0, 12.4, "ink", 0, 2),
    "brand": ("sans_bold", 9.2, 12.6, "ink", 0, 0),
    "price": ("sans_bold", 8.8, 12.6, "rose", 0, 2),
    "caption": ("sans", 8.2, 11.6, "quiet", 4, 0),
}
RIGHT, CENTRED = ("figure",), ("caption",)


@cache
def colors() -> dict[str, HexColor]:
    """The style sheet's colours by name."""
    named = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", SHEET.read_text("utf-8"))
    return {name: HexColor(value) for name, value in named}


@cache
def register_fonts() -> None:
    """Read the three fonts and make them known to the writer, once."""
    for name in FAMILIES:
        pdfmetrics.registerFont(TTFont(name, str(font_file(name))))


@cache
def style(kind: str, language: str) -> ParagraphStyle:
    """The look of one kind of words. Chinese may break between any two characters."""
    font, size, leading, color, before, after = TYPE[kind]
    made = ParagraphStyle(
        kind,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colors()[color],
        spaceBefore=before,
        spaceAfter=after,
        alignment=2 if kind in RIGHT else 1 if kind in CENTRED else 0,
        wordWrap="CJK" if language == "zh" else None,
        splitLongWords=1,
        embeddedHyphenation=0,
    )
    if kind == "item":
        made.leftIndent, made.bulletIndent, made.bulletColor = 12, 1, colors()["rose"]
    if kind == "remark":
        made.backColor, made.borderPadding = colors()["soft"], (5, 8, 6, 9)
        made.leftIndent, made.rightIndent = 9, 8
        made.spaceBefore, made.spaceAfter = 9, 12
    return made


def labelled(label: str, text: str, kind: str) -> str:
    """Words with a label before them that stands out."""
    color = colors()["gold-ink"].hexval().replace("0x", "#")
    said = marked(label, "brand")
    return f'<font name="sans_bold" color="{color}">{said}</font>&nbsp; {marked(text, kind)}'


def marked(text: str, kind: str) -> str:
    """Words for the writer's paragraphs: escaped, each piece in a font that has its characters."""
    font = TYPE[kind][0]
    pieces = [(name, escaped(piece)) for name, piece in runs(text, font)]
    return "".join(
        piece if name == font else f'<font name="{name}">{piece}</font>' for name, piece in pieces
    )
