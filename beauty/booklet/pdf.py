"""A report as a PDF: bytes, made in memory, the same for the same report."""

import io
from threading import Lock

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus.flowables import Flowable

from beauty.booklet.booklet import Booklet
from beauty.booklet.flow import Flow
from beauty.booklet.style import MARGIN, colors, register_fonts

WIDE, HIGH = A4
TOP, BOTTOM = MARGIN + 8, MARGIN + 10
LANGUAGE_TAGS = {"zh": "zh-CN"}
_writer = Lock()  # the writer keeps tables of fonts that are not made for two threads


def write_pdf(booklet: Booklet) -> bytes:
    """A4 pages with embedded fonts, bookmarks and page numbers."""
    with _writer:
        register_fonts()
        rl_config.useA85 = 0  # a text form of the streams: a quarter longer, and slow
        made = io.BytesIO()
        _Document(made, booklet).build(_story(booklet), canvasmaker=_numbered(booklet))
        return made.getvalue()


def _story(booklet: Booklet) -> list[Flowable]:
    flow = Flow(booklet.texts.language, WIDE - 2 * MARGIN)
    story = [*flow.cover(booklet.cover), NextPageTemplate("inner"), PageBreak()]
    for section in booklet.sections:
        story += flow.section(section)
    return story


class _Document(BaseDocTemplate):  # type: ignore[misc] # the writer is not annotated
    """Two kinds of pages: the cover under its title, and the inner ones."""

    def __init__(self, target: io.BytesIO, booklet: Booklet) -> None:
        language = booklet.texts.language
        super().__init__(
            target,
            pagesize=A4,
            title=f"{booklet.title}, {booklet.dated}",
            author="beauty",
            creator="beauty",
            producer="beauty",
            subject=booklet.promise,
            lang=LANGUAGE_TAGS.get(language, language),
            invariant=1,
        )
        self.booklet = booklet
        whole = (MARGIN, BOTTOM, WIDE - 2 * MARGIN)
        room = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        self.addPageTemplates(
            [
                PageTemplate("cover", [Frame(*whole, HIGH - BOTTOM - COVER_TOP, **room)], _head),
                PageTemplate("inner", [Frame(*whole, HIGH - BOTTOM - TOP, **room)]),
            ]
        )


COVER_TOP = 170


def _head(canvas: Canvas, document: _Document) -> None:
    """The cover's head: title, what it is, when it was made."""
    booklet = document.booklet
    canvas.setFillColor(colors()["soft"])
    canvas.rect(0, HIGH - COVER_TOP + 26, WIDE, COVER_TOP - 26, fill=1, stroke=0)
    canvas.setFillColor(colors()["gold"])
    canvas.rect(0, HIGH - COVER_TOP + 26, WIDE, 1.6, fill=1, stroke=0)
    canvas.setFillColor(colors()["ink"])
    canvas.setFont("serif", 34)
    canvas.drawString(MARGIN, HIGH - 82, booklet.title)
    right = MARGIN + canvas.stringWidth(booklet.title, "serif", 34)
    canvas.setFillColor(colors()["rose"])
    canvas.circle(right + 9, HIGH - 79, 3.6, fill=1, stroke=0)
    canvas.setFillColor(colors()["quiet"])
    canvas.setFont("sans", 10.5)
    canvas.drawString(MARGIN, HIGH - 104, booklet.texts.get("page.tagline"))
    canvas.drawString(MARGIN, HIGH - 122, booklet.dated)


def _numbered(booklet: Booklet) -> type[Canvas]:
    """A canvas that writes each page's foot at the end, when the number of pages is known."""

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            self.pages: list[dict[str, object]] = []

        def showPage(self) -> None:  # noqa: N802 - the writer's name
            self.pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self.pages, 1):
                self.__dict__.update(page)
                self._foot(number, len(self.pages))
                super().showPage()
            super().save()

        def _foot(self, number: int, count: int) -> None:
            self.setStrokeColor(colors()["line"])
            self.setLineWidth(0.6)
            self.line(MARGIN, BOTTOM - 12, WIDE - MARGIN, BOTTOM - 12)
            self.setFillColor(colors()["quiet"])
            self.setFont("sans", 8)
            self.drawString(MARGIN, BOTTOM - 26, f"beauty · {booklet.promise}")
            said = booklet.texts.get("booklet.page_of", page=number, pages=count)
            self.drawRightString(WIDE - MARGIN, BOTTOM - 26, said)

    return Numbered
