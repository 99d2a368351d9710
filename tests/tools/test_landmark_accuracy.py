"""The errors on made-up points, and the map against the numberings it speaks about."""

import numpy as np
import pytest

from beauty.face.face import LANDMARKS
from tools.landmark_accuracy import (
    OUTER_CORNERS,
    Sample,
    group_table,
    outline_errors,
    point_errors,
    unit_px,
)
from tools.london_map import TEMPLATE_POINTS, Group, Outline, all_of, load_map
from tools.polyline import distance_to_polyline

GROUPS = {"eyes", "brows", "nose", "lips", "jaw"}
SQUARE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])
MADE_UP = Group("made_up", points=((18, 33), (27, 263)), outlines=(Outline((0,), (1, 2), False),))


@pytest.fixture
def sample() -> Sample:
    """Eyes 200 px apart; one landmark is off by (3, 4) px, a line of landmarks by 6 px."""
    template, landmarks = np.zeros((TEMPLATE_POINTS, 2)), np.zeros((LANDMARKS, 2))
    template[[18, 27]] = [[100, 100], [300, 100]]
    landmarks[[33, 263]] = [[103, 104], [300, 100]]
    template[0] = [150, 206]
    landmarks[[1, 2]] = [[100, 200], [200, 200]]
    return Sample("neutral", template, landmarks)


def test_point_and_outline_errors_in_pixels(sample: Sample):
    np.testing.assert_allclose(point_errors(MADE_UP, sample), [[3, 4], [0, 0]])
    np.testing.assert_allclose(outline_errors(MADE_UP, sample), [6])
    assert unit_px(sample, OUTER_CORNERS) == 200


def test_table_is_in_percent_of_the_eye_distance(sample: Sample):
    lines = group_table((MADE_UP,), [sample], OUTER_CORNERS).splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[2] == ["made_up", "to point", "2", "1.25", "1.25", "2.25"]
    assert cells[3] == ["made_up", "to line", "1", "3.00", "3.00", "3.00"]


def test_a_group_without_points_has_no_row_for_them(sample: Sample):
    only_lines = Group("lines", (), MADE_UP.outlines)
    assert "to point" not in group_table((only_lines,), [sample], OUTER_CORNERS)


@pytest.mark.parametrize(
    ("point", "closed", "expected"),
    [((5, -2), False, 2), ((-3, 14), False, 5), ((-1, 5), True, 1), ((-3, 5), False, 34**0.5)],
    ids=["beside a piece", "past an end", "closing piece", "no closing piece"],
)
def test_distance_to_polyline(point: tuple[float, float], closed: bool, expected: float):
    got = distance_to_polyline(np.array([point], float), SQUARE, closed)
    np.testing.assert_allclose(got, [expected])


def test_map_knows_its_groups_and_stays_within_both_numberings():
    groups = load_map()
    assert {group.name for group in groups} == GROUPS
    for group in groups:
        for theirs, ours in group.points:
            assert 0 <= theirs < TEMPLATE_POINTS
            assert 0 <= ours < LANDMARKS
        for outline in group.outlines:
            assert set(outline.template) <= set(range(TEMPLATE_POINTS))
            assert set(outline.along) <= set(range(LANDMARKS))
            assert len(set(outline.along)) == len(outline.along) >= 2


def test_map_uses_each_template_point_once():
    whole = all_of(load_map())
    used = [pair[0] for pair in whole.points] + [i for one in whole.outlines for i in one.template]
    assert len(used) == len(set(used)) == 72


def test_map_refuses_a_point_that_does_not_exist(tmp_path):
    file = tmp_path / "map.toml"
    file.write_text("[group.eyes]\npoints = [[189, 33]]\n", "utf-8")
    with pytest.raises(ValueError, match=r"map\.toml, eyes: expected points 0\.\.188, got \[189\]"):
        load_map(file)
