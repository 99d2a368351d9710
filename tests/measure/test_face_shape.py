"""The ratio model: probabilities, silence below the threshold, and a card that must fit together."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty import Analysis
from beauty.errors import SetupError
from beauty.measure.face_shape import CARD, RatioModel, load_ratio_model

MODEL = load_ratio_model()
TINY = """
[model]
features = ["length", "width"]
labels = ["long", "wide", "even"]
threshold = 0.5
mean = [1.0, 2.0]
scale = [0.5, 1.0]
weights = [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]
bias = [0.0, 0.0, 0.5]
"""
RATIOS = st.fixed_dictionaries(
    {
        name: st.floats(mean - 5 * scale, mean + 5 * scale)
        for name, mean, scale in zip(MODEL.features, MODEL.mean, MODEL.scale, strict=True)
    }
)


def tiny(tmp_path: Path, old: str = "", new: str = "") -> RatioModel:
    path = tmp_path / "tiny.toml"
    path.write_text(TINY.replace(old, new) if old else TINY)
    return RatioModel.load(path)


class TestGuess:
    def test_numbers_worked_out_by_hand(self, tmp_path: Path):
        guess = tiny(tmp_path).guess({"length": 2.0, "width": 2.0})  # scores 2, 0 and 0.5
        raised = np.exp([2.0, 0.0, 0.5])
        want = dict(zip(("long", "wide", "even"), raised / raised.sum(), strict=True))
        assert dict(guess.probabilities) == pytest.approx(want)
        assert guess.label == "long"
        assert guess.top2 == ("long", "even")
        assert not guess.abstained

    def test_below_the_threshold_there_is_no_label(self, tmp_path: Path):
        guess = tiny(tmp_path).guess({"length": 1.0, "width": 2.0})  # 0.27, 0.27 and 0.45
        assert guess.abstained
        assert guess.label is None
        assert guess.top2[0] == "even"
        assert sum(guess.probabilities.values()) == pytest.approx(1)

    @given(RATIOS)
    def test_probabilities_are_complete_and_sum_to_one(self, ratios: dict[str, float]):
        guess = MODEL.guess(ratios)
        assert list(guess.probabilities) == ["heart", "oblong", "oval", "round", "square"]
        assert sum(guess.probabilities.values()) == pytest.approx(1)
        assert min(guess.probabilities.values()) >= 0

    @given(RATIOS)
    def test_silent_exactly_below_the_threshold(self, ratios: dict[str, float]):
        guess = MODEL.guess(ratios)
        ranked = sorted(guess.probabilities, key=lambda name: -guess.probabilities[name])
        assert guess.top2 == tuple(ranked[:2])
        assert guess.abstained == (guess.probabilities[ranked[0]] < MODEL.threshold)
        assert guess.label == (None if guess.abstained else ranked[0])

    @given(RATIOS)
    def test_other_ratios_do_not_matter(self, ratios: dict[str, float]):
        more = {**ratios, "mouth_to_nose": 3.0}
        assert MODEL.guess(more).probabilities == MODEL.guess(ratios).probabilities

    def test_missing_ratio_is_named(self):
        with pytest.raises(KeyError, match="length_to_width"):
            MODEL.guess({})

    def test_portrait(self, analysis: Analysis):
        assert set(MODEL.features) <= set(analysis.geometry.ratios)
        assert analysis.shape == MODEL.guess(analysis.geometry.ratios)


class TestCommittedModel:
    def test_longer_face_is_more_oblong_and_less_round(self):
        middle = dict(zip(MODEL.features, MODEL.mean.tolist(), strict=True))
        long = MODEL.guess(middle | {"length_to_width": middle["length_to_width"] * 1.1})
        short = MODEL.guess(middle | {"length_to_width": middle["length_to_width"] * 0.9})
        assert long.probabilities["oblong"] > short.probabilities["oblong"]
        assert long.probabilities["round"] < short.probabilities["round"]

    def test_angular_jaw_is_squarer(self):
        middle = dict(zip(MODEL.features, MODEL.mean.tolist(), strict=True))
        angular = MODEL.guess(middle | {"jaw_angle_deg": 128.0, "jaw_to_cheekbone": 0.85})
        assert angular.label == "square"

    def test_is_read_once(self):
        assert load_ratio_model() is MODEL
        assert RatioModel.load(CARD).labels == MODEL.labels


class TestDamagedCard:
    def test_missing(self, tmp_path: Path):
        with pytest.raises(SetupError, match=r"gone\.toml cannot be used") as caught:
            RatioModel.load(tmp_path / "gone.toml")
        assert caught.value.code == "internal"
        assert "weights/" in caught.value.advice

    def test_not_text_at_all(self, tmp_path: Path):
        path = tmp_path / "binary.toml"
        path.write_bytes(bytes(range(256)))
        with pytest.raises(SetupError, match=r"binary\.toml"):
            RatioModel.load(path)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            *(("[model]", "[other]"), ("threshold = 0.5", ""), ("labels", "names")),
            *(("[model]", "[model"), ("0.5\nmean", "'half'\nmean"), ("[0.0, 1.0], ", "")),
            *(("[0.0, 1.0], ", "[0.0], "), ('"width"', '"width", "depth"')),
            *(("mean = [1.0, 2.0]", "mean = [1.0]"), ("scale = [0.5, 1.0]", "scale = [0.5]")),
            *(
                (TINY, "model = 3"),
                ("bias = [0.0, 0.0, 0.5]", "bias = [0.0]"),
                ("mean = [1.0, 2.0]", "mean = ['a', 'b']"),
            ),
        ],
    )
    def test_card_that_does_not_fit_together(self, tmp_path: Path, old: str, new: str):
        assert old in TINY
        with pytest.raises(SetupError, match=r"tiny\.toml"):
            tiny(tmp_path, old, new)
