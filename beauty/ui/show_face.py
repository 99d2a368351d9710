"""The photo with a layer on it, what the gate says, the shape and the measures: values in, HTML out."""

import numpy as np

from beauty.analysis import Analysis
from beauty.draw import (
    draw_faces,
    draw_guide,
    draw_measures,
    draw_plain,
    draw_regions,
    load_paint,
    portrait,
    region_colors,
)
from beauty.draw.layers import MARK, marked_regions, plain_name
from beauty.errors import BeautyError
from beauty.measure.geometry import ratio_ranges
from beauty.profile import Profile
from beauty.recommend import Plan
from beauty.texts import Texts
from beauty.ui.html import bar, card, chip, hex_of, picture, tag, text
from beauty.ui.session import Session

LAYERS = ("measures", "regions", "guide", "plain")
SHOWN_RATIOS = (
    *("length_to_width", "forehead_to_cheekbone", "jaw_to_cheekbone", "chin_to_cheekbone"),
    *("jaw_angle_deg", "eye_spacing", "eye_tilt_deg", "upper_to_lower_lip", "mouth_to_nose"),
)
SHARED_OUT = {
    "thirds": ("upper_third", "middle_third", "lower_third"),
    "fifths": tuple(f"fifth_{number}" for number in range(1, 6)),
}


def show_picture(analysis: Analysis, plan: Plan, layer: str, texts: Texts) -> str:
    """The portrait with one of LAYERS on it and the legend of its colours."""
    shown = portrait(analysis)
    if layer == "guide":
        image = draw_guide(analysis, shown, plan)
    else:
        painters = {"measures": draw_measures, "regions": draw_regions}
        image = painters.get(layer, draw_plain)(analysis, shown)
    caption = tag("figcaption", _legend(analysis, layer, plan, texts), "legend")
    return tag("figure", picture(image, texts.get(f"page.alt_{layer}")) + caption, "shown")


def show_faces(session: Session, texts: Texts) -> str:
    """The whole photo with its faces numbered, to pick one."""
    if session.photo is None or not session.faces:
        return ""
    image: np.ndarray = draw_faces(session.photo, session.faces, session.chosen)
    return tag("figure", picture(image, texts.get("page.alt_faces")), "shown")


def show_error(error: BeautyError, texts: Texts) -> str:
    """A refusal as one friendly card: what happened, then what to do."""
    inner = tag("p", text(error.said("message", texts.language)), "lead")
    inner += tag("p", text(error.said("advice", texts.language)))
    asks = error.code == "several_faces"
    heading = texts.get("page.faces_heading" if asks else "page.error_heading")
    return card(heading, inner, css="asks" if asks else "error")


def show_quality(analysis: Analysis, texts: Texts) -> str:
    """What the gate found, the serious first."""
    quality = analysis.quality
    if not quality.issues:
        return tag("div", text(texts.get("page.quality_good")), "quality good")
    heading = "page.quality_fair" if quality.ok else "page.quality_poor"
    items = "".join(
        tag("li", text(texts.get(f"quality.{issue.code}", **issue.facts)))
        for issue in quality.issues
    )
    css = "quality fair" if quality.ok else "quality poor"
    return tag("div", tag("strong", text(texts.get(heading))) + tag("ul", items), css)


def show_shape(analysis: Analysis, profile: Profile, texts: Texts) -> str:
    """The shape in words first, then every probability as a bar."""
    shape, stated = analysis.shape, profile.facts["face_shape"]
    first, second = (texts.get(f"shape.{name}") for name in shape.top2)
    if stated.source == "answers":
        said = texts.get("page.shape_stated", first=texts.get(f"shape.{stated.value}"))
    else:
        key = "page.shape_unsure" if shape.abstained else "page.shape_sure"
        said = texts.get(key, first=first, second=second)
    ordered = sorted(shape.probabilities.items(), key=lambda pair: -pair[1])
    bars = "".join(
        bar(texts.get(f"shape.{name}"), share, "top" if name in shape.top2 else "")
        for name, share in ordered
    )
    inner = tag("p", text(said), "lead") + tag("div", bars, "bars")
    return card(texts.get("page.shape_heading"), inner, texts.get("page.shape_note"))


def show_measures(analysis: Analysis, texts: Texts) -> str:
    """The ratios as a table, each with what it means."""
    ratios = analysis.geometry.ratios
    rows = [
        (name, text(_number(name, ratios[name])) + _usual(name, texts)) for name in SHOWN_RATIOS
    ]
    for name, parts in SHARED_OUT.items():
        rows.append((name, " · ".join(f"{100 * ratios[part]:.0f}%" for part in parts)))
    body = "".join(
        tag(
            "tr",
            tag(
                "th",
                text(texts.get(f"measure.{name}.name"))
                + tag("small", text(texts.get(f"measure.{name}.meaning"))),
                scope="row",
            )
            + tag("td", value),
        )
        for name, value in rows
    )
    table = tag("table", tag("tbody", body))
    return card(texts.get("page.measures_heading"), table, texts.get("page.measures_note"))


def _usual(name: str, texts: Texts) -> str:
    low, _, high = ratio_ranges()[name]
    said = texts.get("page.most_faces", low=_number(name, low), high=_number(name, high))
    return tag("small", text(said))


def _number(name: str, value: float) -> str:
    return f"{value:.0f}°" if name.endswith("_deg") else f"{value:.2f}"


def _legend(analysis: Analysis, layer: str, plan: Plan, texts: Texts) -> str:
    if layer == "guide":
        return "".join(
            chip(f"{number} {texts.get(f'step.{step.step}')}", load_paint()[step.step].color)
            for number, step in enumerate(plan.makeup, 1)
            if step.step in load_paint()
        )
    if layer == "measures" and marked_regions(analysis):
        return chip(texts.get("page.marked"), hex_of(MARK))
    if layer == "regions":
        colors = {plain_name(name): color for name, color in region_colors().items()}
        return "".join(
            chip(texts.get(f"region.{name}"), hex_of(color)) for name, color in colors.items()
        )
    return ""
