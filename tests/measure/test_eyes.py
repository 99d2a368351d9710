"""Forms of eyes: from numbers, on lids painted with and without a crease, turned and mirrored."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beauty import Analysis
from beauty.face import Regions
from beauty.face.regions import Region
from beauty.measure import EYE_SHAPES, EyeShape, OneEye, measure_eyes, measure_geometry
from beauty.measure.eyes import LASHES, load_eye_rules, name_of, shape_of
from beauty.measure.lid_crease import best_path, find_crease
from tests.builders import photo_of, turned, with_landmarks

SKIN, LINE = (205, 170, 150), (120, 85, 70)
WIDTH = 100.0  # of the painted eye, pixels
RULES = load_eye_rules()


def painted(
    crease: float | None, roll_deg: float = 0.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A lid on plain skin: pixels, lash line and brow; the crease at this height in widths of the eye."""
    steps = np.linspace(0, 1, 9)
    arch = 0.12 * np.sin(np.pi * steps)
    lashes = np.stack([100 + WIDTH * steps, 200 - WIDTH * arch], axis=1)
    brow = np.stack([100 + WIDTH * steps[1::2], 200 - WIDTH * (arch[1::2] + 0.5)], axis=1)
    turn = cv2.getRotationMatrix2D((150, 150), roll_deg, 1.0)
    lashes, brow = (line @ turn[:, :2].T + turn[:, 2] for line in (lashes, brow))
    rgb = np.full((300, 300, 3), SKIN, np.uint8)
    if crease is not None:
        line = np.stack([100 + WIDTH * steps, 200 - WIDTH * (arch + crease)], axis=1)
        line = line @ turn[:, :2].T + turn[:, 2]
        cv2.polylines(rgb, [line.round().astype(np.int32)], False, LINE, 4, cv2.LINE_AA)
    return rgb, lashes, brow


def eye(
    aspect: float = 0.32, tilt: float = 3.0, height: float | None = 0.2, lid: str = "crease"
) -> OneEye:
    return OneEye(aspect, tilt, lid, height, None if height is None else 2 * height)


def both(one: OneEye, other: OneEye | None = None) -> EyeShape:
    return shape_of({"right": one, "left": other or one})


@pytest.mark.parametrize("roll", [0, 25, -40, 170])
@pytest.mark.parametrize("height", [0.12, 0.2, 0.3])
def test_a_crease_is_found_where_it_was_painted(height: float, roll: float):
    crease, to_brow = find_crease(*painted(height, roll), 0.06)
    assert crease is not None
    assert crease.height == pytest.approx(height, abs=0.02)
    assert crease.depth > RULES["crease"]["depth"] and crease.whole == 1
    assert to_brow == pytest.approx(0.5, abs=0.02)


def test_a_plain_lid_has_no_crease_and_a_low_brow_no_room_for_one():
    crease, _ = find_crease(*painted(None), 0.06)
    assert crease is not None and crease.depth <= RULES["crease"]["none_below"]
    rgb, lashes, _ = painted(0.2)
    crease, to_brow = find_crease(rgb, lashes, lashes[2:7] - (0, 8), 0.06)
    assert crease is None and to_brow < 0.1


def test_the_best_path_is_the_best_of_all():
    worth = np.random.default_rng(3).normal(size=(4, 6))
    paths = [np.array(np.unravel_index(i, (4,) * 6)) for i in range(4**6)]
    allowed = [path for path in paths if (np.abs(np.diff(path)) <= 1).all()]
    best = max(worth[path, np.arange(6)].sum() for path in allowed)
    found = best_path(worth)
    assert (np.abs(np.diff(found)) <= 1).all()
    assert worth[found, np.arange(6)].sum() == pytest.approx(best)


@pytest.mark.parametrize(
    ("one", "label"),
    [
        (eye(), "almond"),
        (eye(aspect=0.4), "round"),
        (eye(tilt=7), "upturned"),
        (eye(tilt=-3), "downturned"),
        (eye(height=0.08), "hooded"),
        (eye(height=0.08, tilt=7, aspect=0.4), "hooded"),
    ],
)
def test_names_follow_the_numbers(one: OneEye, label: str):
    shape = both(one)
    assert (shape.label, shape.sure, shape.reason) == (label, True, "")


def test_what_cannot_be_told_is_not_named():
    none, unclear = eye(height=None, lid="none"), eye(height=None, lid="unclear")
    assert (both(none).label, both(none).reason) == (None, "no_crease")
    assert not both(unclear).sure and both(unclear).reason == "unclear"
    assert both(eye(height=None, lid="small"), none).reason == "small"
    assert both(eye(), unclear).sure, "one lid that is read speaks for both"
    assert shape_of({"right": eye(), "left": eye()}, "closed").label is None
    named = {both(eye(a, t, h)).label for a in (0.2, 0.5) for t in (-9, 3, 9) for h in (0.05, 0.3)}
    assert named == set(EYE_SHAPES) - {"monolid"}, "no photo is enough to say monolid"


@given(st.floats(0.1, 0.6), st.floats(-12, 12), st.floats(0.06, 0.4))
def test_sure_means_far_from_every_border(aspect: float, tilt: float, height: float):
    shape = both(eye(aspect, tilt, height))
    names, error = RULES["name"], RULES["error"]
    assert shape.label == name_of(height, tilt, aspect)
    if shape.sure:
        assert abs(height - names["hooded_below"]) >= error["lid_height"] * 0.999
        if shape.label != "hooded":
            for border in ("upturned_from", "downturned_below"):
                assert abs(tilt - names[border]) >= error["tilt_deg"] * 0.999


def measured(analysis: Analysis) -> EyeShape:
    face, drawn = analysis.face, analysis.drawn
    return measure_eyes(analysis.photo, face, measure_geometry(face), drawn, analysis.regions)


def test_the_pipeline_measures_both_eyes(analysis: Analysis):
    eyes = analysis.eyes
    assert eyes == measured(analysis)
    assert 0.15 < eyes.aspect < 0.6 and -10 < eyes.tilt_deg < 12
    assert eyes.tilt_deg == pytest.approx(analysis.geometry.ratios["eye_tilt_deg"], abs=0.1)


@pytest.mark.parametrize("roll", [-30.0, 12.0])
def test_tilt_and_opening_do_not_follow_the_head(analysis: Analysis, roll: float):
    face = turned(analysis.face, 0, 0, roll)
    rolled = measured(replace(analysis, face=face))
    assert rolled.tilt_deg == pytest.approx(analysis.eyes.tilt_deg, abs=0.05)
    assert rolled.aspect == pytest.approx(analysis.eyes.aspect, abs=0.005)


def test_a_mirrored_photo_swaps_the_eyes(rendered: Analysis):
    photo, face = rendered.photo, rendered.face
    swap = np.arange(478)
    width = photo.rgb.shape[1]
    mirrored = face.landmarks.copy()
    mirrored[:, 0] = width - 1 - mirrored[:, 0]
    frontal = measure_geometry(face).frontal
    for index, (x, y, _) in enumerate(
        frontal
    ):  # each landmark's partner is nearest to its mirror image
        swap[index] = np.argmin(np.hypot(frontal[:, 0] + x, frontal[:, 1] - y))
    for right, left in zip(LASHES["right"], LASHES["left"], strict=True):
        swap[right], swap[left] = left, right
    flipped = with_landmarks(face, mirrored[swap])
    picture = photo_of(photo.rgb[:, ::-1])
    drawn = Regions.of(flipped, picture.size_wh)
    eyes = measure_eyes(picture, flipped, measure_geometry(flipped), drawn, drawn)
    plain = measure_eyes(photo, face, rendered.geometry, rendered.drawn, rendered.drawn)
    for one, other in (("right", "left"), ("left", "right")):
        assert eyes.eyes[one].tilt_deg == pytest.approx(plain.eyes[other].tilt_deg, abs=0.8)
        assert eyes.eyes[one].aspect == pytest.approx(plain.eyes[other].aspect, abs=0.02)
        assert eyes.eyes[one].lid == plain.eyes[other].lid


def test_covered_small_closed_and_turned_eyes_are_not_named(analysis: Analysis):
    hidden = {
        name: Region(name, one.box_xyxy, one.alpha * (0 if "eyelid" in name else 1))
        for name, one in analysis.regions.items()
    }
    covered = measured(replace(analysis, regions=Regions(hidden)))
    assert covered.reason == "covered" and not covered.sure
    blink = replace(analysis.face, blendshapes={"eyeBlinkLeft": 0.9})
    assert measured(replace(analysis, face=blink)).reason == "closed"
    aside = replace(analysis.face, pose=replace(analysis.face.pose, yaw_deg=33.0))
    assert measured(replace(analysis, face=aside)).reason == "turned"
    small = with_landmarks(analysis.face, analysis.face.landmarks * np.float32(0.2))
    photo = photo_of(
        cv2.resize(analysis.photo.rgb, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)
    )
    drawn = Regions.of(small, photo.size_wh)
    assert measure_eyes(photo, small, measure_geometry(small), drawn, drawn).reason == "small"
