"""The photo with a layer on it, what the gate says, the shape and the measures: values in, HTML out."""

import numpy as np

from beauty.analysis import Analysis
from beauty.concerns.concern import NAMES
from beauty.draw import (
    draw_concern,
    draw_faces,
    draw_guide,
    draw_heat,
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
from beauty.predict import Explanation, right_when_given
from beauty.profile import Profile
from beauty.recommend import Plan
from beauty.shown import SHARED_OUT, SHOWN_RATIOS, number_of
from beauty.texts import Texts
from beauty.ui.bars import likelihood_bars
from beauty.ui.html import card, chip, hex_of, picture, tag, text
from beauty.ui.session import Session
from beauty.ui.show_concerns import SKIN_LAYER, show_map
from beauty.ui.show_why import WHY, show_why

LAYERS = ("measures", "regions", SKIN_LAYER, "guide", *WHY, "plain")


def show_picture(
    analysis: Analysis,
    plan: Plan | None,
    layer: str,
    texts: Texts,
    why: Explanation | None = None,
    concern: str = NAMES[0],
) -> str:
    """The portrait with one of LAYERS on it and the legend of its colours; `plan` for the guide, `why`
    for those in WHY, one concern's map for SKIN_LAYER."""
    shown = portrait(analysis)
    if layer == "guide" and plan is not None:
        image = draw_guide(analysis, shown, plan)
    elif layer == SKIN_LAYER:
        image = draw_concern(analysis.concerns, concern, shown)
    elif why is not None:
        image = draw_heat(why, shown)
    else:
        painters = {"measures": draw_measures, "regions": draw_regions}
        image = painters.get(layer, draw_plain)(analysis, shown)
    if layer in WHY:
        caption = show_why(why, layer, texts)
    elif layer == SKIN_LAYER:
        caption = show_map(analysis.concerns[concern], texts)
    else:
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
    """The likeliest two in words, every share as a bar, what it was read from and how far to trust it."""
    shape, stated = analysis.shape, profile.facts["face_shape"]
    names = {name: texts.get(f"shape.{name}") for name in shape.probabilities}
    first, second = top = [names[name] for name in shape.top2]
    key = "page.shape_unsure" if shape.abstained else "page.shape_sure"
    said = texts.get(key, first=first, second=second)
    grounds = [texts.get("page.shape_from"), _how_often_right(texts)]
    if stated.source == "answers":
        grounds.insert(0, texts.get("page.shape_seen", said=said))
        said = texts.get("page.shape_stated", first=names[str(stated.value)])
    shares = {names[name]: share for name, share in shape.probabilities.items()}
    inner = tag("p", text(said), "lead") + likelihood_bars(shares, top, texts)
    inner += tag("div", "".join(tag("p", text(ground)) for ground in grounds), "grounds")
    return card(texts.get("page.shape_heading"), inner, texts.get("page.shape_note"))


def _how_often_right(texts: Texts) -> str:
    """In the numbers of the network's card, if it has them."""
    right = right_when_given("face_shape")
    if right is None:
        return texts.get("page.shape_right_unknown")
    return texts.get("page.shape_right", right=round(100 * right))


def show_measures(analysis: Analysis, texts: Texts) -> str:
    """The ratios as a table, each with what it means."""
    ratios = analysis.geometry.ratios
    rows = [
        (name, text(number_of(name, ratios[name])) + _usual(name, texts)) for name in SHOWN_RATIOS
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
    said = texts.get("page.most_faces", low=number_of(name, low), high=number_of(name, high))
    return tag("small", text(said))


def _legend(analysis: Analysis, layer: str, plan: Plan | None, texts: Texts) -> str:
    if layer == "guide" and plan is not None:
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
