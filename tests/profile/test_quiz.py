"""The skin-type questions: the committed file holds together, and a wrong one is refused by its row."""

from pathlib import Path

import numpy as np
import pytest

from beauty.errors import SetupError
from beauty.knowledge import load_answer_fields
from beauty.paths import ASSETS
from beauty.profile.quiz import FACE_NAMES, SKIN_TYPES, ZONES, load_quiz

QUIZ = load_quiz()
GOOD = """
[fusion]
photo = 0.2
photo_floor = 0.02
shine = 0.3
shine_middle = 30
shine_step = 20
sure_face = 0.6
sure_zone = 0.6
contradiction = 2.0
contradiction_balance = 0.7
[prior]
dry = [20, 3, 1]
normal = [8, 25, 2]
oily = [4, 16, 21]
[face]
dry = ["dry", "dry", ""]
normal = ["dry", "normal", "oily"]
oily = ["combination", "combination", "oily"]
[question.quiz_paper.t_zone]
dull = [80, 40, 10]
shiny = [20, 60, 90]
[question.quiz_paper.u_zone]
dull = [75, 50, 25]
shiny = [25, 50, 75]
"""
# what to put in place of what, what the refusal must name besides the file, and what it expected
WRONG = [
    ("dull = [80, 40, 10]", "dull = [80, 40]", "question quiz_paper: t_zone.dull", "three numbers"),
    ("dull = [80, 40, 10]", "dull = [80, 40, 0]", "question quiz_paper: t_zone.dull", "above 0"),
    ("[80, 40, 10]", '[80, 40, "10"]', "question quiz_paper: t_zone.dull", "three numbers"),
    ("[80, 40, 10]", "[80, 40, nan]", "question quiz_paper: t_zone.dull", "three numbers"),
    ("[80, 40, 10]", "[80, 30, 10]", "question quiz_paper: t_zone: column normal", "sum to 100"),
    ("quiz_paper.u_zone", "quiz_paper.chin", "question quiz_paper", "t_zone or u_zone"),
    ("dull = [75,", "glossy = [75,", "question quiz_paper: u_zone", "the choices dull, shiny"),
    ("dry = [20, 3, 1]", "dry = [20, 3]", "prior: dry", "three numbers"),
    ("normal = [8, 25, 2]\n", "", "prior: normal", "three numbers"),
    ("[20, 3, 1]", "[20, 3, 9]", "prior", "sum to 100"),
    ("[prior]", "[before]", "prior", "a table"),
    ('["dry", "dry", ""]', '["dry", "greasy", ""]', "face: dry", "combination"),
    ('["dry", "dry", ""]', '"dry"', "face: dry", "three of"),
    ("photo = 0.2", 'photo = "little"', "fusion: photo", "a number"),
    ("shine_step = 20\n", "", "fusion: shine_step", "a number"),
    ("shine_step = 20", "shine_step = 0", "fusion: shine_step", "above 0"),
    ("sure_face = 0.6", "sure_face = 0.5", "fusion: sure_face", "above 0.5"),
    ("sure_zone = 0.6", "sure_zone = 60", "fusion: sure_zone", "above 0.5"),
]


def test_every_question_and_choice_is_an_answer_and_the_other_way_round():
    fields = load_answer_fields()
    asked = {name for name in fields if name.startswith("quiz_")}
    assert asked == set(QUIZ.questions)
    assert 5 <= len(asked) <= 6
    for name, choices in QUIZ.questions.items():
        assert tuple(choices) == fields[name].choices, name
        assert (fields[name].kind, fields[name].used) == ("choice", True), name


def test_each_zone_is_asked_about_more_than_once():
    for zone in range(len(ZONES)):
        told = [q for q in QUIZ.questions.values() if any(w[zone].any() for w in q.values())]
        assert len(told) >= 3


def test_likelihoods_of_a_question_sum_to_one_for_each_type():
    for choices in QUIZ.questions.values():
        for zone in range(len(ZONES)):
            shares = np.exp([weights[zone] for weights in choices.values()])
            if not np.allclose(shares, 1):
                np.testing.assert_allclose(shares.sum(axis=0), 1)


def test_prior_favours_no_type_and_oily_cheeks_below_a_dry_forehead_are_rare():
    prior = np.exp(QUIZ.prior)
    assert prior.sum() == pytest.approx(1)
    assert prior[0, 2] == prior.min()
    assert prior.sum(axis=1)[2] > prior.sum(axis=0)[2], "forehead and nose are the oilier zone"


def test_combination_is_an_oily_t_zone_above_cheeks_that_are_not():
    for t_zone, names in zip(SKIN_TYPES, QUIZ.faces, strict=True):
        for u_zone, name in zip(SKIN_TYPES, names, strict=True):
            assert name in FACE_NAMES
            assert (name == "combination") == (t_zone == "oily" != u_zone)
            if t_zone == u_zone:
                assert name == t_zone


def test_weights_come_in_the_order_of_the_file_and_only_for_the_quiz():
    given = {"skin_type": "dry", "quiz_tissue": "clear", "quiz_after_washing": "slick"}
    weights = QUIZ.weights(given)
    assert weights.shape == (2, 2, 3)
    np.testing.assert_array_equal(weights[0], QUIZ.questions["quiz_after_washing"]["slick"])
    np.testing.assert_array_equal(weights[1], QUIZ.questions["quiz_tissue"]["clear"])
    assert QUIZ.weights({}).shape == (0, 2, 3)


@pytest.mark.parametrize(
    ("answers", "divided"),
    [
        ({}, (False, False)),
        ({"quiz_midday_forehead": "matt"}, (False, False)),
        ({"quiz_midday_forehead": "matt", "quiz_tissue": "clear"}, (True, False)),
        ({"quiz_midday_forehead": "matt", "quiz_tissue": "faint"}, (False, False)),
        ({"quiz_midday_cheeks": "shiny", "quiz_flaking": "often"}, (False, True)),
        ({"quiz_midday_forehead": "shiny", "quiz_midday_cheeks": "matt"}, (False, False)),
    ],
)
def test_answers_about_one_zone_can_contradict(
    answers: dict[str, object], divided: tuple[bool, bool]
):
    assert tuple(QUIZ.contradicts(answers)) == divided


def test_one_answer_against_many_is_no_contradiction():
    oily = {"quiz_midday_forehead": "shiny", "quiz_rich_cream": "heavy_all", "quiz_tissue": "clear"}
    assert not QUIZ.contradicts({**oily, "quiz_after_washing": "tight_all"})[0]


def test_good_file_reads_as_written(tmp_path: Path):
    path = tmp_path / "quiz.toml"
    path.write_text(GOOD, "utf-8")
    quiz = load_quiz(path)
    expected = np.log([[0.8, 0.4, 0.1], [0.75, 0.5, 0.25]])
    np.testing.assert_allclose(quiz.questions["quiz_paper"]["dull"], expected)
    assert np.exp(quiz.prior)[2, 1] == pytest.approx(0.16)
    assert quiz.faces[0] == ("dry", "dry", "")
    assert (quiz.fusion.photo, quiz.fusion.shine_step) == (0.2, 20.0)


@pytest.mark.parametrize(("old", "new", "where", "expected"), WRONG)
def test_wrong_row_is_named(old: str, new: str, where: str, expected: str, tmp_path: Path):
    assert old in GOOD
    path = tmp_path / "quiz.toml"
    path.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(SetupError) as caught:
        load_quiz(path)
    assert "quiz.toml" in caught.value.message
    assert f"{where}: expected" in caught.value.message
    assert expected in caught.value.message


def test_file_that_cannot_be_read_is_named(tmp_path: Path):
    with pytest.raises(SetupError, match=r"gone\.toml"):
        load_quiz(tmp_path / "gone.toml")
    (tmp_path / "bad.toml").write_bytes(b"[fusion")
    with pytest.raises(SetupError, match=r"bad\.toml"):
        load_quiz(tmp_path / "bad.toml")


def test_loaded_quiz_cannot_be_changed():
    with pytest.raises(TypeError):
        QUIZ.questions["new"] = {}  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        QUIZ.questions["quiz_tissue"]["clear"][0, 0] = 1.0


def test_the_file_names_no_brand():
    words = (ASSETS / "skin_type_quiz.toml").read_text("utf-8").lower()
    assert "baumann" not in words
