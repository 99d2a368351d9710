import numpy as np
import pytest

from beauty import Analysis
from beauty.errors import SetupError
from beauty.face import draw_zone, load_zones, zones
from tests.builders import moved

SKIN_ZONES = [name for name, recipe in load_zones().items() if not recipe.regions]


def drawn(analysis: Analysis, name: str) -> np.ndarray:
    region = draw_zone(name, analysis.face, analysis.regions, analysis.photo.size_wh)
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
            inside = analysis.regions[f"{side}_{part}"].full(analysis.photo.size_wh) > 0.95
            assert mask[inside].max() < 0.06
    for lip in ("upper_lip", "lower_lip"):
        inside = analysis.regions[lip].full(analysis.photo.size_wh) > 0.95
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
    outside = type(analysis.regions).of(face, analysis.photo.size_wh)
    region = draw_zone(name, face, outside, analysis.photo.size_wh)
    assert region.alpha.sum() == 0


@pytest.mark.parametrize("row", ["regions = ['nowhere']", "feather = 0.1"])
def test_mistake_names_the_zone(row: str, tmp_path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "placements.toml"
    path.write_text(f"[zone.wrong]\n{row}\n")
    monkeypatch.setattr(zones, "ZONES_FILE", path)
    with pytest.raises(SetupError, match="zone wrong"):
        load_zones.__wrapped__()
