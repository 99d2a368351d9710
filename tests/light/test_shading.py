"""Direction and hardness, on normals whose light is known and on a portrait lit again."""

import numpy as np
import pytest
from scipy.interpolate import griddata

from beauty import Analysis
from beauty.face.crop import Crop
from beauty.light import Light
from beauty.light.advice import advise
from beauty.light.constants import load_constants
from beauty.light.light import Shading
from beauty.light.shading import MESH, describe, fit_first_order, read_shading, surface_normals
from beauty.predict import Parsing
from tests.builders import face_with

KNOWN = load_constants()


def half_ball(n: int = 400) -> np.ndarray:
    """Unit normals (n, 3) that look towards the camera (z below 0)."""
    normals = np.random.default_rng(3).normal(size=(n, 3))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    normals[:, 2] = -np.abs(normals[:, 2])
    return normals


class TestFit:
    @pytest.mark.parametrize("slope", [(0.3, 0.0, -0.2), (-0.4, 0.2, -0.5), (0.0, 0.0, 0.0)])
    def test_known_light_is_found(self, slope: tuple[float, float, float]):
        normals = half_ball()
        light = 0.5 * (1 + normals @ np.array(slope))
        found = fit_first_order(light, normals)
        np.testing.assert_allclose(found, 0.5 * np.array(slope) / light.mean(), atol=1e-6)

    def test_albedo_does_not_matter(self):
        normals = half_ball()
        light = 1 + normals @ np.array([0.3, 0.1, -0.4])
        np.testing.assert_allclose(
            fit_first_order(light, normals), fit_first_order(0.07 * light, normals), atol=1e-9
        )

    def test_a_few_dark_spots_change_little(self):
        normals = half_ball()
        light = 1 + normals @ np.array([0.3, 0.0, -0.4])
        spotted = light.copy()
        spotted[::20] *= 0.2
        off = fit_first_order(spotted, normals) - fit_first_order(light, normals)
        assert np.abs(off).max() < 0.06

    def test_black_has_no_slope(self):
        assert fit_first_order(np.zeros(400), half_ball()) is None


def test_normals_of_a_ball_are_its_radii():
    around = np.random.default_rng(1).normal(size=(478, 3))
    around /= np.linalg.norm(around, axis=1, keepdims=True)
    around[:, 2] = -np.abs(around[:, 2])
    face = face_with({i: tuple(100 * around[i]) for i in range(478)})
    normals = surface_normals(face.landmarks)
    cosine = (normals * around[MESH]).sum(axis=1)
    assert np.median(cosine) > 0.98
    assert (cosine > 0.5).mean() > 0.97


def with_pixels(analysis: Analysis, pixels: np.ndarray) -> Parsing:
    """What the parser saw, with the crop's colours changed."""
    crop = Crop(np.clip(pixels, 0, 255).astype(np.uint8), analysis.parsing.crop.to_crop)
    return Parsing(analysis.parsing.labels, crop, analysis.parsing.shares)


def sculpted(analysis: Analysis, slope: tuple[float, float, float]) -> Parsing:
    """A plaster cast of the face under one known light: linear 0.3 * (1 + slope . normal)."""
    to_crop, side = analysis.parsing.crop.to_crop, analysis.parsing.crop.pixels.shape[0]
    light = 0.3 * (1 + surface_normals(analysis.face.landmarks) @ np.array(slope))
    at = analysis.face.landmarks_px[MESH] @ to_crop[:, :2].T + to_crop[:, 2]
    grid = tuple(np.mgrid[0:side, 0:side][::-1])
    field = griddata(at, light, grid, fill_value=0.3)
    grey = 255 * (1.055 * np.clip(field, 0.004, 1) ** (1 / 2.4) - 0.055)
    return with_pixels(analysis, np.repeat(grey[..., None], 3, axis=2))


class TestOnAPortrait:
    @pytest.mark.parametrize(
        ("across", "down", "direction"),
        [
            *((0.6, -0.2, "right"), (-0.6, -0.2, "left"), (0.0, -1.4, "above")),
            *((0.0, 0.5, "below"), (0.0, -0.2, "front")),
        ],
    )
    def test_side_of_the_light(
        self, analysis: Analysis, across: float, down: float, direction: str
    ):
        plaster = sculpted(analysis, (across, down, -0.5))
        found = read_shading(analysis.face, analysis.regions, plaster, KNOWN)
        assert found.direction == direction

    def test_more_light_from_the_right_turns_the_angle_right(self, analysis: Analysis):
        angles = [
            read_shading(
                analysis.face, analysis.regions, sculpted(analysis, (k, -0.2, -0.5)), KNOWN
            ).azimuth_deg
            for k in (-0.6, -0.3, 0.0, 0.3, 0.6)
        ]
        assert angles == sorted(angles)

    def test_cast_shadow_is_harder_than_a_soft_one(self, analysis: Analysis):
        def edged(width_px: float) -> Parsing:
            side = analysis.parsing.crop.pixels.shape[0]
            nose = analysis.face.landmarks_px[4] @ analysis.parsing.crop.to_crop[:, :2].T
            x = np.arange(side) - (nose + analysis.parsing.crop.to_crop[:, 2])[0]
            gain = 0.25 + 0.75 / (1 + np.exp(-(x - 12) / width_px))
            return with_pixels(analysis, analysis.parsing.crop.pixels * gain[None, :, None])

        hard = read_shading(analysis.face, analysis.regions, edged(0.5), KNOWN)
        soft = read_shading(analysis.face, analysis.regions, edged(40.0), KNOWN)
        assert hard.hardness == "hard"
        assert soft.hardness != "hard"
        assert hard.direction == "right"


@pytest.mark.parametrize(
    ("slope", "edge", "direction", "hardness"),
    [
        ((0.0, 0.0, 0.0), 5.0, "front", "soft"),
        ((0.6, 0.0, 0.0), 5.0, "right", "soft"),
        ((-0.6, 0.1, 0.0), 60.0, "left", "hard"),
        ((0.0, 0.0, 0.0), 60.0, "front", None),  # a beard or a curl has edges, too
        ((0.1, -0.9, 0.0), 20.0, "above", None),
        ((0.1, 0.9, 0.0), float("nan"), "below", None),
    ],
)
def test_words(slope: tuple[float, ...], edge: float, direction: str, hardness: str | None):
    found = describe(np.array(slope), edge, KNOWN)
    assert (found.direction, found.hardness) == (direction, hardness)


class TestAdvice:
    def light(self, **values: float) -> Light:
        return Light(
            **{
                "exposure_ev": 0.0,
                "exposure_se_ev": 0.2,
                "red_ev": 0.0,
                "blue_ev": 0.0,
                "balance_se_ev": 0.1,
            }
            | values
        )

    @pytest.mark.parametrize(
        ("values", "shading", "codes"),
        [
            ({}, Shading(), ()),
            ({"exposure_ev": -0.6}, Shading(), ("too_little",)),
            ({"clipped": 0.4}, Shading(direction="front"), ("too_much",)),
            ({}, Shading(direction="left", hardness="hard"), ("one_sided", "hard")),
            ({"red_ev": 0.3}, Shading(direction="above"), ("from_above", "coloured")),
            ({"blue_ev": -0.3}, Shading(direction="below"), ("from_below", "coloured")),
        ],
    )
    def test_codes(self, values: dict[str, float], shading: Shading, codes: tuple[str, ...]):
        assert advise(self.light(**values), shading, KNOWN).advice == codes
