"""The judge of tone is itself right: shifts do what they say, coverage counts what is held."""

import sys
from pathlib import Path

import numpy as np
import pytest

from beauty.color.spaces import LINEAR
from beauty.light import Light
from tools.light_witnesses import followed
from tools.lit import LAMP, PLAIN, SHIFTS, Shift, relit
from tools.stone_labels import stone_labels
from tools.tone_accuracy import (
    coverage,
    flip_table,
    half,
    holds,
    median_width,
    our_class,
    repeat_lines,
)
from tools.toned import Look, Sitter

BRIGHTER = SHIFTS[0]
GREYS = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2)


def test_plain_light_changes_nothing_and_the_photo_is_not_touched():
    before = GREYS.copy()
    np.testing.assert_array_equal(relit(GREYS, PLAIN), GREYS)
    relit(GREYS, LAMP)
    np.testing.assert_array_equal(GREYS, before)


@pytest.mark.parametrize("shift", [*SHIFTS, LAMP], ids=lambda shift: shift.name)
def test_linear_light_is_multiplied(shift: Shift):
    gain = 2**shift.exposure_ev * np.array([shift.red, 1.0, shift.blue])
    wanted = np.minimum(LINEAR[GREYS] * gain, 1)
    np.testing.assert_allclose(LINEAR[relit(GREYS, shift)], wanted, atol=0.005)


def sitter(person: str, lightness: float, shifted: float, error_ev: float = 0.2) -> Sitter:
    """Somebody of one even colour, and of another in brighter light."""
    light = Light(0.0, error_ev, 0.0, 0.0, 0.01)
    looks = {
        shift: Look(light, np.array([[value, 13.0, 20.0]]))
        for shift, value in ((PLAIN, lightness), (BRIGHTER, shifted))
    }
    return Sitter({"path": f"{person}.jpg", "person": person}, looks)


def test_coverage_counts_the_intervals_that_hold():
    near, far = sitter("a", 65.0, 66.0), sitter("b", 65.0, 80.0)
    assert holds(near, BRIGHTER)
    assert not holds(far, BRIGHTER)
    assert holds(near, LAMP) is None
    assert coverage([near, far], [BRIGHTER]) == 0.5
    assert coverage([near, far], [BRIGHTER], scale=5.0) == 1.0
    assert median_width([near], 2.0) > 1.8 * median_width([near])


def test_both_photos_of_a_person_fall_on_one_side():
    people = [sitter(name, 60.0, 61.0) for name in "abcabc"]
    sides = [{one.row["person"] for one in half(people, side)} for side in (0, 1)]
    assert sides == [{"a", "c"}, {"b"}]
    assert len(half(people, 0)) == 4


def test_a_change_of_class_counts_as_said_only_within_the_interval():
    said, unsaid = sitter("a", 66.5, 68.5), sitter("b", 50.0, 75.0)
    told = flip_table([said, unsaid], our_class)
    brighter = next(row for row in told.splitlines() if BRIGHTER.name in row)
    assert [cell.strip() for cell in brighter.split("|")[3:5]] == ["100.0%", "50.0%"]


def test_repeats_are_paired_by_person():
    pair = [sitter("a", 65.0, 66.0), sitter("a", 64.0, 66.0), sitter("b", 60.0, 66.0)]
    told = repeat_lines(pair, pair)
    assert "all people: 1 pairs, median 1.88 degrees" in told


def test_slope_of_what_follows():
    said = np.random.default_rng(0).normal(size=500)
    slope, r = followed(said, 0.4 * said)
    assert slope == pytest.approx(0.4)
    assert r == pytest.approx(1.0)


def test_another_program_that_does_not_run_is_an_error():
    with pytest.raises(RuntimeError, match="gave 0 answers"):
        stone_labels(Path("/bin/false"), [GREYS])
    # ours has no such program: it answers that it found nothing to import, and that is no label
    with pytest.raises(RuntimeError, match="stone"):
        stone_labels(Path(sys.executable), [GREYS])
