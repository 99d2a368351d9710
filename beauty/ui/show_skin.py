"""Skin type, tone, undertone and the colour of each region, each with its doubt: values in, HTML out."""

import numpy as np

from beauty.color import to_hex
from beauty.color.tone import hue_deg, monk_hex
from beauty.profile import SkinType
from beauty.shown import on_scale, scale_hex
from beauty.skin import SkinTone
from beauty.texts import Texts
from beauty.ui.bars import likelihood_bars
from beauty.ui.html import card, chip, tag, text


def show_skin_type(skin: SkinType, texts: Texts) -> str:
    """The type in words or why there is none, three shares, two zones, and what came from where."""
    names = {
        name: texts.get(f"answer.skin_type.{name}").lower()
        for name in ("dry", "normal", "oily", "combination")
    }
    first, second = (names[name] for name in (skin.ranking * 2)[:2])
    lead = texts.get(f"skin_type.{skin.ground}", first=first, second=second)
    shares = {names[name]: share for name, share in skin.probabilities.items()}
    found = [names[zone] for zone in skin.zones.values() if zone]
    unsure = texts.get("skin_type.zone_unsure")
    zones = "".join(
        chip(texts.get(f"skin_type.{zone}", type=names[name] if name else unsure))
        for zone, name in skin.zones.items()
    )
    inner = tag("p", text(lead), "lead") + likelihood_bars(shares, found, texts)
    inner += tag("p", zones, "zones")
    if skin.sources and skin.ground != "stated":
        where_from = texts.get(f"skin_type.from_{'_'.join(skin.sources)}")
        inner += tag("p", text(where_from))
    return card(texts.get("page.skin_type_heading"), inner, texts.get("page.skin_type_note"))


def show_tone(skin: SkinTone, texts: Texts, sun: str | None = None) -> str:
    """Depth: a swatch, the class, and the ITA on its scale with the likely range; the classes that the
    light leaves open; the sun type, where it was told."""
    low, high = skin.ita_interval_deg
    line = texts.get(
        "page.tone_line",
        label=texts.get(f"ita.{skin.ita_class}"),
        ita=round(skin.ita_deg),
        low=round(low),
        high=round(high),
    )
    swatch = tag("span", "", "swatch large", style=f"background:{to_hex(np.array(skin.lab))}")
    seen = tag("span", "", "swatch", style=f"background:{to_hex(np.array(skin.seen_lab))}")
    inner = tag("div", swatch + seen + tag("p", text(line), "lead"), "tone") + _scale(skin, texts)
    if skin.class_unsure:
        names = ", ".join(texts.get(f"ita.{name}") for name in skin.ita_classes)
        inner += tag("p", text(texts.get("page.tone_classes", classes=names)))
    if sun:
        inner += tag("p", text(texts.get("page.sun_line", type=sun)))
    inner += tag("p", text(texts.get("page.tone_corrected")), "note")
    return card(texts.get("page.tone_heading"), inner, texts.get("page.tone_note"))


def show_undertone(skin: SkinTone, texts: Texts) -> str:
    label = texts.get(f"undertone.{skin.undertone.label}")
    key = "page.undertone_unsure" if skin.undertone.unsure else "page.undertone_sure"
    inner = tag("p", text(texts.get(key, label=label)), "lead")
    return card(texts.get("page.undertone_heading"), inner, texts.get("page.undertone_note"))


def show_monk(skin: SkinTone, texts: Texts, picked: int | None = None) -> str:
    """The ten tones, the suggested range marked, or the tone that the person picked."""
    monk = skin.monk
    best, low, high = (picked, picked, picked) if picked else (monk.best, monk.low, monk.high)
    tones = ""
    for tone, color in enumerate(monk_hex(), 1):
        css = "best" if tone == best else "in" if low <= tone <= high else ""
        tones += tag("span", tag("i", "", style=f"background:{color}") + str(tone), css or "out")
    suggested = {"best": monk.best, "low": monk.low, "high": monk.high}
    key = "page.monk_line" if monk.low < monk.high else "page.monk_one"
    line = texts.get(key, **suggested)
    if picked:
        line = texts.get("page.monk_picked", picked=picked, **suggested)
    inner = tag("p", text(line), "lead") + tag("div", tones, "monk")
    return card(texts.get("page.monk_heading"), inner, texts.get("page.monk_note"))


def show_region_colors(skin: SkinTone, texts: Texts) -> str:
    """A swatch a region with its L*, a*, b*."""
    swatches = ""
    for name, lab in skin.regions.items():
        color = tag("span", "", "swatch", style=f"background:{to_hex(np.array(lab))}")
        numbers = texts.get(
            "page.region_hue",
            numbers=" ".join(f"{value:.0f}" for value in lab),
            hue=round(hue_deg(*lab[1:])),
            chroma=round(float(np.hypot(*lab[1:]))),
        )
        label = text(texts.get(f"region.{name}")) + tag("small", text(numbers))
        swatches += tag("div", color + tag("span", label), "region-color")
    return card(
        texts.get("page.regions_heading"),
        tag("div", swatches, "region-colors"),
        texts.get("page.regions_note"),
    )


def _scale(skin: SkinTone, texts: Texts) -> str:
    low, high = (100 * on_scale(value) for value in skin.ita_interval_deg)
    colors = ",".join(scale_hex())
    marks = f'<i class="range" style="left:{low:.1f}%;width:{high - low:.1f}%"></i>'
    marks += f'<i class="best" style="left:{100 * on_scale(skin.ita_deg):.1f}%"></i>'
    return tag(
        "div",
        marks,
        "ita-scale",
        style=f"background:linear-gradient(90deg,{colors})",
        role="img",
        **{"aria-label": texts.get("page.tone_scale")},
    )
