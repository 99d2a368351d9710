"""One rich plan, printed in both languages: every kind of block is in it."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from beauty import Analysis
from beauty.booklet import Booklet
from beauty.profile import Profile
from beauty.recommend import own_catalogue, recommend
from beauty.texts import load_texts

DAY = date(2026, 3, 9)
HOSTILE = '<script>alert("own words")</script>'
ANSWERS: dict[str, object] = {
    "concerns": ["redness", "wrinkles", "dark_circles"],
    "skin_type": "combination",
    "occasion": "wedding",
    "pregnant": True,
    "budget_total": 120,
    "avoid": ["limonene", HOSTILE],
}
Make = Callable[..., Booklet]


@pytest.fixture(scope="session")
def make(rendered: Analysis) -> Make:
    """A booklet of the rendered face in a language, for these answers."""

    def made(
        language: str,
        answers: dict[str, object] = ANSWERS,
        analysis: Analysis = rendered,
        look: np.ndarray | None = None,
    ) -> Booklet:
        profile = Profile.of(analysis, answers)
        plan = recommend(profile, own_catalogue())
        return Booklet.of(analysis, profile, plan, load_texts(language), look, DAY)

    return made


@pytest.fixture(scope="session", params=("en", "zh"))
def booklet(request: pytest.FixtureRequest, make: Make) -> Booklet:
    return make(request.param)
