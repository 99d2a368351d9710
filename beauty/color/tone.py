"""Words for a skin colour: ITA and its class, undertone, and a Monk suggestion with a range."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from beauty.paths import ASSETS

ITA_CLASSES = (
    (55.0, "very_light"),
    (41.0, "light"),
    (28.0, "intermediate"),
    (10.0, "tan"),
    (-30.0, "brown"),
)
SURE_RESIDUAL_DEG = 5.0
PLAUSIBLE_RESIDUAL_DEG = 12.0  # 98% of 739 studio faces lie within (tools/reference_faces.py)


@dataclass(frozen=True)
class Undertone:
    """label: cool, neutral or warm; residual_deg: hue minus the usual hue at this lightness."""

    label: str
    residual_deg: float
    unsure: bool


@dataclass(frozen=True)
class MonkRange:
    """Tones of the Monk scale, 1 (lightest) to 10: low <= best <= high."""

    low: int
    best: int
    high: int


def ita_deg(lightness: float, b_star: float) -> float:
    """Individual typology angle in degrees, atan((L* - 50) / b*) * 180 / pi (Chardon 1991).

    For b* at or below zero, which skin hardly ever has, the angle goes on continuously (atan2).

    >>> round(ita_deg(65.0, 22.9), 1)
    33.2
    """
    return float(np.degrees(np.arctan2(lightness - 50.0, b_star)))


def ita_class(angle_deg: float) -> str:
    """Class of an ITA: very_light >55, light >41, intermediate >28, tan >10, brown >-30, dark.

    Source: Chardon's classes as given in arXiv 1910.13268.

    >>> ita_class(33.2)
    'intermediate'
    """
    for above, name in ITA_CLASSES:
        if angle_deg > above:
            return name
    return "dark"


def hue_deg(a_star: float, b_star: float) -> float:
    """CIELAB hue angle in degrees.

    >>> round(hue_deg(1.0, 1.0))
    45
    """
    return float(np.degrees(np.arctan2(b_star, a_star)))


def undertone(lab: tuple[float, float, float], camera_deg: float = 0.0) -> Undertone:
    """Undertone from the hue's distance to the usual hue at this lightness.

    The usual hue h = 38.85 + 0.6858 L - 0.0055 L^2 was fitted on 739 studio faces (Chicago Face
    Database). Beyond +-5 degrees an undertone is named; nearer it is neutral, and unsure: retail
    shades labelled warm and cool overlap widely (AUC 0.70), so a single photo seldom decides. Beyond
    +-12 degrees the light is more likely to be coloured than the skin, so it is unsure again.
    camera_deg: by how much the camera is known to turn the hue of skin, taken off first.
    """
    lightness, a_star, b_star = lab
    usual = 38.85 + 0.6858 * lightness - 0.0055 * lightness**2
    residual = hue_deg(a_star, b_star) - usual - camera_deg
    if abs(residual) < SURE_RESIDUAL_DEG:
        return Undertone("neutral", residual, unsure=True)
    unsure = abs(residual) > PLAUSIBLE_RESIDUAL_DEG
    return Undertone("warm" if residual > 0 else "cool", residual, unsure)


def suggest_monk(lightness: float, low: float, high: float) -> MonkRange:
    """Monk tones for a photographed lightness L* and its interval low..high (low is darker).

    The mapping is a convention of this project, explained in assets/face/monk.toml.
    """
    return MonkRange(low=_monk(high), best=_monk(lightness), high=_monk(low))


def monk_lightness(tone: int) -> float:
    """The photographed lightness L* that a Monk tone 1..10 is suggested for: the way back.

    >>> monk_lightness(5)
    65.0
    """
    known, tones = _scale()["photo_lightness"], _scale()["photo_tone"]
    first, last = (known[0], tones[0]), (known[-1], tones[-1])
    if tones[-1] <= tone <= tones[0]:
        return float(np.interp(tone, tones[::-1], known[::-1]))
    (at, own), other = (first, 1) if tone > tones[0] else (last, -2)
    per_tone = (known[other] - at) / (tones[other] - own)
    return float(at + (tone - own) * per_tone)


def monk_hex() -> tuple[str, ...]:
    """The ten published swatches as "#rrggbb", tone 1 first."""
    return tuple(_scale()["hex"])


def _monk(lightness: float) -> int:
    xs, ys = _scale()["photo_lightness"], _scale()["photo_tone"]
    if lightness < xs[0]:
        tone = ys[0] + (lightness - xs[0]) * (ys[1] - ys[0]) / (xs[1] - xs[0])
    elif lightness > xs[-1]:
        tone = ys[-1] + (lightness - xs[-1]) * (ys[-1] - ys[-2]) / (xs[-1] - xs[-2])
    else:
        tone = float(np.interp(lightness, xs, ys))
    return int(np.clip(round(tone), 1, 10))


@cache
def _scale() -> dict[str, Any]:
    return tomllib.loads((ASSETS / "face" / "monk.toml").read_text("utf-8"))
