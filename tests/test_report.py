"""The JSON of the contract: names, ranges, and answers that change what is said."""

import json
from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.errors import FaceError, PhotoError
from beauty.measure.guess import Guess, ZonedGuess
from beauty.measure.skin_color import SKIN_REGIONS
from beauty.photo import Photo
from beauty.profile import SKIN_TYPES, Profile
from beauty.quality import Issue, Quality
from beauty.recommend import recommend
from beauty.report import analysis_json, concerns_json, plan_json, refusal_json
from beauty.texts import load_texts
from tests.builders import concern_of, concerns_of

EN, ZH = load_texts("en"), load_texts("zh")


def looking(analysis: Analysis, *shares: float) -> Analysis:
    """The same face, whose skin looks so to the network: dry, normal, oily."""
    guess = Guess.of(SKIN_TYPES, np.array(shares), 0.5)
    dull = replace(analysis.surface, shine={})
    return replace(analysis, skin_type=ZonedGuess(guess, guess, guess), surface=dull)


@pytest.fixture
def silent(analysis: Analysis) -> Analysis:
    """A photo that says nothing of the skin type."""
    return looking(analysis, 1 / 3, 1 / 3, 1 / 3)


def line(analysis: Analysis, **answers: object) -> dict[str, object]:
    return analysis_json(analysis, Profile.of(analysis, answers), "a.jpg", EN, landmarks=True)


def test_line_has_the_contract_s_names(analysis: Analysis):
    found = json.loads(json.dumps(line(analysis), allow_nan=False))
    assert list(found) == [
        *("schema", "photo", "size_wh", "face", "quality", "face_shape"),
        *("eye_shape", "skin_type"),
        *("skin_tone", "concerns"),
    ]
    assert found["schema"] == 1
    assert found["photo"] == "a.jpg"
    assert {"box_xyxy", "pose_deg", "landmarks_px"} <= set(found["face"])
    assert set(found["face"]["pose_deg"]) == {"yaw", "pitch", "roll"}
    assert {"label", "probabilities", "top2", "abstained", "ratios"} <= set(found["face_shape"])
    assert {"label", "probabilities", "abstained", "zones", "sources"} <= set(found["skin_type"])
    tone = found["skin_tone"]
    assert {"lab", "ita_deg", "ita_interval_deg", "ita_class", "monk", "undertone"} <= set(tone)
    assert {"low", "best", "high"} <= set(tone["monk"])
    assert {"label", "residual_deg", "unsure"} <= set(tone["undertone"])
    assert set(tone["regions"]) <= set(SKIN_REGIONS)


def test_values_are_in_their_ranges(analysis: Analysis):
    found = line(analysis)
    left, top, right, bottom = found["face"]["box_xyxy"]
    width, height = found["size_wh"]
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    tone = found["skin_tone"]
    low, high = tone["ita_interval_deg"]
    assert low < tone["ita_deg"] < high
    assert 1 <= tone["monk"]["low"] <= tone["monk"]["best"] <= tone["monk"]["high"] <= 10
    assert 0 <= tone["lab"][0] <= 100


def test_landmarks_only_when_asked_for(analysis: Analysis):
    profile = Profile.of(analysis, {})
    assert "landmarks_px" not in analysis_json(analysis, profile, "a.jpg", EN)["face"]
    assert np.shape(line(analysis)["face"]["landmarks_px"]) == (478, 2)


def test_pixels_are_those_of_the_photo_as_it_came(analysis: Analysis):
    width, height = analysis.photo.size_wh
    scanned = replace(analysis, photo=Photo(analysis.photo.rgb, (4 * width, 4 * height)))
    large, usual = line(scanned), line(analysis)
    assert large["size_wh"] == [4 * width, 4 * height]
    np.testing.assert_allclose(
        large["face"]["landmarks_px"], 4 * np.array(usual["face"]["landmarks_px"]), atol=0.05
    )
    np.testing.assert_array_equal(
        large["face"]["box_xyxy"], 4 * np.array(usual["face"]["box_xyxy"])
    )
    assert large["face_shape"] == usual["face_shape"]


def test_shape_probabilities_are_complete_and_sum_to_one(analysis: Analysis):
    shape = line(analysis)["face_shape"]
    assert set(shape["probabilities"]) == {"heart", "oblong", "oval", "round", "square"}
    assert sum(shape["probabilities"].values()) == pytest.approx(1, abs=1e-9)
    ranked = sorted(shape["probabilities"], key=shape["probabilities"].__getitem__, reverse=True)
    assert shape["top2"] == ranked[:2]
    assert shape["sources"] == ["photo", "ratios"]


def test_abstained_shape_has_no_label_but_all_probabilities(analysis: Analysis):
    guess = replace(analysis.shape, label=None, abstained=True)
    shape = line(replace(analysis, shape=guess))["face_shape"]
    assert (shape["label"], shape["abstained"]) == (None, True)
    assert sum(shape["probabilities"].values()) == pytest.approx(1, abs=1e-9)
    assert len(shape["top2"]) == 2


def test_stated_shape_is_the_label_and_the_measured_shares_stay(analysis: Analysis):
    stated, measured = (
        line(analysis, face_shape="round")["face_shape"],
        line(analysis)["face_shape"],
    )
    assert (stated["label"], stated["abstained"]) == ("round", False)
    assert stated["sources"] == ["answers", "photo", "ratios"]
    assert stated["probabilities"] == measured["probabilities"]


@pytest.mark.parametrize(
    ("answer", "zones"),
    [
        ("dry", ("dry", "dry")),
        ("normal", ("normal", "normal")),
        ("oily", ("oily", "oily")),
        ("combination", ("oily", "normal")),
    ],
)
def test_skin_type_is_the_persons_word(analysis: Analysis, answer: str, zones: tuple[str, str]):
    skin = line(analysis, skin_type=answer)["skin_type"]
    assert (skin["label"], skin["abstained"], skin["sources"]) == (answer, False, ["answers"])
    assert (skin["zones"]["t_zone"], skin["zones"]["u_zone"]) == zones
    assert tuple(skin["probabilities"]) == SKIN_TYPES
    assert sum(skin["probabilities"].values()) == pytest.approx(1, abs=1e-9)
    if answer in SKIN_TYPES:
        assert skin["probabilities"][answer] == max(skin["probabilities"].values())


def test_skin_type_from_the_quiz_has_zones_and_its_source(silent: Analysis):
    quiz = {"quiz_midday_forehead": "shiny", "quiz_tissue": "clear", "quiz_midday_cheeks": "matt"}
    skin = line(silent, **quiz, quiz_flaking="often")["skin_type"]
    assert (skin["label"], skin["abstained"], skin["sources"]) == (
        "combination",
        False,
        ["answers"],
    )
    assert skin["zones"] == {"t_zone": "oily", "u_zone": "dry"}
    assert tuple(skin["probabilities"]) == SKIN_TYPES
    assert sum(skin["probabilities"].values()) == pytest.approx(1, abs=1e-9)
    divided = line(silent, quiz_midday_forehead="matt", quiz_tissue="clear")["skin_type"]
    assert (divided["label"], divided["abstained"]) == (None, True)
    assert divided["sources"] == ["answers"]
    assert sum(divided["probabilities"].values()) == pytest.approx(1, abs=1e-9)


def test_photo_beside_the_quiz_is_named_as_a_source(analysis: Analysis):
    shown = looking(analysis, 0.1, 0.2, 0.7)
    quiz = {"quiz_midday_forehead": "shiny", "quiz_midday_cheeks": "shiny"}
    assert line(shown, **quiz)["skin_type"]["sources"] == ["answers", "photo"]
    alone = line(shown)["skin_type"]
    assert (alone["label"], alone["abstained"], alone["sources"]) == (None, True, ["photo"])
    other = line(looking(analysis, 0.7, 0.2, 0.1))["skin_type"]
    assert alone["probabilities"]["oily"] > other["probabilities"]["oily"]


def test_unknown_skin_type_is_said_to_be_unknown(silent: Analysis):
    skin = line(silent)["skin_type"]
    assert (skin["label"], skin["abstained"], skin["sources"]) == (None, True, [])
    assert sum(skin["probabilities"].values()) == pytest.approx(1, abs=1e-9)
    assert skin["zones"] == {"t_zone": None, "u_zone": None}


def test_issues_come_with_advice_in_the_language_asked(analysis: Analysis):
    issues = (Issue("turned_yaw", {"got": 31}, serious=True), Issue("dark"))
    turned = replace(analysis, quality=Quality(issues))
    profile = Profile.of(turned, {})
    english = analysis_json(turned, profile, "a.jpg", EN)["quality"]
    chinese = analysis_json(turned, profile, "a.jpg", ZH)["quality"]
    assert english["ok"] is chinese["ok"] is False
    assert [issue["code"] for issue in english["issues"]] == ["turned_yaw", "dark"]
    assert "31 degrees" in english["issues"][0]["advice"]
    assert "31 度" in chinese["issues"][0]["advice"]


def test_refusal_line():
    refused = refusal_json(FaceError("several_faces", count=3), "b/c.png", "en")
    assert refused == {
        "schema": 1,
        "photo": "b/c.png",
        "error": {
            "code": "several_faces",
            "message": "3 faces of about the same size were found, so it is not clear who to look at.",
            "advice": "Pick one face, or use a photo of one person.",
        },
    }
    chinese = refusal_json(PhotoError("too_small", got="9 x 9", least=64), "x", "zh")["error"]
    assert "9 x 9" in chinese["message"]
    assert chinese["code"] == "too_small"
    assert "原图" in chinese["advice"]


def test_plan_in_words(analysis: Analysis):
    answers = {"concerns": ["wrinkles", "spots"], "pregnant": True, "occasion": "wedding"}
    plan = recommend(Profile.of(analysis, answers))
    for texts, contour, why in ((EN, "Contour", "pregnancy"), (ZH, "修容", "怀孕")):
        said = json.loads(json.dumps(plan_json(plan, texts)))
        named = ["makeup_plan", "extras", "routine", "products", "excluded", "notes"]
        assert [name for name in said if name in named] == named
        assert [one["step"] for one in said["extras"]] == ["frames", "hair"]
        assert all(step["products"] and step["tools"] for step in said["makeup_plan"])
        assert "Convention of make-up artists" in said["makeup_plan"][0]["source"]
        titles = {step["step"]: step["title"] for step in said["makeup_plan"]}
        assert titles["contour"] == contour
        assert all(step["how"] and step["why"] for step in said["makeup_plan"])
        base = next(step for step in said["makeup_plan"] if step["step"] == "base")
        assert base["remarks"][0] == {
            "how": texts.get("rule.base_photo.how"),
            "why": texts.get("rule.base_photo.why"),
            "basis": "answer",
        }
        assert set(said["routine"]) == {"morning", "evening"}
        reasons = {one["ingredient"]: one["reason"] for one in said["excluded"]}
        assert why in reasons["retinol"]
        assert len(said["notes"]) == len(plan.notes)


def test_treatment_step_names_ingredient_and_evidence(analysis: Analysis):
    plan = recommend(Profile.of(analysis, {"concerns": ["redness"]}))
    treat = next(s for s in plan_json(plan, EN)["routine"]["evening"] if s["slot"] == "treat")
    assert treat["title"] == "Treat: azelaic acid"
    assert treat["ingredient"] == "azelaic_acid"
    assert treat["evidence"] == {"redness": "B"}
    cleanse = plan_json(plan, EN)["routine"]["morning"][0]
    assert (cleanse["title"], cleanse["ingredient"], cleanse["evidence"]) == ("Cleanse", None, {})


def test_concerns_have_the_contract_s_names_and_a_reason_where_there_is_no_score(
    analysis: Analysis,
):
    scores = {"redness": 23.04, "pores": None, "shine": 0.0}
    concerns = concerns_of(analysis.photo, analysis.face, scores)
    found = json.loads(json.dumps(concerns_json(concerns), allow_nan=False))
    assert list(found) == [
        *("redness", "dark_circles", "wrinkles", "spots", "pores", "shine", "unevenness"),
        "puffiness",
    ]
    redness = found["redness"]
    assert redness == {
        "score": 23.0,
        "interval": [18.0, 28.0],
        "regions": dict.fromkeys(redness["regions"], 23.0),
        "parts": {},
        "place": {"word": "about", "share_below": 0.5, "faces": 324, "group": "all"},
        "limits": [],
        "reason": None,
    }
    assert {"left_cheek", "right_cheek"} <= set(redness["regions"])
    assert found["spots"]["parts"] == {"red": 20.0, "brown": 10.0}
    assert (found["shine"]["score"], found["shine"]["interval"]) == (0.0, [0.0, 5.0])
    pores = found["pores"]
    assert (pores["score"], pores["interval"], pores["place"]) == (None, None, None)
    assert (pores["reason"], pores["regions"]) == ("too_small", {})


def test_numbers_keep_a_tenth_and_stay_in_order(analysis: Analysis):
    """Rounding may not push a score out of its own interval."""
    exact = concern_of("redness", 23.14999, half_width=0.02)
    concerns = concerns_of(analysis.photo, analysis.face, {})
    rounded = concerns_json(replace(concerns, by_name={"redness": exact}))["redness"]
    low, high = rounded["interval"]
    assert low <= rounded["score"] <= high
    assert all(value == round(value, 1) for value in (low, rounded["score"], high))
