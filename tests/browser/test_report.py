"""The report from the page: asked for, waited for, saved by the browser, kept nowhere."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from beauty.booklet import KINDS
from beauty.texts import load_texts
from tests.browser.conftest import OpenPage, Served
from tests.browser.test_privacy import holding
from tests.browser.visit import Visit


def save(guest: Visit, kind: str, path: Path) -> bytes:
    with guest.page.expect_download() as download:
        guest.at(f"#show-report button[data-report={kind}]").click()
    assert download.value.suggested_filename.endswith(f".{kind}")
    download.value.save_as(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("locale", "language", "width"), [("en-US", "en", 1280), ("zh-CN", "zh", 390)]
)
def test_both_kinds_are_saved_again_and_again(
    visit: OpenPage, served: Served, tmp_path: Path, locale: str, language: str, width: int
):
    guest, title = visit(locale, width=width), load_texts(language).get("booklet.title")
    expect(guest.at("#show-report button")).to_have_count(0)
    guest.at("#examples button").first.click()
    expect(guest.at("#picture img")).to_be_visible()
    guest.tab("report", language)
    expect(guest.at("#show-report button")).to_have_count(len(KINDS))
    for _ in range(2):
        pdf = save(guest, "pdf", tmp_path / "report.pdf")
        assert title in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert title in save(guest, "html", tmp_path / "report.html").decode("utf-8")
    expect(guest.at("#show-report button:disabled")).to_have_count(0)
    expect(guest.at("#show-report a[download]")).to_have_count(1)
    for folder in (served.photos, served.disk):
        assert holding(b"%PDF", folder) == []
    guest.at("#delete").click()
    expect(guest.at("#show-report a[download]")).to_have_count(0)
