"""Cut the report's fonts out of Noto CJK, so that a machine without any font can print Chinese.

    python -m tools.subset_font [--fonts /usr/share/fonts/opentype/noto]

The source is the Debian package fonts-noto-cjk 1:20220127+repack1-1 (SIL Open Font License 1.1). Of each
font the characters named in FONTS are kept; outlines become quadratic, as the PDF writer reads them;
layout tables and hints go. The result is named anew, as the licence asks of changed fonts, and is the
same bytes every time.
"""

import argparse
import gzip
from collections.abc import Iterator
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

from beauty.paths import ASSETS
from tools.table import table

TARGET = ASSETS / "fonts"
SIMPLIFIED = "SC"  # of the collection's regional fonts
MAX_ERROR = 1.0  # of a curve, in thousandths of the type size
LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2C6, 0x2DA, 0x3B1, 0x3B2, 0x3BC)
SIGNS = "–—‘’“”•…‹›€™←↑→↓−≈≤≥□■●○★☆"
CHINESE_SIGNS = "　、。〈〉《》「」『』【】〔〕·！（），．：；？～％＋－／￥"
# name of the file -> source, name of the new font, whether it holds all of GB 2312 or our own words only
FONTS = {
    "sans": ("NotoSansCJK-Regular.ttc", "Beauty Sans", True),
    "sans_bold": ("NotoSansCJK-Bold.ttc", "Beauty Sans Bold", False),
    "serif": ("NotoSerifCJK-Bold.ttc", "Beauty Serif", False),
}
NAMES_KEPT = {0, 7, 13, 14}  # copyright, trademark, licence, where the licence is


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts/opentype/noto"))
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args()
    rows = []
    for name, (source, called, everything) in FONTS.items():
        path = args.out / f"{name}.ttf"
        font = subset(args.fonts / source, called, wanted(everything))
        font.save(path)
        rows.append(
            (path.name, called, f"{len(font.getBestCmap()):,}", path.stat().st_size // 1024)
        )
    print(table(("file", "font", "characters", "KB"), rows))


def wanted(everything: bool) -> set[int]:
    """Characters to keep: Latin, signs and our own words; with `everything` GB 2312 and products, too."""
    chosen = {*LATIN, *map(ord, SIGNS + CHINESE_SIGNS), *own_words("texts/*.toml")}
    if everything:
        chosen |= {*gb2312(), *own_words("*/*.toml"), *own_words("catalogue/*.tsv.gz")}
    return {code for code in chosen if code >= 0x20}


def own_words(pattern: str) -> set[int]:
    """Characters of the project's own files of this pattern below assets/."""
    found: set[int] = set()
    for path in ASSETS.glob(pattern):
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == ".gz" else content
        found.update(map(ord, content.decode("utf-8")))
    return found


def gb2312() -> Iterator[int]:
    """The characters of the national standard of 1980, most frequent (level 1) and less frequent ones."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield ord(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:  # five cells are empty
                continue


def subset(collection: Path, called: str, codes: set[int]) -> TTFont:
    """The simplified-Chinese font of a collection with these characters only, quadratic and renamed."""
    font = next(
        one
        for one in TTCollection(collection, lazy=True).fonts
        if one["name"].getDebugName(1).endswith(SIMPLIFIED)
    )
    options = Options()
    options.layout_features, options.hinting, options.notdef_outline = [], False, True
    options.name_IDs = list(NAMES_KEPT)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    _make_quadratic(font)
    _rename(font, called)
    font.recalcTimestamp = False
    return font


def _make_quadratic(font: TTFont) -> None:
    """Cubic outlines (CFF) to quadratic ones (glyf)."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        drawn[name] = pen.glyph()
    glyf, maxp = newTable("glyf"), newTable("maxp")
    glyf.glyphOrder, glyf.glyphs = order, drawn
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs"):
        setattr(maxp, field, 0)
    for field in ("maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["loca"], font["glyf"], font["maxp"] = newTable("loca"), glyf, maxp
    del font["CFF "]
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    for name in order:
        advance, _ = font["hmtx"][name]
        drawn[name].recalcBounds(glyf)
        font["hmtx"][name] = (advance, drawn[name].xMin)


def _rename(font: TTFont, called: str) -> None:
    names = font["name"]
    names.names = [one for one in names.names if one.nameID in NAMES_KEPT]
    postscript = called.replace(" ", "")
    for number, said in (
        (1, called),
        (2, "Regular"),
        (3, postscript),
        (4, called),
        (6, postscript),
    ):
        names.setName(said, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()
