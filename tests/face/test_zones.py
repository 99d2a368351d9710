import numpy as np
import pytest

from beauty import Analysis
from beauty.errors import SetupError
from beauty.face import Region, Regions, draw_zone, load_zones, zones
from tests.builders import moved

SKIN_ZONES = [name for name, recipe in load_zones().items() if not recipe.regions]


def drawn(analysis: Analysis, name: str) -> np.ndarray:
    region = draw_zone(name, analysis.face, analysis.drawn, analysis.photo.size_wh)
    assert region.name == name
    return region.full(analysis.photo.size_wh)


@pytest.mark.parametrize("name", list(load_zones()))
def test_every_zone_draws_something(analysis: Analysis, name: str):
    mask = drawn(analysis, name)
    assert 0 <= mask.min() <= mask.max() <= 1
    assert mask.max() > 0.4
    share = mask.sum() / analysis.face.area_px
    assert (
        (0.5 if name == "whole_face" else 0.0004) < share < (0.95 if name == "whole_face" else 0.3)
    )


@pytest.mark.parametrize("name", SKIN_ZONES)
def test_skin_zones_leave_eyes_brows_and_lips_free(analysis: Analysis, name: str):
    mask = drawn(analysis, name)
    for part in ("eye", "brow"):
        for side in ("right", "left"):
            inside = analysis.drawn[f"{side}_{part}"].full(analysis.photo.size_wh) > 0.95
            assert mask[inside].max() < 0.06
    for lip in ("upper_lip", "lower_lip"):
        inside = analysis.drawn[lip].full(analysis.photo.size_wh) > 0.95
        assert mask[inside].max() < 0.06


@pytest.mark.parametrize("name", list(load_zones()))
def test_both_sides_get_about_the_same(analysis: Analysis, name: str):
    mask = drawn(analysis, name)
    axis_x = analysis.face.landmarks_px[[10, 168, 1, 152], 0].mean()
    right, left = mask[:, : round(axis_x)].sum(), mask[:, round(axis_x) :].sum()
    assert 0.5 < right / left < 2


@pytest.mark.parametrize("name", list(load_zones()))
def test_zone_outside_the_photo_is_empty(analysis: Analysis, name: str):
    face = moved(analysis.face, 5000, 0)
    outside = Regions.of(face, analysis.photo.size_wh)
    region = draw_zone(name, face, outside, analysis.photo.size_wh)
    assert region.alpha.sum() == 0


def test_skin_zone_ends_where_skin_is_out_of_sight(analysis: Analysis):
    width, height = size = analysis.photo.size_wh
    middle = round(float(analysis.face.landmarks_px[1, 0]))
    sight = np.zeros((height, width), np.float32)
    sight[:, middle:] = 1  # a hand lies over the right half of her face
    seen = analysis.drawn.seen({"skin": Region("skin", (0, 0, width, height), sight)})
    for name in SKIN_ZONES:
        mask = draw_zone(name, analysis.face, seen, size).full(size)
        assert mask[:, :middle].max() == 0
        np.testing.assert_array_equal(mask[:, middle:], drawn(analysis, name)[:, middle:])


@pytest.mark.parametrize("row", ["regions = ['nowhere']", "feather = 0.1"])
def test_mistake_names_the_zone(row: str, tmp_path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "placements.toml"
    path.write_text(f"[zone.wrong]\n{row}\n")
    monkeypatch.setattr(zones, "ZONES_FILE", path)
    with pytest.raises(SetupError, match="zone wrong"):
        load_zones.__wrapped__()
