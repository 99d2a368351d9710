"""The table of a face's steps: each runs by itself, and both budgets are judged."""

import numpy as np
import pytest

from beauty import Beauty
from beauty.face import Landmarker
from bench import face
from bench.portrait import as_jpeg, portrait


def test_every_step_runs_by_itself(beauty: Beauty):
    landmarker = Landmarker.load()
    try:
        steps = face.steps_of(as_jpeg(portrait(640)), landmarker, beauty.networks)
        assert all(step() is not None for step in steps.values())
    finally:
        landmarker.close()
    told = face.report({name: np.ones(3) for name in steps})
    assert all(f"| {name} " in told for name in (*steps, *face.BUDGETS))


@pytest.mark.parametrize(
    ("ms", "words"),
    [(1.0, ["pass", "pass", "pass"]), (25.0, ["OVER", "pass", "pass"]), (35.0, ["OVER"] * 3)],
)
def test_each_budget_gets_its_word(ms: float, words: list[str]):
    steps = {step for steps, _ in face.BUDGETS.values() for step in steps}
    told = face.verdicts({name: np.full(3, ms) for name in steps})
    assert [line.rsplit(", ", 1)[1] for line in told.strip().splitlines()] == words
