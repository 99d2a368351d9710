"""The report as a PDF, read back by another library: its words, its fonts, its pages."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from beauty.booklet import Booklet, as_pdf, made
from beauty.booklet.blocks import Steps, Words
from tests.booklet.conftest import HOSTILE, Make

A4 = (595.3, 841.9)


@pytest.fixture(scope="module")
def pdf(booklet: Booklet) -> PdfReader:
    return PdfReader(io.BytesIO(as_pdf(booklet)))


def words_of(pdf: PdfReader) -> str:
    """All text without spaces and line ends, which depend on where lines break."""
    return squeezed("".join(page.extract_text() for page in pdf.pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def fonts_of(pdf: PdfReader) -> dict[str, DictionaryObject]:
    found = {}
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            found[str(font["/BaseFont"])] = font
    return found


def test_words_come_back_in_both_languages(pdf: PdfReader, booklet: Booklet):
    words = words_of(pdf)
    for section in booklet.sections:
        assert squeezed(section.title) in words
        for block in section.blocks:
            if isinstance(block, Words):
                assert squeezed(block.text) in words, block
            if isinstance(block, Steps):
                assert all(squeezed(step.title) in words for step in block.items)
    assert squeezed(HOSTILE) in words
    assert "□" not in words, "our own fonts have every character of our own texts"


def test_every_font_in_use_is_embedded(pdf: PdfReader):
    drawn = {name: font for name, font in fonts_of(pdf).items() if "Beauty" in name}
    assert {"BeautySans", "BeautySerif"} <= {name.split("+")[-1] for name in drawn}
    for font in drawn.values():
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font
    for page in pdf.pages:
        used = set(re.findall(rb"/(\S+) [\d.]+ Tf", page.get_contents().get_data()))
        named = page["/Resources"]["/Font"]
        names = {str(named[f"/{one.decode()}"].get_object()["/BaseFont"]) for one in used}
        shown = page.extract_text()
        assert names - set(drawn) <= {"/Helvetica"} and shown


def test_pages_are_a4_and_numbered(pdf: PdfReader, booklet: Booklet):
    count = len(pdf.pages)
    assert 6 <= count <= 14
    for number, page in enumerate(pdf.pages, 1):
        assert tuple(map(float, page.mediabox[2:])) == pytest.approx(A4, abs=0.1)
        foot = booklet.texts.get("booklet.page_of", page=number, pages=count)
        assert squeezed(foot) in squeezed(page.extract_text())
        assert squeezed(booklet.promise) in squeezed(page.extract_text())
    assert [one.title for one in pdf.outline] == [one.title for one in booklet.sections]


def test_metadata_names_the_report_and_nobody_else(pdf: PdfReader, booklet: Booklet):
    told = pdf.metadata
    assert told and told.title == f"{booklet.title}, {booklet.dated}"
    assert {told.author, told.creator, told.producer} == {"beauty"}
    tags = {"zh": "zh-CN", "en": "en"}
    assert pdf.trailer["/Root"]["/Lang"] == tags[booklet.texts.language]
    raw = as_pdf(booklet)
    assert b"Exif" not in raw and b"/home" not in raw and b"site-packages" not in raw


def test_same_report_same_bytes(make: Make):
    assert as_pdf(make("zh")) == as_pdf(make("zh")) == made(make("zh"), "pdf")


def test_no_words_leave_the_page(pdf: PdfReader):
    for page in pdf.pages:
        places: list[tuple[float, float]] = []

        def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
            if text.strip():
                places.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))  # noqa: B023

        page.extract_text(visitor_text=visit)
        assert places
        assert all(0 <= x <= A4[0] - 30 and 15 <= y <= A4[1] for x, y in places)


def test_endless_names_wrap_and_unknown_signs_are_shown_as_such(make: Make, booklet: Booklet):
    """A shop's own catalogue may hold anything: no name may burst a page or end the report."""
    hostile = "Überlange" * 60 + " 𠮷😀 " + "超长的产品名称" * 80 + "\u202e"
    sections = []
    for section in booklet.sections:
        blocks = tuple(
            replace(
                block,
                items=tuple(
                    replace(
                        step,
                        title=hostile[:700],
                        products=tuple(
                            replace(p, name=hostile, brand=hostile) for p in step.products
                        ),
                    )
                    for step in block.items
                ),
            )
            if isinstance(block, Steps)
            else block
            for block in section.blocks
        )
        sections.append(replace(section, blocks=blocks))
    pdf = PdfReader(io.BytesIO(as_pdf(replace(booklet, sections=tuple(sections)))))
    words = words_of(pdf)
    assert "Überlange" * 3 in words and "□□" in words
    assert words.count("超长的产品名称") >= 80
