"""What Ray is told, without Ray."""

import subprocess
import sys

import pytest

from beauty.paths import ROOT
from beauty.scale.fleet import AT_ONCE, Fleet, keep_private
from beauty.settings import Settings


def test_a_fixed_number_or_one_that_follows_the_work():
    assert Fleet(3, 3).size == {"num_replicas": 3}
    told = Fleet(1, 4).size["autoscaling_config"]
    assert (told["min_replicas"], told["max_replicas"]) == (1, 4)
    assert told["target_ongoing_requests"] < AT_ONCE, "else a full fleet would never grow"


@pytest.mark.parametrize(("least", "most"), [(0, 1), (3, 2), (-1, 4)])
def test_numbers_that_cannot_be_are_refused(least: int, most: int):
    with pytest.raises(ValueError, match="in order"):
        Fleet(least, most)


def test_the_door_has_no_models_and_lets_in_what_all_replicas_can_hold():
    door = Fleet(2, 4).door(Settings(workers=1, waiting=5, live_viewers=4, port=8000))
    assert (door.live_viewers, door.reading_ms, door.workers) == (0, 0, 4 * AT_ONCE)
    assert (door.waiting, door.port) == (5, 8000)


def test_nothing_of_use_is_reported_and_a_token_is_made_anew():
    first: dict[str, str] = {"RAY_USAGE_STATS_ENABLED": "1"}
    second: dict[str, str] = {"RAY_AUTH_TOKEN": "of the operator"}
    keep_private(first)
    keep_private(second)
    assert first["RAY_USAGE_STATS_ENABLED"] == "0"
    assert first["RAY_AUTH_MODE"] == "token"
    assert len(first["RAY_AUTH_TOKEN"]) == 64
    assert second["RAY_AUTH_TOKEN"] == "of the operator"


def test_without_ray_the_command_says_what_is_missing():
    hide = "import sys; sys.modules['ray'] = None; sys.argv[1:] = []; "
    run = "from beauty.scale.__main__ import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", hide + run], cwd=ROOT, capture_output=True, text=True
    )
    assert ended.returncode == 2
    assert "requirements-scale.txt" in ended.stderr


@pytest.mark.parametrize("arguments", [["--replicas", "0"], ["--replicas", "3", "--most", "2"]])
def test_a_wrong_command_line_is_refused(arguments: list[str]):
    ended = subprocess.run(
        [sys.executable, "-m", "beauty.scale", *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert ended.returncode == 2
    assert "in order" in ended.stderr
