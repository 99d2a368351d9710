"""The light of the photo, hair, lips and eyes beside the skin, and the season: values in, HTML out."""

import numpy as np

from beauty.color import to_hex
from beauty.light import Light
from beauty.measure.skin_color import Lab
from beauty.skin import Coloring, SkinTone, season_of
from beauty.skin.coloring import PARTS
from beauty.texts import Texts
from beauty.ui.html import card, tag, text

NOTABLE_EV = 0.1  # of level or balance: less is not worth a word


def show_light(light: Light, texts: Texts) -> str:
    """Where it comes from, how strong, what colour, what it leaves open, and what to do about it."""
    shading = light.shading
    direction = texts.get(f"page.light_from_{shading.direction or 'unknown'}")
    if shading.hardness:
        direction += texts.get(f"page.light_{shading.hardness}")
    strength = _word(light.exposure_ev, ("page.light_dim", "page.light_usual", "page.light_bright"))
    warmth = (light.red_ev - light.blue_ev) / 2
    colour = _word(warmth, ("page.light_cool", "page.light_plain", "page.light_warm"))
    line = texts.get(
        "page.light_line",
        direction=direction,
        strength=texts.get(strength),
        colour=texts.get(colour),
    )
    inner = tag("p", text(line), "lead") + _advice(light, texts)
    open_still = texts.get(
        "page.light_error",
        level=round(100 * (2**light.exposure_se_ev - 1)),
        balance=round(100 * (2**light.balance_se_ev - 1)),
    )
    note = texts.get("page.light_calibrated" if light.calibrated else "page.light_note")
    return card(texts.get("page.light_heading"), inner + tag("p", text(open_still)), note)


def show_coloring(coloring: Coloring, texts: Texts) -> str:
    """Swatches of skin, hair, lips and eyes with their hex, and how much they contrast."""
    swatches = "".join(
        _swatch(coloring.parts[name], texts.get(f"coloring.{name}"))
        for name in PARTS
        if name in coloring.parts
    )
    line = texts.get("page.contrast_unseen")
    if coloring.level is not None and coloring.lightness_contrast is not None:
        level = texts.get(f"coloring.{coloring.level}")
        line = texts.get("page.contrast_line", level=level, step=round(coloring.lightness_contrast))
    inner = tag("p", text(line), "lead") + tag("div", swatches, "region-colors")
    return card(texts.get("page.contrast_heading"), inner, texts.get("page.contrast_note"))


def show_season(skin: SkinTone, coloring: Coloring, texts: Texts) -> str:
    """The season of tradition, folded away, with the sentence that nothing depends on it."""
    season = season_of(skin, coloring)
    if season is None:
        return ""
    key = "page.season_unsure" if season.unsure else "page.season_line"
    line = texts.get(key, season=texts.get(f"season.{season.name}"))
    inner = tag("summary", text(texts.get("page.season_heading")))
    inner += tag("p", text(line)) + tag("p", text(texts.get("season.note")), "note")
    return tag("details", inner, "card season")


def _advice(light: Light, texts: Texts) -> str:
    if not light.advice:
        return tag("p", text(texts.get("page.light_good")))
    items = (tag("li", text(texts.get(f"light.{code}"))) for code in light.advice)
    return tag("ul", "".join(items))


def _word(value_ev: float, keys: tuple[str, str, str]) -> str:
    """The key for less, about as usual, or more."""
    return keys[0] if value_ev < -NOTABLE_EV else keys[2] if value_ev > NOTABLE_EV else keys[1]


def _swatch(lab: Lab, name: str) -> str:
    color = to_hex(np.array(lab))
    swatch = tag("span", "", "swatch", style=f"background:{color}")
    return tag("div", swatch + tag("span", text(name) + tag("small", color)), "region-color")
