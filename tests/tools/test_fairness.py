"""The fairness report: shots of a face, ranks of groups, and what is left out of a mean."""

from dataclasses import replace

import numpy as np
import pytest

from beauty import Beauty
from synthetic import SkinSpec, Studio
from tools.fairness import (
    MEASURES,
    SITTER,
    group_table,
    mean_of,
    refusals_line,
    report,
    worst_first,
)
from tools.fairness_faces import CAMERAS, TAKEN, Face, Shot, alarms, copies, face_of, highest

SMALL = replace(SITTER, width_px=420, height_px=480)
REFUSED, HELD = MEASURES[0], next(one for one in MEASURES if one.head == "tone held")


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio.of(SMALL)


@pytest.fixture(scope="module")
def face(beauty: Beauty, studio: Studio) -> Face:
    rgb = studio.repaint(SMALL).rgb
    return face_of(beauty, rgb, {"Monk tone": "Monk 4"}, monk=4)


def test_a_head_is_looked_at_in_every_light_and_camera(face: Face):
    assert [shot.light for shot in face.shots] == [name for name, _ in copies()]
    assert {TAKEN, *CAMERAS} < {shot.light for shot in face.shots}
    assert not any(shot.refusal for shot in face.shots)
    plain, *others = face.shots
    assert np.isnan(plain.jitter)
    assert all(0 < shot.jitter < 2 for shot in others)
    assert plain.tone_held == 1
    assert 0 < plain.color_off < 5
    assert all(np.isnan(shot.color_off) for shot in others)


def test_what_is_painted_raises_what_bare_skin_does_not(beauty: Beauty, studio: Studio):
    skins = SkinSpec(), SkinSpec(redness=1.0, wrinkles=1.0, pigment_spots=1.0)
    bare, painted = (beauty.analyze(studio.repaint(replace(SMALL, skin=one)).rgb) for one in skins)
    assert alarms(painted) > alarms(bare)
    assert highest(painted) > highest(bare) + 20


def test_a_refusal_counts_and_is_not_measured(beauty: Beauty):
    empty = face_of(beauty, np.full((400, 400, 3), 128, np.uint8), {"kind": "wall"})
    assert {shot.refusal for shot in empty.shots} == {"no_face"}
    assert mean_of(empty.shots, REFUSED) == 1.0
    assert np.isnan(mean_of(empty.shots, HELD))
    assert refusals_line([empty]) == f"refused: no_face {len(empty.shots)}; as taken: 1 of 1"


def test_means_leave_out_what_was_not_measured():
    shots = [Shot("a", tone_held=1.0), Shot("b", tone_held=0.0), Shot("c", "no_face")]
    assert mean_of(shots, HELD) == 0.5
    assert mean_of(shots, REFUSED) == pytest.approx(1 / 3)


def test_the_worst_comes_first_whichever_way_a_measure_points():
    better, worse = Shot("a", tone_held=1.0, products=50), Shot("a", tone_held=0.5, products=10)
    table = group_table("group", {"good": [better], "bad": [worse], "refused": [Shot("a", "x")]})
    order = [line.split("|")[1].strip() for line in table.splitlines()[2:]]
    assert order.index("bad") < order.index("good")
    means = np.full((2, len(MEASURES)), np.nan)
    means[:, 1] = (0.1, 0.4)  # jitter: more is worse
    assert list(worst_first(means)) == [1, 0]


def test_a_report_has_a_table_for_each_kind_of_group(face: Face):
    said = report("Heads", [face])
    assert "### Heads: 1 faces, 9 pictures" in said
    assert "| Monk tone |" in said
    assert "| light or camera" in said
