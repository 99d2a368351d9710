"""The eight concerns: each a row that opens into where, how sure, what disturbs it, and a closer look."""

from beauty.analysis import Analysis
from beauty.concerns.concern import NAMES, Concern
from beauty.draw import Portrait, close_up, draw_concern, strongest_region
from beauty.shown import listed
from beauty.texts import Texts
from beauty.ui.html import bar, card, meter, picture, tag, text
from beauty.ui.show_why import heat_legend

SKIN_LAYER = "skin"  # of the picture: the map of the concern that was chosen
SHOW_ON_FACE = """
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-concern]');
  if (!button) return;
  document.querySelector('#picture').scrollIntoView({block: 'center'});
  trigger('click', {concern: button.dataset.concern});
});
"""


def show_concerns(analysis: Analysis, texts: Texts) -> str:
    """A row a concern: name, place among faces, score with its doubt; opened, all the rest."""
    rows = "".join(_row(analysis, concern, texts) for concern in analysis.concerns.values())
    inner = tag("p", text(texts.get("concern.intro"))) + tag("div", rows, "concerns")
    return card(texts.get("concern.heading"), inner, texts.get("concern.note"))


def show_map(concern: Concern, texts: Texts) -> str:
    """What the colours of the map mean, and what the measure is about; or why there is none."""
    if concern.reason is not None:
        told = tag("p", text(texts.get(f"concern.reason.{concern.reason}")))
        return tag("div", told, "told")
    told = tag("p", text(texts.get("concern.map_told", concern=name_of(concern.name, texts))))
    told += tag("p", text(texts.get(f"concern.about.{concern.name}")))
    return tag("figcaption", heat_legend(texts), "legend") + tag("div", told, "told")


def concern_choices(texts: Texts) -> list[tuple[str, str]]:
    """The eight by their words, to choose a map from."""
    return [(name_of(name, texts), name) for name in NAMES]


def name_of(concern: str, texts: Texts) -> str:
    """A concern as the wishes call it."""
    return texts.get(f"answer.concerns.{concern}")


def _row(analysis: Analysis, concern: Concern, texts: Texts) -> str:
    body = tag("p", text(texts.get(f"concern.about.{concern.name}")))
    if concern.reason is not None:
        body += tag("p", text(texts.get(f"concern.reason.{concern.reason}")), "lead")
    else:
        body += _doubt(concern, texts) + _shares(concern, texts)
        if concern.limits:
            limits = listed(concern.limits, "concern.limit", texts)
            body += tag("p", text(texts.get("concern.limits", limits=limits)), "remark")
        body += _closer_look(analysis, concern, texts) + _button(concern, texts)
    if concern.name == "spots":
        body += tag("p", text(texts.get("concern.doctor")), "doctor")
    return tag("details", _summary(concern, texts) + tag("div", body, "inside"), "concern")


def _summary(concern: Concern, texts: Texts) -> str:
    name = text(name_of(concern.name, texts))
    if concern.score is None or concern.interval is None:
        short = tag("small", text(texts.get(f"concern.short.{concern.reason}")))
        return tag("summary", tag("span", name + short, "name"), "silent")
    low, high = concern.interval
    said = texts.get(
        "concern.score_line", score=round(concern.score), low=round(low), high=round(high)
    )
    place = concern.place
    short = tag("small", text(texts.get(f"concern.place.{place.word}"))) if place else ""
    drawn = meter(low / 100, concern.score / 100, high / 100, said)
    return tag(
        "summary", tag("span", name + short, "name") + drawn + tag("b", f"{concern.score:.0f}")
    )


def _doubt(concern: Concern, texts: Texts) -> str:
    """The range in words, and the place among other faces with how many they are."""
    assert concern.interval is not None
    low, high = (round(end) for end in concern.interval)
    said = tag("p", text(texts.get("concern.repeats", low=low, high=high)))
    place = concern.place
    if place is None:
        return said + tag("p", text(texts.get("concern.not_placed")))
    key = "concern.share_below" if place.group == "all" else "concern.share_below_group"
    share = round(100 * place.share_below)
    return said + tag("p", text(texts.get(key, share=share, faces=place.faces)))


def _shares(concern: Concern, texts: Texts) -> str:
    """The score of each region as a bar, the highest first, and of the kinds that were told apart."""
    drawn = ""
    for key, group, scores in (
        ("regions", "region", concern.regions),
        ("parts", "concern.part", concern.parts),
    ):
        bars = "".join(
            bar(texts.get(f"{group}.{name}"), score / 100, unit="")
            for name, score in sorted(scores.items(), key=lambda pair: -pair[1])
        )
        if bars:
            heading = tag("h4", text(texts.get(f"concern.{key}")))
            drawn += tag("div", heading + bars, "bars")
    return tag("div", drawn, "shares")


def _closer_look(analysis: Analysis, concern: Concern, texts: Texts) -> str:
    """The strongest region in pixels of the photo, without and with the map."""
    region = strongest_region(concern)
    near: Portrait | None = None
    if region is not None:
        near = close_up(analysis.photo, analysis.regions, analysis.concerns, concern.name, region)
    if near is None:
        return ""
    where = texts.get("concern.closer", region=texts.get(f"region.{region}"))
    mapped = draw_concern(analysis.concerns, concern.name, near)
    pair = "".join(
        tag("figure", picture(image, f"{where}, {said}") + tag("figcaption", text(said)))
        for image, said in (
            (near.rgb, texts.get("concern.closer_plain")),
            (mapped, texts.get("concern.closer_map")),
        )
    )
    return tag("h4", text(where)) + tag("div", pair, "closer")


def _button(concern: Concern, texts: Texts) -> str:
    said = text(texts.get("concern.show"))
    return tag("button", said, "pill", type="button", **{"data-concern": concern.name})
