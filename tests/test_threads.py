"""Threads are settled before torch is loaded, and an operator's own wish counts."""

import subprocess
import sys

from beauty.paths import ROOT
from beauty.settings import Settings
from beauty.threads import settle


def test_idle_threads_sleep_and_each_photo_has_its_core():
    assert settle(Settings(), {}) == {"OMP_WAIT_POLICY": "PASSIVE", "OMP_NUM_THREADS": "1"}
    assert settle(Settings(threads=3), {})["OMP_NUM_THREADS"] == "3"
    assert int(settle(Settings(threads=0), {})["OMP_NUM_THREADS"]) >= 1


def test_what_the_operator_set_stays():
    given = {"OMP_WAIT_POLICY": "ACTIVE", "OMP_NUM_THREADS": "7"}
    assert settle(Settings(threads=2), dict(given)) == given


def test_the_package_loads_nothing_before_it_is_asked():
    code = (
        "import sys, beauty; assert 'torch' not in sys.modules;"
        "from beauty.threads import settle; assert 'torch' not in sys.modules;"
        "import beauty.__main__; assert 'torch' not in sys.modules;"
        "from beauty import Beauty, BeautyError; assert 'torch' in sys.modules;"
        "assert BeautyError.__module__ == 'beauty.errors'; print(hasattr(beauty, 'Ugly'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_a_wrong_setting_ends_the_program_with_a_sentence():
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={"BEAUTY_AUTH": "no-colon-but-secret", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "BEAUTY_AUTH: expected user:password\n"
