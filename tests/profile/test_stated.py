"""A person's own word on tone and sun, and silence where nothing was said."""

import pytest

from beauty.knowledge import load_answer_fields
from beauty.profile import SUN_TYPES, Profile, picked_monk, sun_type


def test_nothing_said_is_nothing_known():
    silent = Profile.of(None, {})
    assert picked_monk(silent) is None
    assert sun_type(silent) is None


def test_pick_is_a_whole_tone():
    assert picked_monk(Profile.of(None, {"monk": 6})) == 6


@pytest.mark.parametrize(("answer", "kind"), list(SUN_TYPES.items()))
def test_each_answer_has_its_type(answer: str, kind: str):
    assert sun_type(Profile.of(None, {"sun_reaction": answer})) == kind


def test_types_run_from_one_to_six_as_asked():
    assert tuple(SUN_TYPES) == load_answer_fields()["sun_reaction"].choices
    assert list(SUN_TYPES.values()) == ["I", "II", "III", "IV", "V", "VI"]
