"""Cover and first chapter: the picture, the face's shape and its measures."""

from beauty.booklet.blocks import Cover, Meter, Meters, Picture, Row, Section, Table, Words
from beauty.booklet.told import Json, Told
from beauty.concerns.concern import Concern
from beauty.draw import draw_measures, portrait
from beauty.measure.geometry import ratio_ranges
from beauty.predict import right_when_given
from beauty.shown import SHARED_OUT, SHOWN_RATIOS, likelihood, number_of
from beauty.skin import SkinTone
from beauty.texts import Texts


def cover(told: Told) -> Cover:
    """The portrait with its measures, and the main findings, each with its doubt."""
    texts, tone = told.texts, told.found["skin_tone"]
    rgb = draw_measures(told.analysis, portrait(told.analysis))
    facts = [
        Row(texts.get("page.shape_heading"), "", shape_line(told.found["face_shape"], texts)),
        Row(texts.get("page.skin_type_heading"), "", skin_type_line(told)),
        Row(texts.get("page.tone_heading"), "", tone_line(told.analysis.skin, texts)),
        Row(texts.get("page.undertone_heading"), "", undertone_line(tone, texts)),
        Row(texts.get("page.monk_heading"), "", monk_line(tone["monk"], texts)),
    ]
    for name in told.mapped(1):
        said = (
            f"{texts.get(f'answer.concerns.{name}')} {scored(told.analysis.concerns[name], texts)}"
        )
        facts.append(Row(texts.get("concern.heading"), "", said))
    return Cover(Picture(rgb, texts.get("page.alt_measures")), tuple(facts))


def face_section(told: Told) -> Section:
    """What the gate remarked, the shape's shares with how often that is right, and the measures."""
    texts, shape = told.texts, told.found["face_shape"]
    quality = told.found["quality"]
    remarks = tuple(Words(issue["advice"], "item") for issue in quality["issues"])
    verdict = "fair" if quality["ok"] else "poor"
    heading = texts.get(f"page.quality_{verdict}" if remarks else "page.quality_good")
    right = right_when_given("face_shape")
    trusted = (
        texts.get("page.shape_right_unknown")
        if right is None
        else texts.get("page.shape_right", right=round(100 * right))
    )
    return Section(
        "face",
        texts.get("page.tab_face"),
        (
            Words(heading, "remark"),
            *remarks,
            Words(texts.get("page.shape_heading"), "heading"),
            Words(shape_line(shape, texts), "lead"),
            shares(shape["probabilities"], "shape", shape["top2"], texts),
            Words(f"{texts.get('page.shape_from')} {trusted}"),
            Words(texts.get("page.shape_note"), "note"),
            Words(texts.get("page.measures_heading"), "heading"),
            _measures(shape["ratios"], texts),
            Words(texts.get("page.measures_note"), "note"),
        ),
    )


def shares(found: Json, group: str, top: list[str], texts: Texts) -> Meters:
    """Complete probabilities, the largest first, each with its percentage and the word for it."""
    ranked = sorted(found.items(), key=lambda pair: -pair[1])
    return Meters(
        tuple(
            Meter(
                texts.get(f"{group}.{name}"),
                f"{round(100 * share)}%",
                share,
                part=texts.get(f"likelihood.{likelihood(share)}"),
                strong=name in top,
            )
            for name, share in ranked
        )
    )


def shape_line(shape: Json, texts: Texts) -> str:
    """The shape in a sentence: stated, likely, or between two."""
    first, second = (texts.get(f"shape.{name}") for name in shape["top2"])
    if "answers" in shape["sources"]:
        return texts.get("page.shape_stated", first=texts.get(f"shape.{shape['label']}"))
    key = "page.shape_unsure" if shape["abstained"] else "page.shape_sure"
    return texts.get(key, first=first, second=second)


def tone_line(skin: SkinTone, texts: Texts) -> str:
    """Class and ITA with its range."""
    low, high = skin.ita_interval_deg
    return texts.get(
        "page.tone_line",
        label=texts.get(f"ita.{skin.ita_class}"),
        ita=round(skin.ita_deg),
        low=round(low),
        high=round(high),
    )


def undertone_line(tone: Json, texts: Texts) -> str:
    undertone = tone["undertone"]
    key = "page.undertone_unsure" if undertone["unsure"] else "page.undertone_sure"
    return texts.get(key, label=texts.get(f"undertone.{undertone['label']}"))


def monk_line(monk: Json, texts: Texts) -> str:
    """The suggested range on the Monk scale, or the person's own pick before it."""
    suggested = monk["suggested"]
    if monk["source"] == "answers":
        return texts.get("page.monk_picked", picked=monk["best"], **suggested)
    key = "page.monk_line" if suggested["low"] < suggested["high"] else "page.monk_one"
    return texts.get(key, **suggested)


def skin_type_line(told: Told) -> str:
    """The type in words, or why there is none."""
    skin, texts = told.profile.skin_type, told.texts
    first, second = (
        texts.get(f"answer.skin_type.{name}").lower() for name in (skin.ranking * 2)[:2]
    )
    return texts.get(f"skin_type.{skin.ground}", first=first, second=second)


def scored(concern: Concern, texts: Texts) -> str:
    """A measured concern's score with its interval, rounded as the page rounds them."""
    assert concern.score is not None and concern.interval is not None
    low, high = (round(end) for end in concern.interval)
    return texts.get("booklet.figure", value=round(concern.score), low=low, high=high)


def _measures(ratios: Json, texts: Texts) -> Table:
    rows = [_ratio(name, ratios[name], texts) for name in SHOWN_RATIOS]
    for name, parts in SHARED_OUT.items():
        value = " · ".join(f"{100 * ratios[part]:.0f}%" for part in parts)
        rows.append(Row(*_measure(name, texts), value))
    return Table(tuple(rows))


def _ratio(name: str, value: float, texts: Texts) -> Row:
    low, _, high = ratio_ranges()[name]
    usual = texts.get("page.most_faces", low=number_of(name, low), high=number_of(name, high))
    return Row(*_measure(name, texts), number_of(name, value), usual)


def _measure(name: str, texts: Texts) -> tuple[str, str]:
    return texts.get(f"measure.{name}.name"), texts.get(f"measure.{name}.meaning")
