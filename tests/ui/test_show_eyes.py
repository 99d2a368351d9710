"""The card on the eyes: the photo's word, the person's own, or why there is none."""

from dataclasses import replace

import pytest

from beauty import Analysis
from beauty.profile import Profile
from beauty.texts import load_texts
from beauty.ui.show_eyes import UNSURE, show_eyes
from tests.ui.test_html import Tags


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_card_says_what_was_read_or_why_not(analysis: Analysis, language: str):
    texts = load_texts(language)
    nobody, picked = Profile.of(None, {}), Profile.of(None, {"eye_shape": "monolid"})
    almond = texts.get("answer.eye_shape.almond").lower()
    sure = replace(analysis.eyes, label="almond", sure=True, reason="", lid_share=0.4)
    said = Tags(show_eyes(sure, nobody, texts)).said
    assert texts.get("page.eyes_sure", shape=almond) in said and "40%" in said
    between = replace(sure, sure=False, reason="between", lid_share=None)
    said = Tags(show_eyes(between, nobody, texts)).said
    assert texts.get("page.eyes_between", shape=almond) in said and "40%" not in said
    for reason, key in UNSURE.items():
        eyes = replace(between, label=None, reason=reason)
        assert texts.get(key) in Tags(show_eyes(eyes, nobody, texts)).said
    monolid = texts.get("answer.eye_shape.monolid").lower()
    said = Tags(show_eyes(sure, picked, texts)).said
    assert texts.get("page.eyes_stated", shape=monolid) in said
