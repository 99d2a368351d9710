"""What a report says: everything that was found and advised, each number with its doubt."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.booklet import Booklet
from beauty.booklet.blocks import Meters, Pictures, Scale, Section, Steps, Words
from beauty.concerns.concern import NAMES
from beauty.profile import Profile
from beauty.recommend import own_catalogue, recommend
from beauty.report import analysis_json, plan_json
from beauty.texts import languages
from tests.booklet.conftest import ANSWERS, HOSTILE, Make
from tests.builders import concerns_of

SECTIONS = ("face", "skin", "concerns", "makeup", "care", "trust")


def words_in(value: object) -> Iterator[str]:
    """Every text in a value of blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_in(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name != "rgb":
                yield from words_in(getattr(value, field.name))


def said(booklet: Booklet) -> str:
    blocks = tuple(block for section in booklet.sections for block in section.blocks)
    return "\n".join(words_in((booklet.cover, *blocks)))


def section(booklet: Booklet, name: str) -> Section:
    return next(one for one in booklet.sections if one.name == name)


def meters(booklet: Booklet, name: str) -> Meters:
    return next(one for one in section(booklet, name).blocks if isinstance(one, Meters))


def test_every_chapter_is_there_and_none_is_empty(booklet: Booklet):
    assert tuple(one.name for one in booklet.sections) == SECTIONS
    assert all(one.title and len(one.blocks) > 2 for one in booklet.sections)
    assert booklet.title and booklet.promise
    assert "2026" in booklet.dated and "9" in booklet.dated
    assert booklet.file_stem == "beauty-report-2026-03-09"


def test_it_says_what_the_json_says(booklet: Booklet, rendered: Analysis):
    profile = Profile.of(rendered, ANSWERS)
    plan = plan_json(recommend(profile, own_catalogue()), booklet.texts)
    everything = said(booklet)
    for step in plan["makeup_plan"]:
        assert step["how"] in everything and step["why"] in everything
        for shade in step["shades"]:
            assert shade["hex"] in everything
    for time, steps in plan["routine"].items():
        assert booklet.texts.get(f"page.{time}") in everything
        assert all(one["how"] in everything and one["title"] in everything for one in steps)
    bought = [one["product"] for one in plan["products"] if one["product"]]
    assert bought
    for product in bought:
        assert product["name"] in everything and f"{product['price']:g}" in everything
        assert all(why in everything for why in product["why"])
    for one in plan["excluded"]:
        assert one["reason"] in everything
    assert all(note in everything for note in plan["notes"])
    found = analysis_json(rendered, profile, "", booklet.texts)
    assert all(issue["advice"] in everything for issue in found["quality"]["issues"])


def test_every_number_has_its_interval(booklet: Booklet, rendered: Analysis):
    drawn = meters(booklet, "concerns").items
    assert len(drawn) == len(NAMES)
    for meter, concern in zip(drawn, rendered.concerns.values(), strict=True):
        assert concern.score is not None and concern.interval is not None
        low, high = concern.interval
        told = (100 * meter.low, 100 * meter.value, 100 * meter.high)
        assert told == pytest.approx((low, concern.score, high))
        assert str(round(low)) in meter.figure and str(round(high)) in meter.figure
    scale = next(one for one in section(booklet, "skin").blocks if isinstance(one, Scale))
    assert 0 <= scale.low < scale.value < scale.high <= 1
    everything = said(booklet)
    for low, high in (rendered.skin.ita_interval_deg, rendered.skin.undertone_interval_deg):
        assert f"{low:.0f}°" in everything.replace("+", "") and f"{high:.0f}" in everything
    monk = rendered.skin.monk
    assert str(monk.low) in everything and str(monk.high) in everything


def test_shares_are_complete_and_the_largest_comes_first(booklet: Booklet):
    shares = [one.value for one in meters(booklet, "face").items]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)


def test_maps_are_those_of_the_concerns_that_were_named(booklet: Booklet):
    maps = next(one for one in section(booklet, "concerns").blocks if isinstance(one, Pictures))
    names = {booklet.texts.get(f"answer.concerns.{name}") for name in ANSWERS["concerns"]}
    assert {one.caption for one in maps.items} == names


def test_what_could_not_be_measured_is_said_without_a_number(make: Make, rendered: Analysis):
    unseen = concerns_of(rendered.photo, rendered.face, {"pores": None})
    booklet = make("en", analysis=replace(rendered, concerns=unseen))
    pores = meters(booklet, "concerns").items[NAMES.index("pores")]
    assert (pores.value, pores.low, pores.high, pores.figure) == (None, None, None, "")
    assert pores.part == booklet.texts.get("concern.short.too_small")


def test_a_look_stands_beside_the_guide(make: Make):
    look = np.full((90, 80, 3), (180, 60, 90), np.uint8)
    pictures = section(make("en", look=look), "makeup").blocks[0]
    assert isinstance(pictures, Pictures)
    assert [one.rgb.shape for one in pictures.items][1:] == [look.shape]
    assert len(section(make("en"), "makeup").blocks[0].items) == 1


def test_a_product_is_told_once_and_named_again_in_the_evening(booklet: Booklet):
    steps = [
        s for one in section(booklet, "care").blocks if isinstance(one, Steps) for s in one.items
    ]
    products = [product for step in steps for product in step.products]
    again = [one for one in products if one.price == booklet.texts.get("booklet.as_morning")]
    assert again
    for product in again:
        told = [one for one in products if one.name == product.name]
        assert len(told) == 2 and not product.words


def test_without_answers_and_without_any_photo_s_help_it_still_prints(make: Make):
    booklet = make("zh", answers={})
    assert tuple(one.name for one in booklet.sections) == SECTIONS
    assert booklet.texts.get("note.no_concerns") in said(booklet)


def test_own_words_come_as_they_are(booklet: Booklet):
    assert HOSTILE in said(booklet), "escaping is the renderers' job, and tested there"
    kinds = {one.kind for part in booklet.sections for one in part.blocks if isinstance(one, Words)}
    assert kinds <= {"lead", "body", "why", "note", "remark", "item", "heading"}


def test_every_language_has_a_booklet(make: Make):
    for language in languages():
        assert make(language).texts.language == language
