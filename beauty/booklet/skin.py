"""Second chapter: skin tone, undertone, the Monk range, skin type; third: the eight concerns."""

import numpy as np

from beauty.booklet.blocks import (
    Block,
    Meter,
    Meters,
    Picture,
    Pictures,
    Scale,
    Section,
    Swatch,
    Swatches,
    Words,
)
from beauty.booklet.face import monk_line, scored, shares, skin_type_line, tone_line, undertone_line
from beauty.booklet.told import Json, Told, shrunk
from beauty.color import to_hex
from beauty.color.tone import monk_hex
from beauty.concerns.concern import Concern
from beauty.draw import draw_concern, heat_scale, portrait
from beauty.shown import listed, on_scale, scale_hex
from beauty.skin import SkinTone
from beauty.texts import Texts

MAPS = 3
MAP_WIDTH_PX = 480


def skin_section(told: Told) -> Section:
    """Tone with its interval and what the light leaves open, then the skin type."""
    texts, tone = told.texts, told.found["skin_tone"]
    return Section(
        "skin",
        texts.get("page.tab_skin"),
        (
            Words(texts.get("page.tone_heading"), "heading"),
            Words(tone_line(told.analysis.skin, texts), "lead"),
            _scale(told.analysis.skin, texts),
            *_open(tone, texts),
            _colours(tone, texts),
            Words(texts.get("booklet.plain_light"), "note"),
            Words(texts.get("page.tone_note"), "note"),
            Words(texts.get("page.undertone_heading"), "heading"),
            Words(undertone_line(tone, texts), "lead"),
            Words(_undertone_range(told.analysis.skin, texts)),
            Words(texts.get("page.undertone_note"), "note"),
            Words(texts.get("page.monk_heading"), "heading"),
            Words(monk_line(tone["monk"], texts), "lead"),
            _monk(tone["monk"]),
            Words(texts.get("page.monk_note"), "note"),
            *_skin_type(told),
        ),
    )


def concerns_section(told: Told) -> Section:
    """The eight as meters with their intervals, then maps of a few."""
    texts, found = told.texts, told.found["concerns"]
    meters = Meters(tuple(_meter(one, texts) for one in told.analysis.concerns.values()))
    limits = dict.fromkeys(limit for concern in found.values() for limit in concern["limits"])
    blocks: list[Block] = [Words(texts.get("concern.intro")), meters]
    if limits:
        names = listed(limits, "concern.limit", texts)
        blocks.append(Words(texts.get("concern.limits", limits=names), "remark"))
    maps = _maps(told)
    blocks += [Words(texts.get("booklet.maps_heading"), "heading"), maps] if maps.items else []
    blocks += [
        Words(texts.get("concern.doctor"), "remark"),
        Words(texts.get("concern.note"), "note"),
    ]
    return Section("concerns", texts.get("concern.heading"), tuple(blocks))


def _scale(skin: SkinTone, texts: Texts) -> Scale:
    low, high = (on_scale(end) for end in skin.ita_interval_deg)
    return Scale(scale_hex(), low, on_scale(skin.ita_deg), high, texts.get("page.tone_scale"))


def _open(tone: Json, texts: Texts) -> list[Words]:
    """Classes that the light leaves open, and the sun type where it was told."""
    said = []
    if tone["class_unsure"]:
        names = listed(tone["ita_classes"], "ita", texts)
        said.append(Words(texts.get("page.tone_classes", classes=names)))
    if tone["fitzpatrick"]:
        said.append(Words(texts.get("page.sun_line", type=tone["fitzpatrick"])))
    return said


def _colours(tone: Json, texts: Texts) -> Swatches:
    """Skin in plain light and as photographed, and what stands beside it."""
    parts = {
        name: part["hex"] for name, part in tone["contrast"]["parts"].items() if name != "skin"
    }
    return Swatches(
        (
            Swatch(
                to_hex(np.array(tone["lab"])), texts.get("coloring.skin"), _numbers(tone["lab"])
            ),
            Swatch(to_hex(np.array(tone["seen_lab"])), texts.get("booklet.as_seen")),
            *(Swatch(color, texts.get(f"coloring.{name}")) for name, color in parts.items()),
        ),
    )


def _numbers(lab: list[float]) -> str:
    return "L*a*b* " + " ".join(f"{value:.0f}" for value in lab)


def _undertone_range(skin: SkinTone, texts: Texts) -> str:
    low, high = skin.undertone_interval_deg
    return texts.get(
        "booklet.undertone_range",
        value=f"{skin.undertone.residual_deg:+.0f}",
        low=f"{low:+.0f}",
        high=f"{high:+.0f}",
    )


def _monk(monk: Json) -> Swatches:
    def mark(tone: int) -> str:
        within = monk["low"] <= tone <= monk["high"]
        return "best" if tone == monk["best"] else "in" if within else ""

    items = (Swatch(color, str(tone), mark=mark(tone)) for tone, color in enumerate(monk_hex(), 1))
    return Swatches(tuple(items), "scale")


def _skin_type(told: Told) -> list[Block]:
    texts, skin = told.texts, told.profile.skin_type
    named = [zone for zone in skin.zones.values() if zone]
    unsure = texts.get("skin_type.zone_unsure")
    zones = [
        texts.get(
            f"skin_type.{zone}",
            type=texts.get(f"answer.skin_type.{name}").lower() if name else unsure,
        )
        for zone, name in skin.zones.items()
    ]
    blocks: list[Block] = [
        Words(texts.get("page.skin_type_heading"), "heading"),
        Words(skin_type_line(told), "lead"),
        shares(told.found["skin_type"]["probabilities"], "answer.skin_type", named, texts),
        *(Words(zone, "item") for zone in zones),
    ]
    if skin.sources and skin.ground != "stated":
        blocks.append(Words(texts.get(f"skin_type.from_{'_'.join(skin.sources)}")))
    return [*blocks, Words(texts.get("page.skin_type_note"), "note")]


def _meter(concern: Concern, texts: Texts) -> Meter:
    label = texts.get(f"answer.concerns.{concern.name}")
    if concern.score is None or concern.interval is None:
        return Meter(label, "", None, part=texts.get(f"concern.short.{concern.reason}"))
    low, high = (end / 100 for end in concern.interval)
    place = concern.place
    part = texts.get(f"concern.place.{place.word}") if place else texts.get("concern.not_placed")
    return Meter(label, scored(concern, texts), concern.score / 100, low, high, part)


def _maps(told: Told) -> Pictures:
    texts, shown = told.texts, portrait(told.analysis)
    pictures = []
    for name in told.mapped(MAPS):
        said = texts.get(f"answer.concerns.{name}")
        rgb = shrunk(draw_concern(told.analysis.concerns, name, shown), MAP_WIDTH_PX)
        pictures.append(Picture(rgb, texts.get("concern.map_told", concern=said), said))
    ramp = tuple("#{:02x}{:02x}{:02x}".format(*color) for color in heat_scale())
    ends = (texts.get("page.why_little"), texts.get("page.why_much"))
    return Pictures(tuple(pictures), ramp=ramp, ends=ends)
