"""The cards of concerns: the numbers that were measured, with their doubt, in kind words."""

from dataclasses import replace

import pytest

from beauty import Analysis
from beauty.concerns.concern import NAMES, NO_NUMBER, Concern, Concerns, Place
from beauty.profile import Profile
from beauty.recommend import recommend
from beauty.shown import joined, listed
from beauty.texts import Texts, load_texts
from beauty.ui.session import Session
from beauty.ui.show_concerns import SKIN_LAYER, show_concerns, show_map
from beauty.ui.show_face import show_picture
from tests.builders import concern_of, concerns_of
from tests.ui.conftest import filled
from tests.ui.test_html import Tags

CHEEK = 50


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def said(html: str) -> str:
    return Tags(html).said


def having(analysis: Analysis, *others: Concern) -> Analysis:
    """The analysis with concerns of 20, heat of redness on a cheek, and these instead of their like."""
    usual = concerns_of(analysis.photo, analysis.face, {}, {"redness": CHEEK})
    by_name = {**usual, **{one.name: one for one in others}}
    return replace(analysis, concerns=Concerns(by_name, usual.crop))


def test_every_concern_has_a_row_with_its_score_and_band(analysis: Analysis, texts: Texts):
    html = show_concerns(having(analysis), texts)
    assert html.count("<details") == html.count("<summary") == len(NAMES)
    for name in NAMES:
        assert texts.get(f"answer.concerns.{name}") in said(html)
        assert texts.get(f"concern.about.{name}") in said(html)
    line = texts.get("concern.score_line", score=20, low=15, high=25)
    assert html.count(f'aria-label="{line}"') == len(NAMES)
    assert html.count("left:15.0%;width:10.0%") == len(NAMES), "the band is the interval"
    assert html.count('class="mark" style="left:20.0%"') == len(NAMES)
    assert texts.get("concern.repeats", low=15, high=25) in said(html)
    assert texts.get("concern.note") in said(html)


@pytest.mark.parametrize(
    ("place", "key", "share"),
    [
        (Place("less", 0.124, 324, "all"), "share_below", 12),
        (Place("about", 0.5, 90, "dark"), "share_below_group", 50),
        (Place("more", 0.996, 324, "all"), "share_below", 100),
    ],
)
def test_place_is_told_with_how_many_faces(
    place: Place, key: str, share: int, analysis: Analysis, texts: Texts
):
    redness = replace(concern_of("redness", 20.0), place=place)
    html = said(show_concerns(having(analysis, redness), texts))
    assert texts.get(f"concern.place.{place.word}") in html
    assert texts.get(f"concern.{key}", share=share, faces=place.faces) in html


def test_without_reference_faces_there_is_no_comparison(analysis: Analysis, texts: Texts):
    alone = [replace(concern_of(name, 20.0), place=None) for name in NAMES]
    html = said(show_concerns(having(analysis, *alone), texts))
    assert html.count(texts.get("concern.not_placed")) == len(NAMES)
    assert texts.get("concern.place.about") not in html


@pytest.mark.parametrize("reason", NO_NUMBER)
def test_what_cannot_be_measured_says_why_and_what_to_do(
    reason: str, analysis: Analysis, texts: Texts
):
    """No number then, no bar, no map to show."""
    pores = replace(concern_of("pores", None), reason=reason)
    with_it = having(analysis, pores)
    html = show_concerns(with_it, texts)
    row = html.split("<details")[1 + NAMES.index("pores")]
    assert texts.get(f"concern.short.{reason}") in row
    assert texts.get(f"concern.reason.{reason}") in row
    for absent in ("meter", "<img", "button", "class=&quot;bar"):
        assert absent not in row
    assert show_map(pores, texts).count("<p") == 1
    assert texts.get(f"concern.reason.{reason}") in said(show_map(pores, texts))


def test_regions_and_kinds_are_bars_the_highest_first(analysis: Analysis, texts: Texts):
    redness = replace(
        concern_of("redness", 20.0), regions={"chin": 3.2, "nose": 61.0, "left_cheek": 20.0}
    )
    html = show_concerns(having(analysis, redness), texts)
    row = html.split("<details")[1]
    places = [row.index(texts.get(f"region.{name}")) for name in ("nose", "left_cheek", "chin")]
    assert places == sorted(places)
    for width, figure in ((61, 61), (20, 20), (3, 3)):
        assert f'<i style="width:{width}%"></i></b><em>{figure}</em>' in row, (
            "not called a percentage"
        )
    spots = html.split("<details")[1 + NAMES.index("spots")]
    assert texts.get("concern.part.red") in spots
    assert texts.get("concern.part.brown") in spots
    assert texts.get("concern.parts") not in row, "nothing was told apart in redness"


def test_what_disturbs_the_photo_is_named(analysis: Analysis, texts: Texts):
    lines = replace(concern_of("wrinkles", 30.0), limits=("smile", "glasses"))
    html = said(show_concerns(having(analysis, lines), texts))
    words = texts.get(
        "concern.and",
        first=texts.get("concern.limit.smile"),
        second=texts.get("concern.limit.glasses"),
    )
    assert html.count(texts.get("concern.limits", limits=words)) == 1


def test_a_changing_mole_is_for_a_doctor(analysis: Analysis, texts: Texts):
    """Also where spots could not be measured."""
    for spots in (concern_of("spots", 0.0), concern_of("spots", None)):
        html = show_concerns(having(analysis, spots), texts)
        assert said(html).count(texts.get("concern.doctor")) == 1


def test_closer_look_is_there_without_and_with_the_map(analysis: Analysis, texts: Texts):
    redness = replace(
        concerns_of(analysis.photo, analysis.face, {}, {"redness": CHEEK})["redness"],
        regions={"right_cheek": 40.0, "chin": 10.0},
    )
    row = show_concerns(having(analysis, redness), texts).split("<details")[1]
    cheek = texts.get("region.right_cheek")
    assert texts.get("concern.closer", region=cheek) in row
    plain, mapped = row.split('src="data:image/jpeg;base64,')[1:]
    assert plain.split('"')[0] != mapped.split('"')[0]
    assert texts.get("concern.closer_plain") in plain
    assert texts.get("concern.closer_map") in mapped


def test_nothing_seen_has_no_closer_look(analysis: Analysis, texts: Texts):
    clear = concern_of("redness", 0.0)
    row = show_concerns(having(analysis, clear), texts).split("<details")[1]
    assert "<img" not in row
    assert 'data-concern="redness"' in row, "but its empty map may be looked at"


def test_picture_shows_the_chosen_map_with_its_legend(analysis: Analysis, texts: Texts):
    with_heat = having(analysis)
    plan = recommend(Profile.of(with_heat, {}))
    plain = show_picture(with_heat, plan, "plain", texts)
    redness, shine = (
        show_picture(with_heat, plan, SKIN_LAYER, texts, concern=name)
        for name in ("redness", "shine")
    )
    sources = [Tags(html).attributes["src"] for html in (plain, redness, shine)]
    assert sources[0] == sources[2] != sources[1], "no heat, no colour"
    for name, html in (("redness", redness), ("shine", shine)):
        words = texts.get(f"answer.concerns.{name}")
        assert texts.get("concern.map_told", concern=words) in said(html)
        assert texts.get("page.why_little") in said(html)
        assert Tags(html).attributes["alt"] == texts.get(f"page.alt_{SKIN_LAYER}")


def test_maps_are_offered_only_on_their_layer(analysis: Analysis, texts: Texts):
    session = Session(analysis.photo, analysis.faces, 0, having(analysis)).with_concern("pores")
    for layer, visible in ((SKIN_LAYER, True), ("measures", False)):
        new = filled(session, layer, texts)["concern"]
        assert (new["visible"], new["value"]) == (visible, "pores")


def test_words_in_a_row(texts: Texts):
    assert joined([], texts) == ""
    assert joined(["a", "", "b"], texts) == texts.get("concern.and", first="a", second="b")
    assert listed(["smile", "unheard_of"], "concern.limit", texts) == texts.get(
        "concern.limit.smile"
    )
