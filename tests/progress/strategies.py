"""Saved analyses of many kinds, as `analyze` could write them."""

from typing import Any

from hypothesis import strategies as st

from beauty.concerns.concern import NAMES, NO_NUMBER

REGIONS = ("forehead", "nose", "right_cheek", "left_cheek", "chin")
LIMITS = ("smile", "glasses", "shadow", "noise")
Json = dict[str, Any]


def tenths(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(10 * low), round(10 * high)).map(lambda ten: ten / 10)


@st.composite
def measured(draw: st.DrawFn) -> Json:
    """A concern with a score; its interval may be lopsided, and ends at 0 and 100."""
    score = draw(tenths(0, 100))
    low, high = score - draw(tenths(0, 20)), score + draw(tenths(0, 20))
    names = draw(st.lists(st.sampled_from(REGIONS), min_size=1, unique=True))
    return {
        "score": score,
        "interval": [max(round(low, 1), 0.0), min(round(high, 1), 100.0)],
        "regions": {name: draw(tenths(0, 100)) for name in names},
        "limits": draw(st.lists(st.sampled_from(LIMITS), unique=True)),
        "reason": None,
    }


def unmeasured() -> st.SearchStrategy[Json]:
    return st.sampled_from(NO_NUMBER).map(
        lambda reason: {
            "score": None, "interval": None, "regions": {}, "limits": [], "reason": reason
        }
    )  # fmt: skip


@st.composite
def tones(draw: st.DrawFn) -> Json:
    ita = draw(tenths(-60, 80))
    half = draw(tenths(1, 15))
    return {"ita_deg": ita, "ita_interval_deg": [ita - half, ita + half]}


@st.composite
def analyses(draw: st.DrawFn) -> Json:
    """One line of `analyze`: two concerns have a score, a third may have one."""
    kinds = dict(zip(NAMES, (measured(), measured(), *(unmeasured(),) * 6), strict=True))
    kinds["shine"] = measured() | unmeasured()
    concerns = {name: draw(kind) for name, kind in kinds.items()}
    return {"schema": 1, "photo": "a.jpg", "concerns": concerns, "skin_tone": draw(tones())}
