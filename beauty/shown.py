"""What the page and the report show in the same way: which ratios, which words, which scale."""

from collections.abc import Iterable

import numpy as np

from beauty.color import to_hex
from beauty.texts import Texts

# the word from this share on; a word is said beside the number, because percentages alone are misread
LIKELIHOODS = (("likely", 0.55), ("possible", 0.2), ("unlikely", 0.0))
SHOWN_RATIOS = (
    *("length_to_width", "forehead_to_cheekbone", "jaw_to_cheekbone", "chin_to_cheekbone"),
    *("jaw_angle_deg", "eye_spacing", "eye_tilt_deg", "upper_to_lower_lip", "mouth_to_nose"),
)
SHARED_OUT = {
    "thirds": ("upper_third", "middle_third", "lower_third"),
    "fifths": tuple(f"fifth_{number}" for number in range(1, 6)),
}
SCALE_DEG = (-60.0, 90.0)  # ends of the drawn ITA scale
# skin-like colours at equal steps of that scale, each with the ITA of its place
SCALE_LAB = (
    *((25.0, 11.0, 14.4), (39.6, 12.5, 18.0), (50.0, 13.0, 21.0)),
    *((62.7, 13.0, 22.0), (77.7, 9.0, 16.0), (90.0, 2.0, 3.0)),
)


def likelihood(share: float) -> str:
    """The word for a share 0..1.

    >>> likelihood(0.7), likelihood(0.2), likelihood(0.1)
    ('likely', 'possible', 'unlikely')
    """
    return next(word for word, least in LIKELIHOODS if share >= least)


def number_of(ratio: str, value: float) -> str:
    """A measured ratio as people read it: degrees, a share in percent, or two places."""
    if ratio.endswith("_deg"):
        return f"{value:.0f}°"
    shared_out = ratio.endswith("_third") or ratio.startswith("fifth_")
    return f"{100 * value:.0f}%" if shared_out else f"{value:.2f}"


def scale_hex() -> tuple[str, ...]:
    """The colours of the drawn ITA scale, from deep to very light."""
    return tuple(to_hex(np.array(lab)) for lab in SCALE_LAB)


def on_scale(angle_deg: float) -> float:
    """Where an ITA lies on the drawn scale, 0..1."""
    low, high = SCALE_DEG
    return float(np.clip((angle_deg - low) / (high - low), 0, 1))


def listed(codes: Iterable[str], group: str, texts: Texts) -> str:
    """The words for these codes in a row; a code without words is left out."""
    return joined((texts.find(f"{group}.{code}") or "" for code in codes), texts)


def signs_said(signs: Iterable[str], texts: Texts) -> str:
    """Signs for a doctor (choices of the answer see_doctor) in a row, as within a sentence."""
    return listed(signs, "answer.see_doctor", texts).lower()


def joined(words: Iterable[str], texts: Texts) -> str:
    """Words or phrases in a row, empty ones left out."""
    said = ""
    for word in filter(None, words):
        said = texts.get("concern.and", first=said, second=word) if said else word
    return said
