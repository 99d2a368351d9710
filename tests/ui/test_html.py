"""Pieces of HTML: whatever text comes in, none of it becomes markup."""

import base64
import re
from html.parser import HTMLParser

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.ui.html import bar, card, chip, data_uri, hex_of, meter, picture, tag, text
from tests.builders import quadrants

ATTACK = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """The tags and attribute values of a piece of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.said = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(attrs)

    def handle_data(self, data: str) -> None:
        self.said += data


@given(st.text())
def test_text_comes_out_as_it_went_in_and_makes_no_tag(said: str):
    said = said.replace("\r", "")  # a parser may turn these into line ends
    read = Tags(tag("p", text(said)))
    assert read.tags == ["p"]
    assert read.said == said


def test_attribute_values_are_escaped():
    read = Tags(tag("b", "x", "css", title=ATTACK))
    assert read.tags == ["b"]
    assert read.attributes == {"class": "css", "title": ATTACK}


def test_tag_without_class_has_none():
    assert tag("p", "x") == "<p>x</p>"
    assert tag("p", "x", "note") == '<p class="note">x</p>'


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        (card(ATTACK, "", ATTACK), ["section", "h3", "p"]),
        (bar(ATTACK, 0.5), ["div", "span", "b", "i", "em"]),
        (bar("x", 0.5, unit=ATTACK), ["div", "span", "b", "i", "em"]),
        (meter(0, 0.5, 1, ATTACK), ["span", "i", "i"]),
        (chip(ATTACK), ["span"]),
        (chip(ATTACK, ATTACK), ["span", "i"]),
        (picture(quadrants(), ATTACK), ["img"]),
    ],
)
def test_no_piece_lets_markup_through(html: str, tags: list[str]):
    assert Tags(html).tags == tags
    assert "<script" not in html


def test_card_has_heading_body_and_small_print():
    html = card("Tone", "<b>body</b>", "how sure", "wide")
    assert html == (
        '<section class="card wide"><h3>Tone</h3><b>body</b><p class="note">how sure</p></section>'
    )
    assert 'class="note"' not in card("Tone", "<b>body</b>")


@pytest.mark.parametrize(("share", "percent"), [(0, 0), (0.004, 0), (0.126, 13), (1, 100)])
def test_bar_says_its_share_in_width_and_figures(share: float, percent: int):
    html = bar("oval", share, "top")
    assert f"width:{percent}%" in html
    assert f"<em>{percent}%</em>" in html
    assert 'class="bar top"' in html


def test_bar_says_another_unit_than_percent():
    assert "<em>13</em>" in bar("redness", 0.126, unit="")


@given(*[st.floats(-5, 5)] * 3)
def test_meter_stays_on_its_track(low: float, value: float, high: float):
    low, value, high = sorted([low, value, high])
    band, mark = re.findall(
        r'style="left:([\d.]+)%(?:;width:([\d.]+)%)?"', meter(low, value, high, "")
    )
    assert 0 <= float(band[0]) <= float(band[0]) + float(band[1]) <= 100.1
    assert 0 <= float(mark[0]) <= 100


def test_meter_is_read_aloud():
    html = meter(0.1, 0.2, 0.4, "20, between 10 and 40")
    assert 'aria-label="20, between 10 and 40"' in html
    assert "left:10.0%;width:30.0%" in html
    assert 'left:20.0%"' in html


def test_chip_has_a_dot_only_with_a_colour():
    assert chip("Lips", "#c2274b").count("<i") == 1
    assert "background:#c2274b" in chip("Lips", "#c2274b")
    assert "<i" not in chip("Lips")


def test_data_uri_holds_the_picture():
    rgb = quadrants(320, 240)
    uri = data_uri(rgb)
    assert uri.startswith("data:image/jpeg;base64,")
    jpeg = np.frombuffer(base64.b64decode(uri.split(",", 1)[1]), np.uint8)
    back = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)[..., ::-1]
    assert back.shape == rgb.shape
    assert np.abs(back.astype(int) - rgb).mean() < 3
    np.testing.assert_allclose(back[20, 20], rgb[20, 20], atol=6)  # red stays red, not blue


def test_picture_carries_its_description():
    html = picture(quadrants(), 'Your face, with its "regions"')
    assert re.search(r'alt="Your face, with its &quot;regions&quot;"', html)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_hex_of_is_read_back(rgb: tuple[int, int, int]):
    code = hex_of(rgb)
    assert re.fullmatch("#[0-9a-f]{6}", code)
    assert tuple(int(code[i : i + 2], 16) for i in (1, 3, 5)) == rgb
