"""Reading in a process of its own: the same pixels, and a limit that no decoder gets around."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from beauty.errors import PhotoError
from beauty.photo import guarded, read_photo
from beauty.photo.guarded import Guarded
from tests.builders import encoded, flat, quadrants

pytestmark = pytest.mark.skipif(
    not hasattr(os, "memfd_create"), reason="this system has no anonymous files"
)
JPEG = encoded(quadrants(), "JPEG")


@pytest.fixture(scope="module")
def one() -> Iterator[Guarded]:
    made = Guarded(1)
    yield made
    made.close()


def endless_jpeg() -> bytes:
    """A small JPEG that asks for its 49 million pixels to be gone over 3000 times."""
    data = encoded(Image.new("L", (7000, 7000), 128), "JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * 3000 + data[-2:]


def code_of(reader: Guarded, data: bytes) -> tuple[str, object]:
    with pytest.raises(PhotoError) as caught:
        reader.read(data)
    return caught.value.code, caught.value.facts.get("reason")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "AVIF"])
def test_the_pixels_are_the_same(one: Guarded, kind: str, tmp_path: Path):
    data = encoded(quadrants(), kind)
    path = tmp_path / "photo"
    path.write_bytes(data)
    for source in (data, path, str(path)):
        photo = one.read(source)
        np.testing.assert_array_equal(photo.rgb, read_photo(data).rgb)
        assert not photo.rgb.flags.writeable


def test_size_and_longest_side_travel_with_it(one: Guarded):
    photo = one.read(encoded(flat((1200, 600), (9, 99, 200)), "PNG"), 300)
    assert (photo.size_wh, photo.original_size_wh) == ((300, 150), (1200, 600))


def test_arrays_and_pictures_need_no_decoder(one: Guarded):
    before = one.pids
    np.testing.assert_array_equal(one.read(quadrants()).rgb, quadrants())
    assert one.read(Image.fromarray(quadrants())).size_wh == (96, 64)
    assert one.pids == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable"),
        (b"%PDF-1.7", "unsupported_format"),
        (JPEG[: len(JPEG) // 2], "unreadable"),
        (encoded(flat((8, 8), (1, 2, 3)), "PNG"), "too_small"),
        (bytes(25 * 2**20 + 1), "too_large"),
    ],
)
def test_refusals_are_the_same(one: Guarded, data: bytes, code: str):
    with pytest.raises(PhotoError) as plain:
        read_photo(data)
    with pytest.raises(PhotoError) as told:
        one.read(data)
    assert told.value.code == plain.value.code == code
    assert told.value.said("message", "zh") == plain.value.said("message", "zh")


def test_a_file_that_would_take_hours_is_refused_and_the_next_is_read():
    reader = Guarded(1, cpu_s=0.3)
    reader.read(JPEG)
    (first,) = reader.pids
    begin = time.perf_counter()
    assert code_of(reader, endless_jpeg()) == ("unreadable", "too_costly")
    assert time.perf_counter() - begin < 0.3 * guarded.PATIENCE + 1
    assert reader.read(JPEG).size_wh == (96, 64)
    assert reader.pids != [first]
    reader.close()


def test_memory_is_limited_by_the_system():
    reader = Guarded(1, cpu_s=5, memory_mb=400)
    large = encoded(Image.new("RGB", (6000, 6000)), "PNG", compress_level=1)
    assert read_photo(large).original_size_wh == (6000, 6000)
    assert code_of(reader, large)[0] == "unreadable"
    assert reader.read(JPEG).size_wh == (96, 64)
    reader.close()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_that_dies_while_nobody_uses_it_costs_no_photo(how: signal.Signals):
    reader = Guarded(1)
    reader.read(JPEG)
    (first,) = reader.pids
    os.kill(first, how)
    os.waitid(
        os.P_PID, first, os.WEXITED | os.WNOWAIT
    )  # until it is dead; the reader finds out itself
    assert reader.read(JPEG).size_wh == (96, 64)
    assert reader.pids != [first]
    reader.close()


def test_a_worker_that_dies_at_work_costs_that_photo_alone():
    reader = Guarded(1, cpu_s=5)
    reader.read(JPEG)
    (first,) = reader.pids
    killer = threading.Timer(0.3, os.kill, (first, signal.SIGKILL))
    killer.start()
    assert code_of(reader, endless_jpeg()) == ("unreadable", "too_costly")
    killer.join()
    assert reader.read(JPEG).size_wh == (96, 64)
    reader.close()


def test_a_worker_that_sleeps_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guarded, "PATIENCE", 1)
    reader = Guarded(1, cpu_s=0.3)
    reader.read(JPEG)
    os.kill(reader.pids[0], signal.SIGSTOP)
    assert code_of(reader, JPEG) == ("unreadable", "too_costly")
    assert reader.read(JPEG).size_wh == (96, 64)
    reader.close()


def test_threads_share_the_workers():
    reader = Guarded(2)
    sizes = [(70 + number, 80) for number in range(12)]
    files = [encoded(flat(size, (5, 50, 150)), "PNG") for size in sizes]
    with ThreadPoolExecutor(4) as pool:
        assert [photo.size_wh for photo in pool.map(reader.read, files)] == sizes
    assert len(reader.pids) == 2
    reader.close()


def test_no_worker_outlives_its_owner():
    reader = Guarded(1)
    reader.read(JPEG)
    (pid,) = reader.pids
    del reader
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_workers_know_no_secret(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BEAUTY_AUTH", "eve:apple")
    reader = Guarded(1)
    reader.read(JPEG)
    assert b"apple" not in Path(f"/proc/{reader.pids[0]}/environ").read_bytes()
    reader.close()


def test_nothing_is_left_open():
    def handles() -> int:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - no folder of files

    reader = Guarded(1)
    reader.read(JPEG)
    before = handles()
    for data in (JPEG, b"nothing", JPEG[:300]) * 3:
        try:
            reader.read(data)
        except PhotoError:
            continue
    assert handles() == before
    reader.close()
    assert handles() == before - 1


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"size_wh": [10**9, 10**9], "original_size_wh": [1, 1]},
        {"size_wh": [64, 64], "original_size_wh": [64, 64]},
        {"size_wh": "ab", "original_size_wh": [64, 64]},
        {"code": "too_small"},
    ],
)
def test_a_worker_gone_bad_is_not_believed(told: dict[str, object]):
    with pytest.raises(guarded.LostError):
        guarded.told_photo(told, [])
