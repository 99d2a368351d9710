"""Light, coloring, season and the card to tap, in words and HTML."""

import re
from dataclasses import replace
from html import unescape

import pytest

from beauty import Analysis, Beauty
from beauty.errors import CardError
from beauty.light import Light
from beauty.light.light import Shading
from beauty.texts import Texts, load_texts
from beauty.ui.session import CardTap, Session
from beauty.ui.show_card import show_card, tap_of
from beauty.ui.show_light import show_coloring, show_light, show_season
from beauty.ui.show_skin import show_monk, show_tone
from tests.light.test_card import with_card


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def said(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def test_light_in_words(texts: Texts):
    shading = Shading(direction="left", hardness="hard")
    light = Light(0.5, 0.2, 0.2, -0.2, 0.1, shading=shading, advice=("one_sided", "coloured"))
    told = said(show_light(light, texts))
    for key in ("light_from_left", "light_hard", "light_bright", "light_warm", "light_note"):
        assert texts.get(f"page.{key}").strip(", ，") in told
    assert texts.get("light.one_sided") in told
    assert texts.get("light.coloured") in told
    assert texts.get("page.light_error", level=15, balance=7) in told


def test_good_light_has_nothing_to_improve(texts: Texts):
    told = said(show_light(Light(0.0, 0.1, 0.0, 0.0, 0.05), texts))
    assert texts.get("page.light_good") in told
    assert texts.get("page.light_from_unknown") in told
    assert texts.get("page.light_usual") in told


def test_every_part_has_its_hex(analysis: Analysis, texts: Texts):
    html = show_coloring(analysis.coloring, texts)
    for name in analysis.coloring.parts:
        assert texts.get(f"coloring.{name}") in said(html)
    assert len(set(re.findall(r"#[0-9a-f]{6}", html))) == len(analysis.coloring.parts)
    alone = replace(analysis.coloring, parts={}, lightness_contrast=None, level=None)
    assert texts.get("page.contrast_unseen") in said(show_coloring(alone, texts))


def test_season_is_folded_and_says_what_it_is(analysis: Analysis, texts: Texts):
    html = show_season(analysis.skin, analysis.coloring, texts)
    assert html.startswith("<details")
    assert " open" not in html
    assert texts.get("season.note") in said(html)


def test_tone_names_what_the_light_leaves_open(analysis: Analysis, texts: Texts):
    two = replace(analysis.skin, ita_classes=("tan", "intermediate"))
    assert texts.get("ita.tan") in said(show_tone(two, texts))
    assert "IV" not in said(show_tone(two, texts))
    assert texts.get("page.sun_line", type="IV") in said(show_tone(two, texts, "IV"))


def test_own_pick_is_in_charge(analysis: Analysis, texts: Texts):
    html = show_monk(analysis.skin, texts, 9)
    assert re.search(r'class="best"><i[^>]*></i>9<', html)
    assert 'class="in"' not in html
    monk = analysis.skin.monk
    line = texts.get("page.monk_picked", picked=9, best=monk.best, low=monk.low, high=monk.high)
    assert line in said(html)


class TestCard:
    def session(self, analysis: Analysis, **values: object) -> Session:
        return Session(analysis.photo, analysis.faces, 0, analysis, **values)

    def test_folded_until_it_is_used(self, analysis: Analysis, texts: Texts):
        html = show_card(self.session(analysis), texts)
        assert "open" not in html.split(">")[0]
        assert texts.get("page.card_note") in said(html)
        assert 'value="paper" checked' in html
        assert "data:image/jpeg" in html
        assert show_card(Session(), texts) == ""

    def test_a_point_that_will_not_do_is_told_with_its_reason(
        self, analysis: Analysis, texts: Texts
    ):
        tap = CardTap(0.25, 0.5, "grey", CardError("card_dark"))
        html = show_card(self.session(analysis, card=tap), texts)
        assert texts.get("error.card_dark.message") in said(html)
        assert 'value="grey" checked' in html
        assert "left:25.00%;top:50.00%" in html
        assert "data-undo" not in html

    def test_done_offers_the_way_back(self, analysis: Analysis, texts: Texts):
        html = show_card(self.session(analysis, card=CardTap(0.1, 0.1, "paper")), texts)
        done = texts.get("page.card_done", card=texts.get("page.card_paper"))
        assert done in said(html)
        assert "data-undo" in html

    def test_tap_and_undo(self, beauty: Beauty, analysis: Analysis):
        held = Session().with_photo(beauty, with_card(analysis, (232, 230, 228)))
        done = held.with_card(beauty, CardTap(0.08, 0.93, "paper"))
        assert done.analysis.light.calibrated
        again = done.with_card(beauty, CardTap(0.05, 0.95, "grey"))
        assert again.estimated is held.analysis, "a second card does not stand on the first"
        wrong = done.with_card(beauty, CardTap(-1.0, 0.5, "paper"))
        assert wrong.card.error.code == "card_outside"
        assert wrong.analysis is held.analysis
        assert done.with_card(beauty, None).analysis is held.analysis
        assert done.with_face(beauty, 0).card is None
        assert Session().with_card(beauty, CardTap(0.5, 0.5, "paper")).card is None

    @pytest.mark.parametrize("kind", ["<b>newspaper", "", "limits"])
    def test_what_somebody_else_sends_is_only_refused(
        self, beauty: Beauty, analysis: Analysis, texts: Texts, kind: str
    ):
        tap = tap_of({"x": "0.5", "y": 0.5, "kind": kind})
        session = self.session(analysis).with_card(beauty, tap)
        assert session.card.error is not None
        assert "<b>newspaper" not in show_card(session, texts)

    def test_messages_from_the_page(self):
        assert tap_of({"undo": True}) is None
        tap = tap_of({"x": 0.25, "y": 0.5, "kind": "grey"})
        assert (tap.x_share, tap.y_share, tap.kind) == (0.25, 0.5, "grey")
        for odd in ({}, {"x": "left", "y": None}, {"x": [], "y": {}}):
            assert tap_of(odd).x_share == -1
