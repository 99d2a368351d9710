"""The comparison itself must be able to fail."""

from pathlib import Path

import numpy as np
import pytest

from tests.builders import quadrants
from tests.golden import UPDATE, assert_like_golden


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(UPDATE, "1")
    assert_like_golden("picture", quadrants(), 0, tmp_path)
    monkeypatch.delenv(UPDATE)
    return tmp_path


def test_same_picture_passes(written: Path):
    assert_like_golden("picture", quadrants(), 0, written)


def test_missing_golden_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(UPDATE, raising=False)
    with pytest.raises(AssertionError, match="missing"):
        assert_like_golden("never_written", quadrants(), 255, tmp_path)
    assert not list(tmp_path.iterdir())


def test_other_picture_or_size_fails(written: Path):
    with pytest.raises(AssertionError, match="differs"):
        assert_like_golden("picture", np.roll(quadrants(), 2, axis=1), 0.5, written)
    with pytest.raises(AssertionError, match="golden picture is"):
        assert_like_golden("picture", quadrants(100, 64), 255, written)
