"""The tables of shades.toml are what the tool prints, and the judge of shades can fail."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from beauty.recommend import own_catalogue
from beauty.recommend.shade_offset import FILE
from tools.shade_accuracy import leave_out, tilt, within
from tools.shade_offset import read_faces, running_median, toml_lines


@pytest.mark.shared
def test_the_file_holds_what_the_tool_prints(shared: Path):
    faces = read_faces(shared / "catalogue" / "face_skin_color_cfd.csv")
    printed = tomllib.loads("\n".join(toml_lines(faces, own_catalogue().shades)))
    kept = tomllib.loads(FILE.read_text("utf-8"))
    for name, table in printed.items():
        for key, value in table.items():
            assert kept[name][key] == pytest.approx(value, abs=0.15), f"{name}.{key}"


def test_running_median_follows_the_middle():
    x = np.linspace(0, 100, 501)
    values = 2 * x + np.where(np.arange(501) % 2, 30.0, -1.0)
    assert running_median(x, 2 * x, np.array([50.0]))[0] == pytest.approx(100, abs=1)
    assert 60 < running_median(x, values, np.array([40.0]))[0] < 110


def test_more_error_brings_fewer_shades_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tools.shade_accuracy.EACH", 40)
    shades = own_catalogue().shades
    exact, rough = (
        list(leave_out(shades, error, error, own_product=False)) for error in (0.0, 9.0)
    )
    assert len(exact) == len(rough) > 100
    assert within(exact, "of_three") > within(rough, "of_three") + 0.1
    assert all(one.least <= one.of_three <= one.away for one in exact)


def test_tilt_is_hue_against_the_usual_swatch():
    own = own_catalogue().shades
    lab = own.lab[own.rows_at("base")[:500]].astype(np.float64)
    angles = np.array([tilt(one) for one in lab])
    assert abs(np.median(angles)) < 6
    assert np.ptp(angles) > 5
