"""Bars of probabilities, each with its percentage and a word for how likely that is."""

from collections.abc import Collection, Mapping

from beauty.shown import likelihood
from beauty.texts import Texts
from beauty.ui.html import bar, tag, text


def likelihood_bars(shares: Mapping[str, float], top: Collection[str], texts: Texts) -> str:
    """A bar a label, the longest first; those of `top` are brought out."""
    rows = ""
    for label, share in sorted(shares.items(), key=lambda pair: -pair[1]):
        word = texts.get(f"likelihood.{likelihood(share)}")
        drawn = bar(label, share, "top" if label in top else "")
        rows += tag("div", drawn + tag("span", text(word), "word"), "worded")
    return tag("div", rows, "bars")
