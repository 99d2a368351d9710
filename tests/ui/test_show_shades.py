"""Swatches of the make-up plan: every colour with its words, the product once, nothing unescaped."""

import re

import pytest

from beauty import Analysis
from beauty.profile import Profile
from beauty.recommend import own_catalogue, recommend
from beauty.report import plan_json
from beauty.texts import Texts, load_texts
from beauty.ui.show_plan import show_makeup
from beauty.ui.show_shades import show_shades
from tests.ui.test_html import Tags


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def test_every_shade_of_the_plan_is_a_swatch_with_its_word(analysis: Analysis, texts: Texts):
    plan = recommend(Profile.of(analysis, {}), own_catalogue())
    page = show_makeup(plan, texts)
    for step in plan_json(plan, texts)["makeup_plan"]:
        for shade in (*step["shades"], *step["shades_elsewhere"]):
            assert f"background:{shade['hex']}" in page
            if shade["match_text"]:
                assert shade["match_text"] in page
    assert page.count('class="shade-row"') == 5  # four steps, and foundation elsewhere


def test_one_product_is_named_once_above_its_shades(analysis: Analysis, texts: Texts):
    plan = recommend(Profile.of(analysis, {}), own_catalogue())
    base = plan_json(plan, texts)["makeup_plan"][0]
    shown = show_shades({**base, "shades_elsewhere": []}, texts)
    assert Tags(shown).said.count(base["shades"][0]["product"]) == 1
    assert len(re.findall('class="shade"', shown)) == 3


def test_a_step_without_colours_shows_nothing_and_a_note_alone_is_shown(texts: Texts):
    bare = {"shades": [], "shades_elsewhere": [], "shade_notes": []}
    assert show_shades(bare, texts) == ""
    assert "<p" in show_shades({**bare, "shade_notes": ["a & b"]}, texts)


def test_names_of_a_shop_cannot_break_the_page(texts: Texts):
    evil = {
        **{"place": "lips", "brand": "<b>", "product": "x", "shade": "<script>", "hex": "#112233"},
        **{"price": 9.5, "currency": "EUR", "match": None, "match_text": None},
        **{"family_text": None, "product_id": None, "shade_id": "lips:#112233"},
        **{"feedback": [], "product_feedback": []},
    }
    shown = show_shades({"shades": [evil], "shades_elsewhere": [], "shade_notes": []}, texts)
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "9.5" in shown


def test_shades_that_can_be_painted_can_be_tried_on(analysis: Analysis, texts: Texts):
    plan = recommend(Profile.of(analysis, {}), own_catalogue())
    page = show_makeup(plan, texts)
    offered = {
        (step["step"], shade["shade_id"])
        for step in plan_json(plan, texts)["makeup_plan"]
        for shade in (*step["shades"], *step["shades_elsewhere"])
    }
    buttons = set(re.findall(r'data-try="(\w+)" data-shade="([^"]+)"', page))
    assert {step for step, _ in buttons} == {"base", "blush", "eyes", "lips"}
    assert buttons == offered
    assert (
        show_shades({**plan_json(plan, texts)["makeup_plan"][0], "step": "brows"}, texts).count(
            "data-try"
        )
        == 0
    )
