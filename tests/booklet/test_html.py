"""The report as a web page: one file, nothing outside it, nothing of its reader's in its markup."""

import re
from html.parser import HTMLParser

import pytest

from beauty.booklet import Booklet, as_html, made
from tests.booklet.conftest import HOSTILE, Make

VOID = {"meta", "img"}


class Reader(HTMLParser):
    """Tags, addresses and plain text of a page; fails where an element is left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.alts: list[str] = []
        self.text = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        self.addresses += [str(found[name]) for name in ("src", "href") if name in found]
        self.ids += [str(found["id"])] if "id" in found else []
        self.alts += [str(found.get("alt", ""))] if tag == "img" else []
        assert not [name for name in found if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


@pytest.fixture(scope="module")
def page(booklet: Booklet) -> str:
    return as_html(booklet)


def test_one_file_asks_nobody(page: str):
    reader = Reader(page)
    assert not {"script", "link", "iframe", "object", "form"} & set(reader.tags)
    assert reader.addresses and all(one.startswith("data:image/jpeg") for one in reader.addresses)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style and set(re.findall(r'url\("([^;]*);', style[1])) == {"data:font/woff"}
    assert "http" not in style[1] and "@import" not in style[1]
    assert "default-src 'none'" in page


def test_it_is_whole_and_in_its_language(page: str, booklet: Booklet):
    reader = Reader(page)
    assert {one.name for one in booklet.sections} <= set(reader.ids)
    assert all(reader.alts), "every picture has words for those who do not see it"
    assert f'<html lang="{ {"zh": "zh-CN"}.get(booklet.texts.language, "en") }">' in page
    for section in booklet.sections:
        assert section.title in reader.text
    assert booklet.promise in reader.text and booklet.dated in reader.text


def test_hostile_words_stay_words(page: str):
    assert HOSTILE not in page
    assert HOSTILE in Reader(page).text


def test_same_report_same_page(make: Make):
    assert as_html(make("zh")) == as_html(make("zh"))


def test_photos_bring_no_metadata_along(page: str):
    assert b"Exif" not in made_bytes(page)


def made_bytes(page: str) -> bytes:
    import base64

    packed = re.findall(r'src="data:image/jpeg;base64,([^"]+)"', page)
    return b"".join(base64.b64decode(one) for one in packed)


def test_made_gives_utf8(booklet: Booklet, page: str):
    assert made(booklet, "html").decode("utf-8") == page
