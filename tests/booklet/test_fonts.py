"""The report's own fonts: enough characters, nothing beside them, and a clear sign for what they lack."""

import io

import pytest
from fontTools.ttLib import TTFont

from beauty.booklet.fonts import FAMILIES, FONTS, UNKNOWN, characters, font_file, plain, runs
from beauty.texts import languages, load_texts
from tools.subset_font import gb2312, own_words, wanted

MOST_BYTES = 3_000_000


def test_fonts_fit_their_budget_and_carry_their_licence():
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) <= MOST_BYTES
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")
    for name, called in FAMILIES.items():
        font = TTFont(io.BytesIO(font_file(name).read_bytes()))
        assert font["name"].getDebugName(1) == called
        assert "SIL Open Font License" in font["name"].getDebugName(13)
        assert "glyf" in font and "CFF " not in font


def test_large_font_has_all_of_gb2312_and_of_our_own_words():
    assert len(set(gb2312())) == 6763
    assert set(gb2312()) <= characters("sans")
    ours = own_words("texts/*.toml") | own_words("catalogue/*.tsv.gz")
    printed = {piece for code in ours for _, piece in runs(chr(code), "sans")}
    assert UNKNOWN not in printed
    assert wanted(everything=False) < wanted(everything=True)


@pytest.mark.parametrize("language", languages())
def test_headings_are_in_the_heading_font(language: str):
    texts = load_texts(language)
    for key in ("booklet.title", "page.tab_face", "page.care_heading", "booklet.trust_heading"):
        assert [font for font, _ in runs(texts.get(key), "serif")] == ["serif"]


def test_what_a_font_lacks_comes_from_the_large_one_or_is_marked():
    rare = next(sign for sign in map(chr, sorted(characters("sans") - characters("serif"))) if sign)
    assert runs(f"a{rare}b", "serif") == [("serif", "a"), ("sans", rare), ("serif", "b")]
    assert runs("a😀b", "sans") == [("sans", f"a{UNKNOWN}b")]


def test_text_is_made_plain():
    assert plain("e\u0301") == "é"
    assert plain("a\u202eb\u200bc\x00d") == "abcd"
    assert plain("one\ntwo\tthree") == "one two three"


def test_outlines_are_drawn_where_they_belong():
    """An opening bracket stands in the right half of its cell, as its side bearing must tell."""
    font = TTFont(io.BytesIO(font_file("sans").read_bytes()))
    name = font.getBestCmap()[ord("（")]
    glyph, (advance, left) = font["glyf"][name], font["hmtx"][name]
    assert glyph.xMin == left > advance / 2
