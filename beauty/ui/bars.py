"""Bars of probabilities, each with its percentage and a word for how likely that is."""

from collections.abc import Collection, Mapping

from beauty.texts import Texts
from beauty.ui.html import bar, tag, text

# the word from this share on; a word is said beside the number, because percentages alone are misread
LIKELIHOODS = (("likely", 0.55), ("possible", 0.2), ("unlikely", 0.0))


def likelihood(share: float) -> str:
    """The word for a share 0..1.

    >>> likelihood(0.7), likelihood(0.2), likelihood(0.1)
    ('likely', 'possible', 'unlikely')
    """
    return next(word for word, least in LIKELIHOODS if share >= least)


def likelihood_bars(shares: Mapping[str, float], top: Collection[str], texts: Texts) -> str:
    """A bar a label, the longest first; those of `top` are brought out."""
    rows = ""
    for label, share in sorted(shares.items(), key=lambda pair: -pair[1]):
        word = texts.get(f"likelihood.{likelihood(share)}")
        drawn = bar(label, share, "top" if label in top else "")
        rows += tag("div", drawn + tag("span", text(word), "word"), "worded")
    return tag("div", rows, "bars")
