"""Results as HTML: in the words of both languages, with the numbers that were measured."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis, Beauty
from beauty.color.tone import ita_deg, monk_hex
from beauty.errors import PhotoError
from beauty.knowledge import STEPS
from beauty.measure.guess import Guess, ZonedGuess
from beauty.profile import GROUNDS, Profile, SkinType, fuse_skin_type
from beauty.quality import Issue, Quality
from beauty.recommend import recommend
from beauty.shown import SCALE_DEG, SCALE_LAB, SHOWN_RATIOS, likelihood
from beauty.texts import Texts, load_texts
from beauty.ui import show_face
from beauty.ui.session import Session
from beauty.ui.show_concerns import SKIN_LAYER, show_map
from beauty.ui.show_face import (
    LAYERS,
    show_error,
    show_faces,
    show_measures,
    show_picture,
    show_quality,
    show_shape,
)
from beauty.ui.show_plan import show_care, show_makeup, show_notes
from beauty.ui.show_skin import (
    show_monk,
    show_region_colors,
    show_skin_type,
    show_tone,
    show_undertone,
)
from beauty.ui.show_why import WHY, show_why
from tests.ui.conftest import CARDS, filled
from tests.ui.test_html import Tags

ATTACK = "<script>alert(1)</script>"
ANSWERS = {"concerns": ["wrinkles", "redness"], "pregnant": True, "skin_type": "oily"}


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def said(html: str) -> str:
    return Tags(html).said


def test_shape_names_both_and_shows_every_share(analysis: Analysis, texts: Texts):
    shape = replace(analysis.shape, label=analysis.shape.top2[0], abstained=False)
    sure = replace(analysis, shape=shape)
    html = show_shape(sure, Profile.of(sure, {}), texts)
    first, second = (texts.get(f"shape.{name}") for name in analysis.shape.top2)
    assert texts.get("page.shape_sure", first=first, second=second) in said(html)
    for name, share in analysis.shape.probabilities.items():
        word = texts.get(f"likelihood.{likelihood(share)}")
        assert f"{texts.get(f'shape.{name}')}{round(100 * share)}%{word}" in said(html)
    assert html.count('class="bar top"') == 2
    assert texts.get("page.shape_from") in said(html)
    assert texts.get("page.shape_note") in said(html)


def test_unsure_shape_names_two(analysis: Analysis, texts: Texts):
    unsure = replace(analysis, shape=replace(analysis.shape, label=None, abstained=True))
    first, second = (texts.get(f"shape.{name}") for name in analysis.shape.top2)
    html = show_shape(unsure, Profile.of(unsure, {}), texts)
    assert texts.get("page.shape_unsure", first=first, second=second) in said(html)


def test_stated_shape_is_said_to_be_stated(analysis: Analysis, texts: Texts):
    html = show_shape(analysis, Profile.of(analysis, {"face_shape": "round"}), texts)
    assert texts.get("page.shape_stated", first=texts.get("shape.round")) in said(html)
    first, second = (texts.get(f"shape.{name}") for name in analysis.shape.top2)
    key = "page.shape_unsure" if analysis.shape.abstained else "page.shape_sure"
    seen = texts.get(key, first=first, second=second)
    assert texts.get("page.shape_seen", said=seen) in said(html), "the photo's two are named, too"


@pytest.mark.parametrize("right", [0.712, None])
def test_how_often_the_shape_is_right_comes_from_the_card(
    right: float | None, analysis: Analysis, texts: Texts, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(show_face, "right_when_given", lambda name: right)
    html = show_shape(analysis, Profile.of(analysis, {}), texts)
    if right is None:
        assert texts.get("page.shape_right_unknown") in said(html)
    else:
        assert texts.get("page.shape_right", right=71) in said(html)


def test_measures_are_the_measured_ones(analysis: Analysis, texts: Texts):
    html = said(show_measures(analysis, texts))
    for name in SHOWN_RATIOS:
        assert texts.get(f"measure.{name}.name") in html
        assert texts.get(f"measure.{name}.meaning") in html
    ratios = analysis.geometry.ratios
    assert f"{ratios['length_to_width']:.2f}" in html
    assert f"{ratios['jaw_angle_deg']:.0f}°" in html
    assert (
        " · ".join(f"{100 * ratios[f'{n}_third']:.0f}%" for n in ("upper", "middle", "lower"))
        in html
    )


def test_quality_says_what_was_found(analysis: Analysis, texts: Texts):
    for issues, css, heading in (
        ((), "quality good", "page.quality_good"),
        ((Issue("dark"),), "quality fair", "page.quality_fair"),
        ((Issue("turned_yaw", {"got": 31}, serious=True),), "quality poor", "page.quality_poor"),
    ):
        html = show_quality(replace(analysis, quality=Quality(issues)), texts)
        assert f'class="{css}"' in html
        assert texts.get(heading) in said(html)
        for issue in issues:
            assert texts.get(f"quality.{issue.code}", **issue.facts) in said(html)


def test_error_card_says_what_happened_and_what_to_do(texts: Texts):
    error = PhotoError("unreadable", reason=ATTACK)
    html = show_error(error, texts)
    assert ATTACK not in html
    assert ATTACK in said(html)
    assert texts.get("error.unreadable.advice") in said(html)
    assert texts.get("page.error_heading") in said(html)


def test_skin_cards(analysis: Analysis, texts: Texts):
    skin = analysis.skin
    tone = show_tone(skin, texts)
    assert texts.get(f"ita.{skin.ita_class}") in said(tone)
    assert f"{skin.ita_deg:.0f}°" in said(tone)
    assert texts.get("page.tone_scale") in tone
    undertone = said(show_undertone(skin, texts))
    assert texts.get(f"undertone.{skin.undertone.label}") in undertone
    assert texts.get("page.undertone_note") in undertone
    regions = said(show_region_colors(skin, texts))
    assert all(texts.get(f"region.{name}") in regions for name in skin.regions)


OILY_FOREHEAD = {"quiz_midday_forehead": "shiny", "quiz_tissue": "clear"}
MATT_CHEEKS = {"quiz_midday_cheeks": "matt", "quiz_flaking": "cold_weather"}
GUESSED = Guess.of(("dry", "normal", "oily"), np.array([0.2, 0.3, 0.5]), 0.6)
PHOTO = ZonedGuess(GUESSED, GUESSED, GUESSED)


@pytest.mark.parametrize(
    ("skin", "ground"),
    [
        (fuse_skin_type("combination", {}), "stated"),
        (fuse_skin_type(None, {**OILY_FOREHEAD, **MATT_CHEEKS}, PHOTO), "weighed"),
        (fuse_skin_type(None, {}), "nothing_known"),
        (fuse_skin_type(None, {}, PHOTO), "photo_alone"),
        (fuse_skin_type(None, {"quiz_tissue": "faint"}, PHOTO), "too_close"),
        (fuse_skin_type(None, {**OILY_FOREHEAD, "quiz_tissue": "nothing"}), "contradiction"),
    ],
    ids=GROUNDS,
)
def test_skin_type_is_said_with_its_ground(skin: SkinType, ground: str, texts: Texts):
    html = show_skin_type(skin, texts)
    assert skin.ground == ground
    names = [
        texts.get(f"answer.skin_type.{name}").lower() for name in (*skin.ranking, "")[:2] if name
    ]
    first, second = (*names, "")[:2]
    assert texts.get(f"skin_type.{ground}", first=first, second=second) in said(html)
    for name, share in skin.probabilities.items():
        word = texts.get(f"likelihood.{likelihood(share)}")
        label = texts.get(f"answer.skin_type.{name}").lower()
        assert f"{label}{round(100 * share)}%{word}" in said(html)
    for zone, name in skin.zones.items():
        found = texts.get(f"answer.skin_type.{name}").lower() if name else None
        shown = found or texts.get("skin_type.zone_unsure")
        assert texts.get(f"skin_type.{zone}", type=shown) in said(html)
    assert html.count('class="bar top"') == len({name for name in skin.zones.values() if name})
    assert texts.get("page.skin_type_note") in said(html)


def test_skin_type_says_what_came_from_where(texts: Texts):
    quiz = {**OILY_FOREHEAD, **MATT_CHEEKS}
    for skin, key in (
        (fuse_skin_type(None, quiz), "from_answers"),
        (fuse_skin_type(None, quiz, PHOTO), "from_answers_photo"),
        (fuse_skin_type(None, {}, PHOTO), "from_photo"),
    ):
        assert texts.get(f"skin_type.{key}") in said(show_skin_type(skin, texts))
    few = replace(fuse_skin_type(None, quiz, PHOTO), sources=("photo", "answers"))
    assert texts.get("skin_type.from_photo_answers") in said(show_skin_type(few, texts))
    for silent in (fuse_skin_type(None, {}), fuse_skin_type("dry", quiz, PHOTO)):
        assert texts.get("skin_type.from_answers") not in said(show_skin_type(silent, texts))


def test_skin_tab_begins_with_the_type(analysis: Analysis, texts: Texts):
    session = Session(analysis.photo, analysis.faces, 0, analysis, answers={"skin_type": "dry"})
    html = filled(session, "measures", texts)["skin_kind"]["value"]
    assert said(html).startswith(texts.get("page.skin_type_heading"))
    assert texts.get("skin_type.stated", first=texts.get("answer.skin_type.dry").lower()) in html


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1.0, "likely"),
        (0.55, "likely"),
        (0.549, "possible"),
        (0.2, "possible"),
        (0.199, "unlikely"),
    ],
)
def test_likelihood_has_a_word(share: float, word: str):
    assert likelihood(share) == word
    assert likelihood(0.0) == "unlikely"


def test_monk_marks_the_suggested_range(analysis: Analysis, texts: Texts):
    html, monk = show_monk(analysis.skin, texts), analysis.skin.monk
    assert html.count('class="best"') == 1
    assert html.count('class="in"') == monk.high - monk.low
    assert html.count('class="out"') == 9 - (monk.high - monk.low)
    assert all(color in html for color in monk_hex())


def test_plan_is_told_with_reasons(analysis: Analysis, texts: Texts):
    plan = recommend(Profile.of(analysis, ANSWERS))
    makeup, care = said(show_makeup(plan, texts)), said(show_care(plan, texts))
    for step in plan.makeup:
        assert texts.get(f"step.{step.step}") in makeup
        assert texts.get(f"rule.{step.rule}.how") in makeup
        assert texts.get(f"rule.{step.rule}.why") in makeup
        assert texts.get(f"basis.{step.basis}") in makeup
        assert texts.get(f"product_kind.{step.products[0]}") in makeup
        assert texts.get(f"tool.{step.tools[0]}") in makeup
    remarks = sum(len(step.remarks) for step in plan.makeup)
    reasons = len(plan.makeup) + remarks + len(plan.extras)
    assert makeup.count(texts.get("page.why")) == reasons
    assert makeup.count(texts.get("basis.tradition")) >= len(plan.extras) == 2
    assert texts.get("page.morning") in care
    assert texts.get("page.evening") in care
    assert texts.get("page.left_out") in care
    assert texts.get("exclusion.pregnancy") in care
    notes = said(show_notes(plan, texts))
    assert all(texts.get(f"note.{note}") in notes for note in plan.notes)


def test_nothing_left_out_shows_no_such_card(analysis: Analysis, texts: Texts):
    assert texts.get("page.left_out") not in show_care(recommend(Profile.of(analysis, {})), texts)


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_has_picture_description_and_legend(
    layer: str, beauty: Beauty, analysis: Analysis, texts: Texts
):
    plan = recommend(Profile.of(analysis, {}))
    why = beauty.explain(analysis, WHY.get(layer, "face_shape"))
    html = show_picture(analysis, plan, layer, texts, why if layer in WHY else None)
    assert Tags(html).attributes["alt"] == texts.get(f"page.alt_{layer}")
    assert "data:image/jpeg;base64," in html
    legend = said(html)
    if layer == "guide":
        numbers = {step.step: number for number, step in enumerate(plan.makeup, 1)}
        assert all(
            f"{numbers[step]} {texts.get(f'step.{step}')}" in legend
            for step in STEPS
            if step != "base"
        )
    elif layer == "regions":
        assert texts.get("region.under_eye") in legend
    elif layer == "measures":
        assert legend == texts.get("page.marked"), "the portrait's smile and fringe are marked"
    elif layer == SKIN_LAYER:
        assert legend == said(show_map(analysis.concerns["redness"], texts))
    elif layer in WHY:
        assert said(show_why(why, layer, texts)) == legend
    else:
        assert legend == ""


def test_nothing_remarked_nothing_marked(analysis: Analysis, texts: Texts):
    clear = replace(analysis, quality=Quality((Issue("dark"), Issue("bright", regions=("skin",)))))
    html = show_picture(clear, recommend(Profile.of(clear, {})), "measures", texts)
    assert said(html) == ""


def test_layers_are_different_pictures(beauty: Beauty, analysis: Analysis):
    plan, texts = recommend(Profile.of(analysis, {})), load_texts("en")
    reasons = {layer: beauty.explain(analysis, subject) for layer, subject in WHY.items()}
    sources = {
        Tags(show_picture(analysis, plan, layer, texts, reasons.get(layer))).attributes["src"]
        for layer in LAYERS
    }
    assert len(sources) == len(LAYERS)


def test_no_faces_no_picture(texts: Texts):
    assert show_faces(Session(), texts) == ""


def test_what_a_person_typed_never_reaches_the_page_as_markup(analysis: Analysis, texts: Texts):
    answers = {"avoid": [ATTACK, "retinol"], "text": ATTACK, "concerns": ["wrinkles"]}
    session = Session(analysis.photo, analysis.faces, 0, analysis, answers=answers)
    shown = filled(session, "guide", texts)
    assert texts.get("exclusion.avoid") in shown["care"]["value"]
    for new in shown.values():
        assert "<script" not in str(new)


def test_fill_shows_the_result_or_how_it_works(analysis: Analysis, texts: Texts):
    empty = filled(Session(), "measures", texts)
    assert texts.get("page.empty_heading") in empty["message"]["value"]
    assert [empty[name]["visible"] for name in ("faces", "layer", "tabs")] == [False] * 3
    assert empty["picture"]["value"] == ""
    full = filled(Session(analysis.photo, analysis.faces, 0, analysis), "measures", texts)
    assert set(full) == set(empty)
    assert [full[name]["visible"] for name in ("faces", "layer", "tabs")] == [False, True, True]
    assert all(full[name]["value"] for name in CARDS)


def test_a_refusal_takes_the_old_result_away(texts: Texts):
    failed = filled(Session(error=PhotoError("unsupported_format")), "guide", texts)
    assert texts.get("error.unsupported_format.message") in failed["message"]["value"]
    assert not failed["tabs"]["visible"]
    assert all(failed[name]["value"] == "" for name in (*CARDS, "picture"))


def test_colours_of_the_depth_scale_stand_at_their_own_angle():
    places = np.linspace(*SCALE_DEG, len(SCALE_LAB))
    for place, (lightness, _, b_star) in zip(places, SCALE_LAB, strict=True):
        assert ita_deg(lightness, b_star) == pytest.approx(place, abs=5)
