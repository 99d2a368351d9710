"""The label map of `segment`: the network's answer, moved by landmarks only where they know better."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.face.labels import LABELS
from beauty.predict import Parsing, segment
from beauty.predict.segment import DRAWN, IN_FRONT
from tests.builders import all_of, parsing_of

# docs/contract: 0 background, 1 skin, 2 brow, 3 eye, 4 nose, 5 upper lip, 6 lower lip, 7 inner mouth, ...
CONTRACT = (
    *("background", "skin", "brow", "eye", "nose", "upper_lip", "lower_lip", "inner_mouth"),
    *("hair", "ear", "neck", "glasses", "other"),
)
PLACED = [LABELS.index(label) for label in DRAWN]  # by landmarks


def mapped(analysis: Analysis, *weight: float) -> np.ndarray:
    return segment(analysis.photo, analysis.drawn, analysis.parsing, *weight)


def drawn(analysis: Analysis, label: str) -> np.ndarray:
    """Where landmarks draw a label on the photo, float32 (H, W)."""
    size = analysis.photo.size_wh
    return np.max([analysis.drawn[name].full(size) for name in DRAWN[label]], axis=0)


def test_numbers_are_those_of_the_contract():
    assert LABELS == CONTRACT


def test_map_has_the_photos_size_and_only_labels(analysis: Analysis):
    labels = mapped(analysis)
    assert labels.dtype == np.uint8
    assert labels.shape == analysis.photo.rgb.shape[:2]
    assert labels.max() < len(LABELS)
    assert {*range(9)} <= set(np.unique(labels))  # she shows her teeth, and no ears to speak of
    assert labels[5, 5] == 0


def test_labels_lie_at_their_landmarks(analysis: Analysis):
    labels, points = mapped(analysis), analysis.face.landmarks_px
    places = {
        "skin": points[50],
        "brow": points[[105, 52]].mean(axis=0),
        "eye": points[468],
        "nose": points[1],
        "upper_lip": points[[0, 13]].mean(axis=0),
        "lower_lip": points[[14, 17]].mean(axis=0),
        "inner_mouth": points[[13, 14]].mean(axis=0),
    }
    for label, (x, y) in places.items():
        assert LABELS[labels[round(float(y)), round(float(x))]] == label


def test_without_landmarks_it_is_the_networks_word(analysis: Analysis):
    laid = analysis.parsing.over_photo(analysis.photo.size_wh)
    np.testing.assert_array_equal(mapped(analysis, 0.0), laid.argmax(axis=2))


@pytest.mark.parametrize("face", ["analysis", "rendered"])
def test_landmarks_move_only_what_they_place(face: str, request: pytest.FixtureRequest):
    analysis: Analysis = request.getfixturevalue(face)
    before, after = mapped(analysis, 0.0), mapped(analysis)
    moved = before != after
    assert 0 < moved.mean() < 0.02
    assert (np.isin(before, PLACED) | np.isin(after, PLACED))[moved].all()
    ys, xs = np.nonzero(moved)
    features = np.concatenate(
        [analysis.face.landmarks_px[[33, 133, 362, 263, 61, 291, 0, 17, 13, 14, 159, 386]]]
    )
    apart = np.hypot(xs[:, None] - features[:, 0], ys[:, None] - features[:, 1]).min(axis=1)
    assert apart.max() < 0.25 * analysis.face.width_px


@pytest.mark.parametrize("label", ["upper_lip", "lower_lip"])
def test_more_weight_moves_the_lips_towards_the_drawn_ones(rendered: Analysis, label: str):
    lip, index = drawn(rendered, label) > 0.5, LABELS.index(label)
    likeness = []
    for weight in (0.0, 0.35, 1.0):
        found = mapped(rendered, weight) == index
        likeness.append((found & lip).sum() / (found | lip).sum())
    assert likeness == sorted(likeness)
    assert likeness[-1] > 0.9


def test_faultless_parser_stays_nearly_faultless(
    rendered: Analysis, faultless: Parsing, truth: np.ndarray
):
    labels = segment(rendered.photo, rendered.drawn, faultless)
    left, top, right, bottom = rendered.face.box_xyxy
    face = np.s_[top:bottom, left:right]
    assert (labels[face] == truth[face]).mean() > 0.98


@pytest.mark.parametrize("label", IN_FRONT)
def test_what_lies_in_front_stays_in_front(analysis: Analysis, label: str):
    covered = all_of(label, analysis.photo.size_wh)
    parsing = parsing_of(analysis.photo, analysis.face, covered)
    labels = segment(analysis.photo, analysis.drawn, parsing, weight=1.0)
    left, top, right, bottom = analysis.drawn["skin"].box_xyxy
    assert (labels[top:bottom, left:right] == LABELS.index(label)).all()


def test_full_weight_takes_the_drawn_lips_where_the_network_saw_skin(analysis: Analysis):
    parsing = parsing_of(analysis.photo, analysis.face, all_of("skin", analysis.photo.size_wh))
    labels = segment(analysis.photo, analysis.drawn, parsing, weight=1.0)
    for label in DRAWN:
        certain = drawn(analysis, label) > 0.9
        for other in DRAWN:
            certain &= (other == label) | (drawn(analysis, other) < 0.05)
        assert certain.sum() > 100
        assert (labels[certain] == LABELS.index(label)).all()
    assert (segment(analysis.photo, analysis.drawn, parsing, weight=0.0) <= 1).all()


def test_nothing_it_is_given_changes(analysis: Analysis):
    shares = analysis.parsing.shares.copy()
    mapped(replace(analysis))
    np.testing.assert_array_equal(analysis.parsing.shares, shares)
