"""Hair, lips and eyes: painted colours come back; the season follows its table and nothing else."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.color import to_lab
from beauty.face.crop import Crop
from beauty.light import Light
from beauty.photo import Photo
from beauty.predict import Parsing
from beauty.skin import Coloring, measure_coloring, season_of
from beauty.skin.coloring import contrast_level, describe_coloring
from beauty.skin.constants import load_constants
from beauty.skin.season import POLES, season_name
from tests.builders import moved, photo_of

PLAIN = Light(0.0, 0.1, 0.0, 0.0, 0.05)
RED, BLUE, BROWN = (170, 60, 70), (90, 120, 150), (70, 45, 30)


def painted(analysis: Analysis, region: str, rgb: tuple[int, int, int]) -> Photo:
    """The portrait with one region in one colour."""
    alpha = analysis.drawn[region].full(analysis.photo.size_wh)[..., None]
    return photo_of((analysis.photo.rgb * (1 - alpha) + np.array(rgb) * alpha).astype(np.uint8))


def of(analysis: Analysis, photo: Photo, parsing: Parsing | None = None) -> Coloring:
    return measure_coloring(
        photo, analysis.face, analysis.regions, parsing or analysis.parsing, PLAIN, analysis.skin
    )


def lab_of(rgb: tuple[int, int, int]) -> np.ndarray:
    return to_lab(np.array(rgb, np.uint8))


def test_every_part_is_found_on_the_portrait(analysis: Analysis):
    found = of(analysis, analysis.photo)
    assert list(found.parts) == ["skin", "hair", "lips", "eyes"]
    assert found.parts["hair"][0] < found.parts["skin"][0]
    assert found.parts["lips"][1] > found.parts["skin"][1]


def test_iris_and_its_reflection(analysis: Analysis):
    rgb = painted(analysis, "left_eye", BLUE).rgb.copy()
    rgb = painted(replace(analysis, photo=photo_of(rgb)), "right_eye", BLUE).rgb.copy()
    for middle in (468, 473):  # a window in each eye
        x, y = analysis.face.landmarks_px[middle].astype(int)
        rgb[y - 3 : y, x - 3 : x] = 255
    np.testing.assert_allclose(of(analysis, photo_of(rgb)).parts["eyes"], lab_of(BLUE), atol=1.5)


def test_lips(analysis: Analysis):
    rgb = painted(analysis, "upper_lip", RED).rgb
    photo = painted(replace(analysis, photo=photo_of(rgb)), "lower_lip", RED)
    np.testing.assert_allclose(of(analysis, photo).parts["lips"], lab_of(RED), atol=1.5)


def test_hair(analysis: Analysis):
    crop = analysis.parsing.crop
    hair = analysis.parsing.share("hair")[..., None] > 0.9
    pixels = np.where(hair, np.array(BROWN, np.uint8), crop.pixels)
    parsing = Parsing(analysis.parsing.labels, Crop(pixels, crop.to_crop), analysis.parsing.shares)
    found = of(analysis, analysis.photo, parsing)
    np.testing.assert_allclose(found.parts["hair"], lab_of(BROWN), atol=0.5)


def test_what_is_not_seen_has_no_colour(analysis: Analysis):
    away = replace(analysis, face=moved(analysis.face, 5000, 0))
    assert "eyes" not in of(away, analysis.photo).parts
    bald = np.zeros_like(analysis.parsing.shares)
    bald[..., 1] = 1
    parsing = Parsing(analysis.parsing.labels, analysis.parsing.crop, bald)
    assert "hair" not in of(analysis, analysis.photo, parsing).parts


def test_contrast_is_the_greatest_step_of_lightness():
    found = describe_coloring(
        {"skin": (70.0, 10.0, 20.0), "hair": (20.0, 2.0, 4.0), "eyes": (35.0, 5.0, 5.0)}
    )
    assert found.lightness_contrast == 50
    assert set(found.from_skin) == {"hair", "eyes"}
    assert found.from_skin["hair"] > found.from_skin["eyes"] > 20
    alone = describe_coloring({"skin": (70.0, 10.0, 20.0), "lips": (50.0, 30.0, 15.0)})
    assert (alone.lightness_contrast, alone.level) == (None, None)
    low, high = load_constants().contrast_levels
    assert [contrast_level(v) for v in (low - 1, low, high, high + 1)] == [
        *("low", "medium", "medium", "high")
    ]


def test_twelve_seasons_each_reached_by_its_poles():
    names = set()
    for main, second in itertools.permutations(POLES, 2):
        if "temperature" not in (main, second) or (main, second) == ("temperature", "value"):
            continue
        for far, near in itertools.product((-2.0, 2.0), (-1.0, 1.0)):
            axes = dict.fromkeys(POLES, 0.0) | {main: far, second: near}
            names.add(season_name(axes))
    assert names == set(load_constants().seasons.values())
    assert len(names) == 12


@pytest.mark.parametrize(
    ("axes", "name"),
    [
        ((2.0, 0.5, -1.0), "warm_autumn"),
        ((-0.2, 1.8, 0.0), "light_summer"),
        ((0.3, -0.1, 2.0), "clear_spring"),
    ],
)
def test_season_by_tradition(axes: tuple[float, float, float], name: str):
    assert season_name(dict(zip(POLES, axes, strict=True))) == name


def test_season_is_unsure_when_the_undertone_is(analysis: Analysis):
    season = season_of(analysis.skin, analysis.coloring)
    assert season is not None
    assert season.unsure == analysis.skin.undertone.unsure
    alone = describe_coloring({"skin": analysis.skin.lab})
    assert season_of(analysis.skin, alone) is None
