"""The printed report. Importing this does not import the PDF writer; making a PDF does."""

from beauty.booklet.booklet import Booklet
from beauty.booklet.html import as_html

__all__ = ["KINDS", "Booklet", "as_html", "as_pdf", "made"]

KINDS = ("pdf", "html")


def as_pdf(booklet: Booklet) -> bytes:
    """The report as a PDF with its fonts embedded; the same bytes for the same report."""
    from beauty.booklet.pdf import write_pdf

    return write_pdf(booklet)


def made(booklet: Booklet, kind: str) -> bytes:
    """The report as a file of one of KINDS."""
    return as_pdf(booklet) if kind == "pdf" else as_html(booklet).encode("utf-8")
