from dataclasses import replace

import cv2
import numpy as np
import pytest

from beauty.color import delta_e, to_lab
from beauty.tryon import Layer, Look, Sitter, render

CHEEK = 50  # landmark in the middle of a cheek


def spotted(sitter: Sitter, radius: float, darker: float) -> Sitter:
    """The same face with a soft round mark on each cheek; radius in face widths, darker as a factor."""
    field = np.zeros(sitter.sheet.shape[:2], np.float32)
    for x, y in sitter.points(CHEEK, CHEEK + 230):
        center = (round(float(x)), round(float(y)))
        cv2.circle(field, center, max(1, round(radius * sitter.unit_px)), 1.0, -1)
    field = cv2.GaussianBlur(field, (0, 0), 0.004 * sitter.unit_px)
    sheet = np.round(sitter.sheet * (1 - (1 - darker) * field[..., None])).astype(np.uint8)
    rgb = sitter.rgb.copy()
    left, top, right, bottom = sitter.box_xyxy
    rgb[top:bottom, left:right] = sheet
    return replace(sitter, rgb=rgb, sheet=sheet)


def contrast(sitter: Sitter, rgb: np.ndarray) -> float:
    """How much darker (L*) the mark is than the cheek beside it."""
    left, top = sitter.box_xyxy[:2]
    x, y = np.round(sitter.points(CHEEK)[0] + np.array([left, top])).astype(int)
    beside = x + round(0.09 * sitter.unit_px)
    lightness = to_lab(rgb[y - 2 : y + 3])[..., 0]
    return float(lightness[:, beside - 2 : beside + 3].mean() - lightness[:, x - 2 : x + 3].mean())


def base(opacity: float, finish: str = "natural") -> Look:
    return Look("base", (Layer("foundation", "auto", opacity, finish),))


@pytest.mark.parametrize("sitter_name", ["bare", "deep"])
def test_own_shade_keeps_the_skin_its_colour(sitter_name: str, request: pytest.FixtureRequest):
    sitter = request.getfixturevalue(sitter_name)
    inside = sitter.skin.alpha > 0.9
    left, top, right, bottom = sitter.box_xyxy
    made = render(sitter, base(0.8)).rgb[top:bottom, left:right]
    before, after = (np.median(to_lab(rgb[inside]), axis=0) for rgb in (sitter.sheet, made))
    assert delta_e(before, after) < 2.5


def test_freckles_fade_with_coverage(bare: Sitter):
    freckled = spotted(bare, 0.012, 0.88)
    form = contrast(bare, bare.rgb)  # the cheek is darker beside the mark than under it, or lighter
    left = [
        contrast(freckled, render(freckled, base(cover)).rgb) - form for cover in (0.0, 0.4, 1.0)
    ]
    assert left[0] > 2
    assert left[0] > left[1] > left[2] > 0
    assert left[2] < 0.7 * left[0]


def test_a_mole_stays(bare: Sitter):
    moled = spotted(bare, 0.015, 0.45)
    form = contrast(bare, bare.rgb)
    assert contrast(moled, render(moled, base(1.0)).rgb) - form > 0.7 * (
        contrast(moled, moled.rgb) - form
    )


def test_patches_of_colour_even_out(bare: Sitter):
    noise = np.random.default_rng(1).normal(0, 1, bare.sheet.shape[:2]).astype(np.float32)
    patches = 220 * cv2.GaussianBlur(noise, (0, 0), 0.02 * bare.unit_px)
    sheet = bare.sheet.astype(np.float32)
    sheet[..., 0] += patches
    sheet = np.clip(sheet, 0, 255).astype(np.uint8)
    left, top, right, bottom = bare.box_xyxy
    rgb = bare.rgb.copy()
    rgb[top:bottom, left:right] = sheet
    blotchy = replace(bare, rgb=rgb, sheet=sheet)
    inside = bare.skin.alpha > 0.9
    spread = [
        to_lab(render(blotchy, base(cover)).rgb[top:bottom, left:right][inside])[:, 1].std()
        for cover in (0.0, 0.5, 1.0)
    ]
    assert spread[0] > spread[1] > spread[2]


def test_dewy_is_brighter_than_matte_where_light_falls(bare: Sitter):
    left, top, right, bottom = bare.box_xyxy
    inside = bare.skin.alpha > 0.9
    bright = inside & (bare.level > np.percentile(bare.level[inside], 90))
    dewy, matte = (
        to_lab(render(bare, base(0.8, finish)).rgb[top:bottom, left:right][bright])[:, 0].mean()
        for finish in ("dewy", "matte")
    )
    assert dewy > matte + 1


def test_concealer_lightens_under_the_eyes_alone(bare: Sitter):
    made = render(bare, Look("x", (Layer("concealer", "auto", 1.0),)))
    rows = np.flatnonzero(made.changed.any(axis=1)) - bare.box_xyxy[1]
    eyes, nose = bare.points(145, 374)[:, 1].min(), bare.points(2)[0, 1]
    assert eyes - 0.05 * bare.unit_px < rows.min()
    assert rows.max() < nose
    changed = made.changed > 0
    lighter = to_lab(made.rgb[changed])[:, 0].mean() - to_lab(bare.rgb[changed])[:, 0].mean()
    assert lighter > 0.3
