"""Skin type: the stated word wins, answers come before the photo, and thin evidence names no type."""

import itertools
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from beauty.measure.guess import Guess, ZonedGuess
from beauty.profile import GROUNDS, SKIN_TYPES, ZONES, SkinType, fuse_skin_type, load_quiz
from beauty.profile.skin_type import STATED_ZONES
from tests.profile.simulate import NOISES, labels, measured

QUIZ = load_quiz()
DRY = {
    "quiz_after_washing": "tight_all",
    "quiz_midday_forehead": "matt",
    "quiz_midday_cheeks": "matt",
}
OILY = {
    "quiz_after_washing": "slick",
    "quiz_midday_forehead": "shiny",
    "quiz_midday_cheeks": "shiny",
}
NORMAL = {
    "quiz_after_washing": "comfortable",
    "quiz_midday_forehead": "soft_glow",
    "quiz_midday_cheeks": "soft_glow",
}
MIXED = {
    "quiz_after_washing": "tight_cheeks",
    "quiz_midday_forehead": "shiny",
    "quiz_midday_cheeks": "matt",
    "quiz_flaking": "often",
    "quiz_tissue": "clear",
}
TOLERANCE = 0.005  # of zones right: half a point
unhurried = settings(deadline=None)  # two shared cores make any limit a coin toss

quiz_answers = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(list(choices)) for name, choices in QUIZ.questions.items()}
)
stated_words = st.sampled_from(list(STATED_ZONES))


def guess_of(*shares: float) -> Guess:
    return Guess.of(SKIN_TYPES, np.array(shares), threshold=0.6)


def photo_of(*shares: float) -> ZonedGuess:
    return ZonedGuess(*[guess_of(*shares)] * 3)


@st.composite
def photos(draw: st.DrawFn) -> ZonedGuess:
    looks = []
    for _ in range(3):
        parts = np.array(draw(st.tuples(*[st.floats(0.0, 1.0)] * 3))) + 1e-6
        looks.append(guess_of(*parts / parts.sum()))
    return ZonedGuess(*looks)


shines = st.none() | st.dictionaries(st.sampled_from(ZONES), st.floats(0.0, 100.0))


@unhurried
@given(st.none() | stated_words, quiz_answers, st.none() | photos(), shines)
def test_whatever_is_known_the_result_holds_together(
    stated: str | None,
    answers: Mapping[str, object],
    photo: ZonedGuess | None,
    shine: Mapping[str, float] | None,
):
    skin = fuse_skin_type(stated, answers, photo, shine)
    assert tuple(skin.probabilities) == SKIN_TYPES
    assert all(0 <= share <= 1 for share in skin.probabilities.values())
    assert sum(skin.probabilities.values()) == pytest.approx(1, abs=1e-9)
    assert tuple(skin.zones) == ZONES
    assert {*skin.zones.values()} <= {*SKIN_TYPES, None}
    assert skin.ground in GROUNDS
    assert set(skin.sources) <= {"answers", "photo"}
    assert skin.abstained == (skin.label is None) == (skin.ground not in ("stated", "weighed"))
    if skin.label in SKIN_TYPES:
        assert skin.probabilities[skin.label] == max(skin.probabilities.values())
    if skin.label == "combination":
        assert skin.zones["t_zone"] == "oily" != skin.zones["u_zone"]


@unhurried
@given(stated_words, quiz_answers, photos(), shines)
def test_a_stated_word_wins_outright(
    stated: str, answers: Mapping[str, object], photo: ZonedGuess, shine: Mapping[str, float] | None
):
    skin = fuse_skin_type(stated, answers, photo, shine)
    assert skin == fuse_skin_type(stated, {})
    assert (skin.label, skin.sources, skin.ground) == (stated, ("answers",), "stated")
    assert tuple(skin.zones.values()) == STATED_ZONES[stated]
    assert skin.sure


@unhurried
@given(quiz_answers, st.none() | photos(), st.data())
def test_an_answer_that_speaks_for_oily_never_lowers_oily(
    answers: dict[str, object], photo: ZonedGuess | None, data: st.DataObject
):
    """It speaks for oily when people give it ever more often from dry over normal to oily."""
    name, choice = data.draw(st.sampled_from(SPEAKING_FOR_OILY))
    assume(name not in answers)
    before = fuse_skin_type(None, answers, photo).probabilities
    after = fuse_skin_type(None, {**answers, name: choice}, photo).probabilities
    assert after["oily"] >= before["oily"] - 1e-12


SPEAKING_FOR_OILY = [
    (name, choice)
    for name, choices in QUIZ.questions.items()
    for choice, weights in choices.items()
    if weights.any() and (np.diff(weights, axis=1) >= 0).all()
]


def test_there_are_answers_that_speak_for_oily():
    assert {name for name, _ in SPEAKING_FOR_OILY} == set(QUIZ.questions)


@unhurried
@given(quiz_answers, st.randoms(), photos())
def test_order_of_answers_does_not_matter(answers: dict[str, object], random, photo: ZonedGuess):
    names = list(answers)
    random.shuffle(names)
    assert fuse_skin_type(None, {name: answers[name] for name in names}, photo) == fuse_skin_type(
        None, answers, photo
    )


def test_nothing_answered_is_the_prior_and_no_label():
    skin = fuse_skin_type(None, {"concerns": ("redness",)})
    assert (skin.label, skin.abstained, skin.sources, skin.sure) == (None, True, (), False)
    assert skin.ground == "nothing_known"
    assert skin.zones == {"t_zone": None, "u_zone": None}
    for share in skin.probabilities.values():
        assert share == pytest.approx(1 / 3, abs=0.02), "the prior favours no type"


@pytest.mark.parametrize(
    ("answers", "label", "zones"),
    [
        (DRY, "dry", ("dry", "dry")),
        (NORMAL, "normal", ("normal", "normal")),
        (OILY, "oily", ("oily", "oily")),
        (MIXED, "combination", ("oily", "dry")),
    ],
)
def test_clear_answers_name_a_type(answers: dict[str, object], label: str, zones: tuple[str, str]):
    skin = fuse_skin_type(None, answers)
    assert (skin.label, skin.sources, skin.ground) == (label, ("answers",), "weighed")
    assert tuple(skin.zones.values()) == zones
    assert skin.ranking[0] == label
    assert skin.sure


@pytest.mark.parametrize(
    "divided",
    [
        {"quiz_midday_forehead": "matt", "quiz_tissue": "clear"},
        {"quiz_midday_cheeks": "shiny", "quiz_flaking": "often"},
        {**MIXED, "quiz_midday_cheeks": "shiny", "quiz_flaking": "often"},
    ],
)
def test_answers_that_contradict_each_other_name_no_type(divided: dict[str, object]):
    skin = fuse_skin_type(None, divided, photo_of(0.02, 0.08, 0.9))
    assert (skin.label, skin.ground) == (None, "contradiction")
    assert not all(skin.zones.values())


def test_a_zone_without_evidence_of_its_own_has_no_type():
    skin = fuse_skin_type(None, {"quiz_midday_forehead": "matt", "quiz_tissue": "nothing"})
    assert skin.zones["t_zone"] == "dry"
    assert skin.zones["u_zone"] is None


@pytest.mark.parametrize("shares", [*itertools.permutations((0.6, 0.25, 0.15)), (0.45, 0.3, 0.25)])
def test_a_photo_that_says_little_names_nothing_but_is_followed_in_the_shares(
    shares: tuple[float, float, float],
):
    skin = fuse_skin_type(None, {}, photo_of(*shares))
    assert (skin.label, skin.ground, skin.sources) == (None, "photo_alone", ("photo",))
    likeliest = max(skin.probabilities, key=lambda name: skin.probabilities[name])
    assert likeliest == SKIN_TYPES[int(np.argmax(shares))]
    assert max(skin.probabilities.values()) < max(shares), "and is believed less than it says"


def test_a_photo_label_is_never_sure():
    skin = fuse_skin_type(None, {}, photo_of(0.005, 0.99, 0.005))
    assert not skin.sure


@pytest.mark.parametrize("answers", [DRY, OILY, MIXED])
def test_answers_outweigh_a_photo_that_says_the_opposite(answers: dict[str, object]):
    alone = fuse_skin_type(None, answers)
    for opposite in ((0.9, 0.05, 0.05), (0.05, 0.9, 0.05), (0.05, 0.05, 0.9)):
        both = fuse_skin_type(None, answers, photo_of(*opposite))
        assert both.ranking[0] == alone.label
        assert both.sources == ("answers", "photo")


def test_sources_come_in_the_order_of_their_weight():
    weak = {"quiz_flaking": "cold_weather"}
    assert fuse_skin_type(None, weak, photo_of(0.9, 0.08, 0.02)).sources == ("photo", "answers")
    assert fuse_skin_type(None, weak, photo_of(0.3, 0.4, 0.3)).sources == ("answers", "photo")
    third = 1 / 3
    assert fuse_skin_type(None, weak, photo_of(third, third, third)).sources == ("answers",)


def test_a_photo_that_is_certain_still_rules_nothing_out():
    certain = photo_of(0.0, 0.0, 1.0)
    assert min(fuse_skin_type(None, {}, certain).probabilities.values()) > 0.05
    assert fuse_skin_type(None, DRY, certain).ranking[0] == "dry"


def oily_share(skin: SkinType) -> float:
    return skin.probabilities["oily"]


@unhurried
@given(st.floats(0, 100), st.floats(0, 100), st.sampled_from(ZONES), quiz_answers)
def test_more_shine_speaks_for_oily(
    less: float, more: float, zone: str, answers: Mapping[str, object]
):
    less, more = sorted((less, more))
    low = fuse_skin_type(None, answers, None, {zone: less})
    high = fuse_skin_type(None, answers, None, {zone: more})
    assert oily_share(low) <= oily_share(high) + 1e-12


def test_shine_is_part_of_the_photo_small_and_by_zone():
    middle = QUIZ.fusion.shine_middle
    assert fuse_skin_type(None, {}, None, {"t_zone": middle}) == fuse_skin_type(None, {})
    shiny = fuse_skin_type(None, {}, None, {"t_zone": 100.0, "u_zone": middle})
    assert (shiny.label, shiny.sources, shiny.ground) == (None, ("photo",), "photo_alone")
    assert oily_share(shiny) > oily_share(fuse_skin_type(None, {}))
    both = fuse_skin_type(None, DRY, None, {"t_zone": 100.0, "u_zone": 100.0})
    assert both.label == "dry"
    assert both.sources == ("answers", "photo")


@pytest.mark.parametrize("noise", NOISES)
def test_with_made_up_people_the_photo_helps_the_quiz_and_both_beat_the_photo(noise: float):
    """30 seeds of 100 people, the same people for all; see docs/skin_type.md."""
    found = measured(noise)
    gains = found["both"] - found["quiz"]
    assert gains.mean() >= -TOLERANCE
    assert found["log_gain"].mean() > 0, "the truth gets more of the probability"
    assert (found["both"] > found["photo"]).all(), "for every seed"
    assert found["photo"].mean() == pytest.approx(0.5, abs=0.02)


def test_a_photo_that_knows_nothing_costs_next_to_nothing():
    """It still claims to be right half of the time, but is no better than chance."""
    found = measured(0.2, photo_right=1 / 3)
    assert (found["both"] - found["quiz"]).mean() >= -TOLERANCE


def test_the_more_random_the_answers_the_fewer_people_get_a_label():
    given_shares, right_shares = zip(*(labels(noise) for noise in NOISES), strict=True)
    assert list(given_shares) == sorted(given_shares, reverse=True)
    found = [measured(noise)["both"].mean() for noise in NOISES]
    assert found == sorted(found, reverse=True)
    assert right_shares[0] > 0.75
