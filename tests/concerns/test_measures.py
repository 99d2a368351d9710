"""Each measure on painted skin: it sees what was painted, more of more, and is blind to lamp and tone."""

from collections.abc import Mapping

import cv2
import numpy as np
import pytest

from beauty.concerns import find_all
from beauty.concerns.concern import NAMES
from beauty.concerns.finding import Finding
from tests.concerns.painting import (
    ABSORBS_BLOOD,
    DARK,
    FAIR,
    SIZE,
    absorbed,
    bare,
    canvas_of,
    dots,
    lines,
    mask,
)

GREY = np.ones(3)
BROWN = np.array([0.22, 0.34, 0.46])


def found(pixels: np.ndarray, **face: float) -> Mapping[str, Finding]:
    return find_all(canvas_of(pixels, **face))


def bulge(depth: float) -> np.ndarray:
    """A crease below each eye, float32 (size, size)."""
    field = np.zeros((SIZE, SIZE), np.float32)
    for middle in (100, 220):
        cv2.ellipse(field, (middle, 138), (22, 10), 0, 20, 160, 1.0, 5, cv2.LINE_AA)
    return cv2.GaussianBlur(field, (0, 0), 3.0) * depth


def shiny(pixels: np.ndarray, strength: float) -> np.ndarray:
    glow = cv2.GaussianBlur(dots("forehead", 4, 9), (0, 0), 2) * strength
    linear = (pixels / 255.0) ** 2.2 + 0.25 * glow[..., None]
    return np.round(255 * np.clip(linear, 0, 0.94) ** (1 / 2.2)).astype(np.uint8)


def paint(concern: str, severity: float, rgb: tuple[int, int, int] = FAIR) -> np.ndarray:
    """Skin with one concern painted, 0..1."""
    skin = bare(rgb)
    if concern == "redness":
        cheeks = cv2.GaussianBlur(mask("right_cheek") + mask("left_cheek"), (0, 0), 6)
        return absorbed(skin, severity * cheeks, ABSORBS_BLOOD)
    if concern == "dark_circles":
        under = mask("right_under_eye") + mask("left_under_eye")
        return absorbed(skin, severity * cv2.GaussianBlur(under, (0, 0), 4), 0.5 * GREY)
    if concern == "wrinkles":
        return absorbed(skin, lines("forehead", round(6 * severity)), 0.15 * GREY)
    if concern == "spots":
        return absorbed(skin, dots("left_cheek", round(16 * severity), 2), 0.4 * BROWN / 0.34)
    if concern == "pores":
        grain = np.random.default_rng(0).normal(0, 1, (SIZE, SIZE)).astype(np.float32)
        return absorbed(skin, severity * cv2.GaussianBlur(grain, (0, 0), 1.0), 0.12 * GREY)
    if concern == "shine":
        return shiny(skin, severity)
    if concern == "unevenness":
        clouds = np.random.default_rng(1).normal(0, 1, (SIZE, SIZE)).astype(np.float32)
        return absorbed(skin, severity * 20 * cv2.GaussianBlur(clouds, (0, 0), 6), 0.4 * BROWN)
    return absorbed(skin, bulge(severity), 0.3 * GREY)


@pytest.mark.parametrize("name", NAMES)
def test_even_skin_shows_nothing(name: str):
    value = found(bare())[name].value
    assert value is not None
    assert value == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize("rgb", [FAIR, DARK], ids=["fair", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_more_of_it_is_more(name: str, rgb: tuple[int, int, int]):
    values = [found(paint(name, severity, rgb))[name].value for severity in (0, 0.34, 0.67, 1)]
    assert np.all(np.diff(np.array(values, float)) > 0), values


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"shine"}))
def test_the_same_pigment_counts_no_more_on_dark_skin_and_not_much_less(name: str):
    """Shine is no pigment: against the little that dark skin gives back, the same light is more."""
    fair, dark = (found(paint(name, 1, rgb))[name].value or 0 for rgb in (FAIR, DARK))
    assert 0.3 * fair < dark < 1.25 * fair


@pytest.mark.parametrize("name", NAMES)
def test_the_lamp_s_strength_and_colour_do_not_matter(name: str):
    pixels = paint(name, 1)
    plain = found(pixels)[name].value
    linear = (pixels / 255.0) ** 2.2
    for gains in ((0.8, 0.8, 0.8), (1.0, 0.95, 0.9)):
        lit = np.round(255 * (linear * gains) ** (1 / 2.2)).astype(np.uint8)
        assert found(lit)[name].value == pytest.approx(plain, rel=0.12), gains


def test_the_map_lies_where_it_was_painted():
    heat = found(paint("spots", 1))["spots"].heat
    inside = mask("left_cheek")
    assert (heat * inside).sum() > 0.99 * heat.sum() > 0


def test_red_and_brown_spots_are_told_apart():
    where = dots("left_cheek", 9, 2)
    red = found(absorbed(bare(), where, ABSORBS_BLOOD))["spots"].parts
    brown = found(absorbed(bare(), where, BROWN))["spots"].parts
    assert red["red"] > 3 * red["brown"]
    assert brown["brown"] > 3 * brown["red"]


def test_lines_are_not_spots_and_spots_are_not_lines():
    spotted, lined = found(paint("spots", 1)), found(paint("wrinkles", 1))
    assert spotted["wrinkles"].value == pytest.approx(0, abs=0.01)
    assert (lined["spots"].value or 0) < 0.2 * (spotted["spots"].value or 0)


def test_upright_hair_on_the_forehead_is_no_wrinkle():
    hair = found(absorbed(bare(), lines("forehead", 5, upright=True), 0.15 * GREY))["wrinkles"]
    assert hair.regions["forehead"] == pytest.approx(0, abs=1e-3)


def test_a_smile_takes_weight_from_the_lines_it_makes():
    lined = absorbed(bare(), lines("left_nasolabial", 3), 0.15 * GREY)
    calm = found(lined)["wrinkles"].value
    smiling = found(lined, mouthSmileLeft=0.8, mouthSmileRight=0.8)["wrinkles"].value
    assert calm is not None
    assert smiling is not None
    assert 0 < smiling < 0.5 * calm


def test_one_dark_side_is_compared_with_its_own_cheek():
    side = np.zeros((SIZE, SIZE), np.float32)
    side[:, : SIZE // 2] = 1
    shaded = found(absorbed(bare(), cv2.GaussianBlur(side, (0, 0), 8), 0.4 * GREY))["dark_circles"]
    assert shaded.regions["right_under_eye"] == pytest.approx(0, abs=0.02)
    assert shaded.regions["left_under_eye"] == pytest.approx(0, abs=0.02)


def test_a_hidden_region_is_left_out():
    pixels = paint("redness", 1)
    without = find_all(canvas_of(pixels, without=("left_cheek",)))["redness"]
    assert "left_cheek" not in without.regions
    assert without.regions["right_cheek"] > 0


def test_skin_that_cannot_be_seen_has_no_value():
    hidden = find_all(canvas_of(bare(), without=("right_under_eye", "left_under_eye")))
    assert hidden["puffiness"].value is None
    assert hidden["dark_circles"].value is None
    assert hidden["redness"].value is not None


def test_skin_under_a_beard_is_left_out():
    beard = absorbed(bare(), cv2.GaussianBlur(mask("chin"), (0, 0), 3), 1.2 * GREY)
    assert "chin" not in found(beard)["redness"].regions
    assert "chin" in found(bare())["redness"].regions


def test_the_picture_is_left_as_it_was():
    pixels = paint("redness", 1)
    before = pixels.copy()
    found(pixels)
    assert np.array_equal(pixels, before)
