"""The way through the result: each step leads to the next, in the page's language, down to the report."""

import itertools
import re

import pytest

from beauty.texts import languages, load_texts
from beauty.ui.layout import RESULTS
from beauty.ui.onward import JOURNEY, onward


def test_every_tab_of_a_result_is_a_step_once():
    assert set(RESULTS) | {"look"} == set(JOURNEY)
    assert len(set(JOURNEY)) == len(JOURNEY)


@pytest.mark.parametrize("language", languages())
def test_each_step_names_the_next(language: str):
    texts = load_texts(language)
    for step, after in itertools.pairwise(JOURNEY):
        shown = onward(step, texts)
        assert texts.get(f"page.tab_{after}") in shown
        (way,) = re.findall(r'data-next="([^"]+)"', shown)
        assert way == ("look" if after == "look" else f"photo {after}")
    with pytest.raises(KeyError):
        onward(JOURNEY[-1], texts)
