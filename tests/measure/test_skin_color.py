"""Sampling of skin: which pixels count, and a colour that strands and highlights do not move."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Analysis
from beauty.measure.skin_color import LEAST_PIXELS, SKIN_REGIONS, robust_lab, skin_pixels
from tests.builders import flat, photo_of

SKIN = (224, 177, 132)


class TestRobustColour:
    def test_colour_of_dark_strands_does_not_leak_in(self):
        rest = np.linspace(0, 20, 860)  # a* of the skin; L* runs the other way round and back
        skin = np.stack([60 + 5 * np.sin(np.arange(860)), rest, np.full(860, 20.0)], axis=1)
        strands = np.full((140, 3), (10.0, 60.0, 60.0))  # dark red hair over 14% of the pixels
        assert robust_lab(np.vstack([strands, skin]))[1] == pytest.approx(10, abs=0.6)

    def test_few_pixels_have_no_colour(self):
        pixels = np.full((LEAST_PIXELS, 3), 50.0, np.float32)
        assert robust_lab(pixels) == (50.0, 50.0, 50.0)
        assert robust_lab(pixels[1:]) is None
        assert robust_lab(np.zeros((0, 3), np.float32)) is None


class TestPixels:
    @pytest.mark.parametrize("name", SKIN_REGIONS)
    def test_every_skin_region_has_pixels_well_inside(self, analysis: Analysis, name: str):
        photo = photo_of(flat(analysis.photo.size_wh, SKIN))
        found = skin_pixels(photo, analysis.face, analysis.drawn[name])
        assert len(found) >= LEAST_PIXELS

    def test_burnt_pixels_do_not_count(self, analysis: Analysis):
        rgb = flat(analysis.photo.size_wh, (200, 150, 120))
        chin = analysis.drawn["chin"]
        everything = len(skin_pixels(photo_of(rgb), analysis.face, chin))
        middle = (chin.box_xyxy[0] + chin.box_xyxy[2]) // 2
        rgb[:, middle:, 0] = 250  # one channel at the top is enough
        rest = len(skin_pixels(photo_of(rgb), analysis.face, chin))
        assert 0.3 * everything < rest < 0.7 * everything

    def test_large_faces_are_read_on_a_grid(self, analysis: Analysis):
        photo = photo_of(flat(analysis.photo.size_wh, (200, 150, 120)))
        wide = replace(analysis.face, landmarks=analysis.face.landmarks * np.float32(3))
        cheek = analysis.drawn["right_cheek"]
        every = len(skin_pixels(photo, analysis.face, cheek))
        assert len(skin_pixels(photo, wide, cheek)) == pytest.approx(every / 9, rel=0.1)
