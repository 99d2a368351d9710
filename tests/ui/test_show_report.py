"""The card that offers the report, and the one that holds it."""

import base64
import re

import pytest

from beauty import Analysis
from beauty.booklet import KINDS
from beauty.profile import Profile
from beauty.recommend import own_catalogue, recommend
from beauty.texts import Texts, load_texts
from beauty.ui.show_report import TYPES, show_made, show_report

BEGINS = {"pdf": b"%PDF-", "html": b"<!doctype html>"}


@pytest.fixture(params=("en", "zh"))
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def test_card_offers_each_kind_and_holds_nothing_yet(texts: Texts):
    card = show_report(texts)
    assert [kind for kind in KINDS if f'data-report="{kind}"' in card] == list(KINDS)
    assert card.count(texts.get("booklet.making")) == len(KINDS)
    assert "href" not in card and card == show_report(texts)


@pytest.mark.parametrize("kind", KINDS)
def test_made_file_is_in_the_card_once_and_every_card_is_new(
    rendered: Analysis, texts: Texts, kind: str
):
    profile = Profile.of(rendered, {})
    plan = recommend(profile, own_catalogue())
    first, second = (show_made(rendered, profile, plan, texts, kind) for _ in range(2))
    links = re.findall(r'href="data:([^;]+);base64,([^"]+)" download="([^"]+)"', first)
    assert len(links) == 1
    (what, packed, name) = links[0]
    assert what == TYPES[kind] and name.endswith(f".{kind}")
    assert base64.b64decode(packed).startswith(BEGINS[kind])
    assert first != second, "the page draws a card anew only if it differs"
