"""Threads are settled before torch is loaded, and an operator's own wish counts."""

import subprocess
import sys
from pathlib import Path

import pytest

from beauty.paths import ROOT
from beauty.settings import Settings
from beauty.threads import settle


def test_idle_threads_sleep_and_each_photo_has_its_core():
    assert settle(Settings(), {}) == {"OMP_WAIT_POLICY": "PASSIVE", "OMP_NUM_THREADS": "1"}
    assert settle(Settings(threads=3), {})["OMP_NUM_THREADS"] == "3"
    assert int(settle(Settings(threads=0), {})["OMP_NUM_THREADS"]) >= 1


def test_many_threads_share_two_pools_of_memory():
    """As glibc counts them itself (malloc_info), for a program that begins as ours does."""
    code = (
        "import ctypes, threading; from beauty.threads import share_memory; print(share_memory());"
        "meet = threading.Barrier(12); c = ctypes.CDLL(None);"
        "c.fdopen.restype = c.malloc.restype = ctypes.c_void_p;"
        "work = lambda: (meet.wait(), c.malloc(1000), bytearray(9000), meet.wait());"
        "all = [threading.Thread(target=work) for _ in range(12)];"
        "[one.start() for one in all]; [one.join() for one in all];"
        "out = ctypes.c_void_p(c.fdopen(1, b'w')); c.malloc_info(0, out); c.fflush(out)"
    )
    done = subprocess.run(
        [sys.executable, "-u", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.stdout.startswith("False"):
        pytest.skip("another C library than glibc")
    assert done.stdout.count("<heap nr=") == 2


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


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_memory_freed_in_between_goes_back():
    """Small pieces freed below one that is still used: the C library keeps them unless told."""
    code = (
        "import os; from beauty.threads import give_memory_back;"
        "held = lambda: int(open('/proc/self/statm').read().split()[1]) * os.sysconf('SC_PAGE_SIZE');"
        "many = [bytes(2000) for _ in range(50_000)]; last = bytes(2000); full = held(); del many;"
        "print(give_memory_back(), (full - held()) // 2**20)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    known, megabytes = done.stdout.split()
    if known == "False":
        pytest.skip("another C library than glibc")
    assert int(megabytes) > 80


def test_the_program_lets_threads_in_often():
    code = (
        "import sys; from beauty import __main__ as program; sys.argv = ['beauty', '--help'];\n"
        "try: program.run()\n"
        "except SystemExit: print(sys.getswitchinterval())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert float(done.stdout.split()[-1]) < 0.001
