"""Words for skin: class borders from Chardon, the published Monk swatches, and order."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty.color import ita_class, ita_deg, suggest_monk, to_lab, undertone
from beauty.color.tone import hue_deg, monk_hex

# E. Monk 2022, with the L*a*b* that our research computed from the hex codes
MONK = (
    *(("#f6ede4", (94.2, 1.5, 5.4)), ("#f3e7db", (92.3, 2.1, 7.3)), ("#f7ead0", (93.1, 0.2, 14.2))),
    *(
        ("#eadaba", (87.6, 0.5, 17.8)),
        ("#d7bd96", (77.9, 3.5, 23.1)),
        ("#a07e56", (55.1, 7.8, 26.8)),
    ),
    *(
        ("#825c43", (42.5, 12.3, 20.5)),
        ("#604134", (30.7, 11.7, 13.3)),
        ("#3a312a", (21.1, 2.7, 6.0)),
    ),
    *(("#292420", (14.6, 1.5, 3.5)),),
)
CLASSES = ("dark", "brown", "tan", "intermediate", "light", "very_light")
LIGHTNESS = st.floats(0, 100)


@pytest.mark.parametrize(
    ("at", "name", "above"),
    [
        *((55, "light", "very_light"), (41, "intermediate", "light"), (28, "tan", "intermediate")),
        *((10, "brown", "tan"), (-30, "dark", "brown")),
    ],
)
def test_class_borders(at: float, name: str, above: str):
    assert ita_class(at) == name
    assert ita_class(at + 0.01) == above


@given(st.floats(-90, 90), st.floats(-90, 90))
def test_larger_angle_is_never_a_darker_class(one: float, other: float):
    low, high = sorted((one, other))
    assert CLASSES.index(ita_class(low)) <= CLASSES.index(ita_class(high))


@given(LIGHTNESS, st.floats(0.5, 60))
def test_angle_is_the_published_formula(lightness: float, b_star: float):
    assert ita_deg(lightness, b_star) == pytest.approx(
        math.atan((lightness - 50) / b_star) * 180 / math.pi
    )


def test_angle_of_the_reference_face():
    # knowledge.md: the median studio face, L* 65.0 and b* 22.9, lies at ITA 30.8..33
    assert ita_deg(65.0, 22.9) == pytest.approx(33.2, abs=0.05)
    assert ita_class(ita_deg(65.0, 22.9)) == "intermediate"


@given(LIGHTNESS)
def test_angle_goes_on_without_a_jump_at_no_yellow(lightness: float):
    assert ita_deg(lightness, 1e-9) == pytest.approx(ita_deg(lightness, 0.0), abs=1e-3) or (
        abs(lightness - 50) < 1e-3
    )


@pytest.mark.parametrize(("tone", "swatch"), list(enumerate(MONK)))
def test_monk_swatches_are_the_published_ones(
    tone: int, swatch: tuple[str, tuple[float, float, float]]
):
    text, lab = swatch
    assert monk_hex()[tone] == text
    rgb = np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], np.uint8)
    np.testing.assert_allclose(to_lab(rgb), lab, atol=0.06)  # printed to 0.1


def test_there_are_ten_swatches():
    assert len(monk_hex()) == len(MONK) == 10


@pytest.mark.parametrize(
    ("lightness", "tone"), [(42.8, 8), (65.0, 5), (73.8, 2), (0, 10), (100, 1)]
)
def test_monk_suggestion_at_the_reference_faces(lightness: float, tone: int):
    assert suggest_monk(lightness, lightness, lightness).best == tone


@given(LIGHTNESS, st.floats(0, 30), st.floats(0, 30))
def test_monk_range_holds_its_best(lightness: float, below: float, above: float):
    monk = suggest_monk(lightness, lightness - below, lightness + above)
    assert 1 <= monk.low <= monk.best <= monk.high <= 10


@given(LIGHTNESS, LIGHTNESS)
def test_darker_skin_never_gets_a_lighter_tone(one: float, other: float):
    dark, light = sorted((one, other))
    assert suggest_monk(dark, dark, dark).best >= suggest_monk(light, light, light).best


@pytest.mark.parametrize(("a", "b", "hue"), [(1, 0, 0), (1, 1, 45), (0, 1, 90), (-1, 0, 180)])
def test_hue(a: float, b: float, hue: float):
    assert hue_deg(a, b) == pytest.approx(hue)


def with_residual(residual_deg: float, lightness: float = 65.0) -> tuple[float, float, float]:
    hue = math.radians(38.85 + 0.6858 * lightness - 0.0055 * lightness**2 + residual_deg)
    return lightness, 26 * math.cos(hue), 26 * math.sin(hue)


@pytest.mark.parametrize(
    ("residual", "label", "unsure"),
    [
        *((0.0, "neutral", True), (4.9, "neutral", True), (-4.9, "neutral", True)),
        *((5.1, "warm", False), (-5.1, "cool", False), (11.9, "warm", False)),
        *((12.1, "warm", True), (-12.1, "cool", True)),
    ],
)
def test_undertone_by_distance_from_the_usual_hue(residual: float, label: str, unsure: bool):
    for lightness in (40.0, 55.0, 75.0):
        got = undertone(with_residual(residual, lightness))
        assert got.label == label
        assert got.unsure == unsure
        assert got.residual_deg == pytest.approx(residual)


def test_median_studio_face_is_neutral():
    assert undertone((65.0, 13.2, 22.9)).label == "neutral"
