"""Tone and light as the JSON of the public contract, `skin_tone`."""

from typing import Any

import numpy as np

from beauty.color import to_hex
from beauty.color.tone import hue_deg
from beauty.light import Light
from beauty.measure.skin_color import Lab
from beauty.skin.coloring import Coloring
from beauty.skin.season import Season, season_of
from beauty.skin.tone import SkinTone
from beauty.texts import Texts

Json = dict[str, Any]


def tone_json(skin: SkinTone, coloring: Coloring, light: Light, texts: Texts) -> Json:
    """Colours are as in plain light; `seen_lab` is the tone as the photo shows it."""
    return {
        "lab": rounded(skin.lab),
        "seen_lab": rounded(skin.seen_lab),
        "hue_deg": round(hue_deg(*skin.lab[1:]), 1),
        "chroma": chroma(skin.lab),
        "ita_deg": round(skin.ita_deg, 1),
        "ita_interval_deg": rounded(skin.ita_interval_deg),
        "ita_class": skin.ita_class,
        "ita_classes": list(skin.ita_classes),
        "class_unsure": skin.class_unsure,
        "calibrated": light.calibrated,
        "monk": {"low": skin.monk.low, "best": skin.monk.best, "high": skin.monk.high},
        "undertone": {
            "label": skin.undertone.label,
            "residual_deg": round(skin.undertone.residual_deg, 1),
            "interval_deg": rounded(skin.undertone_interval_deg),
            "unsure": skin.undertone.unsure,
        },
        "regions": {name: rounded(lab) for name, lab in skin.regions.items()},
        "regions_hue_chroma": {
            name: [round(hue_deg(*lab[1:]), 1), chroma(lab)] for name, lab in skin.regions.items()
        },
        "contrast": coloring_json(coloring),
        "season": season_json(season_of(skin, coloring), texts),
        "light": light_json(light, texts),
    }


def coloring_json(coloring: Coloring) -> Json:
    """Each part's colour and hex; contrast in L*, and CIEDE2000 of each part from the skin."""
    step = coloring.lightness_contrast
    return {
        "parts": {
            name: {"lab": rounded(lab), "hex": to_hex(np.array(lab))}
            for name, lab in coloring.parts.items()
        },
        "from_skin": {name: round(value, 1) for name, value in coloring.from_skin.items()},
        "lightness": None if step is None else round(step, 1),
        "level": coloring.level,
    }


def season_json(season: Season | None, texts: Texts) -> Json | None:
    """The season of tradition; nothing else is worked out from it."""
    if season is None:
        return None
    return {
        "label": season.name,
        "axes": {name: round(value, 2) for name, value in season.axes.items()},
        "unsure": season.unsure,
        "used_in_scores": False,
        "note": texts.get("season.note"),
    }


def light_json(light: Light, texts: Texts) -> Json:
    """The light in stops, each witness's weight, and the advice in words."""
    shading = light.shading
    return {
        "exposure_ev": round(light.exposure_ev, 2),
        "exposure_se_ev": round(light.exposure_se_ev, 2),
        "red_ev": round(light.red_ev, 2),
        "blue_ev": round(light.blue_ev, 2),
        "balance_se_ev": round(light.balance_se_ev, 2),
        "clipped": round(light.clipped, 3),
        "direction": shading.direction,
        "azimuth_deg": _maybe(shading.azimuth_deg),
        "elevation_deg": _maybe(shading.elevation_deg),
        "hardness": shading.hardness,
        "evidence": {name: round(weight, 2) for name, weight in light.evidence.items()},
        "advice": [{"code": code, "advice": texts.get(f"light.{code}")} for code in light.advice],
    }


def rounded(values: Lab | tuple[float, ...]) -> list[float]:
    """To a tenth, which is finer than any of them is known."""
    return [round(value, 1) for value in values]


def chroma(lab: Lab) -> float:
    """Distance from grey, to a tenth."""
    return round(float((lab[1] ** 2 + lab[2] ** 2) ** 0.5), 1)


def _maybe(angle_deg: float | None) -> float | None:
    return None if angle_deg is None else round(angle_deg, 1)
